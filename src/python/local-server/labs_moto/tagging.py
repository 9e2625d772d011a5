"""tag:GetResources, for everything here that takes tags.

Source: https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
Roles of IAM are not in it, as on AWS.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from moto.core.responses import ActionResult
from moto.ecr.models import ecr_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends
from moto.stepfunctions.models import stepfunctions_backends

from .cloudformation.stacks import stacks_of
from .comprehend import TOPICS
from .delays import DELAYS
from .door import Door
from .errors import AwsError
from .sagemaker.store import store_of
from .tokens import BadToken, page_of
from .world import PARTITION

PAGE = 100


@dataclass(frozen=True)
class Tagged:
    """A resource that has tags, or had some."""

    arn: str
    type: str
    """`sagemaker:endpoint`"""
    tags: dict[str, str]


def _tagged(account: str, region: str) -> Iterator[Tagged]:
    store = store_of(account, region)
    for records in store.records.values():
        for record in records.values():
            tags = store.tags.seen(record.arn, DELAYS.indexed_tags)
            if tags is not None:
                yield Tagged(record.arn, f"sagemaker:{record.kind.arn_type}", tags)
    for stack in stacks_of(account, region).by_id.values():
        if stack.active and stack.tags:
            yield Tagged(stack.id, "cloudformation:stack", stack.tags)
    s3 = s3_backends[account][PARTITION]
    for bucket in s3.buckets.values():
        if bucket.region_name == region and s3.tagger.has_tags(bucket.arn):
            yield Tagged(bucket.arn, "s3:bucket", s3.tagger.get_tag_dict_for_resource(bucket.arn))
    logs = logs_backends[account][region]
    for group in logs.groups.values():
        if logs.tagger.has_tags(group.arn):
            tags = logs.tagger.get_tag_dict_for_resource(group.arn)
            yield Tagged(group.arn, "logs:log-group", tags)
    yield from _tagged_elsewhere(account, region)


def _tagged_elsewhere(account: str, region: str) -> Iterator[Tagged]:
    """What the services of single labs keep."""
    ecr = ecr_backends[account][region]
    for repository in ecr.repositories.values():
        tags = ecr.tagger.get_tag_dict_for_resource(repository.arn)
        if tags:
            yield Tagged(repository.arn, "ecr:repository", tags)
    states = stepfunctions_backends[account][region]
    for machine in states.state_machines:
        tags = states.tagger.get_tag_dict_for_resource(machine.arn)
        if tags:
            yield Tagged(machine.arn, "states:stateMachine", tags)
    for job in TOPICS.all(account, region):
        if job.tags:
            yield Tagged(job.arn, "comprehend:topics-detection-job", job.tags)


def _wanted(resource: Tagged, params: dict[str, Any]) -> bool:
    """Types and ARNs are alternatives; tag filters hold together, the values of each apart."""
    types = params.get("ResourceTypeFilters")
    if types and not any(resource.type == t or resource.type.split(":")[0] == t for t in types):
        return False
    arns = params.get("ResourceARNList")
    if arns and resource.arn not in arns:
        return False
    return all(
        f["Key"] in resource.tags
        and (not f.get("Values") or resource.tags[f["Key"]] in f["Values"])
        for f in params.get("TagFilters") or []
    )


class LabsTagging(Door):
    """GetResources."""

    service = "resourcegroupstaggingapi"

    def get_resources(self) -> ActionResult:
        params = self.given
        if params.get("ResourceARNList") and (
            params.get("TagFilters") or params.get("ResourceTypeFilters")
        ):
            raise AwsError(
                "InvalidParameterException",
                "ResourceARNList cannot be used with TagFilters or ResourceTypeFilters.",
            )
        size = params.get("ResourcesPerPage") or PAGE
        if not 1 <= size <= PAGE:
            raise AwsError(
                "InvalidParameterException", "ResourcesPerPage must be between 1 and 100."
            )
        found = [
            {
                "ResourceARN": resource.arn,
                "Tags": [{"Key": key, "Value": value} for key, value in resource.tags.items()],
            }
            for resource in _tagged(self.current_account, self.region)
            if _wanted(resource, params)
        ]
        try:
            page, token = page_of(found, params.get("PaginationToken"), size)
        except BadToken as cause:
            raise AwsError("PaginationTokenExpiredException", "The token is not valid.") from cause
        # An empty token, not a missing one, says that this was the last page.
        return ActionResult({"ResourceTagMappingList": page, "PaginationToken": token or ""})
