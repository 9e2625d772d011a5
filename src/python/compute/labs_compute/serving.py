"""An endpoint's model: answers requests that come in lines of JSON, bodies in base64."""

from __future__ import annotations

import base64
import json
import tempfile
from pathlib import Path
from typing import IO, Any

from . import hosted, s3, told
from .errors import PayloadError, UserError
from .job import Model


def run(order: dict[str, Any], requests: IO[bytes]) -> None:
    """Loads the model, says that it is ready, and answers until the requests end."""
    with tempfile.TemporaryDirectory(prefix="labs-serve-") as folder:
        try:
            model = hosted.load(s3.client(), order["image"], order["model"], Path(folder))
        except UserError as error:
            told.tell("failed", reason=str(error))
            return
        except Exception as error:
            told.tell("failed", reason=f"{type(error).__name__}: {error}")
            return
        told.log(f"labs: {order['note']}")
        told.tell("done", artifacts=order["model"])
        for line in requests:
            _answer(model, json.loads(line))


def _answer(model: Model, request: dict[str, Any]) -> None:
    status, kind, body = 200, "text/plain", b""
    try:
        given = base64.b64decode(request["body"])
        reply = model.answer(given, request["contentType"], request["accept"], batch=False)
        kind, body = reply.content_type, reply.body
    except PayloadError as error:
        status, body = error.status, error.message.encode()
    except Exception as error:
        status, body = 500, f"{type(error).__name__}: {error}".encode()
    told.log(f'127.0.0.1 - "POST /invocations HTTP/1.1" {status} {len(body)}')
    encoded = base64.b64encode(body).decode()
    told.tell("answer", id=request["id"], status=status, contentType=kind, body=encoded)
