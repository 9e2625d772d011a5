"""The base of every refusal of ours."""

from uuid import uuid4
from xml.sax.saxutils import escape

from moto.core.exceptions import ServiceException


class AwsError(ServiceException):
    """An error that AWS answers: code and message, HTTP 400 unless the service's model says else.

    moto takes the module of an error for the name of its service, so that its own base class
    cannot be raised; ours can.
    """


def forbidden(code: str, message: str) -> tuple[int, dict[str, str | int], str]:
    """A refusal with HTTP 403, as services of the query protocol answer it to moto's caller."""
    body = (
        f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code>"
        f"<Message>{escape(message)}</Message></Error>"
        f"<RequestId>{uuid4()}</RequestId></ErrorResponse>"
    )
    return 403, {"status": 403}, body
