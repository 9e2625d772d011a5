"""What CloudFormation answers when it refuses, and how a resource fails."""

from __future__ import annotations

from moto.core.exceptions import ServiceException


class ValidationError(ServiceException):
    """HTTP 400, the code of most refusals."""

    code = "ValidationError"


class AlreadyExistsException(ServiceException):
    code = "AlreadyExistsException"


class InsufficientCapabilitiesException(ServiceException):
    code = "InsufficientCapabilitiesException"


class ChangeSetNotFoundException(ServiceException):
    code = "ChangeSetNotFound"


class InvalidChangeSetStatusException(ServiceException):
    code = "InvalidChangeSetStatus"


class TokenAlreadyExistsException(ServiceException):
    code = "TokenAlreadyExistsException"


class ResourceFailure(Exception):  # noqa: N818 -- CloudFormation's word is failure
    """A resource could not be made, changed or removed; the text is its status reason."""
