"""AWS::IAM::Role.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
"""

from __future__ import annotations

from moto.iam.models import IAMBackend, Role, iam_backends

from ...world import PARTITION
from ..names import physical_name
from .base import Context, Properties, ResourceType, Work, policy_text

ROLE_NAME_LIMIT = 64


def _backend(context: Context) -> IAMBackend:
    return iam_backends[context.account][PARTITION]


def _tags(context: Context, properties: Properties) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in context.tags(properties).items()]


def _policies(properties: Properties) -> dict[str, str]:
    return {
        p["PolicyName"]: policy_text(p["PolicyDocument"]) for p in properties.get("Policies", [])
    }


def _put_policies(backend: IAMBackend, role: Role, properties: Properties) -> None:
    for name, document in _policies(properties).items():
        backend.put_role_policy(role.name, name, document)
    for arn in properties.get("ManagedPolicyArns", []):
        if arn not in role.managed_policies:
            backend.attach_role_policy(arn, role.name)


def _create(context: Context, properties: Properties) -> Work:
    backend = _backend(context)
    name = properties.get("RoleName") or physical_name(
        context.stack.name, context.resource.logical_id, ROLE_NAME_LIMIT
    )
    role = backend.create_role(
        role_name=name,
        assume_role_policy_document=policy_text(properties["AssumeRolePolicyDocument"]),
        path=properties.get("Path", "/"),
        permissions_boundary=properties.get("PermissionsBoundary"),
        description=properties.get("Description", ""),
        tags=_tags(context, properties),
        max_session_duration=str(properties.get("MaxSessionDuration", 3600)),
    )
    context.initiated(name, Arn=role.arn, RoleId=role.id)
    _put_policies(backend, role, properties)
    yield from ()


def _update(context: Context, old: Properties, new: Properties) -> Work:
    backend = _backend(context)
    role = backend.get_role(context.resource.physical_id or "")
    backend.update_assume_role_policy(role.name, policy_text(new["AssumeRolePolicyDocument"]))
    role.description = new.get("Description", "")
    role.max_session_duration = str(new.get("MaxSessionDuration", 3600))
    role.permissions_boundary_arn = new.get("PermissionsBoundary")
    role.tags = _tags(context, new)
    for name in _policies(old).keys() - _policies(new).keys():
        role.policies.pop(name, None)
    for arn in set(old.get("ManagedPolicyArns", [])) - set(new.get("ManagedPolicyArns", [])):
        backend.detach_role_policy(arn, role.name)
    _put_policies(backend, role, new)
    yield from ()


def _delete(context: Context, properties: Properties) -> Work:
    """Takes away what the stack attached; a policy put there by others keeps the role."""
    backend = _backend(context)
    role = next((r for r in backend.get_roles() if r.name == context.resource.physical_id), None)
    if role is None:
        return
    for name in _policies(properties):
        role.policies.pop(name, None)
    for arn in properties.get("ManagedPolicyArns", []):
        if arn in role.managed_policies:
            backend.detach_role_policy(arn, role.name)
    backend.delete_role(role.name)
    yield from ()


ROLE = ResourceType(
    name="AWS::IAM::Role",
    properties={
        "AssumeRolePolicyDocument": "none",
        "Description": "none",
        "ManagedPolicyArns": "none",
        "MaxSessionDuration": "none",
        "Path": "replace",
        "PermissionsBoundary": "none",
        "Policies": "none",
        "RoleName": "replace",
        "Tags": "none",
    },
    required=("AssumeRolePolicyDocument",),
    custom_name="RoleName",
    needs_iam=True,
    attributes=("Arn", "RoleId"),
    create=_create,
    update=_update,
    delete=_delete,
)
