"""Every kind of SageMaker resource, with those of Studio: a domain, and what lies in it."""

from __future__ import annotations

from typing import Any

from .experiments import EXPERIMENT_KINDS
from .kind import GONE, Kind, Move
from .kinds import (
    AUTO_ML_JOB,
    CODE_REPOSITORY,
    COMPILATION_JOB,
    ENDPOINT,
    ENDPOINT_CONFIG,
    FEATURE_GROUP,
    INFERENCE_COMPONENT,
    LABELING_JOB,
    LIFECYCLE_CONFIG,
    MODEL,
    MODEL_PACKAGE,
    MODEL_PACKAGE_GROUP,
    MONITORING_SCHEDULE,
    NOTEBOOK,
    PIPELINE,
    PIPELINE_EXECUTION,
    PROCESSING_JOB,
    RECOMMENDATIONS_JOB,
    TRACKING_SERVER,
    TRAINING_JOB,
    TRANSFORM_JOB,
    TUNING_JOB,
)


def _studio(noun: str, arn_type: str, **other: Any) -> Kind:
    return Kind(
        noun,
        arn_type,
        missing=f"{noun} [{{name}}] does not exist.",
        missing_code="ResourceNotFound",
        taken=f"{noun} [{{name}}] already exists.",
        taken_code="ResourceInUse",
        status="Status",
        first_status="Pending",
        ends={"Pending": ("InService",), "Updating": ("InService",), "Deleting": (GONE,)},
        delete=Move(("InService", "Failed", "Update_Failed", "Delete_Failed"), "Deleting"),
        ascending=True,
        **other,
    )


DOMAIN = _studio("Domain", "domain", name="DomainId", id_prefix="d-")
USER_PROFILE = _studio("UserProfile", "user-profile", key=("DomainId", "UserProfileName"))
SPACE = _studio("Space", "space", key=("DomainId", "SpaceName"))
APP = _studio(
    "App",
    "app",
    key=("DomainId", "UserProfileName", "SpaceName", "AppType", "AppName"),
)

STUDIO_KINDS = (DOMAIN, USER_PROFILE, SPACE, APP)

KINDS: tuple[Kind, ...] = (
    NOTEBOOK,
    LIFECYCLE_CONFIG,
    CODE_REPOSITORY,
    ENDPOINT,
    ENDPOINT_CONFIG,
    MODEL,
    INFERENCE_COMPONENT,
    TRAINING_JOB,
    PROCESSING_JOB,
    TRANSFORM_JOB,
    TUNING_JOB,
    AUTO_ML_JOB,
    COMPILATION_JOB,
    LABELING_JOB,
    RECOMMENDATIONS_JOB,
    PIPELINE,
    PIPELINE_EXECUTION,
    MODEL_PACKAGE_GROUP,
    MODEL_PACKAGE,
    MONITORING_SCHEDULE,
    FEATURE_GROUP,
    TRACKING_SERVER,
    *EXPERIMENT_KINDS,
    *STUDIO_KINDS,
)
"""Every kind that is modelled."""
