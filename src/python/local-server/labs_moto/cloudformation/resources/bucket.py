"""AWS::S3::Bucket.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
"""

from __future__ import annotations

from typing import Any

from moto.s3.cloud_formation import cfn_to_api_encryption
from moto.s3.models import S3Backend, s3_backends

from ...world import PARTITION
from ..errors import ResourceFailure
from ..failures import handler_reason
from ..names import MIXED, UPPER, bucket_name, suffix
from .base import Context, Properties, ResourceType, Work, truth


def _backend(context: Context) -> S3Backend:
    return s3_backends[context.account][PARTITION]


def _one(rule: dict[str, Any], name: str, plural: str) -> list[dict[str, Any]]:
    """A member that a template may write once, in singular, or as a list, in plural."""
    return [rule[name]] if name in rule else rule.get(plural, [])


def _transition(transition: dict[str, Any], days: str) -> dict[str, Any]:
    names = {"TransitionInDays": days, "TransitionDate": "Date"}
    return {names.get(name, name): value for name, value in transition.items()}


def _lifecycle_rule(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule of the template in the words of PutBucketLifecycleConfiguration."""
    expiration = {
        api: rule[name]
        for name, api in (
            ("ExpirationInDays", "Days"),
            ("ExpirationDate", "Date"),
            ("ExpiredObjectDeleteMarker", "ExpiredObjectDeleteMarker"),
        )
        if name in rule
    }
    wanted: dict[str, Any] = {
        "ID": rule.get("Id"),
        "Status": rule["Status"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
        "Expiration": expiration or None,
        "AbortIncompleteMultipartUpload": rule.get("AbortIncompleteMultipartUpload"),
        "Transition": [_transition(t, "Days") for t in _one(rule, "Transition", "Transitions")],
    }
    noncurrent = rule.get("NoncurrentVersionExpiration")
    if "NoncurrentVersionExpirationInDays" in rule:
        noncurrent = {"NoncurrentDays": rule["NoncurrentVersionExpirationInDays"]}
    if noncurrent:
        wanted["NoncurrentVersionExpiration"] = noncurrent
    return wanted


def _apply(context: Context, name: str, properties: Properties) -> None:
    backend = _backend(context)
    backend.put_bucket_tagging(name, context.tags(properties))
    if "BucketEncryption" in properties:
        backend.put_bucket_encryption(name, cfn_to_api_encryption(properties["BucketEncryption"]))
    if "PublicAccessBlockConfiguration" in properties:
        block = properties["PublicAccessBlockConfiguration"]
        backend.put_public_access_block(name, {k: truth(v) for k, v in block.items()})
    rules = properties.get("LifecycleConfiguration", {}).get("Rules", [])
    backend.put_bucket_lifecycle_configuration(name, [_lifecycle_rule(rule) for rule in rules])
    if "VersioningConfiguration" in properties:
        backend.put_bucket_versioning(name, properties["VersioningConfiguration"]["Status"])
    controls = properties.get("OwnershipControls", {}).get("Rules", [])
    for rule in controls:
        backend.put_bucket_ownership_controls(name, rule["ObjectOwnership"])


def _create(context: Context, properties: Properties) -> Work:
    name = properties.get("BucketName")
    if name is None:
        name = bucket_name(context.stack.name, context.resource.logical_id)
    bucket = _backend(context).create_bucket(name, context.region)
    context.initiated(
        name,
        Arn=bucket.arn,
        DomainName=bucket.domain_name,
        DualStackDomainName=bucket.dual_stack_domain_name,
        RegionalDomainName=bucket.regional_domain_name,
        WebsiteURL=bucket.website_url,
    )
    _apply(context, name, properties)
    yield from ()


def _update(context: Context, old: Properties, new: Properties) -> Work:
    name = context.resource.physical_id or ""
    backend = _backend(context)
    if "PublicAccessBlockConfiguration" in old and "PublicAccessBlockConfiguration" not in new:
        backend.delete_public_access_block(name)
    if "BucketEncryption" in old and "BucketEncryption" not in new:
        backend.delete_bucket_encryption(name)
    if "VersioningConfiguration" in old and "VersioningConfiguration" not in new:
        backend.put_bucket_versioning(name, "Suspended")
    _apply(context, name, new)
    yield from ()


def _delete(context: Context, _: Properties) -> Work:
    backend = _backend(context)
    name = context.resource.physical_id or ""
    if name in backend.buckets and backend.delete_bucket(name) is None:
        raise ResourceFailure(
            handler_reason(
                "The bucket you tried to delete is not empty "
                f"(Service: S3, Status Code: 409, Request ID: {suffix(UPPER, 16)}, "
                f"Extended Request ID: {suffix(MIXED, 64)})"
            )
        )
    yield from ()


BUCKET = ResourceType(
    name="AWS::S3::Bucket",
    properties={
        "BucketEncryption": "none",
        "BucketName": "replace",
        "LifecycleConfiguration": "none",
        "OwnershipControls": "none",
        "PublicAccessBlockConfiguration": "none",
        "Tags": "none",
        "VersioningConfiguration": "none",
    },
    custom_name="BucketName",
    attributes=("Arn", "DomainName", "DualStackDomainName", "RegionalDomainName", "WebsiteURL"),
    create=_create,
    update=_update,
    delete=_delete,
)
