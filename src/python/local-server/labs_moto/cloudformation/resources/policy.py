"""AWS::IAM::Policy: an inline policy, put into roles by itself.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
"""

from __future__ import annotations

from moto.iam.models import IAMBackend, iam_backends

from ...world import PARTITION
from ..errors import ResourceFailure
from ..names import suffix
from .base import Context, Properties, ResourceType, Work, policy_text


def _backend(context: Context) -> IAMBackend:
    return iam_backends[context.account][PARTITION]


def _roles(properties: Properties) -> list[str]:
    if properties.get("Users") or properties.get("Groups"):
        raise ResourceFailure("The local AWS models policies of roles, not of users or groups.")
    roles = properties.get("Roles", [])
    if not roles:
        raise ResourceFailure("At least one of [Groups,Roles,Users] must be non-empty.")
    return roles


def _put(context: Context, properties: Properties) -> None:
    document = policy_text(properties["PolicyDocument"])
    for role in _roles(properties):
        _backend(context).put_role_policy(role, properties["PolicyName"], document)


def _take(context: Context, properties: Properties, kept: frozenset[str] = frozenset()) -> None:
    roles = {role.name: role for role in _backend(context).get_roles()}
    for name in properties.get("Roles", []):
        if name in roles and name not in kept:
            roles[name].policies.pop(properties["PolicyName"], None)


def _create(context: Context, properties: Properties) -> Work:
    _put(context, properties)
    physical_id = f"{context.stack.name[:5]}-{context.resource.logical_id[:4]}-{suffix()}"
    context.initiated(physical_id, Id=physical_id)
    yield from ()


def _update(context: Context, old: Properties, new: Properties) -> Work:
    _put(context, new)
    same_name = old["PolicyName"] == new["PolicyName"]
    _take(context, old, frozenset(new["Roles"]) if same_name else frozenset())
    yield from ()


def _delete(context: Context, properties: Properties) -> Work:
    _take(context, properties)
    yield from ()


POLICY = ResourceType(
    name="AWS::IAM::Policy",
    properties={
        "Groups": "none",
        "PolicyDocument": "none",
        "PolicyName": "none",
        "Roles": "none",
        "Users": "none",
    },
    required=("PolicyName", "PolicyDocument"),
    needs_iam=True,
    attributes=("Id",),
    create=_create,
    update=_update,
    delete=_delete,
)
