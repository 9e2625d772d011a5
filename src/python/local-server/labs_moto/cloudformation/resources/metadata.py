"""AWS::CDK::Metadata: says which constructs made a template; it is nothing in AWS."""

from __future__ import annotations

from .base import Context, Properties, ResourceType, Work


def _create(context: Context, _: Properties) -> Work:
    stack_guid = context.stack.id.rsplit("/", 1)[1]
    context.initiated(stack_guid)
    yield from ()


def _update(_: Context, __: Properties, ___: Properties) -> Work:
    yield from ()


def _delete(_: Context, __: Properties) -> Work:
    yield from ()


METADATA = ResourceType(
    name="AWS::CDK::Metadata",
    properties={"Analytics": "none"},
    create=_create,
    update=_update,
    delete=_delete,
)
