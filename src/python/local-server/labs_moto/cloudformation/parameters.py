"""The values of a stack's parameters: given, kept from before, or by default; and their rules.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .errors import ValidationError
from .template import Template

Given = dict[str, Any]


def text_of(value: Any) -> str:
    """A scalar of a template as the text that CloudFormation makes of it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(text_of(item) for item in value)
    return str(value)


def resolve_parameters(
    template: Template, given: Iterable[Given], previous: dict[str, str] | None = None
) -> dict[str, str]:
    """The value of every parameter of the template, as text.

    `previous` holds the values of the stack before an update, for `UsePreviousValue`.
    """
    wanted: dict[str, str] = {}
    for item in given:
        key = item["ParameterKey"]
        if item.get("UsePreviousValue"):
            if item.get("ParameterValue"):
                raise ValidationError(
                    f"Invalid input for parameter key {key}. Cannot specify usePreviousValue as "
                    "true and non empty value for a parameter"
                )
            if previous is None:
                raise ValidationError(
                    f"Invalid input for parameter key {key}. Cannot specify usePreviousValue as "
                    "true for a parameter key not in the previous template"
                )
            if key in previous:
                wanted[key] = previous[key]
        else:
            wanted[key] = item.get("ParameterValue") or ""
    unknown = sorted(wanted.keys() - template.parameters.keys())
    if unknown:
        raise ValidationError(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    values = {
        name: wanted[name] if name in wanted else text_of(declared["Default"])
        for name, declared in template.parameters.items()
        if name in wanted or "Default" in declared
    }
    missing = [name for name in template.parameters if name not in values]
    if missing:
        raise ValidationError(f"Parameters: [{', '.join(missing)}] must have values")
    for name, value in values.items():
        _refuse_invalid(name, template.parameters[name], value)
    return values


def _refuse_invalid(name: str, declared: dict[str, Any], value: str) -> None:
    type_ = declared.get("Type", "String")
    if type_.startswith("AWS::SSM"):
        raise NotImplementedError(f"parameters of type {type_}")
    parts = value.split(",") if type_.startswith(("List<", "CommaDelimitedList")) else [value]
    for part in parts:
        fault = _fault(name, declared, part.strip() if len(parts) > 1 else part)
        if fault is not None:
            explanation = declared.get("ConstraintDescription")
            if explanation:
                fault = f"Parameter {name} failed to satisfy constraint: {explanation}"
            raise ValidationError(fault)


def _fault(name: str, declared: dict[str, Any], value: str) -> str | None:
    if "Number" in declared.get("Type", "String"):
        try:
            number = float(value)
        except ValueError:
            return f"Parameter '{name}' must be a number."
        if "MinValue" in declared and number < float(declared["MinValue"]):
            return f"Parameter '{name}' must be a number not less than {declared['MinValue']}"
        if "MaxValue" in declared and number > float(declared["MaxValue"]):
            return f"Parameter '{name}' must be a number not greater than {declared['MaxValue']}"
    if "AllowedValues" in declared and value not in map(text_of, declared["AllowedValues"]):
        return f"Parameter '{name}' must be one of AllowedValues"
    if "MinLength" in declared and len(value) < int(declared["MinLength"]):
        return f"Parameter '{name}' must contain at least {declared['MinLength']} characters"
    if "MaxLength" in declared and len(value) > int(declared["MaxLength"]):
        return f"Parameter '{name}' must contain at most {declared['MaxLength']} characters"
    if "AllowedPattern" in declared and not re.fullmatch(declared["AllowedPattern"], value):
        return f"Parameter '{name}' must match pattern {declared['AllowedPattern']}"
    return None
