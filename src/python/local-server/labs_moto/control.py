"""The control API below `/_labs/`: what the gateway sees of the local AWS, and how it drives it."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from moto.scheduler.models import scheduler_backends
from werkzeug import Request, Response

from . import counts
from .delays import DELAYS
from .errors import AwsError
from .quotas import APPLIED
from .sagemaker.all_kinds import KINDS
from .sagemaker.computed import start_training, tell
from .sagemaker.kind import Kind
from .sagemaker.kinds import ENDPOINT, NOTEBOOK, TRAINING_JOB, TUNING_JOB
from .sagemaker.notebooks import hook_content
from .sagemaker.store import Record, Store, stores
from .sagemaker.transitions import end_transition, under_way
from .world import WORLD, iso

MAX_WAIT = 60.0


def _json(value: object, status: int = 200) -> Response:
    return Response(json.dumps(value), status=status, content_type="application/json")


def _notebook(store: Store, record: Record) -> dict[str, Any]:
    return {
        "region": store.region,
        "account": store.account,
        "name": record.name,
        "arn": record.arn,
        "status": record.status,
        "roleArn": record.data["RoleArn"],
        "instanceType": record.data["InstanceType"],
        "volumeGiB": record.data["VolumeSizeInGB"],
        "onCreate": hook_content(store, record, "OnCreate"),
        "onStart": hook_content(store, record, "OnStart"),
        "firstStart": record.first_start,
        "since": iso(record.since),
    }


def _brief(store: Store, record: Record) -> dict[str, Any]:
    return {
        "region": store.region,
        "name": record.name,
        "status": record.kind.common(record.status),
        "since": iso(record.since),
    }


def _date(seconds: Any) -> str | None:
    """A date as schedules keep it: seconds since the epoch."""
    return None if seconds is None else iso(datetime.fromtimestamp(seconds, timezone.utc))


def _retries(policy: dict[str, Any]) -> dict[str, int]:
    """A retry policy, with AWS's defaults for what it does not say."""
    return {
        "retryAttempts": int(policy.get("MaximumRetryAttempts", 185)),
        "retrySeconds": int(policy.get("MaximumEventAgeInSeconds", 86_400)),
    }


def _schedules() -> list[dict[str, Any]]:
    return [
        {
            "region": region,
            "name": schedule.name,
            "group": schedule.group_name,
            "expression": schedule.schedule_expression,
            "startDate": _date(schedule.start_date),
            "endDate": _date(schedule.end_date),
            "state": schedule.state,
            "targetArn": schedule.target["Arn"],
            "input": schedule.target.get("Input"),
            "roleArn": schedule.target["RoleArn"],
            "windowMinutes": schedule.flexible_time_window.get("MaximumWindowInMinutes") or 0,
            **_retries(schedule.target.get("RetryPolicy") or {}),
        }
        for backends in scheduler_backends.values()
        for region, backend in backends.items()
        for group in backend.schedule_groups.values()
        for schedule in group.schedules.values()
    ]


def state(_: Request) -> Response:
    """Everything the gateway acts on; of the jobs, those that have not ended."""
    return _json(
        {
            "serial": WORLD.serial,
            "notebooks": [_notebook(s, r) for s in stores() for r in s.all(NOTEBOOK)],
            "schedules": _schedules(),
            "endpoints": [_brief(s, r) for s in stores() for r in s.all(ENDPOINT)],
            "jobs": [
                {**_brief(s, r), "type": kind.type}
                for s in stores()
                for kind in KINDS
                if kind.is_job
                for r in under_way(kind, s)
            ],
        }
    )


def changes(request: Request) -> Response:
    """Long poll: answers when the serial passes `after`, or after `wait` seconds."""
    after = int(request.args.get("after", "0"))
    wait = min(float(request.args.get("wait", "25")), MAX_WAIT)
    return _json({"serial": WORLD.wait_for_change(after, wait)})


def _find(region: str, kind: Kind, name: str) -> tuple[Store, Record] | None:
    for store in stores():
        record = store.find(kind, name)
        if store.region == region and record is not None:
            return store, record
    return None


def _end(request: Request, region: str, kind: Kind, name: str) -> Response:
    found = _find(region, kind, name)
    if found is None:
        return _json({"error": f"no {kind.type} {name} in {region}"}, 404)
    asked = json.loads(request.get_data() or b"{}")
    store, record = found
    before = record.status
    if not end_transition(store, record, asked.get("status", ""), asked.get("failureReason")):
        message = f"{name} is {before}: nothing under way ends in {asked.get('status')}"
        return _json({"error": message}, 409)
    WORLD.settle()
    return _json({})


