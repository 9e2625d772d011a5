"""The resource types that a template can have."""

from __future__ import annotations

from ..errors import ValidationError
from ..references import attributes_used
from ..template import Template
from .base import ResourceType
from .bucket import BUCKET
from .bucket_policy import BUCKET_POLICY
from .lifecycle_config import NOTEBOOK_LIFECYCLE_CONFIG
from .metadata import METADATA
from .notebook import NOTEBOOK_INSTANCE
from .policy import POLICY
from .role import ROLE
from .schedule import SCHEDULE

RESOURCE_TYPES: dict[str, ResourceType] = {
    type_.name: type_
    for type_ in (
        BUCKET,
        BUCKET_POLICY,
        METADATA,
        NOTEBOOK_INSTANCE,
        NOTEBOOK_LIFECYCLE_CONFIG,
        POLICY,
        ROLE,
        SCHEDULE,
    )
}


def refuse_unknown(template: Template) -> None:
    """Refuses resource types and attributes that AWS does not have, or that are not modelled."""
    types = {name: resource["Type"] for name, resource in template.resources.items()}
    unknown = set(types.values()) - RESOURCE_TYPES.keys()
    if unknown:
        raise ValidationError(
            f"Template format error: Unrecognized resource types: [{', '.join(sorted(unknown))}] "
            "(not modelled by the local AWS)"
        )
    for name, attribute in attributes_used(template.data):
        if name in types and attribute not in RESOURCE_TYPES[types[name]].attributes:
            raise ValidationError(
                f"Template error: resource {name} does not support attribute type {attribute} "
                "in Fn::GetAtt"
            )


def iam_types(template: Template) -> list[str]:
    """The types of its resources that need a capability, in order."""
    types = {resource["Type"] for resource in template.resources.values()}
    return sorted(name for name in types if RESOURCE_TYPES[name].needs_iam)


def needed_capability(template: Template) -> str | None:
    """The capability that a template with IAM resources asks for.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
    """
    needed = None
    for resource in template.resources.values():
        type_ = RESOURCE_TYPES[resource["Type"]]
        if not type_.needs_iam:
            continue
        if type_.custom_name in resource.get("Properties", {}):
            return "CAPABILITY_NAMED_IAM"
        needed = "CAPABILITY_IAM"
    return needed
