"""Training, processing, transform and tuning jobs: made, stopped, described.

Nothing is computed: a job ends when the control API says so. Sources: API reference of the
Create, Stop, Describe and Delete operations of each.
"""

from __future__ import annotations

from typing import Any

from ..quotas import refuse_beyond_quota
from ..world import now
from . import actions
from .actions import Answer, Params, action
from .errors import ValidationException
from .kinds import MODEL, PROCESSING_JOB, TRAINING_JOB, TRANSFORM_JOB, TUNING_JOB, Kind
from .store import Store

WORD = {
    TRAINING_JOB.noun: "training job",
    PROCESSING_JOB.noun: "processing job",
    TRANSFORM_JOB.noun: "transform job",
    TUNING_JOB.noun: "hyperparameter tuning job",
}


def register_stop(kind: Kind) -> None:
    """Stop: only of a job in progress."""

    @action(f"Stop{kind.noun}")
    def stop(store: Store, params: Params) -> Answer:
        record = store.get(kind, params[kind.name_member])
        if record.status != "InProgress":
            raise ValidationException(
                f"The request was rejected because the {WORD[kind.noun]} "
                f"is in status {record.status}."
            )
        if "SecondaryStatus" in record.data:
            record.data["SecondaryStatus"] = "Stopping"
        record.move("Stopping")
        return None


def register_delete(kind: Kind) -> None:
    """Delete: only of a job that has ended."""

    @action(f"Delete{kind.noun}")
    def delete(store: Store, params: Params) -> Answer:
        record = store.get(kind, params[kind.name_member])
        if record.status in ("InProgress", "Stopping"):
            raise ValidationException(
                f"The request was rejected because the {WORD[kind.noun]} "
                f"is in status {record.status}."
            )
        store.remove(record)
        return None


@action("CreateTrainingJob")
def create_training_job(store: Store, params: Params) -> Answer:
    resources = params.get("ResourceConfig", {})
    if "InstanceType" in resources:
        usage = "spot training" if params.get("EnableManagedSpotTraining") else "training"
        count = resources.get("InstanceCount", 1)
        refuse_beyond_quota(store, usage, resources["InstanceType"], count)
    name = params["TrainingJobName"]
    output = params.get("OutputDataConfig", {}).get("S3OutputPath", "").rstrip("/")
    moment = now()
    started: dict[str, Any] = {
        "SecondaryStatus": "Starting",
        "SecondaryStatusTransitions": [{"Status": "Starting", "StartTime": moment}],
        "TrainingStartTime": moment,
        "ModelArtifacts": {"S3ModelArtifacts": f"{output}/{name}/output/model.tar.gz"},
    }
    return actions.create(store, TRAINING_JOB, params, **started).data


@action("CreateProcessingJob")
def create_processing_job(store: Store, params: Params) -> Answer:
    cluster = params.get("ProcessingResources", {}).get("ClusterConfig", {})
    if "InstanceType" in cluster:
        count = cluster.get("InstanceCount", 1)
        refuse_beyond_quota(store, "processing", cluster["InstanceType"], count)
    return actions.create(store, PROCESSING_JOB, params, ProcessingStartTime=now()).data


@action("CreateTransformJob")
def create_transform_job(store: Store, params: Params) -> Answer:
    store.get(MODEL, params["ModelName"])
    resources = params.get("TransformResources", {})
    if "InstanceType" in resources:
        count = resources.get("InstanceCount", 1)
        refuse_beyond_quota(store, "transform", resources["InstanceType"], count)
    return actions.create(store, TRANSFORM_JOB, params, TransformStartTime=now()).data


@action("CreateHyperParameterTuningJob")
def create_tuning_job(store: Store, params: Params) -> Answer:
    none = {"Completed": 0, "InProgress": 0, "RetryableError": 0, "NonRetryableError": 0}
    return actions.create(
        store,
        TUNING_JOB,
        params,
        TrainingJobStatusCounters={**none, "Stopped": 0},
        ObjectiveStatusCounters={"Succeeded": 0, "Pending": 0, "Failed": 0},
    ).data


for _kind in (TRAINING_JOB, PROCESSING_JOB, TRANSFORM_JOB, TUNING_JOB):
    actions.register_reading(_kind)
    register_stop(_kind)
for _kind in (TRAINING_JOB, PROCESSING_JOB, TUNING_JOB):
    register_delete(_kind)
