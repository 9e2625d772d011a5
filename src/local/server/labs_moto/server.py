"""The HTTP server: the control API, the services modelled here, and moto for the rest."""

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
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug import Request, Response
from werkzeug.test import run_wsgi_app

from . import control, s3, services
from .world import WORLD

# Requests that wait for a thread are no news.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)
# moto warns of error codes that botocore's models leave out, of which AWS has many.
warnings.filterwarnings("ignore", message=".* does not match an error shape")

CONTROL_PREFIX = "/_labs/"

JSON_SERVICES = (
    "sagemaker",
    "logs",
    "tagging",
    "servicequotas",
    "pricing",
    "cloudtrail",
    "scheduler",
)


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


def _failure(service: str, code: str, message: str, status: int) -> Response:
    """An error in the form that the service's clients read."""
    if service in JSON_SERVICES:
        body = json.dumps({"__type": code, "message": message})
        headers = {"x-amzn-ErrorType": code, "Content-Type": "application/x-amz-json-1.1"}
        return Response(body, status=status, headers=headers)
    error = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
    request_id = f"<RequestId>{uuid4()}</RequestId>"
    if service == "s3":
        body = f"<Error>{error}{request_id}</Error>"
    else:
        body = f"<ErrorResponse><Error>{error}</Error>{request_id}</ErrorResponse>"
    return Response(body, status=status, content_type="text/xml")


class Application:
    """The WSGI application; one AWS request at a time is served, under the world's lock."""

    def __init__(self) -> None:
        s3.install()
        self.moto = DomainDispatcherApplication(create_backend_app)

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
                response = self._dispatch(service, environ, request)
            except NotImplementedError as cause:
                message = f"The local AWS does not model this: {cause}"
                return _failure(service, "NotImplemented", message, 501)
            except Exception as cause:
                traceback.print_exc(file=sys.stderr)
                return _failure(service, "InternalFailure", repr(cause), 500)
            WORLD.settle()
            return response

    def _dispatch(self, service: str, environ: dict[str, Any], request: AwsRequest) -> Response:
        door = services.door_of(service, request.path)
        if door is None:
            body, status, headers = run_wsgi_app(self.moto, environ, buffered=True)
            return Response(body, status=status, headers=headers)
        status_code, answer_headers, answer_body = door.dispatch(
            request, request.url, dict(request.headers)
        )
        return Response(answer_body, status=status_code, headers=answer_headers)


def make_server(port: int) -> Any:
    """A server on the loopback interface; port 0 lets the system choose (`effective_port`).

    A request takes a thread only when its body is there, so that no slow client holds the lock;
    the threads beyond that are for long polls of the control API.
    """
    return waitress.create_server(
        Application(),
        host="127.0.0.1",
        port=port,
        threads=16,
        connection_limit=1000,
        backlog=1024,
        max_request_body_size=5 * 1024**3,
        ident="labs",
    )
