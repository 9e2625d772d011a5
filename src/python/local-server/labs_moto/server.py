"""The HTTP server: the control API and the AWS services."""

from __future__ import annotations

import io
import json
import logging
import sys
import traceback
import warnings
from collections.abc import Iterable
from typing import Any
from uuid import uuid4
from xml.sax.saxutils import escape

import waitress
from werkzeug import Request, Response
from werkzeug.test import run_wsgi_app

from . import control, s3, services
from .policies import enforce
from .world import WORLD

# Requests that wait for a thread are no news.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)
# moto warns of error codes that botocore's models leave out, of which AWS has many.
warnings.filterwarnings("ignore", message=".* does not match an error shape")

CONTROL_PREFIX = "/_labs/"

# Services whose requests and answers are XML, or a form and XML.
XML_SERVICES = ("s3", "route53", "cloudfront", "")


class AwsRequest(Request):
    """A request whose form may be as long as a template of CloudFormation."""

    max_form_memory_size = None  # type: ignore[assignment]
    max_form_parts = None  # type: ignore[assignment]


def service_of(environ: dict[str, Any]) -> str:
    """The service in the credential scope of a signed request; empty for another request."""
    authorization = environ.get("HTTP_AUTHORIZATION", "")
    _, found, scope = authorization.partition("Credential=")
    parts = scope.split(",")[0].split("/")
    return parts[3].lower() if found and len(parts) > 3 else ""


def _prepare(environ: dict[str, Any]) -> None:
    """Gives moto the undecoded path under the name it looks for, and a body it can read twice."""
    environ["RAW_URI"] = environ["REQUEST_URI"]
    body = environ["wsgi.input"].read()
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))


def _is_xml(request: Request) -> bool:
    service = service_of(request.environ)
    return service in XML_SERVICES or request.mimetype == "application/x-www-form-urlencoded"


def _failure(request: Request, code: str, message: str, status: int) -> Response:
    """An error in the form that the service's clients read."""
    if not _is_xml(request):
        body = json.dumps({"__type": code, "message": message})
        headers = {"x-amzn-ErrorType": code, "Content-Type": "application/x-amz-json-1.1"}
        return Response(body, status=status, headers=headers)
    error = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
    request_id = f"<RequestId>{uuid4()}</RequestId>"
    if service_of(request.environ) == "s3":
        body = f"<Error>{error}{request_id}</Error>"
    else:
        body = f"<ErrorResponse><Error>{error}</Error>{request_id}</ErrorResponse>"
    return Response(body, status=status, content_type="text/xml")


def _denied(service: str, environ: dict[str, Any], request: Request) -> Response | None:
    """The refusal of a call that its role's policies do not allow."""
    body: bytes = environ["wsgi.input"].getvalue()
    message = enforce.refusal_of(service or "s3", request, body)
    if message is None:
        return None
    if _is_xml(request):
        return _failure(request, "AccessDenied", message, 403)
    return _failure(request, "AccessDeniedException", message, 400)


class Application:
    """The WSGI application; one AWS request at a time is served, under the world's lock."""

    def __init__(self) -> None:
        s3.install()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        _prepare(environ)
        request = AwsRequest(environ)
        if request.path.startswith(CONTROL_PREFIX):
            return control.answer(request)(environ, start_response)
        return self._aws(environ, request)(environ, start_response)

    def _aws(self, environ: dict[str, Any], request: AwsRequest) -> Response:
        service = service_of(environ)
        with WORLD.lock:
            try:
                denied = _denied(service, environ, request) if WORLD.policies else None
                response = denied or self._dispatch(service, environ, request)
            except NotImplementedError as cause:
                message = f"The local AWS does not model this: {cause}"
                return _failure(request, "NotImplemented", message, 501)
            except Exception as cause:
                traceback.print_exc(file=sys.stderr)
                return _failure(request, "InternalFailure", repr(cause), 500)
            WORLD.settle()
            return response

    def _dispatch(self, service: str, environ: dict[str, Any], request: AwsRequest) -> Response:
        moto = services.moto_of(service, request.path)
        if moto is not None:
            body, status, headers = run_wsgi_app(moto, environ, buffered=True)
            return Response(body, status=status, headers=headers)
        door = services.door_of(service, request.path)
        status_code, answer_headers, answer_body = door.dispatch(
            request, request.url, dict(request.headers)
        )
        return Response(answer_body, status=status_code, headers=answer_headers)


def make_server(port: int) -> Any:
    """A server on the loopback interface; port 0 lets the system choose (`effective_port`).

    A request takes a thread only when its body is there, so that no slow client holds the lock;
    the threads beyond that are for long polls of the control API. An idle connection is left to
    the client, which may be about to use it again.
    """
    return waitress.create_server(
        Application(),
        host="127.0.0.1",
        port=port,
        threads=16,
        connection_limit=1000,
        backlog=1024,
        max_request_body_size=5 * 1024**3,
        channel_timeout=3600,
        ident="labs",
    )
