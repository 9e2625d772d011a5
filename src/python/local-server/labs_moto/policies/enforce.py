"""Refuses calls of roles that their policies do not allow, where policies are enforced.

Users are not checked: the user of the local account may do everything. Resource policies, trust
policies, permission boundaries and session policies are not evaluated.
"""

from __future__ import annotations

import json
from typing import Any

from moto.iam.models import get_account_id_from, iam_backends
from werkzeug import Request

from ..principals import Caller, caller_of
from ..world import PARTITION
from .calls import read_call
from .evaluate import Check, evaluate
from .others import checks_of


def _credential(request: Request) -> tuple[str, str]:
    """Access key and region of a signed request, in its header or in its query."""
    authorization = request.headers.get("Authorization", "")
    _, _, scope = authorization.partition("Credential=")
    scope = scope.split(",")[0] or request.args.get("X-Amz-Credential", "")
    parts = scope.split("/")
    return (parts[0], parts[2]) if len(parts) > 2 else ("", "us-east-1")


def _documents(caller: Caller) -> list[dict[str, Any]]:
    """The policies of the role behind a session, its own and attached ones; none of a deleted."""
    roles = iam_backends[caller.account][PARTITION].roles.values()
    role = next((role for role in roles if role.arn == caller.role_arn), None)
    if role is None:
        return []
    attached = [policy.document for policy in role.managed_policies.values()]
    return [json.loads(text) for text in (*role.policies.values(), *attached)]


def _words(caller: Caller, check: Check, explicit: bool) -> str:
    why = (
        "with an explicit deny in an identity-based policy"
        if explicit
        else f"because no identity-based policy allows the {check.action} action"
    )
    return (
        f"User: {caller.arn} is not authorized to perform: {check.action} "
        f"on resource: {check.resource} {why}"
    )


def refusal_of(service: str, request: Request, body: bytes) -> str | None:
    """Why a request is refused, in AWS's words; None where all that it needs is allowed."""
    key, region = _credential(request)
    account = get_account_id_from(key)
    caller = caller_of(account, key)
    if caller.role_arn is None:
        return None
    documents = _documents(caller)
    for check in checks_of(read_call(account, region, service, request, body)):
        verdict = evaluate(documents, check)
        if verdict != "allowed":
            return _words(caller, check, verdict == "explicitly denied")
    return None
