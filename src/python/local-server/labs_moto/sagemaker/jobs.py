"""Jobs: made, stopped, described. A job ends when the control API says so.

Sources: API reference of the Create, Stop, Describe and Delete operations of each; the wording of
a refused stop as in https://github.com/awslabs/benchmark-ai/issues/928 , a training job.
Of tuning and transform jobs the code is known from `Session.stop_tuning_job` and
`stop_transform_job` of the SageMaker SDK; of processing jobs it is taken to be the same.
"""

from __future__ import annotations

from typing import Any

from ..quotas import refuse_beyond_quota
from ..world import now
from . import actions
from .actions import Answer, Params, action
from .errors import ResourceInUse
from .experiments import track
from .kinds import (
    AUTO_ML_JOB,
    COMPILATION_JOB,
    LABELING_JOB,
    MODEL,
    PROCESSING_JOB,
    RECOMMENDATIONS_JOB,
    TRAINING_JOB,
    TRANSFORM_JOB,
    TUNING_JOB,
)
from .store import Record, Store


def _refuse_instances(store: Store, usage: str, resources: Params) -> None:
    """Refuses a cluster beyond the quota of its instance type."""
    if "InstanceType" in resources:
        count = resources.get("InstanceCount", 1)
        refuse_beyond_quota(store, usage, resources["InstanceType"], count)


def _tracked(store: Store, job: Record, params: Params) -> Answer:
    track(store, job, params)
    return job.data


@action("CreateTrainingJob")
def create_training_job(store: Store, params: Params) -> Answer:
    usage = "spot training" if params.get("EnableManagedSpotTraining") else "training"
    _refuse_instances(store, usage, params.get("ResourceConfig", {}))
    name = params["TrainingJobName"]
    output = params.get("OutputDataConfig", {}).get("S3OutputPath", "").rstrip("/")
    moment = now()
    started: dict[str, Any] = {
        "SecondaryStatus": "Starting",
        "SecondaryStatusTransitions": [
            {
                "Status": "Starting",
                "StartTime": moment,
                "StatusMessage": "Preparing the instances for training",
            }
        ],
        "TrainingStartTime": moment,
        "ModelArtifacts": {"S3ModelArtifacts": f"{output}/{name}/output/model.tar.gz"},
        # The SageMaker SDK reads the key of every job that it attaches to, so there is always one.
        "OutputDataConfig": {"KmsKeyId": "", **params.get("OutputDataConfig", {})},
    }
    return _tracked(store, actions.create(store, TRAINING_JOB, params, **started), params)


@action("UpdateTrainingJob")
def update_training_job(store: Store, params: Params) -> Answer:
    """No keep-alive period any more ends the job's warm pool."""
    record = store.get(TRAINING_JOB, params["TrainingJobName"])
    seconds = params.get("ResourceConfig", {}).get("KeepAlivePeriodInSeconds")
    if seconds is not None:
        record.data["ResourceConfig"]["KeepAlivePeriodInSeconds"] = seconds
        if seconds == 0 and "WarmPoolStatus" in record.data:
            record.data["WarmPoolStatus"] = {"Status": "Terminated"}
    return record.data


@action("CreateProcessingJob")
def create_processing_job(store: Store, params: Params) -> Answer:
    cluster = params.get("ProcessingResources", {}).get("ClusterConfig", {})
    _refuse_instances(store, "processing", cluster)
    record = actions.create(store, PROCESSING_JOB, params, ProcessingStartTime=now())
    return _tracked(store, record, params)


@action("CreateTransformJob")
def create_transform_job(store: Store, params: Params) -> Answer:
    store.get(MODEL, params["ModelName"])
    _refuse_instances(store, "transform", params.get("TransformResources", {}))
    record = actions.create(store, TRANSFORM_JOB, params, TransformStartTime=now())
    return _tracked(store, record, params)


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


AUTO_ML_STARTED = {"AutoMLJobSecondaryStatus": "Starting"}


@action("CreateAutoMLJobV2")
def create_auto_ml_job_v2(store: Store, params: Params) -> Answer:
    return actions.create(store, AUTO_ML_JOB, params, **AUTO_ML_STARTED).data


@action("DescribeAutoMLJobV2")
def describe_auto_ml_job_v2(store: Store, params: Params) -> Answer:
    return actions.find(store, AUTO_ML_JOB, params).data


actions.register_plain(AUTO_ML_JOB, **AUTO_ML_STARTED)
actions.register_plain(
    COMPILATION_JOB, FailureReason="", ModelArtifacts={"S3ModelArtifacts": "s3://"}
)
actions.register_plain(
    LABELING_JOB,
    JobReferenceCode="local",
    LabelCounters={"TotalLabeled": 0, "HumanLabeled": 0, "MachineLabeled": 0},
)
actions.register_plain(RECOMMENDATIONS_JOB)
for _kind in (TRAINING_JOB, PROCESSING_JOB, TRANSFORM_JOB, TUNING_JOB):
    actions.register_reading(_kind)
    actions.register_moves(_kind)


@action("DeleteTrainingJob")
def delete_training_job(store: Store, params: Params) -> Answer:
    """Only jobs "in a terminal state" that "don't retain an Available managed warm pool"."""
    record = actions.find(store, TRAINING_JOB, params, "delete")
    if record.data.get("WarmPoolStatus", {}).get("Status") == "Available":
        raise ResourceInUse(
            "The request was rejected because the training job has an available warm pool."
        )
    assert TRAINING_JOB.delete is not None
    actions.move(store, record, TRAINING_JOB.delete)
    return None
