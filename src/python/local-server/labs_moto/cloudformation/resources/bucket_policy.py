"""AWS::S3::BucketPolicy.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html
"""

from __future__ import annotations

from moto.s3.models import S3Backend, s3_backends

from ...world import PARTITION
from .base import Context, Properties, ResourceType, Work, policy_text


def _backend(context: Context) -> S3Backend:
    return s3_backends[context.account][PARTITION]


def _put(context: Context, properties: Properties) -> None:
    document = policy_text(properties["PolicyDocument"])
    _backend(context).put_bucket_policy(properties["Bucket"], document.encode())


def _create(context: Context, properties: Properties) -> Work:
    _put(context, properties)
    context.initiated(properties["Bucket"])
    yield from ()


def _update(context: Context, _: Properties, new: Properties) -> Work:
    _put(context, new)
    yield from ()


def _delete(context: Context, properties: Properties) -> Work:
    backend = _backend(context)
    if properties["Bucket"] in backend.buckets:
        backend.delete_bucket_policy(properties["Bucket"])
    yield from ()


BUCKET_POLICY = ResourceType(
    name="AWS::S3::BucketPolicy",
    properties={"Bucket": "replace", "PolicyDocument": "none"},
    required=("Bucket", "PolicyDocument"),
    create=_create,
    update=_update,
    delete=_delete,
)
