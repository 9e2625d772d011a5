"""How many resources of each type there are."""

from __future__ import annotations

from moto.ecr.models import ecr_backends
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends
from moto.scheduler.models import scheduler_backends
from moto.stepfunctions.models import stepfunctions_backends

from .cloudformation.stacks import all_stacks
from .comprehend import TOPICS
from .sagemaker.all_kinds import KINDS
from .sagemaker.store import stores
from .translation import BATCHES
from .world import PARTITION


def by_type() -> dict[str, int]:
    """The number by type, in the words of `tag:GetResources`; types without any are 0."""
    found = {f"sagemaker:{kind.type}": 0 for kind in KINDS}
    for store in stores():
        for kind in KINDS:
            found[f"sagemaker:{kind.type}"] += len(list(store.all(kind)))
    buckets = [b for regions in s3_backends.values() for b in regions[PARTITION].buckets.values()]
    streams = [
        stream
        for regions in logs_backends.values()
        for backend in regions.values()
        for group in backend.groups.values()
        for stream in group.streams.values()
    ]
    return {
        **found,
        "cloudformation:stack": sum(s.status != "DELETE_COMPLETE" for s in all_stacks()),
        "iam:role": sum(len(regions[PARTITION].roles) for regions in iam_backends.values()),
        "s3:bucket": len(buckets),
        "s3:object": sum(len(bucket.keys) for bucket in buckets),
        "s3:multipart-upload": sum(len(bucket.multiparts) for bucket in buckets),
        "scheduler:schedule": sum(
            len(group.schedules)
            for regions in scheduler_backends.values()
            for backend in regions.values()
            for group in backend.schedule_groups.values()
        ),
        "logs:log-group": sum(
            len(backend.groups)
            for regions in logs_backends.values()
            for backend in regions.values()
        ),
        "logs:log-stream": len(streams),
        **_elsewhere(),
    }


def _elsewhere() -> dict[str, int]:
    """What the services of single labs keep."""
    registries = [b for regions in ecr_backends.values() for b in regions.values()]
    repositories = [r for backend in registries for r in backend.repositories.values()]
    return {
        "ecr:repository": len(repositories),
        "ecr:image": sum(len(repository.images) for repository in repositories),
        "states:stateMachine": sum(
            len(backend.state_machines)
            for regions in stepfunctions_backends.values()
            for backend in regions.values()
        ),
        "comprehend:topics-detection-job": TOPICS.count(),
        "translate:job": BATCHES.count(),
    }
