"""The kinds of SageMaker resources that are modelled here."""

from __future__ import annotations

from typing import Any

from .kind import GONE, JOB_WORDS, Kind, Move

JOB_NAME_TAKEN = (
    "Job name must be unique within an AWS account and region, "
    "and a job with this name already exists ({arn})"
)
JOB_MISSING = "Could not find requested job with name: {name}"
CAPITALS = {
    "InProgress": "INPROGRESS",
    "Completed": "COMPLETED",
    "Failed": "FAILED",
    "Stopping": "STOPPING",
    "Stopped": "STOPPED",
}


def _job(noun: str, arn_type: str, words: dict[str, str] = JOB_WORDS, **other: Any) -> Kind:
    progress, completed, failed, stopping, stopped = (words[word] for word in JOB_WORDS)
    usual = {
        "missing": JOB_MISSING,
        "taken": JOB_NAME_TAKEN,
        "taken_code": "ResourceInUse",
        "status": f"{noun}Status",
        "listed": f"{noun}Summaries",
        "first_status": progress,
        "ends": {progress: (completed, failed), stopping: (stopped, failed)},
        "stop": Move((progress,), stopping),
        "delete": Move((completed, failed, stopped), GONE),
        "job_words": words,
        "driven": True,
    }
    return Kind(noun, arn_type, **{**usual, **other})


