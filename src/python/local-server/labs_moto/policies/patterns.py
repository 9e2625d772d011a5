"""Wildcards of policies: `*` for any characters, `?` for one.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
"""

from __future__ import annotations

import re
from functools import lru_cache

ARN_FIELDS = 6


@lru_cache(maxsize=4096)
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    parts = {"*": ".*", "?": "."}
    return re.compile("".join(parts.get(c, re.escape(c)) for c in pattern), flags | re.DOTALL)


def matches(pattern: str, text: str, *, any_case: bool = False) -> bool:
    """Whether a text fits a pattern as a whole."""
    return _compiled(pattern, re.IGNORECASE if any_case else 0).fullmatch(text) is not None


def arn_matches(pattern: str, arn: str) -> bool:
    """Whether an ARN fits a pattern; a wildcard stays in its part, but in the last one goes on.

    A resource that is no ARN is the `*` of actions that are checked against none.
    """
    if pattern == "*":
        return True
    wanted, given = pattern.split(":", ARN_FIELDS - 1), arn.split(":", ARN_FIELDS - 1)
    if len(wanted) != ARN_FIELDS or len(given) != ARN_FIELDS:
        return False
    return all(map(matches, wanted, given))
