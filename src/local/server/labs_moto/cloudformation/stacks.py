"""Stacks, their resources and events, and where they are kept."""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from ..world import PARTITION, WORLD, now
from .errors import ValidationError
from .intrinsics import Evaluator
from .template import Template

Operation = Generator[None, None, None]
"""Work on a stack: it yields where it must wait for a resource."""


@dataclass
class Resource:
    """A resource of a stack, with the properties it was last given."""

    logical_id: str
    type: str
    status: str = ""
    reason: str | None = None
    timestamp: datetime = field(default_factory=now)
    physical_id: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    properties: dict[str, Any] = field(default_factory=dict)
    definition: dict[str, Any] = field(default_factory=dict)
    """What the template says beside the properties: Metadata, DeletionPolicy …"""
    needs: frozenset[str] = frozenset()

    @property
    def exists(self) -> bool:
        return self.physical_id is not None and self.status != "DELETE_COMPLETE"

    @property
    def retained(self) -> bool:
        return self.definition.get("DeletionPolicy") in ("Retain", "RetainExceptOnCreate")


@dataclass(frozen=True)
class Event:
    """One line of a stack's history."""

    id: str
    logical_id: str
    physical_id: str
    type: str
    status: str
    reason: str | None
    timestamp: datetime
    token: str | None
    properties: str | None


@dataclass
class Stack:
    """A stack. `template` and `parameters` are those of the last operation that was started."""

    id: str
    name: str
    account: str
    region: str
    template: Template | None
    parameters: dict[str, str]
    tags: dict[str, str]
    status: str = ""
    reason: str | None = None
    created: datetime = field(default_factory=now)
    updated: datetime | None = None
    deleted: datetime | None = None
    capabilities: list[str] = field(default_factory=list)
    role_arn: str | None = None
    notification_arns: list[str] = field(default_factory=list)
    timeout_minutes: int | None = None
    disable_rollback: bool = False
    on_failure: str = "ROLLBACK"
    protected: bool = False
    token: str | None = None
    """The ClientRequestToken of the operation under way or last ended."""
    tokens: dict[str, str] = field(default_factory=dict)
    """The operation of each ClientRequestToken that the stack has seen."""
    resources: dict[str, Resource] = field(default_factory=dict)
    outputs: list[dict[str, Any]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    operation: Operation | None = None
    rollback: Any = None
    """What ContinueUpdateRollback has still to take back."""
    change_set_id: str | None = None
    """The change set that was executed last."""
    change_sets: dict[str, Any] = field(default_factory=dict)
    """By id; of type `ChangeSet`."""

    @property
    def active(self) -> bool:
        """Whether it is known by its name."""
        return self.status != "DELETE_COMPLETE"

    def set_status(self, status: str, reason: str | None = None) -> None:
        self.status, self.reason = status, reason
        self._record(self.name, self.id, "AWS::CloudFormation::Stack", status, reason, None)

    def set_resource_status(
        self, resource: Resource, status: str, reason: str | None = None
    ) -> None:
        resource.status, resource.reason, resource.timestamp = status, reason, now()
        self._record(
            resource.logical_id,
            resource.physical_id or "",
            resource.type,
            status,
            reason,
            resource.properties,
        )

    def _record(
        self,
        logical_id: str,
        physical_id: str,
        type_: str,
        status: str,
        reason: str | None,
        properties: dict[str, Any] | None,
    ) -> None:
        moment = now()
        if self.events and moment <= self.events[-1].timestamp:
            # Clients sort events by their time, so no two of a stack have the same.
            moment = self.events[-1].timestamp + timedelta(milliseconds=1)
        self.events.append(
            Event(
                id=str(uuid4()) if logical_id == self.name else f"{logical_id}-{status}-{uuid4()}",
                logical_id=logical_id,
                physical_id=physical_id,
                type=type_,
                status=status,
                reason=reason,
                timestamp=moment,
                token=self.token,
                properties=None if properties is None else json.dumps(properties, default=str),
            )
        )
        WORLD.progress += 1


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
