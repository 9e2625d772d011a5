"""CreateStack, UpdateStack, DeleteStack and what else starts an operation: what is refused first.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/ of each operation.
"""

from __future__ import annotations

import json

from . import creation, updates
from .desired import changes_anything
from .engine import start
from .errors import (
    AlreadyExistsException,
    TokenAlreadyExistsException,
    ValidationError,
)
from .parameters import resolve_parameters
from .refusals import (
    Params,
    refuse_leaving_behind,
    refuse_misnamed,
    refuse_missing_capability,
    refuse_missing_role,
    refuse_unfit_for_update,
)
from .resources.registry import refuse_unknown
from .stack import Stack
from .stacks import Stacks
from .template import Template, parse_template, refuse_long
from .template_url import template_at


def tags_of(params: Params) -> dict[str, str] | None:
    """The tags of a request; none when it has none, which keeps those of the stack."""
    if params.get("Tags") is None:
        return None
    return {tag["Key"]: tag["Value"] for tag in params["Tags"]}


def template_of(stacks: Stacks, params: Params, previous: Template | None = None) -> Template:
    """The template of a request: in it, at a URL, or that of the stack."""
    if params.get("UsePreviousTemplate"):
        if params.get("TemplateBody") or params.get("TemplateURL"):
            raise ValidationError(
                "You cannot specify both usePreviousTemplate and Template Body/Template URL."
            )
        if previous is None:
            raise ValidationError("Template does not exist")
        return previous
    if params.get("TemplateBody"):
        refuse_long(params["TemplateBody"])
        body = params["TemplateBody"]
    elif params.get("TemplateURL"):
        body = template_at(stacks.account, params["TemplateURL"])
    else:
        raise ValidationError("Either Template URL or Template Body must be specified.")
    template = parse_template(body)
    refuse_unknown(template)
    return template


def fingerprint(operation: str, params: Params) -> str:
    """What tells one request of an operation from another."""
    return f"{operation} {json.dumps(params, sort_keys=True, default=str)}"


def repeated(stack: Stack | None, operation: str, params: Params) -> bool:
    """Whether this request was answered before: the same one with the same token.

    "Specify this token if you plan to retry requests so that CloudFormation knows that you're not
    attempting to create a stack with the same name." A token of another request is refused: "A
    client request token already exists".
    """
    token = params.get("ClientRequestToken")
    done = None if stack is None or token is None else stack.tokens.get(token)
    if done is None:
        return False
    if done != fingerprint(operation, params):
        raise TokenAlreadyExistsException(
            f"A client request token {token} was used for another request on this stack."
        )
    return True


def remember(stack: Stack, operation: str, params: Params) -> None:
    """Notes the token of a request, and marks the events that follow with it."""
    stack.token = params.get("ClientRequestToken")
    if stack.token is not None:
        stack.tokens[stack.token] = fingerprint(operation, params)


def create_stack(stacks: Stacks, params: Params) -> Stack:
    """CreateStack."""
    name = params["StackName"]
    refuse_misnamed(name)
    existing = stacks.find(name)
    if existing is not None and repeated(existing, "CreateStack", params):
        return existing
    if existing is not None:
        raise AlreadyExistsException(f"Stack [{name}] already exists")
    template = template_of(stacks, params)
    values = resolve_parameters(template, params.get("Parameters") or [])
    refuse_missing_role(stacks, params)
    capabilities = params.get("Capabilities") or []
    refuse_missing_capability(template, capabilities)
    if params.get("OnFailure") and params.get("DisableRollback") is not None:
        raise ValidationError("You can specify either DisableRollback or OnFailure, but not both.")
    stack = Stack(
        id=stacks.new_id(name),
        name=name,
        account=stacks.account,
        region=stacks.region,
        template=template,
        parameters=values,
        tags=tags_of(params) or {},
        capabilities=capabilities,
        role_arn=params.get("RoleARN"),
        notification_arns=params.get("NotificationARNs") or [],
        timeout_minutes=params.get("TimeoutInMinutes"),
        disable_rollback=bool(params.get("DisableRollback")),
        on_failure=params.get("OnFailure") or "ROLLBACK",
        protected=bool(params.get("EnableTerminationProtection")),
    )
    stacks.by_id[stack.id] = stack
    remember(stack, "CreateStack", params)
    start(stack, creation.create(stack))
    return stack


