"""Tokens of the next page: opaque to clients, they hold where that page begins."""

from __future__ import annotations

import base64
import binascii
from typing import TypeVar

Item = TypeVar("Item")


class BadToken(ValueError):
    """A token that is not one of ours."""


def page_of(items: list[Item], token: str | None, size: int) -> tuple[list[Item], str | None]:
    """The page that begins where the token says, and the token of the next one."""
    first = 0
    if token:
        try:
            first = int(base64.urlsafe_b64decode(token))
        except (binascii.Error, ValueError) as cause:
            raise BadToken(token) from cause
    after = first + size
    following = base64.urlsafe_b64encode(str(after).encode()).decode()
    return items[first:after], following if after < len(items) else None
