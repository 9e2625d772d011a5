"""Refuses what the model of an operation does not allow, in the words of AWS's front end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from moto.core.model import OperationModel

from .sagemaker.errors import ValidationException


@cache
def _pattern(source: str) -> re.Pattern[str] | None:
    """A pattern of the model; Java writes a few that Python does not read, and those allow all."""
    try:
        return re.compile(source)
    except re.error:
        return None


def _lower_first(name: str) -> str:
    return name[:1].lower() + name[1:]


def _text_faults(shape: Any, value: str) -> Iterator[str]:
    limits = shape.metadata
    if "enum" in limits and value not in limits["enum"]:
        yield f"Member must satisfy enum value set: [{', '.join(limits['enum'])}]"
    if len(value) > limits.get("max", len(value)):
        yield f"Member must have length less than or equal to {limits['max']}"
    if len(value) < limits.get("min", 0):
        yield f"Member must have length greater than or equal to {limits['min']}"
    if "pattern" in limits:
        pattern = _pattern(limits["pattern"])
        if pattern is not None and not pattern.fullmatch(value):
            yield f"Member must satisfy regular expression pattern: {limits['pattern']}"


def _number_faults(shape: Any, value: float) -> Iterator[str]:
    limits = shape.metadata
    if value > limits.get("max", value):
        yield f"Member must have value less than or equal to {limits['max']}"
    if value < limits.get("min", value):
        yield f"Member must have value greater than or equal to {limits['min']}"


def _length_faults(shape: Any, value: list[Any]) -> Iterator[str]:
    limits = shape.metadata
    if len(value) > limits.get("max", len(value)):
        yield f"Member must have length less than or equal to {limits['max']}"
    if len(value) < limits.get("min", 0):
        yield f"Member must have length greater than or equal to {limits['min']}"


def _faults(shape: Any, value: Any, path: str) -> Iterator[str]:
    """Every `Value '…' at '…' failed to satisfy constraint: …` of a value."""
    found: Iterator[str] = iter(())
    if shape.type_name == "string" and isinstance(value, str):
        found = _text_faults(shape, value)
    elif shape.type_name in ("integer", "long", "float", "double"):
        found = _number_faults(shape, value)
    elif shape.type_name == "list":
        found = _length_faults(shape, value)
    for fault in found:
        yield f"Value '{value}' at '{path}' failed to satisfy constraint: {fault}"
    if shape.type_name == "structure":
        yield from _structure_faults(shape, value, path)
    elif shape.type_name == "list":
        for index, item in enumerate(value, start=1):
            yield from _faults(shape.member, item, f"{path}.{index}.member")


def _structure_faults(shape: Any, value: dict[str, Any], path: str) -> Iterator[str]:
    prefix = f"{path}." if path else ""
    for name in shape.required_members:
        if value.get(name) is None:
            where = f"{prefix}{_lower_first(name)}"
            yield f"Value null at '{where}' failed to satisfy constraint: Member must not be null"
    for name, member in shape.members.items():
        if value.get(name) is not None:
            yield from _faults(member, value[name], f"{prefix}{_lower_first(name)}")


def misshapen(operation: OperationModel, params: dict[str, Any]) -> str | None:
    """What AWS answers for a request that does not fit its operation's model."""
    if operation.input_shape is None:
        return None
    faults = list(_structure_faults(operation.input_shape, params, ""))
    if not faults:
        return None
    plural = "error" if len(faults) == 1 else "errors"
    return f"{len(faults)} validation {plural} detected: {'; '.join(faults)}"


def refuse_misshapen(operation: OperationModel, params: dict[str, Any]) -> None:
    """Raises the ValidationException of a request that does not fit its operation's model."""
    fault = misshapen(operation, params)
    if fault is not None:
        raise ValidationException(fault)
