"""The three errors that SageMaker answers with."""

from moto.core.exceptions import ServiceException


class ValidationException(ServiceException):
    """Most refusals of SageMaker, with or without a field at fault; HTTP 400."""

    code = "ValidationException"


class ResourceNotFound(ServiceException):
    """A resource that is not there, for the operations that do not say ValidationException."""

    code = "ResourceNotFound"


class ResourceInUse(ServiceException):
    """A name that is taken, or a resource that another one needs."""

    code = "ResourceInUse"


class ResourceLimitExceeded(ServiceException):
    """A quota of the account is used up."""

    code = "ResourceLimitExceeded"
