"""What calls of the other services need to be allowed.

Actions, resources and keys: the services' pages in the Service Authorization Reference.
"""

from __future__ import annotations

from collections.abc import Callable

from moto.ecr.models import ecr_backends
from moto.iam.models import iam_backends

from ..comprehend import tags_of_job
from ..world import PARTITION
from . import sagemaker, storage
from .calls import Call
from .evaluate import Check
from .sagemaker import passed_roles, tag_context


def _iam(call: Call) -> list[Check]:
    """Of IAM a role may at most ask for roles."""
    name = call.params.get("RoleName")
    if not name:
        return [Check(f"iam:{call.operation}", "*")]
    roles = iam_backends[call.account][PARTITION].roles.values()
    found = next((role.arn for role in roles if role.name == name), None)
    resource = found or f"arn:{PARTITION}:iam::{call.account}:role/{name}"
    return [Check(f"iam:{call.operation}", resource)]


def _sts(call: Call) -> list[Check]:
    """ "No permissions are required" for GetCallerIdentity (API reference)."""
    if call.operation == "GetCallerIdentity":
        return []
    return [Check(f"sts:{call.operation}", str(call.params.get("RoleArn", "*")))]


def _logs(call: Call) -> list[Check]:
    group = call.params.get("logGroupName")
    if group is None:
        return [Check(f"logs:{call.operation}", "*")]
    stream = call.params.get("logStreamName")
    inside = f":log-stream:{stream}" if stream else ""
    context = tag_context(call.params.get("tags"))
    arn = call.arn("logs", f"log-group:{group}{inside}")
    return [Check(f"logs:{call.operation}", arn, context)]


def _metrics(call: Call) -> list[Check]:
    namespace = call.params.get("Namespace")
    context = {} if namespace is None else {"cloudwatch:namespace": str(namespace)}
    return [Check(f"cloudwatch:{call.operation}", "*", context)]


def _ecr(call: Call) -> list[Check]:
    if call.operation == "GetAuthorizationToken":
        return [Check("ecr:GetAuthorizationToken", "*")]
    if "resourceArn" in call.params:
        arns = [str(call.params["resourceArn"])]
    else:
        one = call.params.get("repositoryName")
        names = call.params.get("repositoryNames") or ([one] if one else ["*"])
        owner = call.params.get("registryId") or call.account
        where = f"arn:{PARTITION}:ecr:{call.region}:{owner}:repository"
        arns = [f"{where}/{name}" for name in names]
    asked = tag_context(call.params.get("tags"))
    needed = [
        Check(f"ecr:{call.operation}", arn, {**asked, **_repository_context(call, arn)})
        for arn in arns
    ]
    if call.operation == "CreateRepository" and asked:
        needed.append(Check("ecr:TagResource", arns[0], asked))
    return needed


def _repository_context(call: Call, arn: str) -> dict[str, str | list[str]]:
    tags = ecr_backends[call.account][call.region].tagger.get_tag_dict_for_resource(arn)
    return {f"aws:resourcetag/{key.lower()}": value for key, value in tags.items()}


def _states(call: Call) -> list[Check]:
    """State machines, whose names prove whose they are, and their executions."""
    params = call.params
    arn = params.get("stateMachineArn") or params.get("executionArn") or params.get("resourceArn")
    if call.operation == "CreateStateMachine":
        arn = call.arn("states", f"stateMachine:{params.get('name')}")
    asked = tag_context(params.get("tags"))
    needed = [Check(f"states:{call.operation}", str(arn or "*"), asked)]
    if call.operation == "CreateStateMachine" and asked:
        needed.append(Check("states:TagResource", str(arn), asked))
    return [*needed, *passed_roles(params, "states.amazonaws.com")]


def _comprehend(call: Call) -> list[Check]:
    asked = tag_context(call.params.get("Tags"))
    if call.operation.startswith("List"):
        return [Check(f"comprehend:{call.operation}", "*")]
    job = call.params.get("JobId", "*")
    arn = str(
        call.params.get("ResourceArn") or call.arn("comprehend", f"topics-detection-job/{job}")
    )
    tags = tags_of_job(call.account, call.region, str(arn))
    own = {f"aws:resourcetag/{key.lower()}": value for key, value in tags.items()}
    check = Check(f"comprehend:{call.operation}", str(arn), {**asked, **own})
    return [check, *passed_roles(call.params, "comprehend.amazonaws.com")]


def _translate(call: Call) -> list[Check]:
    check = Check(f"translate:{call.operation}", "*")
    return [check, *passed_roles(call.params, "translate.amazonaws.com")]


def _anything_else(call: Call) -> list[Check]:
    prefix = {"tagging": "tag", "monitoring": "cloudwatch"}.get(call.service, call.service)
    return [Check(f"{prefix}:{call.operation or 'Unknown'}", "*")]


def _sagemaker(call: Call) -> list[Check]:
    return sagemaker.checks(call) if call.operation else sagemaker.runtime_checks(call)


_SERVICES: dict[str, Callable[[Call], list[Check]]] = {
    "sagemaker": _sagemaker,
    "s3": storage.checks,
    "iam": _iam,
    "sts": _sts,
    "logs": _logs,
    "monitoring": _metrics,
    "ecr": _ecr,
    "states": _states,
    "comprehend": _comprehend,
    "translate": _translate,
}


def checks_of(call: Call) -> list[Check]:
    """Everything that a call needs to be allowed; what is not known here needs its own action."""
    return _SERVICES.get(call.service, _anything_else)(call)
