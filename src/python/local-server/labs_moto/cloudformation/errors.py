"""What CloudFormation answers when it refuses, and how a resource fails."""

from __future__ import annotations

from ..errors import AwsError


class ValidationError(AwsError):
    """HTTP 400, the code of most refusals."""

    code = "ValidationError"


class AlreadyExistsException(AwsError):
    code = "AlreadyExistsException"


class InsufficientCapabilitiesException(AwsError):
    code = "InsufficientCapabilitiesException"


class ChangeSetNotFoundException(AwsError):
    code = "ChangeSetNotFound"


class InvalidChangeSetStatusException(AwsError):
    code = "InvalidChangeSetStatus"


class TokenAlreadyExistsException(AwsError):
    code = "TokenAlreadyExistsException"


class ResourceFailure(Exception):
    """A resource could not be made, changed or removed; the text is its status reason."""
