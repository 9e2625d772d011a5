"""What calls of S3 need to be allowed.

"Required permissions for Amazon S3 API operations", S3 user guide.
"""

from __future__ import annotations

from urllib.parse import unquote

import xmltodict
from moto.s3.models import s3_backends

from ..world import PARTITION
from .calls import Call
from .evaluate import Check

ON_BUCKET = {
    "location": {"GET": "GetBucketLocation"},
    "uploads": {"GET": "ListBucketMultipartUploads"},
    "versions": {"GET": "ListBucketVersions"},
    "versioning": {"GET": "GetBucketVersioning", "PUT": "PutBucketVersioning"},
    "tagging": {"GET": "GetBucketTagging", "PUT": "PutBucketTagging", "DELETE": "PutBucketTagging"},
    "policy": {"GET": "GetBucketPolicy", "PUT": "PutBucketPolicy", "DELETE": "DeleteBucketPolicy"},
    "acl": {"GET": "GetBucketAcl", "PUT": "PutBucketAcl"},
    "encryption": {"GET": "GetEncryptionConfiguration", "PUT": "PutEncryptionConfiguration"},
    "lifecycle": {"GET": "GetLifecycleConfiguration", "PUT": "PutLifecycleConfiguration"},
    "publicAccessBlock": {
        "GET": "GetBucketPublicAccessBlock",
        "PUT": "PutBucketPublicAccessBlock",
    },
}
"""Actions of what a bucket has beside its objects, by the name in the query."""

ON_OBJECT = {
    "tagging": {"GET": "GetObjectTagging", "PUT": "PutObjectTagging"},
    "acl": {"GET": "GetObjectAcl", "PUT": "PutObjectAcl"},
    "uploadId": {
        "GET": "ListMultipartUploadParts",
        "PUT": "PutObject",
        "POST": "PutObject",
        "DELETE": "AbortMultipartUpload",
    },
}

PLAIN_BUCKET = {
    "GET": "ListBucket",
    "HEAD": "ListBucket",
    "PUT": "CreateBucket",
    "DELETE": "DeleteBucket",
}
PLAIN_OBJECT = {
    "GET": "GetObject",
    "HEAD": "GetObject",
    "PUT": "PutObject",
    "POST": "PutObject",
    "DELETE": "DeleteObject",
}


def _check(action: str, bucket: str, key: str = "") -> Check:
    resource = f"arn:{PARTITION}:s3:::{bucket}" + (f"/{key}" if key else "")
    for account, partitions in s3_backends.items():
        if bucket in partitions[PARTITION].buckets:
            return Check(f"s3:{action}", resource, {"s3:resourceaccount": account})
    return Check(f"s3:{action}", resource)


def _named(table: dict[str, dict[str, str]], call: Call, otherwise: dict[str, str]) -> str:
    for name in call.query or {}:
        if name in table:
            return table[name].get(call.method, "Unknown")
    return otherwise.get(call.method, "Unknown")


def checks(call: Call) -> list[Check]:
    """Everything that a path-style request of S3 needs."""
    bucket, _, key = call.path.removeprefix("/").partition("/")
    if not bucket:
        return [Check("s3:ListAllMyBuckets", "*")]
    if not key:
        if "delete" in (call.query or {}):
            return [_check("DeleteObject", bucket, one) for one in _keys_to_delete(call.body)]
        return [_check(_named(ON_BUCKET, call, PLAIN_BUCKET), bucket)]
    needed = [_check(_named(ON_OBJECT, call, PLAIN_OBJECT), bucket, key)]
    source = (call.headers or {}).get("x-amz-copy-source")
    if source:
        other, _, name = unquote(source).removeprefix("/").split("?")[0].partition("/")
        needed.append(_check("GetObject", other, name))
    return needed


def _keys_to_delete(body: bytes) -> list[str]:
    objects = xmltodict.parse(body, strip_whitespace=False)["Delete"].get("Object") or []
    return [one["Key"] for one in (objects if isinstance(objects, list) else [objects])]
