"""The kinds of SageMaker resources, and how the API names what belongs to each.

Everything not said here follows from the noun: `Model` has `CreateModel`, `ModelName`, `ModelArn`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of resource.

    `missing` and `taken` are the messages AWS answers for an unknown and for an existing name;
    `{arn}` and `{name}` stand for the resource's.
    """

    noun: str
    arn_type: str
    missing: str
    taken: str
    name: str = ""
    status: str = ""
    listed: str = ""
    first_status: str = ""
    is_job: bool = False
    missing_code: str = "ValidationException"
    taken_code: str = "ValidationException"
    ascending: bool = False
    sorted_by: str = "CreationTime"

    @property
    def plural(self) -> str:
        """`CodeRepositories`, as in `ListCodeRepositories`"""
        return f"{self.noun[:-1]}ies" if self.noun.endswith("y") else f"{self.noun}s"

    @property
    def name_member(self) -> str:
        return self.name or f"{self.noun}Name"

    @property
    def arn_member(self) -> str:
        return f"{self.name_member.removesuffix('Name')}Arn"

    @property
    def listed_member(self) -> str:
        return self.listed or self.plural


JOB_NAME_TAKEN = (
    "Job name must be unique within an AWS account and region, "
    "and a job with this name already exists ({arn})"
)
JOB_MISSING = "Could not find requested job with name: {name}"


def _job(noun: str, arn_type: str, *, missing: str = JOB_MISSING, **other: str | bool) -> Kind:
    return Kind(
        noun,
        arn_type,
        missing=missing,
        **{
            "taken": JOB_NAME_TAKEN,
            "taken_code": "ResourceInUse",
            "status": f"{noun}Status",
            "listed": f"{noun}Summaries",
            "first_status": "InProgress",
            "is_job": True,
            **other,
        },
    )


NOTEBOOK = Kind(
    "NotebookInstance",
    "notebook-instance",
    missing="RecordNotFound",
    taken="Cannot create a duplicate Notebook Instance ({arn})",
    status="NotebookInstanceStatus",
    first_status="Pending",
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
    taken='Cannot create already existing code repository "{arn}".',
    listed="CodeRepositorySummaryList",
    sorted_by="Name",
    ascending=True,
)
ENDPOINT = Kind(
    "Endpoint",
    "endpoint",
    missing='Could not find endpoint "{arn}".',
    taken='Cannot create already existing endpoint "{arn}".',
    status="EndpointStatus",
    first_status="Creating",
)
ENDPOINT_CONFIG = Kind(
    "EndpointConfig",
    "endpoint-config",
    missing='Could not find endpoint configuration "{arn}".',
    taken='Cannot create already existing endpoint configuration "{arn}".',
)
MODEL = Kind(
    "Model",
    "model",
    missing='Could not find model "{arn}".',
    taken='Cannot create already existing model "{arn}".',
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
TRANSFORM_JOB = _job("TransformJob", "transform-job")
TUNING_JOB = _job(
    "HyperParameterTuningJob",
    "hyper-parameter-tuning-job",
    missing="Amazon SageMaker can't find a tuning job with the name {name}",
    missing_code="ResourceNotFound",
    taken="A hyperparameter tuning job with the name {name} already exists",
)

KINDS: tuple[Kind, ...] = (
    NOTEBOOK,
    LIFECYCLE_CONFIG,
    CODE_REPOSITORY,
    ENDPOINT,
    ENDPOINT_CONFIG,
    MODEL,
    TRAINING_JOB,
    PROCESSING_JOB,
    TRANSFORM_JOB,
    TUNING_JOB,
)
