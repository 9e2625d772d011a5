"""What a template asks for, with the references between resources left open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .intrinsics import Evaluator
from .resources.registry import RESOURCE_TYPES
from .stack import Stack
from .stacks import pseudo_parameters, stacks_of
from .template import Template

DEFINITION = ("Metadata", "DeletionPolicy", "UpdateReplacePolicy", "CreationPolicy", "UpdatePolicy")


@dataclass(frozen=True)
class Desired:
    """A resource that a template asks for."""

    type: str
    properties: dict[str, Any]
    definition: dict[str, Any]


def _evaluator(stack: Stack, template: Template, parameters: dict[str, str]) -> Evaluator:
    def symbol(logical_id: str, attribute: str | None) -> str:
        return f"${{{logical_id}}}" if attribute is None else f"${{{logical_id}.{attribute}}}"

    return Evaluator(
        template,
        parameters,
        pseudo_parameters(stack),
        symbol,
        stacks_of(stack.account, stack.region).exported,
    )


def desired_resources(
    stack: Stack, template: Template, parameters: dict[str, str]
) -> dict[str, Desired]:
    """The resources whose conditions hold, by logical id."""
    evaluate = _evaluator(stack, template, parameters)
    return {
        logical_id: Desired(
            type=resource["Type"],
            properties=evaluate.value(resource.get("Properties") or {}),
            definition={n: evaluate.value(resource[n]) for n in DEFINITION if n in resource},
        )
        for logical_id, resource in template.resources.items()
        if "Condition" not in resource or evaluate.condition(resource["Condition"])
    }


def desired_outputs(stack: Stack, template: Template, parameters: dict[str, str]) -> dict[str, Any]:
    """The outputs whose conditions hold, by name."""
    evaluate = _evaluator(stack, template, parameters)
    return {
        name: evaluate.value(output)
        for name, output in template.outputs.items()
        if "Condition" not in output or evaluate.condition(output["Condition"])
    }


@dataclass(frozen=True)
class Change:
    """What an update does to one resource, in the words of DescribeChangeSet."""

    action: str
    logical_id: str
    physical_id: str | None
    type: str
    replacement: str | None
    scope: tuple[str, ...]
    properties: tuple[str, ...]


def _change(stack: Stack, logical_id: str, old: Desired, new: Desired) -> Change | None:
    names = old.properties.keys() | new.properties.keys()
    changed = sorted(n for n in names if old.properties.get(n) != new.properties.get(n))
    scope = ["Properties"] if set(changed) - {"Tags"} else []
    scope += ["Tags"] if "Tags" in changed else []
    scope += [n for n in DEFINITION if old.definition.get(n) != new.definition.get(n)]
    if not scope and old.type == new.type:
        return None
    type_ = RESOURCE_TYPES[new.type]
    replaced = old.type != new.type or type_.replaces(old.properties, new.properties)
    resource = stack.resources.get(logical_id)
    return Change(
        "Modify",
        logical_id,
        resource.physical_id if resource else None,
        new.type,
        "True" if replaced else "False",
        tuple(scope),
        tuple(changed),
    )


def changes(
    stack: Stack, template: Template, parameters: dict[str, str], tags: dict[str, str]
) -> list[Change]:
    """What becomes of each resource when the stack gets this template, these values and tags."""
    new = desired_resources(stack, template, parameters)
    old = desired_resources(stack, stack.template, stack.parameters) if stack.template else {}
    found = [
        Change("Add", name, None, desired.type, None, (), ())
        for name, desired in new.items()
        if name not in old
    ]
    for name in new.keys() & old.keys():
        change = _change(stack, name, old[name], new[name])
        if change is None and tags != stack.tags and takes_tags(new[name].type):
            physical_id = stack.resources[name].physical_id if name in stack.resources else None
            change = Change("Modify", name, physical_id, new[name].type, "False", ("Tags",), ())
        if change is not None:
            found.append(change)
    for name in old.keys() - new.keys():
        resource = stack.resources.get(name)
        physical_id = resource.physical_id if resource else None
        found.append(Change("Remove", name, physical_id, old[name].type, None, (), ()))
    return found


def takes_tags(type_name: str) -> bool:
    """Whether the tags of a stack are put on resources of the type."""
    return "Tags" in RESOURCE_TYPES[type_name].properties


def changes_anything(
    stack: Stack, template: Template, parameters: dict[str, str], tags: dict[str, str]
) -> bool:
    """False where UpdateStack answers "No updates are to be performed."."""
    if changes(stack, template, parameters, tags) or tags != stack.tags:
        return True
    if stack.template is None:
        return True
    old = desired_outputs(stack, stack.template, stack.parameters)
    return desired_outputs(stack, template, parameters) != old
