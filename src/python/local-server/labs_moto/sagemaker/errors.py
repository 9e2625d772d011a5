"""The three errors that SageMaker answers with."""

from ..errors import AwsError


class ValidationException(AwsError):
    """Most refusals of SageMaker, with or without a field at fault; HTTP 400."""

    code = "ValidationException"


class ResourceNotFound(AwsError):
    """A resource that is not there, for the operations that do not say ValidationException."""

    code = "ResourceNotFound"


class ResourceInUse(AwsError):
    """A name that is taken, or a resource that another one needs."""

    code = "ResourceInUse"


class ResourceLimitExceeded(AwsError):
    """A quota of the account is used up."""

    code = "ResourceLimitExceeded"
