"""Brings stacks up, changes them, takes them back and removes them.

An operation is a generator: it runs until it must wait for a resource, and goes on when something
has changed. Source of the order of statuses:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from typing import Any

from ..world import WORLD, now
from .desired import Desired, desired_resources, takes_tags
from .failures import FAILURES, reason_of
from .resources.base import Context, Properties, Work
from .resources.registry import RESOURCE_TYPES
from .stacks import Operation, Resource, Stack, all_stacks, evaluator
from .template import Template
from .works import Failed, run_all


def advance() -> bool:
    """Lets every stack go on as far as it can; true when something changed."""
    before = WORLD.progress
    for stack in all_stacks():
        operation = stack.operation
        if operation is not None and next(operation, "ended") == "ended":
            if stack.operation is operation:
                stack.operation = None
            WORLD.progress += 1
    return WORLD.progress != before


WORLD.on_settle(advance)


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


@dataclass
class Undo:
    """How to take back what an update has done so far."""

    before: Snapshot
    changed: dict[str, tuple[Properties, Properties, dict[str, Any]]] = field(default_factory=dict)
    """By logical id: the properties before and after, and the definition before."""
    added: list[str] = field(default_factory=list)
    replaced: dict[str, Resource] = field(default_factory=dict)
    """By logical id: the resource that another one stands for now."""


def _guarded(stack: Stack, resource: Resource, failed_status: str, work: Work) -> Work:
    """Runs a resource's work; what it raises becomes the resource's status."""
    try:
        yield from work
    except FAILURES as failure:
        reason = reason_of(failure, resource.type)
        stack.set_resource_status(resource, failed_status, reason)
        raise Failed from failure


def _make(stack: Stack, resource: Resource, desired_properties: Any) -> Work:
    def work() -> Work:
        properties = _evaluate(stack, desired_properties)
        type_ = RESOURCE_TYPES[resource.type]
        resource.properties = properties
        type_.refuse_properties(properties)
        yield from type_.create(Context(stack, resource), properties)

    stack.set_resource_status(resource, "CREATE_IN_PROGRESS")
    yield from _guarded(stack, resource, "CREATE_FAILED", work())
    stack.set_resource_status(resource, "CREATE_COMPLETE")


def _evaluate(stack: Stack, node: Any) -> Any:
    assert stack.template is not None
    return evaluator(stack, stack.template, stack.parameters).value(node)


def _new_resource(stack: Stack, logical_id: str, desired: Desired) -> Resource:
    assert stack.template is not None
    resource = Resource(
        logical_id,
        desired.type,
        definition=desired.definition,
        needs=stack.template.dependencies[logical_id],
    )
    stack.resources[logical_id] = resource
    return resource


def _properties_of(stack: Stack, logical_id: str) -> Any:
    assert stack.template is not None
    return stack.template.resources[logical_id].get("Properties") or {}


def _desired(stack: Stack) -> dict[str, Desired]:
    assert stack.template is not None
    return desired_resources(stack, stack.template, stack.parameters)


def _set_outputs(stack: Stack) -> None:
    """Evaluates the outputs, which are there as soon as the stack is complete."""
    assert stack.template is not None
    evaluate = evaluator(stack, stack.template, stack.parameters)
    stack.outputs = []
    for name, output in stack.template.outputs.items():
        if "Condition" in output and not evaluate.condition(output["Condition"]):
            continue
        value = {"OutputKey": name, "OutputValue": str(evaluate.value(output["Value"]))}
        if "Description" in output:
            value["Description"] = output["Description"]
        if "Export" in output:
            value["ExportName"] = evaluate.value(output["Export"]["Name"])
        stack.outputs.append(value)


def _canceller(stack: Stack, status: str, reason: str) -> Callable[[str], None]:
    return lambda name: stack.set_resource_status(stack.resources[name], status, reason)


def create(stack: Stack) -> Operation:
    """CREATE_IN_PROGRESS to CREATE_COMPLETE, or what `OnFailure` says."""
    stack.set_status("CREATE_IN_PROGRESS", "User Initiated")
    desired = _desired(stack)

    def start(name: str) -> Callable[[], Work]:
        return lambda: _make(
            stack, _new_resource(stack, name, desired[name]), _properties_of(stack, name)
        )

    assert stack.template is not None
    failed = yield from run_all(
        {name: start(name) for name in desired},
        stack.template.dependencies,
        _canceller(stack, "CREATE_FAILED", "Resource creation cancelled"),
    )
    if not failed:
        _set_outputs(stack)
        stack.set_status("CREATE_COMPLETE")
        return
    reason = f"The following resource(s) failed to create: [{', '.join(failed)}]. "
    if stack.disable_rollback or stack.on_failure == "DO_NOTHING":
        stack.set_status("CREATE_FAILED", reason)
    elif stack.on_failure == "DELETE":
        yield from delete(stack, reason=f"{reason}Delete requested by user.")
    else:
        stack.set_status("ROLLBACK_IN_PROGRESS", f"{reason}Rollback requested by user.")
        left = yield from _remove(stack, list(stack.resources.values()), creating=True)
        if left:
            stack.set_status("ROLLBACK_FAILED", _not_deleted(left))
        else:
            stack.set_status("ROLLBACK_COMPLETE")


def _not_deleted(names: Iterable[str]) -> str:
    return f"The following resource(s) failed to delete: [{', '.join(names)}]. "


def _unmake(stack: Stack, resource: Resource) -> Work:
    if resource.physical_id is not None:
        stack.set_resource_status(resource, "DELETE_IN_PROGRESS")
        type_ = RESOURCE_TYPES[resource.type]
        work = type_.delete(Context(stack, resource), resource.properties)
        yield from _guarded(stack, resource, "DELETE_FAILED", work)
    stack.set_resource_status(resource, "DELETE_COMPLETE")


def _remove(
    stack: Stack, resources: list[Resource], *, creating: bool = False
) -> Generator[None, None, list[str]]:
    """Removes resources, those that need others first; answers which could not be removed."""
    gone = []
    for resource in resources:
        policy = resource.definition.get("DeletionPolicy")
        kept = policy == "Retain" or (policy == "RetainExceptOnCreate" and not creating)
        if resource.status in ("DELETE_COMPLETE", "DELETE_SKIPPED"):
            continue
        if kept and resource.physical_id is not None:
            stack.set_resource_status(resource, "DELETE_SKIPPED")
        else:
            gone.append(resource)
    by_name = {resource.logical_id: resource for resource in gone}
    dependents = {
        name: frozenset(other.logical_id for other in gone if name in other.needs)
        for name in by_name
    }
    return (
        yield from run_all(
            {n: (lambda r: lambda: _unmake(stack, r))(r) for n, r in by_name.items()}, dependents
        )
    )


def delete(
    stack: Stack,
    retain: frozenset[str] = frozenset(),
    *,
    force: bool = False,
    reason: str = "User Initiated",
) -> Operation:
    """DELETE_IN_PROGRESS to DELETE_COMPLETE, or DELETE_FAILED with the rest deleted."""
    stack.set_status("DELETE_IN_PROGRESS", reason)
    for name in retain:
        stack.set_resource_status(stack.resources[name], "DELETE_SKIPPED")
    left = yield from _remove(stack, list(stack.resources.values()))
    if left and force:
        for name in left:
            stack.set_resource_status(stack.resources[name], "DELETE_SKIPPED")
        left = yield from _remove(stack, list(stack.resources.values()))
    if left:
        stack.set_status("DELETE_FAILED", _not_deleted(left))
        return
    stack.deleted = now()
    stack.set_status("DELETE_COMPLETE")


def update(stack: Stack, before: Snapshot) -> Operation:
    """UPDATE_IN_PROGRESS to UPDATE_COMPLETE, or back to where it was."""
    stack.updated = now()
    stack.set_status("UPDATE_IN_PROGRESS", "User Initiated")
    undo = Undo(before)
    desired = _desired(stack)

    def start(name: str) -> Callable[[], Work]:
        return lambda: _bring(stack, name, desired[name], undo)

    assert stack.template is not None
    failed = yield from run_all(
        {name: start(name) for name in desired},
        stack.template.dependencies,
        _canceller(stack, "UPDATE_FAILED", "Resource update cancelled"),
    )
    if failed:
        reason = _not_updated(stack, failed)
        if stack.disable_rollback:
            stack.set_status("UPDATE_FAILED", reason)
        else:
            yield from roll_back_update(stack, undo, reason)
        return
    _set_outputs(stack)
    stack.set_status("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
    removed = [r for name, r in stack.resources.items() if name not in desired]
    yield from _remove(stack, [*undo.replaced.values(), *removed])
    for resource in removed:
        if resource.status in ("DELETE_COMPLETE", "DELETE_SKIPPED"):
            del stack.resources[resource.logical_id]
    stack.set_status("UPDATE_COMPLETE")


def _not_updated(stack: Stack, failed: list[str]) -> str:
    created = [name for name in failed if stack.resources[name].status == "CREATE_FAILED"]
    updated = [name for name in failed if name not in created]
    reason = ""
    if created:
        reason += f"The following resource(s) failed to create: [{', '.join(created)}]. "
    if updated:
        reason += f"The following resource(s) failed to update: [{', '.join(updated)}]. "
    return reason


def _bring(stack: Stack, name: str, desired: Desired, undo: Undo) -> Work:
    """Makes, changes or replaces one resource of an update, or leaves it as it is."""
    resource = stack.resources.get(name)
    if resource is None or not resource.exists:
        undo.added.append(name)
        yield from _make(stack, _new_resource(stack, name, desired), _properties_of(stack, name))
        return
    assert stack.template is not None
    properties = _evaluate(stack, _properties_of(stack, name))
    retagged = stack.tags != undo.before.tags and takes_tags(desired.type)
    same = properties == resource.properties and not retagged and desired.type == resource.type
    definition = resource.definition
    resource.needs = stack.template.dependencies[name]
    if same:
        resource.definition = desired.definition
        return
    type_ = RESOURCE_TYPES[desired.type]
    if desired.type != resource.type or type_.replaces(resource.properties, properties):
        yield from _replace(stack, resource, desired, undo)
        return
    undo.changed[name] = (resource.properties, properties, definition)
    resource.definition = desired.definition
    yield from _change(stack, resource, properties)


def _change(stack: Stack, resource: Resource, properties: Properties) -> Work:
    old = resource.properties

    def work() -> Work:
        type_ = RESOURCE_TYPES[resource.type]
        type_.refuse_properties(properties)
        yield from type_.update(Context(stack, resource), old, properties)

    stack.set_resource_status(resource, "UPDATE_IN_PROGRESS")
    yield from _guarded(stack, resource, "UPDATE_FAILED", work())
    resource.properties = properties
    stack.set_resource_status(resource, "UPDATE_COMPLETE")


def _replace(stack: Stack, old: Resource, desired: Desired, undo: Undo) -> Work:
    type_ = RESOURCE_TYPES[desired.type]
    name = type_.custom_name
    properties = _evaluate(stack, _properties_of(stack, old.logical_id))
    if name in properties and properties[name] == old.properties.get(name):
        stack.set_resource_status(
            old,
            "UPDATE_FAILED",
            "CloudFormation cannot update a stack when a custom-named resource requires "
            f"replacing. Rename {properties[name]} and update the stack again.",
        )
        raise Failed
    stack.set_resource_status(
        old,
        "UPDATE_IN_PROGRESS",
        "Requested update requires the creation of a new physical resource; hence creating one.",
    )
    undo.replaced[old.logical_id] = old
    resource = _new_resource(stack, old.logical_id, desired)
    yield from _make(stack, resource, _properties_of(stack, old.logical_id))
    stack.set_resource_status(resource, "UPDATE_COMPLETE")


def roll_back_update(
    stack: Stack, undo: Undo, reason: str | None, skip: frozenset[str] = frozenset()
) -> Operation:
    """UPDATE_ROLLBACK_IN_PROGRESS to UPDATE_ROLLBACK_COMPLETE, or UPDATE_ROLLBACK_FAILED."""
    stack.set_status("UPDATE_ROLLBACK_IN_PROGRESS", reason)
    before = undo.before
    stack.template, stack.parameters = before.template, dict(before.parameters)
    stack.tags, stack.outputs = dict(before.tags), list(before.outputs)
    fresh = [stack.resources[name] for name in (*undo.added, *undo.replaced)]
    for name, old in undo.replaced.items():
        stack.resources[name] = old
    undo.replaced.clear()
    for name in skip:
        undo.changed.pop(name, None)
    failed = yield from _restore(stack, undo)
    if failed:
        stack.rollback = undo
        stack.set_status(
            "UPDATE_ROLLBACK_FAILED",
            f"The following resource(s) failed to update: [{', '.join(failed)}]. ",
        )
        return
    stack.rollback = None
    stack.set_status("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
    yield from _remove(stack, fresh)
    for resource in fresh:
        if stack.resources.get(resource.logical_id) is resource:
            del stack.resources[resource.logical_id]
    for name, needs in before.needs.items():
        stack.resources[name].needs = needs
    stack.set_status("UPDATE_ROLLBACK_COMPLETE")


def _restore(stack: Stack, undo: Undo) -> Generator[None, None, list[str]]:
    """Gives changed resources their properties of before, in the order of their dependencies."""

    def start(name: str) -> Callable[[], Work]:
        old, new, definition = undo.changed[name]

        def work() -> Work:
            resource = stack.resources[name]
            resource.properties, resource.definition = new, definition
            yield from _change(stack, resource, old)
            del undo.changed[name]

        return work

    assert stack.template is not None
    starts = {name: start(name) for name in undo.changed}
    return (yield from run_all(starts, stack.template.dependencies))