def update_stack(stacks: Stacks, params: Params) -> Stack:
    """UpdateStack."""
    stack = stacks.get(params["StackName"], "Stack [{}] does not exist")
    if repeated(stack, "UpdateStack", params):
        return stack
    refuse_unfit_for_update(stack)
    template = template_of(stacks, params, stack.template)
    values = resolve_parameters(template, params.get("Parameters") or [], stack.parameters)
    refuse_missing_role(stacks, params)
    refuse_missing_capability(template, params.get("Capabilities") or [])
    tags = tags_of(params)
    tags = stack.tags if tags is None else tags
    if not changes_anything(stack, template, values, tags):
        raise ValidationError("No updates are to be performed.")
    remember(stack, "UpdateStack", params)
    stack.capabilities = params.get("Capabilities") or []
    stack.disable_rollback = bool(params.get("DisableRollback"))
    start_update(stack, template, values, tags)
    return stack


def start_update(
    stack: Stack, template: Template, values: dict[str, str], tags: dict[str, str]
) -> None:
    """Gives the stack its new template, values and tags, and brings its resources to them."""
    before = updates.Snapshot.of(stack)
    stack.template, stack.parameters, stack.tags = template, values, tags
    start(stack, updates.update(stack, before))


DELETABLE_WHILE_AT_WORK = ("CREATE_IN_PROGRESS", "REVIEW_IN_PROGRESS")


def delete_stack(stacks: Stacks, params: Params) -> None:
    """DeleteStack; a stack that is not there is no error."""
    stack = stacks.find(params["StackName"])
    if stack is None or not stack.active or repeated(stack, "DeleteStack", params):
        return
    if stack.protected:
        raise ValidationError(
            f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled"
        )
    if stack.status == "DELETE_IN_PROGRESS":
        return
    if stack.status.endswith("_IN_PROGRESS") and stack.status not in DELETABLE_WHILE_AT_WORK:
        raise ValidationError(
            f"Stack [{stack.name}] cannot be deleted while in status {stack.status}"
        )
    retain = frozenset(params.get("RetainResources") or [])
    force = params.get("DeletionMode") == "FORCE_DELETE_STACK"
    if stack.status != "DELETE_FAILED":
        refuse_leaving_behind(stack, retain, force)
    unknown = sorted(retain - stack.resources.keys())
    if unknown:
        raise ValidationError(
            f"Resources [{', '.join(unknown)}] do not exist in stack [{stack.id}]."
        )
    remember(stack, "DeleteStack", params)
    start(stack, creation.delete(stack, retain, force=force))


def continue_update_rollback(stacks: Stacks, params: Params) -> None:
    """ContinueUpdateRollback, with `ResourcesToSkip`."""
    stack = stacks.get(params["StackName"], "Stack [{}] does not exist")
    if repeated(stack, "ContinueUpdateRollback", params):
        return
    if stack.status != "UPDATE_ROLLBACK_FAILED":
        raise ValidationError(
            f"Stack:{stack.id} is in {stack.status} state and can not continue rolling back."
        )
    remember(stack, "ContinueUpdateRollback", params)
    skip = frozenset(params.get("ResourcesToSkip") or [])
    start(stack, updates.roll_back_update(stack, stack.rollback, "User Initiated", skip))


def update_termination_protection(stacks: Stacks, params: Params) -> Stack:
    """UpdateTerminationProtection."""
    stack = stacks.get(params["StackName"], "Stack [{}] does not exist")
    if not stack.active:
        raise ValidationError(f"Stack [{stack.name}] does not exist")
    stack.protected = bool(params["EnableTerminationProtection"])
    return stack