def end_notebook(request: Request, region: str, name: str) -> Response:
    """Ends the transition of a notebook that is under way; 409 if there is none."""
    return _end(request, region, NOTEBOOK, name)


def end_endpoint(request: Request, region: str, name: str) -> Response:
    """Ends the transition of an endpoint that is under way; 409 if there is none."""
    return _end(request, region, ENDPOINT, name)


def end_job(request: Request, region: str, type_: str, name: str) -> Response:
    """Ends a job; its type is that of its ARN: `training-job`."""
    for kind in KINDS:
        if kind.is_job and kind.type == type_:
            return _end(request, region, kind, name)
    return _json({"error": f"no job type {type_}"}, 404)


def tell_of_job(request: Request, region: str, type_: str, name: str) -> Response:
    """What a compute tells of a job that runs; 409 when it does not run any more."""
    for kind in (TRAINING_JOB, TUNING_JOB):
        found = _find(region, kind, name) if kind.type == type_ else None
        if found is None:
            continue
        if found[1].status not in ("InProgress", "Stopping"):
            return _json({"error": f"{name} is {found[1].status}"}, 409)
        tell(found[1], json.loads(request.get_data()))
        return _json({})
    return _json({"error": f"no {type_} {name} in {region}"}, 404)


def start_training_of_tuning(request: Request, region: str, name: str) -> Response:
    """Starts a training job of a tuning job; 409 when that does not run any more."""
    found = _find(region, TUNING_JOB, name)
    if found is None:
        return _json({"error": f"no tuning job {name} in {region}"}, 404)
    store, tuning = found
    if tuning.status != "InProgress":
        return _json({"error": f"{name} is {tuning.status}"}, 409)
    asked = json.loads(request.get_data())
    try:
        job = start_training(store, tuning, asked["name"], asked["tuned"])
    except AwsError as refusal:
        return _json({"error": refusal.message}, 400)
    return _json({"arn": job.arn})


def set_quotas(request: Request) -> Response:
    """Puts other values in force: `{ "<code>": number }`."""
    APPLIED.update({code: float(value) for code, value in json.loads(request.get_data()).items()})
    return _json({})


def set_delays(request: Request) -> Response:
    """Makes this AWS late: `{ "policyTags": seconds }`, and so on (`delays.Delays`)."""
    try:
        DELAYS.set(json.loads(request.get_data()))
    except ValueError as error:
        return _json({"error": str(error)}, 400)
    return _json({})


def count(_: Request) -> Response:
    """How many resources of each type exist, for tests that prove that nothing is left."""
    return _json(counts.by_type())


Route = tuple[str, re.Pattern[str], Callable[..., Response], bool]

NAME = "([^/]+)"
ROUTES: tuple[Route, ...] = tuple(
    (method, re.compile(f"/_labs/{path}"), handler, locked)
    for method, path, handler, locked in (
        ("GET", "state", state, True),
        ("GET", "changes", changes, False),
        ("GET", "counts", count, True),
        ("POST", f"notebooks/{NAME}/{NAME}", end_notebook, True),
        ("POST", f"endpoints/{NAME}/{NAME}", end_endpoint, True),
        ("POST", f"jobs/{NAME}/{NAME}/{NAME}/told", tell_of_job, True),
        (
            "POST",
            f"jobs/{NAME}/hyper-parameter-tuning-job/{NAME}/training-jobs",
            start_training_of_tuning,
            True,
        ),
        ("POST", f"jobs/{NAME}/{NAME}/(.+)", end_job, True),
        ("PUT", "quotas", set_quotas, True),
        ("PUT", "delays", set_delays, True),
    )
)


def answer(request: Request) -> Response:
    """The answer to a request of the control API."""
    if not hmac.compare_digest(request.headers.get("x-labs-control", ""), WORLD.token):
        return _json({"error": "the control token is missing or wrong"}, 403)
    for method, path, handler, locked in ROUTES:
        match = path.fullmatch(request.path)
        if match is None or method != request.method:
            continue
        if not locked:
            return handler(request, *match.groups())
        with WORLD.lock:
            return handler(request, *match.groups())
    return _json({"error": f"no {request.method} {request.path}"}, 404)
