"""What the computes tell of a job while it runs, and the training jobs that a tuning job starts.

Sources: API reference of DescribeTrainingJob, DescribeHyperParameterTuningJob and
ListTrainingJobsForHyperParameterTuningJob.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from ..world import WORLD, now
from . import actions
from .actions import Answer, Params, action
from .kinds import TRAINING_JOB, TUNING_JOB
from .lists import select
from .store import Record, Store, stores


def enter_secondary(job: Record, status: str, message: str = "") -> None:
    """The next of the statuses that lie within InProgress, and the one that ends it."""
    moment = now()
    passed: list[dict[str, Any]] = job.data.setdefault("SecondaryStatusTransitions", [])
    if passed:
        passed[-1].setdefault("EndTime", moment)
    passed.append({"Status": status, "StartTime": moment, "StatusMessage": message or status})
    job.data["SecondaryStatus"] = status
    if status == "Training":
        job.data["TrainingStartTime"] = moment


def tell(job: Record, told: dict[str, Any]) -> None:
    """Takes what a compute tells of a job that runs.

    `secondary` is [status, message]; `metrics` are {name: value} as they are now; `data` are
    members of Describe.
    """
    if "secondary" in told:
        enter_secondary(job, *told["secondary"])
    if "metrics" in told:
        moment = datetime.now(timezone.utc)
        job.data["FinalMetricDataList"] = [
            {"MetricName": name, "Value": value, "Timestamp": moment}
            for name, value in told["metrics"].items()
        ]
    job.data.update(told.get("data", {}))
    job.data["LastModifiedTime"] = now()
    if told.get("best"):
        best = job_of_tuning(job, told["best"])
        if best is not None:
            job.data["BestTrainingJob"] = _summary(best, job)
    WORLD.touch()


def job_of_tuning(tuning: Record, name: str) -> Record | None:
    """A training job that a tuning job started."""
    for store in stores():
        found = store.find(TRAINING_JOB, name)
        if found is not None and found.data.get("TuningJobArn") == tuning.arn:
            return found
    return None


def _resources(definition: dict[str, Any]) -> dict[str, Any]:
    """What a training job runs on, said in one of three ways; of several types the first."""
    config = definition.get("ResourceConfig") or definition.get(
        "HyperParameterTuningResourceConfig", {}
    )
    members = {**config, **(config.get("InstanceConfigs") or [{}])[0]}
    wanted = ("InstanceType", "InstanceCount", "VolumeSizeInGB", "VolumeKmsKeyId")
    return {name: members[name] for name in wanted if name in members}


def start_training(store: Store, tuning: Record, name: str, tuned: dict[str, str]) -> Record:
    """Starts one training job of a tuning job, with its tags, as SageMaker does."""
    definition = tuning.data["TrainingJobDefinition"]
    wanted = tuning.data["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]
    params = {
        "TrainingJobName": name,
        "AlgorithmSpecification": definition["AlgorithmSpecification"],
        "RoleArn": definition["RoleArn"],
        "InputDataConfig": definition.get("InputDataConfig", []),
        "OutputDataConfig": definition["OutputDataConfig"],
        "ResourceConfig": _resources(definition),
        "StoppingCondition": definition["StoppingCondition"],
        "HyperParameters": {
            **definition.get("StaticHyperParameters", {}),
            **tuned,
            "_tuning_objective_metric": wanted["MetricName"],
        },
        "Tags": [
            {"Key": key, "Value": value} for key, value in store.tags.get(tuning.arn, {}).items()
        ],
    }
    actions.ACTIONS["create_training_job"](store, params)
    job = store.get(TRAINING_JOB, name)
    job.data["TuningJobArn"] = tuning.arn
    job.data["_tuned"] = tuned
    return job


def _summary(job: Record, tuning: Record) -> dict[str, Any]:
    """A training job as its tuning job tells of it."""
    wanted = tuning.data["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]
    found = [
        metric["Value"]
        for metric in job.data.get("FinalMetricDataList", ())
        if metric["MetricName"] == wanted["MetricName"]
    ]
    summary = {
        name: job.data[name]
        for name in (
            *("TrainingJobName", "TrainingJobArn", "CreationTime", "TrainingStartTime"),
            *("TrainingEndTime", "TrainingJobStatus", "FailureReason"),
        )
        if name in job.data
    }
    summary["TunedHyperParameters"] = job.data.get("_tuned", {})
    summary["ObjectiveStatus"] = (
        "Pending" if job.status == "InProgress" else "Succeeded" if found else "Failed"
    )
    if found:
        summary["FinalHyperParameterTuningJobObjectiveMetric"] = {**wanted, "Value": found[-1]}
    return summary


@action("ListTrainingJobsForHyperParameterTuningJob")
def list_training_jobs_of_tuning(store: Store, params: Params) -> Answer:
    """Sorted by name, status, creation or the objective; without an order ascending."""
    tuning = store.get(TUNING_JOB, params["HyperParameterTuningJobName"])
    jobs = [job for job in store.all(TRAINING_JOB) if job.data.get("TuningJobArn") == tuning.arn]
    by = params.get("SortBy") or "Name"
    if by != "FinalObjectiveMetricValue":
        page, token = select(TRAINING_JOB, jobs, {**params, "SortBy": by})
        summaries = [_summary(job, tuning) for job in page]
        return {"TrainingJobSummaries": summaries, "NextToken": token}
    wanted = params.get("StatusEquals")
    # "the training jobs that did not return an objective metric are not listed"
    listed = [
        summary
        for summary in (_summary(job, tuning) for job in jobs)
        if "FinalHyperParameterTuningJobObjectiveMetric" in summary
        and wanted in (None, summary["TrainingJobStatus"])
    ]
    listed.sort(
        key=lambda one: float(one["FinalHyperParameterTuningJobObjectiveMetric"]["Value"]),
        reverse=params.get("SortOrder") == "Descending",
    )
    return {"TrainingJobSummaries": listed, "NextToken": None}
