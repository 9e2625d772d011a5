"""Pages of a list operation: 100 items each, as DescribeStackEvents and ListStacks give them."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from .errors import ValidationError

PAGE = 100


def page(member: str, items: list[Any], params: dict[str, Any]) -> dict[str, Any]:
    """The page that `NextToken` asks for, with the token of the next one."""
    first = 0
    if params.get("NextToken"):
        try:
            first = int(base64.urlsafe_b64decode(params["NextToken"]))
        except (binascii.Error, ValueError) as cause:
            raise ValidationError("Invalid NextToken") from cause
    after = first + PAGE
    token = base64.urlsafe_b64encode(str(after).encode()).decode() if after < len(items) else None
    return {member: items[first:after], "NextToken": token}