NOTEBOOK = Kind(
    "NotebookInstance",
    "notebook-instance",
    missing="RecordNotFound",
    taken="Cannot create a duplicate Notebook Instance ({arn})",
    status="NotebookInstanceStatus",
    first_status="Pending",
    ends={
        "Pending": ("InService", "Failed"),
        "Stopping": ("Stopped",),
        "Updating": ("Stopped", "Failed"),
        "Deleting": (GONE,),
    },
    driven=True,
    sorted_by="Name",
    ascending=True,
)
LIFECYCLE_CONFIG = Kind(
    "NotebookInstanceLifecycleConfig",
    "notebook-instance-lifecycle-config",
    missing="Unable to {verb} Notebook Instance Lifecycle Config '{arn}'. "
    "(Details: Notebook Instance Lifecycle Config does not exist.)",
    taken="Unable to create Notebook Instance Lifecycle Config {arn}. "
    "(Details: Notebook Instance Lifecycle Config already exists.)",
)
CODE_REPOSITORY = Kind(
    "CodeRepository",
    "code-repository",
    missing='Cannot find CodeRepository: "{arn}".',
    listed="CodeRepositorySummaryList",
    sorted_by="Name",
    ascending=True,
)
ENDPOINT = Kind(
    "Endpoint",
    "endpoint",
    status="EndpointStatus",
    first_status="Creating",
    ends={
        "Creating": ("InService", "Failed"),
        "Updating": ("InService",),
        "SystemUpdating": ("InService",),
        "Deleting": (GONE,),
    },
    driven=True,
)
ENDPOINT_CONFIG = Kind(
    "EndpointConfig",
    "endpoint-config",
    missing='Could not find endpoint configuration "{arn}".',
    taken='Cannot create already existing endpoint configuration "{arn}".',
)
MODEL = Kind("Model", "model")
INFERENCE_COMPONENT = Kind(
    "InferenceComponent",
    "inference-component",
    status="InferenceComponentStatus",
    first_status="Creating",
    ends={"Creating": ("InService",), "Updating": ("InService",), "Deleting": (GONE,)},
    delete=Move(("InService", "Failed"), "Deleting"),
)
TRAINING_JOB = _job(
    "TrainingJob",
    "training-job",
    missing="Requested resource not found.",
    taken="Training job names must be unique within an AWS account and region, "
    "and a training job with this name already exists ({arn})",
    ascending=True,
)
PROCESSING_JOB = _job("ProcessingJob", "processing-job")
TRANSFORM_JOB = _job("TransformJob", "transform-job", delete=None)
TUNING_JOB = _job(
    "HyperParameterTuningJob",
    "hyper-parameter-tuning-job",
    missing="Amazon SageMaker can't find a tuning job with the name {name}",
    missing_code="ResourceNotFound",
    taken="A hyperparameter tuning job with the name {name} already exists",
    # https://github.com/boto/boto3/issues/4606
    lists_lower_case_arns=True,
)
AUTO_ML_JOB = _job("AutoMLJob", "automl-job", delete=None)
COMPILATION_JOB = _job("CompilationJob", "compilation-job", CAPITALS)
LABELING_JOB = _job("LabelingJob", "labeling-job", listed="LabelingJobSummaryList", delete=None)
RECOMMENDATIONS_JOB = _job(
    "InferenceRecommendationsJob",
    "inference-recommendations-job",
    {**CAPITALS, "InProgress": "IN_PROGRESS"},
    name="JobName",
    status="Status",
    listed="InferenceRecommendationsJobs",
    delete=None,
)
PIPELINE = Kind(
    "Pipeline",
    "pipeline",
    listed="PipelineSummaries",
    status="PipelineStatus",
    first_status="Active",
)
PIPELINE_EXECUTION = _job(
    "PipelineExecution",
    "pipeline",
    {**JOB_WORDS, "InProgress": "Executing", "Completed": "Succeeded"},
    missing="Could not find pipeline execution with PipelineExecutionArn {arn}.",
    missing_code="ResourceNotFound",
    name="PipelineExecutionName",
    label="pipeline-execution",
    delete=None,
)
MODEL_PACKAGE_GROUP = Kind(
    "ModelPackageGroup",
    "model-package-group",
    missing="ModelPackageGroup {arn} does not exist.",
    taken="Model Package Group already exists: {arn}",
    listed="ModelPackageGroupSummaryList",
    status="ModelPackageGroupStatus",
    first_status="Completed",
)
MODEL_PACKAGE = Kind(
    "ModelPackage",
    "model-package",
    missing="ModelPackage {arn} does not exist.",
    taken="Model Package already exists: {arn}",
    listed="ModelPackageSummaryList",
    status="ModelPackageStatus",
    first_status="Completed",
)
MONITORING_SCHEDULE = Kind(
    "MonitoringSchedule",
    "monitoring-schedule",
    missing="Could not find requested resource with name: {name}",
    missing_code="ResourceNotFound",
    taken="A monitoring schedule with the name {name} already exists",
    taken_code="ResourceInUse",
    listed="MonitoringScheduleSummaries",
    status="MonitoringScheduleStatus",
    first_status="Pending",
    ends={"Pending": ("Scheduled",)},
    stop=Move(("Scheduled",), "Stopped"),
    start=Move(("Stopped",), "Scheduled"),
)
FEATURE_GROUP = Kind(
    "FeatureGroup",
    "feature-group",
    missing="Resource Not Found: Amazon SageMaker can't find a FeatureGroup with name {name}",
    missing_code="ResourceNotFound",
    taken="Resource Already Exists: FeatureGroup with name {name} already exists.",
    taken_code="ResourceInUse",
    listed="FeatureGroupSummaries",
    status="FeatureGroupStatus",
    first_status="Creating",
    ends={"Creating": ("Created",), "Deleting": (GONE,)},
    delete=Move(("Created", "CreateFailed", "DeleteFailed"), "Deleting"),
)
TRACKING_SERVER = Kind(
    "MlflowTrackingServer",
    "mlflow-tracking-server",
    missing="Tracking Server {arn} does not exist.",
    missing_code="ResourceNotFound",
    taken="Tracking Server {arn} already exists.",
    taken_code="ConflictException",
    name="TrackingServerName",
    listed="TrackingServerSummaries",
    status="TrackingServerStatus",
    first_status="Creating",
    ends={
        "Creating": ("Created",),
        "Starting": ("Started",),
        "Stopping": ("Stopped",),
        "Deleting": (GONE,),
    },
    stop=Move(("Created", "Started", "Updated"), "Stopping"),
    start=Move(("Stopped",), "Starting"),
    delete=Move(("Created", "Started", "Updated", "Stopped", "CreateFailed"), "Deleting"),
)
