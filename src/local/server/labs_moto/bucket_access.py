"""Bucket policies as S3 reads them: moto leaves conditions out of its decision.

A statement that refuses what does not come over TLS must not refuse everything here, where loopback
stands for a TLS endpoint.
Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
"""

from __future__ import annotations

import json
from typing import Any

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket


def _is_about_plain_http(statement: dict[str, Any]) -> bool:
    condition = statement.get("Condition", {})
    return condition == {"Bool": {"aws:SecureTransport": "false"}}


def _get_permission(bucket: FakeBucket, action: str, resource: str) -> PermissionResult:
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    document = json.loads(bucket.policy)
    statements = document["Statement"]
    if isinstance(statements, dict):
        statements = [statements]
    document["Statement"] = [kept for kept in statements if not _is_about_plain_http(kept)]
    if not document["Statement"]:
        return PermissionResult.NEUTRAL
    return IAMPolicy(json.dumps(document)).is_action_permitted(action, resource)


FakeBucket.get_permission = _get_permission
