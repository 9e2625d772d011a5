"""The status reason of a resource that failed, in the words in which CloudFormation wraps it."""

from __future__ import annotations

from uuid import uuid4

from moto.core.exceptions import ServiceException
from werkzeug.exceptions import HTTPException

from .errors import ResourceFailure, ValidationError

FAILURES = (ResourceFailure, ServiceException, HTTPException)
"""What a resource's work may raise; anything else is a fault of the local AWS."""

SERVICES = {"SageMaker": "AmazonSageMaker", "IAM": "Iam", "Scheduler": "Scheduler", "S3": "S3"}


def reason_of(failure: Exception, resource_type: str) -> str:
    """The reason as an event tells it.

    SageMaker's types answer with the service's error, the others through a handler.
    """
    if isinstance(failure, (ResourceFailure, ValidationError)):
        return str(failure) if isinstance(failure, ResourceFailure) else failure.message
    service = SERVICES[resource_type.split("::")[1]]
    code = getattr(failure, "error_type", None) or getattr(failure, "code", "InternalFailure")
    message = getattr(failure, "message", str(failure))
    if service == "AmazonSageMaker":
        return (
            f"{message} (Service: {service}; Status Code: 400; Error Code: {code}; "
            f"Request ID: {uuid4()}; Proxy: null)"
        )
    return handler_reason(
        f"{message} (Service: {service}, Status Code: 400, Request ID: {uuid4()})"
    )


def handler_reason(message: str, code: str = "GeneralServiceException") -> str:
    """The reason as the handler of a registered type gives it."""
    return (
        f'Resource handler returned message: "{message}" '
        f"(RequestToken: {uuid4()}, HandlerErrorCode: {code})"
    )
