"""Reading a template: JSON or YAML with short forms, and what is wrong with its structure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from .errors import ValidationError
from .references import references

MAX_INLINE_BYTES = 51_200
"""https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"""

SECTIONS = {
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Rules",
    "Mappings",
    "Conditions",
    "Transform",
    "Hooks",
    "Resources",
    "Outputs",
}


class _Loader(yaml.SafeLoader):
    """YAML with `!Ref`, `!GetAtt a.b`, `!Sub` …; dates stay text, as CloudFormation keeps them."""


def _short_form(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _short_form)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def refuse_long(body: str) -> None:
    """A template in the request has at most 51,200 bytes."""
    if len(body.encode()) > MAX_INLINE_BYTES:
        raise ValidationError(
            f"1 validation error detected: Value '{body}' at 'templateBody' failed to satisfy "
            f"constraint: Member must have length less than or equal to {MAX_INLINE_BYTES}"
        )


@dataclass(frozen=True)
class Template:
    """A template as it was given, and as it was read."""

    body: str
    data: dict[str, Any]

    @property
    def resources(self) -> dict[str, dict[str, Any]]:
        return self.data["Resources"]

    @property
    def parameters(self) -> dict[str, dict[str, Any]]:
        return self.data.get("Parameters") or {}

    @property
    def conditions(self) -> dict[str, Any]:
        return self.data.get("Conditions") or {}

    @property
    def mappings(self) -> dict[str, Any]:
        return self.data.get("Mappings") or {}

    @property
    def outputs(self) -> dict[str, dict[str, Any]]:
        return self.data.get("Outputs") or {}

    @cached_property
    def dependencies(self) -> dict[str, frozenset[str]]:
        """The resources that each resource needs: by DependsOn, Ref, GetAtt and Sub."""
        found = {}
        for logical_id, resource in self.resources.items():
            explicit = resource.get("DependsOn", [])
            names = {explicit} if isinstance(explicit, str) else set(explicit)
            body = {k: v for k, v in resource.items() if k in ("Properties", "Metadata")}
            names |= {name for name in references(body) if name in self.resources}
            found[logical_id] = frozenset(names - {logical_id})
        return found


def parse_template(body: str) -> Template:
    """Reads a template, or refuses it as CloudFormation does."""
    try:
        data = json.loads(body)
    except ValueError:
        try:
            data = yaml.load(body, Loader=_Loader)
        except yaml.YAMLError as cause:
            raise ValidationError(
                f"Template format error: YAML not well-formed. ({cause})"
            ) from cause
    if not isinstance(data, dict):
        raise ValidationError("Template format error: unsupported structure.")
    template = Template(body, data)
    _refuse_malformed(template)
    return template


def _refuse_malformed(template: Template) -> None:
    unknown = sorted(set(template.data) - SECTIONS)
    if unknown:
        raise ValidationError(f"Invalid template property or properties [{', '.join(unknown)}]")
    if not template.data.get("Resources"):
        raise ValidationError(
            "Template format error: At least one Resources member must be defined."
        )
    for unmodelled in ("Transform", "Rules", "Hooks"):
        if template.data.get(unmodelled):
            raise NotImplementedError(f"{unmodelled} of a template")
    for logical_id, resource in template.resources.items():
        if not isinstance(resource, dict) or "Type" not in resource:
            raise ValidationError(
                f"Template format error: [/Resources/{logical_id}] Every Resources object must "
                "contain a Type member."
            )
    _refuse_unresolved(template)
    _refuse_circles(template)


def _refuse_unresolved(template: Template) -> None:
    known = set(template.resources) | set(template.parameters)
    for section in ("Resources", "Outputs"):
        used = set(references(template.data.get(section) or {}))
        for resource in template.resources.values() if section == "Resources" else ():
            explicit = resource.get("DependsOn", [])
            used |= {explicit} if isinstance(explicit, str) else set(explicit)
        missing = sorted(n for n in used if n not in known and not n.startswith("AWS::"))
        if missing:
            raise ValidationError(
                f"Template format error: Unresolved resource dependencies [{', '.join(missing)}] "
                f"in the {section} block of the template"
            )


def _refuse_circles(template: Template) -> None:
    left = dict(template.dependencies)
    while left:
        free = [name for name, needs in left.items() if not needs & left.keys()]
        if not free:
            raise ValidationError(
                f"Circular dependency between resources: [{', '.join(sorted(left))}]"
            )
        for name in free:
            del left[name]
