"""A stack is brought to another template, other values or tags; or back, when that fails.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks.html
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any

from ..world import now
from .desired import Desired, desired_resources, takes_tags
from .resource_work import (
    canceller,
    change,
    evaluate,
    make,
    new_resource,
    remove_all,
    set_outputs,
    written_properties,
)
from .resources.base import Properties, Work
from .resources.registry import RESOURCE_TYPES
from .stack import Operation, Resource, Stack
from .template import Template
from .works import WorkFailed, run_all


@dataclass(frozen=True)
class Snapshot:
    """What an update changes of a stack, to take it back."""

    template: Template | None
    parameters: dict[str, str]
    tags: dict[str, str]
    outputs: list[dict[str, Any]]
    needs: dict[str, frozenset[str]]

    @staticmethod
    def of(stack: Stack) -> Snapshot:
        return Snapshot(
            stack.template,
            dict(stack.parameters),
            dict(stack.tags),
            list(stack.outputs),
            {name: resource.needs for name, resource in stack.resources.items()},
        )


@dataclass(frozen=True)
class Changed:
    """A resource that an update has changed in place."""

    old: Properties
    new: Properties
    old_definition: dict[str, Any]


@dataclass
class Undo:
    """How to take back what an update has done so far, by logical id."""

    before: Snapshot
    changed: dict[str, Changed] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    replaced: dict[str, Resource] = field(default_factory=dict)
    """The resource that another one stands for now."""
    fresh: list[Resource] = field(default_factory=list)
    """Once it is being taken back: what the update has made."""


def update(stack: Stack, before: Snapshot) -> Operation:
    """UPDATE_IN_PROGRESS to UPDATE_COMPLETE, or back to where it was."""
    assert stack.template is not None
    stack.updated = now()
    stack.set_status("UPDATE_IN_PROGRESS", "User Initiated")
    undo = Undo(before)
    desired = desired_resources(stack, stack.template, stack.parameters)

    def start(name: str) -> Callable[[], Work]:
        return lambda: _bring(stack, name, desired[name], undo)

    failed = yield from run_all(
        {name: start(name) for name in desired},
        stack.template.dependencies,
        canceller(stack, "UPDATE_FAILED", "Resource update cancelled"),
    )
    if not failed:
        set_outputs(stack)
        yield from _clean_up(stack, undo, desired)
    elif stack.disable_rollback:
        stack.set_status("UPDATE_FAILED", _not_updated(stack, failed))
    else:
        yield from roll_back_update(stack, undo, _not_updated(stack, failed))


def _clean_up(stack: Stack, undo: Undo, desired: dict[str, Desired]) -> Operation:
    """Removes what the new template does not have; what cannot be removed stays outside."""
    stack.set_status("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
    removed = [r for name, r in stack.resources.items() if name not in desired]
    replaced = [r for r in undo.replaced.values() if not _retained_when_replaced(r)]
    yield from remove_all(stack, [*replaced, *removed])
    for resource in removed:
        del stack.resources[resource.logical_id]
    stack.set_status("UPDATE_COMPLETE")


def _retained_when_replaced(resource: Resource) -> bool:
    return resource.definition.get("UpdateReplacePolicy") == "Retain"


def _not_updated(stack: Stack, failed: list[str]) -> str:
    created = [name for name in failed if stack.resources[name].status == "CREATE_FAILED"]
    updated = [name for name in failed if name not in created]
    return "".join(
        f"The following resource(s) failed to {verb}: [{', '.join(names)}]. "
        for verb, names in (("create", created), ("update", updated))
        if names
    )


def _bring(stack: Stack, name: str, desired: Desired, undo: Undo) -> Work:
    """Makes, changes or replaces one resource of an update, or leaves it as it is."""
    assert stack.template is not None
    resource = stack.resources.get(name)
    if resource is None or not resource.exists:
        undo.added.append(name)
        yield from make(stack, new_resource(stack, name, desired))
        return
    properties = evaluate(stack, written_properties(stack, name))
    retagged = stack.tags != undo.before.tags and takes_tags(desired.type)
    resource.needs = stack.template.dependencies[name]
    if properties == resource.properties and not retagged and desired.type == resource.type:
        resource.definition = desired.definition
        return
    type_ = RESOURCE_TYPES[desired.type]
    if desired.type != resource.type or type_.replaces(resource.properties, properties):
        yield from _replace(stack, resource, desired, properties, undo)
        return
    undo.changed[name] = Changed(resource.properties, properties, resource.definition)
    resource.definition = desired.definition
    yield from change(stack, resource, properties)


def _replace(
    stack: Stack, old: Resource, desired: Desired, properties: Properties, undo: Undo
) -> Work:
    """Makes the resource that takes the place of the old one, which is removed at the end."""
    name = RESOURCE_TYPES[desired.type].custom_name
    if name in properties and properties[name] == old.properties.get(name):
        reason = (
            "CloudFormation cannot update a stack when a custom-named resource requires "
            f"replacing. Rename {properties[name]} and update the stack again."
        )
        stack.set_resource_status(old, "UPDATE_FAILED", reason)
        raise WorkFailed
    stack.set_resource_status(
        old,
        "UPDATE_IN_PROGRESS",
        "Requested update requires the creation of a new physical resource; hence creating one.",
    )
    undo.replaced[old.logical_id] = old
    resource = new_resource(stack, old.logical_id, desired)
    yield from make(stack, resource)
    stack.set_resource_status(resource, "UPDATE_COMPLETE")


def roll_back_update(
    stack: Stack, undo: Undo, reason: str | None, skip: frozenset[str] = frozenset()
) -> Operation:
    """UPDATE_ROLLBACK_IN_PROGRESS to UPDATE_ROLLBACK_COMPLETE, or UPDATE_ROLLBACK_FAILED."""
    stack.set_status("UPDATE_ROLLBACK_IN_PROGRESS", reason)
    before = undo.before
    stack.template, stack.parameters = before.template, dict(before.parameters)
    stack.tags, stack.outputs = dict(before.tags), list(before.outputs)
    undo.fresh += [stack.resources[name] for name in (*undo.added, *undo.replaced)]
    stack.resources.update(undo.replaced)
    undo.added.clear()
    undo.replaced.clear()
    for name in skip:
        undo.changed.pop(name, None)
    failed = yield from _restore(stack, undo)
    stack.rollback = undo if failed else None
    if failed:
        names = ", ".join(failed)
        reason = f"The following resource(s) failed to update: [{names}]. "
        stack.set_status("UPDATE_ROLLBACK_FAILED", reason)
        return
    stack.set_status("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
    yield from remove_all(stack, undo.fresh)
    for resource in undo.fresh:
        if stack.resources.get(resource.logical_id) is resource:
            del stack.resources[resource.logical_id]
    for name, needs in before.needs.items():
        stack.resources[name].needs = needs
    stack.set_status("UPDATE_ROLLBACK_COMPLETE")


def _restore(stack: Stack, undo: Undo) -> Generator[None, None, list[str]]:
    """Gives changed resources their properties of before, in the order of their dependencies."""
    assert stack.template is not None

    def restore(name: str) -> Work:
        done, resource = undo.changed[name], stack.resources[name]
        resource.properties, resource.definition = done.new, done.old_definition
        yield from change(stack, resource, done.old)
        del undo.changed[name]

    def start(name: str) -> Callable[[], Work]:
        return lambda: restore(name)

    return (yield from run_all({n: start(n) for n in undo.changed}, stack.template.dependencies))
