"""A stack comes up, with what follows when it does not; and goes.

Source of the statuses and their order:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
"""

from __future__ import annotations

from collections.abc import Callable

from ..world import now
from .desired import desired_resources
from .resource_work import canceller, make, new_resource, not_deleted, remove_all, set_outputs
from .resources.base import Work
from .stack import Operation, Stack
from .works import run_all


def create(stack: Stack) -> Operation:
    """CREATE_IN_PROGRESS to CREATE_COMPLETE, or what `OnFailure` says."""
    assert stack.template is not None
    stack.set_status("CREATE_IN_PROGRESS", "User Initiated")
    desired = desired_resources(stack, stack.template, stack.parameters)

    def start(name: str) -> Callable[[], Work]:
        return lambda: make(stack, new_resource(stack, name, desired[name]))

    failed = yield from run_all(
        {name: start(name) for name in desired},
        stack.template.dependencies,
        canceller(stack, "CREATE_FAILED", "Resource creation cancelled"),
    )
    if not failed:
        set_outputs(stack)
        stack.set_status("CREATE_COMPLETE")
        return
    reason = f"The following resource(s) failed to create: [{', '.join(failed)}]. "
    if stack.disable_rollback or stack.on_failure == "DO_NOTHING":
        stack.set_status("CREATE_FAILED", reason)
    elif stack.on_failure == "DELETE":
        yield from delete(stack, reason=f"{reason}Delete requested by user.")
    else:
        yield from _roll_back(stack, f"{reason}Rollback requested by user.")


def _roll_back(stack: Stack, reason: str) -> Operation:
    stack.set_status("ROLLBACK_IN_PROGRESS", reason)
    left = yield from remove_all(stack, list(stack.resources.values()), never_complete=True)
    if left:
        stack.set_status("ROLLBACK_FAILED", not_deleted(left))
    else:
        stack.set_status("ROLLBACK_COMPLETE")


def delete(
    stack: Stack,
    retain: frozenset[str] = frozenset(),
    *,
    force: bool = False,
    reason: str = "User Initiated",
) -> Operation:
    """DELETE_IN_PROGRESS to DELETE_COMPLETE, or DELETE_FAILED with the rest deleted.

    `retain` and what `force` cannot delete stay, as DELETE_SKIPPED.
    """
    stack.set_status("DELETE_IN_PROGRESS", reason)
    for name in retain:
        stack.set_resource_status(stack.resources[name], "DELETE_SKIPPED")
    left = yield from remove_all(stack, list(stack.resources.values()))
    while left and force:
        for name in left:
            stack.set_resource_status(stack.resources[name], "DELETE_SKIPPED")
        left = yield from remove_all(stack, list(stack.resources.values()))
    if left:
        stack.set_status("DELETE_FAILED", not_deleted(left))
        return
    stack.deleted = now()
    stack.change_sets.clear()
    stack.set_status("DELETE_COMPLETE")
