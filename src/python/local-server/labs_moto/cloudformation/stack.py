"""A stack, its resources and its events."""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from ..world import WORLD, now
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
    """The request of each ClientRequestToken that the stack has seen."""
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
