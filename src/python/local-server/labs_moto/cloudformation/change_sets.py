"""Change sets: made, looked at, executed, deleted.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
and of its siblings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from ..world import PARTITION, now
from . import creation
from .desired import Change, changes, changes_anything
from .engine import start
from .errors import (
    AlreadyExistsException,
    ChangeSetNotFoundException,
    InvalidChangeSetStatusException,
    ValidationError,
)
from .parameters import resolve_parameters
from .refusals import (
    Params,
    refuse_misnamed,
    refuse_missing_capability,
    refuse_missing_role,
    refuse_unfit_for_update,
)
from .requests import remember, start_update, tags_of, template_of
from .stack import Stack
from .stacks import Stacks
from .template import Template

NO_CHANGES = (
    "The submitted information didn't contain changes. "
    "Submit different information to create a change set."
)


@dataclass
class ChangeSet:
    """A change set and what executing it gives the stack."""

    id: str
    name: str
    stack: Stack
    type: str
    template: Template
    parameters: dict[str, str]
    tags: dict[str, str]
    changes: list[Change]
    request: Params
    status: str = "CREATE_COMPLETE"
    reason: str | None = None
    execution_status: str = "AVAILABLE"
    created: datetime = field(default_factory=now)


def get(stacks: Stacks, params: Params) -> ChangeSet:
    """The change set a request names, by ARN or by name and stack."""
    name = params["ChangeSetName"]
    if name.startswith("arn:"):
        candidates = [c for stack in stacks.by_id.values() for c in stack.change_sets.values()]
    elif not params.get("StackName"):
        raise ValidationError(
            "StackName must be specified if ChangeSetName is not specified as an ARN."
        )
    else:
        stack = stacks.get(params["StackName"], "Stack [{}] does not exist")
        candidates = list(stack.change_sets.values())
    for change_set in candidates:
        if name in (change_set.id, change_set.name):
            return change_set
    raise ChangeSetNotFoundException(f"ChangeSet [{name}] does not exist")


def create(stacks: Stacks, params: Params) -> ChangeSet:
    """CreateChangeSet, of a new stack (which waits in REVIEW_IN_PROGRESS) or of one that is."""
    if params.get("ResourcesToImport") or params.get("ImportExistingResources"):
        raise NotImplementedError("importing resources into a stack")
    type_ = params.get("ChangeSetType") or "UPDATE"
    name = params["StackName"]
    refuse_misnamed(name)
    stack = stacks.find(name)
    if type_ == "CREATE":
        if stack is not None and stack.status != "REVIEW_IN_PROGRESS":
            raise ValidationError(
                f"Stack [{name}] already exists and cannot be created again with the changeSet "
                f"[{params['ChangeSetName']}]."
            )
    elif stack is None:
        raise ValidationError(f"Stack [{name}] does not exist")
    else:
        refuse_unfit_for_update(stack)
    template = template_of(stacks, params, stack.template if stack else None)
    previous = stack.parameters if stack and stack.template else None
    values = resolve_parameters(template, params.get("Parameters") or [], previous)
    refuse_missing_role(stacks, params)
    refuse_missing_capability(template, params.get("Capabilities") or [])
    if stack is None:
        stack = _stack_in_review(stacks, name)
    if any(c.name == params["ChangeSetName"] for c in stack.change_sets.values()):
        raise AlreadyExistsException(f"ChangeSet [{params['ChangeSetName']}] already exists")
    tags = tags_of(params)
    return _keep(
        stacks, stack, params, type_, template, values, stack.tags if tags is None else tags
    )


def _stack_in_review(stacks: Stacks, name: str) -> Stack:
    stack = Stack(
        id=stacks.new_id(name),
        name=name,
        account=stacks.account,
        region=stacks.region,
        template=None,
        parameters={},
        tags={},
    )
    stacks.by_id[stack.id] = stack
    stack.set_status("REVIEW_IN_PROGRESS", "User Initiated")
    return stack


def _keep(
    stacks: Stacks,
    stack: Stack,
    params: Params,
    type_: str,
    template: Template,
    values: dict[str, str],
    tags: dict[str, str],
) -> ChangeSet:
    name = params["ChangeSetName"]
    change_set = ChangeSet(
        id=f"arn:{PARTITION}:cloudformation:{stacks.region}:{stacks.account}"
        f":changeSet/{name}/{uuid4()}",
        name=name,
        stack=stack,
        type=type_,
        template=template,
        parameters=values,
        tags=tags,
        changes=changes(stack, template, values, tags),
        request=params,
    )
    if type_ == "UPDATE" and not changes_anything(stack, template, values, tags):
        change_set.status, change_set.reason = "FAILED", NO_CHANGES
        change_set.execution_status = "UNAVAILABLE"
    stack.change_sets[change_set.id] = change_set
    return change_set


def execute(stacks: Stacks, params: Params) -> None:
    """ExecuteChangeSet: the other change sets of the stack are no longer valid."""
    change_set = get(stacks, params)
    stack = change_set.stack
    if change_set.execution_status != "AVAILABLE":
        raise InvalidChangeSetStatusException(
            f"ChangeSet [{change_set.id}] cannot be executed in its current status of "
            f"[{change_set.status}]"
        )
    stack.change_sets = {change_set.id: change_set}
    request = change_set.request
    change_set.execution_status = "EXECUTE_COMPLETE"
    stack.change_set_id = change_set.id
    stack.capabilities = request.get("Capabilities") or []
    stack.role_arn = request.get("RoleARN") or stack.role_arn
    stack.notification_arns = request.get("NotificationARNs") or stack.notification_arns
    stack.disable_rollback = bool(params.get("DisableRollback"))
    stack.on_failure = request.get("OnStackFailure") or "ROLLBACK"
    remember(stack, "ExecuteChangeSet", params)
    if change_set.type == "CREATE":
        stack.template, stack.parameters = change_set.template, change_set.parameters
        stack.tags = change_set.tags
        start(stack, creation.create(stack))
    else:
        start_update(stack, change_set.template, change_set.parameters, change_set.tags)


def delete(stacks: Stacks, params: Params) -> None:
    """DeleteChangeSet; one that is not there is no error where it is named by stack."""
    try:
        change_set = get(stacks, params)
    except ChangeSetNotFoundException:
        return
    del change_set.stack.change_sets[change_set.id]
