"""Pages of a list operation: 100 items each, as DescribeStackEvents and ListStacks give them."""

from __future__ import annotations

from typing import Any

from ..tokens import BadToken, page_of
from .errors import ValidationError

PAGE = 100


def page(member: str, items: list[Any], params: dict[str, Any]) -> dict[str, Any]:
    """The page that `NextToken` asks for, with the token of the next one."""
    try:
        found, token = page_of(items, params.get("NextToken"), PAGE)
    except BadToken as cause:
        raise ValidationError("Invalid NextToken") from cause
    return {member: found, "NextToken": token}
