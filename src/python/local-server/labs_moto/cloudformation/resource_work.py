"""Makes, changes and removes one resource of a stack, and says so in the stack's events."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from .desired import Desired
from .failures import FAILURES, reason_of
from .resources.base import Context, Properties, Work
from .resources.registry import RESOURCE_TYPES
from .stack import Resource, Stack
from .stacks import evaluator
from .works import WorkFailed, run_all


def evaluate(stack: Stack, node: Any) -> Any:
    """A value of the stack's template, with what its resources are now."""
    assert stack.template is not None
    return evaluator(stack, stack.template, stack.parameters).value(node)


def written_properties(stack: Stack, logical_id: str) -> Any:
    """The properties of a resource as the template writes them."""
    assert stack.template is not None
    return stack.template.resources[logical_id].get("Properties") or {}


def guarded(stack: Stack, resource: Resource, failed_status: str, work: Work) -> Work:
    """Runs a resource's work; what it raises becomes the resource's status."""
    try:
        yield from work
    except FAILURES as failure:
        stack.set_resource_status(resource, failed_status, reason_of(failure, resource.type))
        raise WorkFailed from failure


def new_resource(stack: Stack, logical_id: str, desired: Desired) -> Resource:
    """Puts a resource that is to be made into the stack."""
    assert stack.template is not None
    resource = Resource(
        logical_id,
        desired.type,
        definition=desired.definition,
        needs=stack.template.dependencies[logical_id],
    )
    stack.resources[logical_id] = resource
    return resource


def make(stack: Stack, resource: Resource) -> Work:
    """CREATE_IN_PROGRESS to CREATE_COMPLETE or CREATE_FAILED."""

    def work() -> Work:
        properties = evaluate(stack, written_properties(stack, resource.logical_id))
        type_ = RESOURCE_TYPES[resource.type]
        resource.properties = properties
        type_.refuse_properties(properties)
        yield from type_.create(Context(stack, resource), properties)

    stack.set_resource_status(resource, "CREATE_IN_PROGRESS")
    yield from guarded(stack, resource, "CREATE_FAILED", work())
    stack.set_resource_status(resource, "CREATE_COMPLETE")


def change(stack: Stack, resource: Resource, properties: Properties) -> Work:
    """UPDATE_IN_PROGRESS to UPDATE_COMPLETE or UPDATE_FAILED, in place."""

    def work() -> Work:
        type_ = RESOURCE_TYPES[resource.type]
        type_.refuse_properties(properties)
        yield from type_.update(Context(stack, resource), resource.properties, properties)

    stack.set_resource_status(resource, "UPDATE_IN_PROGRESS")
    yield from guarded(stack, resource, "UPDATE_FAILED", work())
    resource.properties = properties
    stack.set_resource_status(resource, "UPDATE_COMPLETE")


def unmake(stack: Stack, resource: Resource) -> Work:
    """DELETE_IN_PROGRESS to DELETE_COMPLETE or DELETE_FAILED."""
    if resource.physical_id is not None:
        stack.set_resource_status(resource, "DELETE_IN_PROGRESS")
        type_ = RESOURCE_TYPES[resource.type]
        work = type_.delete(Context(stack, resource), resource.properties)
        yield from guarded(stack, resource, "DELETE_FAILED", work)
    stack.set_resource_status(resource, "DELETE_COMPLETE")


def remove_all(
    stack: Stack, resources: list[Resource], *, never_complete: bool = False
) -> Generator[None, None, list[str]]:
    """Removes resources, those that need others first; answers which could not be removed.

    `never_complete` says that the stack was never up, so that RetainExceptOnCreate keeps nothing.
    """
    doomed: dict[str, Resource] = {}
    for resource in resources:
        policy = resource.definition.get("DeletionPolicy")
        kept = policy == "Retain" or (policy == "RetainExceptOnCreate" and not never_complete)
        if resource.status in ("DELETE_COMPLETE", "DELETE_SKIPPED"):
            continue
        if kept and resource.physical_id is not None:
            stack.set_resource_status(resource, "DELETE_SKIPPED")
        else:
            doomed[resource.logical_id] = resource

    def start(resource: Resource) -> Callable[[], Work]:
        return lambda: unmake(stack, resource)

    dependents = {
        name: frozenset(other.logical_id for other in doomed.values() if name in other.needs)
        for name in doomed
    }
    return (yield from run_all({n: start(r) for n, r in doomed.items()}, dependents))


def not_deleted(names: list[str]) -> str:
    """The status reason of a stack whose resources could not be removed."""
    return f"The following resource(s) failed to delete: [{', '.join(names)}]. "


def canceller(stack: Stack, status: str, reason: str) -> Callable[[str], None]:
    """What happens to a resource at work when another one has failed."""
    return lambda name: stack.set_resource_status(stack.resources[name], status, reason)


def set_outputs(stack: Stack) -> None:
    """Evaluates the outputs, which are there as soon as the stack is complete."""
    assert stack.template is not None
    evaluation = evaluator(stack, stack.template, stack.parameters)
    stack.outputs = []
    for name, output in stack.template.outputs.items():
        if "Condition" in output and not evaluation.condition(output["Condition"]):
            continue
        value = {"OutputKey": name, "OutputValue": str(evaluation.value(output["Value"]))}
        if "Description" in output:
            value["Description"] = output["Description"]
        if "Export" in output:
            value["ExportName"] = evaluation.value(output["Export"]["Name"])
        stack.outputs.append(value)
