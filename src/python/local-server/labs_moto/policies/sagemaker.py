"""What calls of SageMaker need to be allowed.

Actions, resources and keys: "Actions, resources, and condition keys for Amazon SageMaker", Service
Authorization Reference. A call that makes something with tags needs AddTags on it too ("Provide
permissions for tagging SageMaker resources", developer guide), one that names a role PassRole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..delays import DELAYS
from ..sagemaker.actions import name_of
from ..sagemaker.all_kinds import KINDS
from ..sagemaker.kind import Kind
from ..sagemaker.store import Store, store_of
from .calls import Call
from .evaluate import Check

READING = ("Describe", "List", "Get", "Search")

BESIDE = {
    "CreateEndpoint": ("endpoint", "endpoint-config"),
    "UpdateEndpoint": ("endpoint", "endpoint-config"),
    "UpdateEndpointWeightsAndCapacities": ("endpoint",),
    "CreateTrial": ("experiment-trial", "experiment"),
    "AssociateTrialComponent": ("experiment-trial", "experiment-trial-component"),
    "DisassociateTrialComponent": ("experiment-trial", "experiment-trial-component"),
    "StartPipelineExecution": ("pipeline",),
    "ListPipelineExecutions": ("pipeline",),
    "CreatePresignedNotebookInstanceUrl": ("notebook-instance",),
    "ListTrainingJobsForHyperParameterTuningJob": ("hyper-parameter-tuning-job",),
}
"""Operations that are checked on other things than the one in their name, or on more."""

BY_ARN = {
    "AddTags": "ResourceArn",
    "ListTags": "ResourceArn",
    "DeleteTags": "ResourceArn",
    "DescribePipelineExecution": "PipelineExecutionArn",
    "StopPipelineExecution": "PipelineExecutionArn",
    "ListPipelineExecutionSteps": "PipelineExecutionArn",
    "DescribePipelineDefinitionForExecution": "PipelineExecutionArn",
}
"""Operations that are told an ARN, and in which parameter."""

_BY_TYPE = {kind.arn_type: kind for kind in reversed(KINDS)}
_BY_NOUN = {kind.noun: kind for kind in KINDS}


def values_of(params: Any, name: str) -> Iterator[Any]:
    """Every value of a parameter of this name, however deep in a request."""
    if isinstance(params, list):
        for item in params:
            yield from values_of(item, name)
    elif isinstance(params, dict):
        for key, value in params.items():
            if key == name:
                yield value
            else:
                yield from values_of(value, name)


def _kind_in(operation: str) -> Kind | None:
    """The kind that an operation is named after: `DescribeModelPackage`, longest first."""
    for noun in sorted(_BY_NOUN, key=len, reverse=True):
        if operation.endswith(noun):
            return _BY_NOUN[noun]
    return None


def _arn(store: Store, kind: Kind, params: dict[str, Any]) -> str:
    name = name_of(kind, params) or str(params.get(kind.arn_member, ""))
    return name if name.startswith("arn:") else store.arn(kind, name)


def _resources(store: Store, operation: str, params: dict[str, Any]) -> list[str]:
    if operation in BY_ARN:
        return [str(params.get(BY_ARN[operation], "*"))]
    if operation in BESIDE:
        return [_arn(store, _BY_TYPE[kind], params) for kind in BESIDE[operation]]
    kind = None if operation.startswith(("List", "Search")) else _kind_in(operation)
    return ["*"] if kind is None else [_arn(store, kind, params)]


def tag_context(tags: Any) -> dict[str, str | list[str]]:
    """The keys that the tags of a request are: a list of keys and values, or a map."""
    if isinstance(tags, dict):
        given = {str(key): str(value) for key, value in tags.items()}
    else:
        given = {
            str(tag.get("Key", tag.get("key"))): str(tag.get("Value", tag.get("value")))
            for tag in tags or []
        }
    if not given:
        return {}
    asked = {f"aws:requesttag/{key.lower()}": value for key, value in given.items()}
    return {**asked, "aws:tagkeys": list(given)}


def _request_context(params: dict[str, Any]) -> dict[str, str | list[str]]:
    context = tag_context(params.get("Tags"))
    types = sorted({str(value) for value in values_of(params, "InstanceType")})
    if types:
        context["sagemaker:instancetypes"] = types
    for name, key in (
        ("MaxRuntimeInSeconds", "sagemaker:maxruntimeinseconds"),
        ("KeepAlivePeriodInSeconds", "sagemaker:keepaliveperiod"),
    ):
        numbers = [int(value) for value in values_of(params, name)]
        if numbers:
            context[key] = str(max(numbers))
    return context


def _owner_context(store: Store, arn: str) -> dict[str, str | list[str]]:
    # Assumed: an execution has the tags of its pipeline.
    both = (arn, arn.split("/execution/")[0])
    tags = next(filter(None, (store.tags.seen(one, DELAYS.policy_tags) for one in both)), {})
    return {f"aws:resourcetag/{key.lower()}": value for key, value in tags.items()}


def checks(call: Call) -> list[Check]:
    """Everything that a call of SageMaker's API needs."""
    store, operation, params = store_of(call.account, call.region), call.operation, call.params
    asked = _request_context(params)
    needed = [
        Check(f"sagemaker:{operation}", arn, {**asked, **_owner_context(store, arn)})
        for arn in _resources(store, operation, params)
    ]
    if operation.startswith(READING):
        return needed
    if params.get("Tags") and operation not in BY_ARN:
        tagging = {**asked, "sagemaker:taggingaction": operation}
        needed.append(Check("sagemaker:AddTags", needed[0].resource, tagging))
    return [*needed, *passed_roles(params, "sagemaker.amazonaws.com")]


ROLE_PARAMETERS = ("RoleArn", "roleArn", "ExecutionRoleArn", "DataAccessRoleArn")


def passed_roles(params: dict[str, Any], service: str) -> list[Check]:
    """PassRole for each role that a call names."""
    arns = sorted({str(arn) for name in ROLE_PARAMETERS for arn in values_of(params, name)})
    return [Check("iam:PassRole", arn, {"iam:passedtoservice": service}) for arn in arns]


def runtime_checks(call: Call) -> list[Check]:
    """Calls of an endpoint: `/endpoints/<name>/invocations`."""
    parts = call.path.strip("/").split("/")
    if len(parts) != 3 or parts[0] != "endpoints":
        return [Check("sagemaker:Unknown", "*")]
    operations = {
        "invocations": "InvokeEndpoint",
        "async-invocations": "InvokeEndpointAsync",
        "invocations-response-stream": "InvokeEndpointWithResponseStream",
    }
    store = store_of(call.account, call.region)
    arn = store.arn(_BY_TYPE["endpoint"], parts[1])
    action = operations.get(parts[2], "Unknown")
    return [Check(f"sagemaker:{action}", arn, _owner_context(store, arn))]
