"""The base of every refusal of ours."""

from moto.core.exceptions import ServiceException


class AwsError(ServiceException):
    """An error that AWS answers: code and message, HTTP 400 unless the service's model says else.

    moto takes the module of an error for the name of its service, so that its own base class
    cannot be raised; ours can.
    """
