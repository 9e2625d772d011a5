"""Service Quotas of SageMaker: what an account may have, and the refusal beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .sagemaker.errors import ResourceLimitExceeded
from .sagemaker.kinds import ENDPOINT, NOTEBOOK, PROCESSING_JOB, TRAINING_JOB, TRANSFORM_JOB

if TYPE_CHECKING:
    from .sagemaker.store import Store


@dataclass(frozen=True)
class Quota:
    """One quota: `usage` and `instance_type` say what counts, both empty for none of ours."""

    code: str
    name: str
    default: float
    """What AWS publishes as the default of a new account."""
    local: float
    """What the local account starts with: raised, so that the labs run."""
    usage: str
    instance_type: str | None = None


def _typed(code: str, instance_type: str, usage: str, default: float, local: float) -> Quota:
    name = f"{instance_type} for {usage} {'job ' if usage in JOBS else ''}usage"
    if usage == "notebook":
        name = f"{instance_type} for notebook instance usage"
    return Quota(code, name, default, local, usage, instance_type)


JOBS = ("training", "spot training", "processing", "transform")

QUOTAS: dict[str, Quota] = {
    quota.code: quota
    for quota in (
        Quota("L-04CE2E67", "Total number of notebook instances", 8, 1000, "notebook"),
        Quota("L-00C91CB5", "Number of instances across all training jobs", 4, 100, "training"),
        Quota("L-7A3DF611", "Number of instances across active endpoints", 4, 100, "endpoint"),
        _typed("L-E17566B7", "ml.t3.medium", "notebook", 6, 1000),
        _typed("L-8E454C05", "ml.t3.large", "notebook", 6, 1000),
        _typed("L-E5884D25", "ml.t3.xlarge", "notebook", 6, 1000),
        _typed("L-76AB2C05", "ml.m5.xlarge", "notebook", 1, 1000),
        _typed("L-E1249695", "ml.m4.xlarge", "notebook", 0, 100),
        _typed("L-CCE2AFA6", "ml.m5.xlarge", "training", 0, 100),
        _typed("L-4CEE6BA6", "ml.m5.xlarge", "spot training", 4, 100),
        _typed("L-2F737F8D", "ml.m5.xlarge", "endpoint", 0, 100),
        _typed("L-A373146E", "ml.m4.xlarge", "training", 0, 100),
        _typed("L-2ECAA15F", "ml.m4.xlarge", "spot training", 4, 100),
        _typed("L-97CF11BE", "ml.m4.xlarge", "endpoint", 0, 100),
        _typed("L-85D4BAF3", "ml.c4.xlarge", "training", 0, 100),
        _typed("L-F8C60E1D", "ml.c4.xlarge", "endpoint", 0, 100),
        _typed("L-C5B4EE09", "ml.c4.2xlarge", "training", 0, 100),
        _typed("L-978CD7EC", "ml.c4.2xlarge", "spot training", 4, 100),
        _typed("L-E2BB44FE", "ml.c5.xlarge", "training", 0, 100),
        _typed("L-E9EE5599", "ml.c5.xlarge", "endpoint", 0, 100),
        _typed("L-2BE095E2", "ml.c5.9xlarge", "training", 0, 100),
        _typed("L-6198DF25", "ml.m4.2xlarge", "endpoint", 0, 100),
        _typed("L-DAB6AA41", "ml.m4.xlarge", "transform", 0, 100),
        _typed("L-0307F515", "ml.m5.xlarge", "processing", 0, 100),
        _typed("L-D438008E", "ml.p3.2xlarge", "training", 0, 100),
        _typed("L-558F1246", "ml.p3.8xlarge", "training", 0, 100),
        _typed("L-29C181D7", "ml.t2.medium", "endpoint", 2, 100),
        _typed("L-0CE343FE", "ml.t3.medium", "processing", 4, 100),
        _typed("L-C076FA77", "ml.t3.large", "processing", 4, 100),
        _typed("L-DABA7ED5", "ml.t3.xlarge", "processing", 2, 100),
    )
}
"""Codes and defaults: AWS General Reference, "Amazon SageMaker AI endpoints and quotas". Of p2 it
has transform jobs alone: there is no quota, and so no endpoint, of `ml.p2.xlarge`."""

APPLIED: dict[str, float] = {code: quota.local for code, quota in QUOTAS.items()}
"""The value in force of each quota, by code."""


def _used(store: Store, usage: str) -> Iterator[tuple[str, int]]:
    """Instance type and number of each thing that counts; a stopped notebook counts too."""
    if usage == "notebook":
        for notebook in store.all(NOTEBOOK):
            yield notebook.data["InstanceType"], 1
    elif usage == "endpoint":
        for endpoint in store.all(ENDPOINT):
            yield from _endpoint_instances(store, endpoint.data["EndpointConfigName"])
    else:
        yield from _job_instances(store, usage)


def _endpoint_instances(store: Store, config_name: str) -> Iterator[tuple[str, int]]:
    from .sagemaker.kinds import ENDPOINT_CONFIG

    config = store.find(ENDPOINT_CONFIG, config_name)
    for variant in config.data["ProductionVariants"] if config else ():
        if "InstanceType" in variant:
            yield variant["InstanceType"], variant.get("InitialInstanceCount", 1)


def _job_instances(store: Store, usage: str) -> Iterator[tuple[str, int]]:
    kind, path = {
        "training": (TRAINING_JOB, ("ResourceConfig",)),
        "spot training": (TRAINING_JOB, ("ResourceConfig",)),
        "processing": (PROCESSING_JOB, ("ProcessingResources", "ClusterConfig")),
        "transform": (TRANSFORM_JOB, ("TransformResources",)),
    }[usage]
    for job in store.all(kind):
        spot = bool(job.data.get("EnableManagedSpotTraining"))
        if job.status not in ("InProgress", "Stopping") or spot != (usage == "spot training"):
            continue
        resources = job.data
        for step in path:
            resources = resources.get(step, {})
        if "InstanceType" in resources:
            yield resources["InstanceType"], resources.get("InstanceCount", 1)


def refuse_beyond_quota(
    store: Store, usage: str, instance_type: str, count: int = 1, *, new: bool = True
) -> None:
    """Raises ResourceLimitExceeded where `count` more instances would pass a quota.

    `new` is false for an instance that only changes its type. The wording is AWS's, as in
    https://github.com/awslabs/amazon-sagemaker-examples/issues/593 .
    """
    used = list(_used(store, usage))
    for quota in QUOTAS.values():
        if quota.usage != usage or quota.instance_type not in (None, instance_type):
            continue
        if quota.instance_type is None and not new:
            continue
        utilization = sum(n for kind, n in used if quota.instance_type in (None, kind))
        limit = APPLIED[quota.code]
        if utilization + count > limit:
            raise ResourceLimitExceeded(
                f"The account-level service limit '{quota.name}' is {limit:g} Instances, "
                f"with current utilization of {utilization} Instances "
                f"and a request delta of {count} Instances. "
                "Please use AWS Service Quotas to request an increase for this quota. If AWS "
                "Service Quotas is not available, contact AWS support to request an increase "
                "for this quota."
            )
