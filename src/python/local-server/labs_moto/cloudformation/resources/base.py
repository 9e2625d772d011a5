"""What a resource type is, and what its functions are given."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..errors import ResourceFailure
from ..stack import Resource, Stack

Update = Literal["none", "replace"]
"""What an update of a property interrupts, as the documentation of its type says."""

Properties = dict[str, Any]
Work = Generator[None, None, None]
"""Work on a resource: it yields where it must wait, and raises ResourceFailure."""


@dataclass(frozen=True)
class Context:
    """The resource at work on, in its stack."""

    stack: Stack
    resource: Resource

    @property
    def account(self) -> str:
        return self.stack.account

    @property
    def region(self) -> str:
        return self.stack.region

    def initiated(self, physical_id: str, **attributes: Any) -> None:
        """Says that the resource exists from now on, whatever becomes of it."""
        self.resource.physical_id = physical_id
        self.resource.attributes = attributes
        self.stack.set_resource_status(
            self.resource, "CREATE_IN_PROGRESS", "Resource creation Initiated"
        )

    def tags(self, properties: Properties) -> dict[str, str]:
        """The tags of the resource: CloudFormation's own, the stack's, and those it is given.

        https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
        """
        return {
            "aws:cloudformation:stack-name": self.stack.name,
            "aws:cloudformation:stack-id": self.stack.id,
            "aws:cloudformation:logical-id": self.resource.logical_id,
            **self.stack.tags,
            **{tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])},
        }


@dataclass(frozen=True)
class ResourceType:
    """A resource type: its properties and what their change means, and its three works."""

    name: str
    properties: Mapping[str, Update]
    create: Callable[[Context, Properties], Work]
    update: Callable[[Context, Properties, Properties], Work]
    delete: Callable[[Context, Properties], Work]
    required: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    """What Fn::GetAtt answers."""
    custom_name: str | None = None
    """The property that gives it a name of one's own."""
    needs_iam: bool = False

    def refuse_properties(self, properties: Properties) -> None:
        """A property that the type does not have, or one that is missing, fails the resource."""
        unknown = sorted(properties.keys() - self.properties.keys())
        if unknown:
            raise ResourceFailure(f"Encountered unsupported property {unknown[0]}")
        for name in self.required:
            if name not in properties:
                raise ResourceFailure(f"Property {name} cannot be empty.")

    def replaces(self, old: Properties, new: Properties) -> bool:
        """Whether the change from old to new needs another resource in its place."""
        return any(
            self.properties.get(name) == "replace" and old.get(name) != new.get(name)
            for name in old.keys() | new.keys()
        )


def policy_text(document: Any) -> str:
    """A policy document as the text that IAM and S3 keep."""
    return document if isinstance(document, str) else json.dumps(document)


def truth(value: Any) -> bool:
    """A boolean of a template, which may be text."""
    return str(value).lower() == "true"
