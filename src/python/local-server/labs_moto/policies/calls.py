"""What a request asks for: the operation and its parameters, before anything answers it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote

from werkzeug import Request


@dataclass(frozen=True)
class Call:
    """One call of a service; names are those of its API."""

    account: str
    region: str
    service: str
    """Name in the signature: `sagemaker`, `monitoring`."""
    operation: str
    """Empty for S3 and the other REST services, of which method and path tell."""
    params: dict[str, Any]
    method: str = "POST"
    path: str = "/"
    """Percent-decoded."""
    query: dict[str, str] | None = None
    headers: dict[str, str] | None = None
    body: bytes = b""

    def arn(self, service: str, resource: str) -> str:
        """The ARN of something in the caller's account and region."""
        return f"arn:aws:{service}:{self.region}:{self.account}:{resource}"


def read_call(account: str, region: str, service: str, request: Request, body: bytes) -> Call:
    """Reads a request of AWS's JSON, query or REST protocols; parameters only of the first two."""
    query = {key: values[0] for key, values in _query(request.environ["QUERY_STRING"]).items()}
    headers = {key.lower(): value for key, value in request.headers.items()}
    operation, params = "", {}
    target = headers.get("x-amz-target", "")
    if target:
        operation = target.rsplit(".", 1)[-1]
        params = json.loads(body or b"{}")
    elif headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        params = {key: values[0] for key, values in _query(body.decode()).items()}
        operation = params.pop("Action", "")
    return Call(
        account=account,
        region=region,
        service=service,
        operation=operation or query.get("Action", ""),
        params=params,
        method=request.method,
        path=unquote(request.environ["REQUEST_URI"].split("?")[0]),
        query=query,
        headers=headers,
        body=body,
    )


def _query(text: str) -> dict[str, list[str]]:
    return parse_qs(text, keep_blank_values=True)
