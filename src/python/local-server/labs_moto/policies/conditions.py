"""Condition blocks: operators, set operators, and keys that are not there.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .patterns import arn_matches, matches

Context = Mapping[str, "str | list[str]"]
"""Condition keys of a call, in lower case, with their values; a list for a multi-valued key."""

Test = Callable[[str, str], bool]


def _number(test: Callable[[float, float], bool]) -> Test:
    def compare(given: str, wanted: str) -> bool:
        try:
            return test(float(given), float(wanted))
        except ValueError:
            return False

    return compare


OPERATORS: dict[str, Test] = {
    "stringequals": lambda given, wanted: given == wanted,
    "stringequalsignorecase": lambda given, wanted: given.lower() == wanted.lower(),
    "stringlike": lambda given, wanted: matches(wanted, given),
    "arnequals": lambda given, wanted: arn_matches(wanted, given),
    "arnlike": lambda given, wanted: arn_matches(wanted, given),
    "bool": lambda given, wanted: given.lower() == wanted.lower(),
    "numericequals": _number(lambda given, wanted: given == wanted),
    "numericlessthan": _number(lambda given, wanted: given < wanted),
    "numericlessthanequals": _number(lambda given, wanted: given <= wanted),
    "numericgreaterthan": _number(lambda given, wanted: given > wanted),
    "numericgreaterthanequals": _number(lambda given, wanted: given >= wanted),
}

NEGATED = {
    "stringnotequals": "stringequals",
    "stringnotequalsignorecase": "stringequalsignorecase",
    "stringnotlike": "stringlike",
    "arnnotequals": "arnequals",
    "arnnotlike": "arnlike",
    "numericnotequals": "numericequals",
}


def as_list(value: Any) -> list[str]:
    """Text, truth values and numbers of a policy, one or several, as texts."""
    return [_text(item) for item in (value if isinstance(value, list) else [value])]


def _text(item: Any) -> str:
    return str(item).lower() if isinstance(item, bool) else str(item)


def _holds(operator: str, wanted: list[str], given: str | list[str] | None) -> bool:
    """Whether one operator holds for one key; `given` is None where the call has no such key."""
    kind, found, base = operator.lower().rpartition(":")
    if base == "null":
        return (given is None) == (wanted == ["true"])
    optional = base.endswith("ifexists")
    base = base.removesuffix("ifexists")
    negated = base in NEGATED
    test = OPERATORS.get(NEGATED.get(base, base))
    if test is None or kind not in ("", "forallvalues", "foranyvalue"):
        raise NotImplementedError(f"the condition operator {operator}")
    if any("${" in value for value in wanted):
        raise NotImplementedError(f"policy variables such as {wanted[0]}")

    def fits(value: str) -> bool:
        return any(test(value, one) for one in wanted) != negated

    if not found:
        if given is None:
            return optional or negated
        # IAM compares a single value; of a multi-valued key it needs a set operator.
        return isinstance(given, str) and fits(given)
    values = [] if given is None else as_list(given)
    if kind == "forallvalues":
        return all(map(fits, values))
    return any(map(fits, values)) or (given is None and optional)


def conditions_hold(block: Mapping[str, Mapping[str, Any]], context: Context) -> bool:
    """Whether every condition of a statement holds for a call."""
    return all(
        _holds(operator, as_list(wanted), context.get(key.lower()))
        for operator, keys in block.items()
        for key, wanted in keys.items()
    )
