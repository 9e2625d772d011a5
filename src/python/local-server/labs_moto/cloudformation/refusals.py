"""What CloudFormation refuses before it begins.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/ of each operation.
"""

from __future__ import annotations

import re
from typing import Any

from moto.iam.models import iam_backends

from ..world import PARTITION
from .errors import InsufficientCapabilitiesException, ValidationError
from .resources.registry import needed_capability
from .stack import Stack
from .stacks import Stacks
from .template import Template

Params = dict[str, Any]

UPDATABLE = (
    "CREATE_COMPLETE",
    "UPDATE_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE",
    "CREATE_FAILED",
    "UPDATE_FAILED",
)

NAME = re.compile(r"[a-zA-Z][-a-zA-Z0-9]*")
MAX_NAME = 128


def refuse_missing_capability(template: Template, capabilities: list[str]) -> None:
    """A template with IAM resources is made only by one who says so."""
    needed = needed_capability(template)
    enough = {"CAPABILITY_NAMED_IAM"} | ({"CAPABILITY_IAM"} & {needed})
    if needed is not None and not enough & set(capabilities):
        raise InsufficientCapabilitiesException(f"Requires capabilities : [{needed}]")


def refuse_missing_role(stacks: Stacks, params: Params) -> None:
    """CloudFormation must be able to assume the role it is given.

    https://github.com/aws/aws-cdk/issues/20648 , met by a CDK app without bootstrap.
    """
    arn = params.get("RoleARN")
    roles = iam_backends[stacks.account][PARTITION].roles.values()
    if arn and not any(role.arn == arn for role in roles):
        raise ValidationError(f"Role {arn} is invalid or cannot be assumed")


def refuse_unfit_for_update(stack: Stack) -> None:
    """A stack at work, or one that can only be deleted, is not updated."""
    if stack.status not in UPDATABLE:
        raise ValidationError(
            f"Stack:{stack.id} is in {stack.status} state and can not be updated."
        )


def refuse_misnamed(name: str) -> None:
    """A new stack's name; requests about one that is may give its ARN."""
    if name.startswith("arn:"):
        return
    fault = None
    if not NAME.fullmatch(name):
        fault = f"Member must satisfy regular expression pattern: {NAME.pattern}"
    elif len(name) > MAX_NAME:
        fault = f"Member must have length less than or equal to {MAX_NAME}"
    if fault is not None:
        raise ValidationError(
            f"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy "
            f"constraint: {fault}"
        )


def refuse_leaving_behind(stack: Stack, retain: frozenset[str], force: bool) -> None:
    allowed = "only when the stack is in the DELETE_FAILED state."
    if retain:
        raise ValidationError(
            f"Invalid operation on stack [{stack.id}]. When you delete a stack, specify which "
            f"resources to retain {allowed}"
        )
    if force:
        raise ValidationError(
            f"Invalid operation on stack [{stack.id}]. You can activate DeletionMode "
            f"FORCE_DELETE_STACK in a delete stack operation {allowed}"
        )
