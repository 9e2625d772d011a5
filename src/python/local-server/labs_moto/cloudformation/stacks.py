"""Where stacks are kept, and what their templates mean there."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from ..world import PARTITION
from .errors import ValidationError
from .intrinsics import Evaluator
from .stack import Stack
from .template import Template


class Stacks:
    """The stacks of one account and region."""

    def __init__(self, account: str, region: str) -> None:
        self.account = account
        self.region = region
        self.by_id: dict[str, Stack] = {}

    def new_id(self, name: str) -> str:
        return f"arn:{PARTITION}:cloudformation:{self.region}:{self.account}:stack/{name}/{uuid4()}"

    def find(self, name_or_id: str) -> Stack | None:
        """By ARN any stack, by name one that is not deleted."""
        if name_or_id in self.by_id:
            return self.by_id[name_or_id]
        for stack in self.by_id.values():
            if stack.name == name_or_id and stack.active:
                return stack
        return None

    def get(self, name_or_id: str, refusal: str = "Stack with id {} does not exist") -> Stack:
        stack = self.find(name_or_id)
        if stack is None:
            raise ValidationError(refusal.format(name_or_id))
        return stack

    def exports(self) -> dict[str, tuple[str, str]]:
        """Stack id and value of every exported output, by the name of the export."""
        return {
            output["ExportName"]: (stack.id, output["OutputValue"])
            for stack in self.by_id.values()
            if stack.active
            for output in stack.outputs
            if output.get("ExportName")
        }

    def exported(self, name: str) -> str:
        """The value of an export, for Fn::ImportValue."""
        exports = self.exports()
        if name not in exports:
            raise ValidationError(f"No export named {name} found.")
        return exports[name][1]


_STACKS: dict[tuple[str, str], Stacks] = {}


def stacks_of(account: str, region: str) -> Stacks:
    """The stacks of an account and region."""
    key = (account, region)
    if key not in _STACKS:
        _STACKS[key] = Stacks(account, region)
    return _STACKS[key]


def all_stacks() -> list[Stack]:
    """Every stack, deleted ones too."""
    return [stack for stacks in _STACKS.values() for stack in stacks.by_id.values()]


def pseudo_parameters(stack: Stack) -> dict[str, Any]:
    """The parameters that CloudFormation declares itself."""
    return {
        "AWS::AccountId": stack.account,
        "AWS::Region": stack.region,
        "AWS::StackName": stack.name,
        "AWS::StackId": stack.id,
        "AWS::Partition": PARTITION,
        "AWS::URLSuffix": "amazonaws.com",
        "AWS::NotificationARNs": stack.notification_arns,
    }


def evaluator(stack: Stack, template: Template, parameters: dict[str, str]) -> Evaluator:
    """Evaluates values of a template against the resources of the stack as they are now."""

    def resolve(logical_id: str, attribute: str | None) -> Any:
        resource = stack.resources.get(logical_id)
        if resource is None or not resource.exists:
            raise ValidationError(
                f"Template error: instance of Fn::GetAtt references undefined resource {logical_id}"
            )
        if attribute is None:
            return resource.physical_id
        if attribute not in resource.attributes:
            raise ValidationError(
                f"Template error: resource {logical_id} does not support attribute type "
                f"{attribute} in Fn::GetAtt"
            )
        return resource.attributes[attribute]

    return Evaluator(
        template,
        parameters,
        pseudo_parameters(stack),
        resolve,
        stacks_of(stack.account, stack.region).exported,
    )
