"""Evaluates the intrinsic functions of a template.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Any

from .errors import ValidationError
from .parameters import text_of
from .template import Template

NO_VALUE = object()
"""`AWS::NoValue`: the property that has it is not there."""

ResolveResource = Callable[[str, str | None], Any]
"""Answers `Ref` (no attribute) or `Fn::GetAtt` of a resource of the stack."""


class Evaluator:
    """Turns values of a template into what they stand for in one stack."""

    def __init__(
        self,
        template: Template,
        parameters: dict[str, str],
        pseudo: dict[str, Any],
        resolve: ResolveResource,
        exported: Callable[[str], str],
    ) -> None:
        self._template = template
        self._parameters = parameters
        self._pseudo = {**pseudo, "AWS::NoValue": NO_VALUE}
        self._resolve = resolve
        self._exported = exported
        self._functions: dict[str, Callable[[Any], Any]] = {
            "Ref": self._ref,
            "Fn::GetAtt": self._get_att,
            "Fn::Sub": self._sub,
            "Fn::Join": lambda a: text_of(a[0]).join(text_of(x) for x in self.value(a[1])),
            "Fn::Select": lambda a: self.value(a[1])[int(self.value(a[0]))],
            "Fn::Split": lambda a: self.value(a[1]).split(a[0]),
            "Fn::If": lambda a: self.value(a[1] if self.condition(a[0]) else a[2]),
            "Fn::FindInMap": self._find_in_map,
            "Fn::Base64": lambda a: base64.b64encode(text_of(self.value(a)).encode()).decode(),
            "Fn::ImportValue": lambda a: self._exported(self.value(a)),
            "Fn::GetAZs": self._availability_zones,
            "Fn::Equals": lambda a: text_of(self.value(a[0])) == text_of(self.value(a[1])),
            "Fn::Not": lambda a: not self._truth(a[0]),
            "Fn::And": lambda a: all(self._truth(item) for item in a),
            "Fn::Or": lambda a: any(self._truth(item) for item in a),
        }

    def value(self, node: Any) -> Any:
        """The value of a node, without the members and items that are `AWS::NoValue`."""
        if isinstance(node, list):
            values = [self.value(item) for item in node]
            return [value for value in values if value is not NO_VALUE]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            ((name, argument),) = node.items()
            if name in self._functions:
                return self._functions[name](argument)
            if name.startswith("Fn::"):
                raise NotImplementedError(f"the intrinsic function {name}")
        evaluated = {key: self.value(item) for key, item in node.items()}
        return {key: item for key, item in evaluated.items() if item is not NO_VALUE}

    def condition(self, name: str) -> bool:
        """Whether a condition of the template holds."""
        if name not in self._template.conditions:
            raise ValidationError(
                f"Template format error: Unresolved condition dependency {name} "
                "in the Conditions block of the template"
            )
        return self._truth(self._template.conditions[name])

    def _truth(self, node: Any) -> bool:
        if isinstance(node, dict) and set(node) == {"Condition"}:
            return self.condition(node["Condition"])
        return bool(self.value(node))

    def _ref(self, name: str) -> Any:
        if name in self._pseudo:
            return self._pseudo[name]
        if name in self._parameters:
            value = self._parameters[name]
            type_ = self._template.parameters[name].get("Type", "String")
            if type_ == "CommaDelimitedList" or type_.startswith("List<"):
                return [part.strip() for part in value.split(",")] if value else []
            return value
        return self._resolve(name, None)

    def _get_att(self, argument: Any) -> Any:
        name, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
        return self._resolve(name, self.value(attribute))

    def _sub(self, argument: Any) -> str:
        text, local = (argument, {}) if isinstance(argument, str) else argument

        def replace(match: re.Match[str]) -> str:
            name = match.group(1).strip()
            if name.startswith("!"):
                return f"${{{name[1:]}}}"
            if name in local:
                return text_of(self.value(local[name]))
            if "." in name:
                return text_of(self._get_att(name))
            return text_of(self._ref(name))

        return re.sub(r"\$\{([^}]*)\}", replace, text)

    def _find_in_map(self, argument: list[Any]) -> Any:
        name, first, second = (self.value(item) for item in argument[:3])
        try:
            return self._template.mappings[name][first][second]
        except KeyError as cause:
            raise ValidationError(
                f"Template error: Unable to get mapping for {name}::{first}::{second}"
            ) from cause

    def _availability_zones(self, argument: Any) -> list[str]:
        region = self.value(argument) or self._pseudo["AWS::Region"]
        return [f"{region}{letter}" for letter in "abc"]
