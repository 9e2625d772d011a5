"""EventBridge Scheduler: what AWS refuses of a schedule, and what it makes of an update.

Sources: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html , which
"uses all values, including empty values"; and the types of schedules in its user guide.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.scheduler.models import Schedule, scheduler_backends
from moto.scheduler.responses import EventBridgeSchedulerResponse

from .errors import AwsError
from .tokens import BadToken, page_of
from .world import WORLD, now

EXPRESSION = re.compile(
    r"rate\([1-9]\d* (minutes?|hours?|days?)\)"
    r"|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)"
    r"|cron\([^()]+\)"
)
EARLIEST = timedelta(minutes=5)
PAGE = 100


def _refusal(message: str) -> AwsError:
    return AwsError("ValidationException", message)


def date_of(value: Any) -> datetime | None:
    """A date as the API (seconds, or parsed) or a template (text) gives it."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.replace(tzinfo=timezone.utc)
    if isinstance(value, str) and not value.replace(".", "").isdigit():
        try:
            moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError as cause:
            raise _refusal(f"Invalid date {value}.") from cause
        return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return datetime.fromtimestamp(float(value), timezone.utc)


def arguments(schedule: dict[str, Any]) -> dict[str, Any]:
    """A schedule as moto's backend takes it, with AWS's defaults; or AWS's refusal."""
    expression = schedule["ScheduleExpression"]
    if not EXPRESSION.fullmatch(expression):
        raise _refusal(f"Invalid Schedule Expression {expression}.")
    target = dict(schedule["Target"])
    for name in ("Arn", "RoleArn"):
        if not str(target.get(name, "")).startswith("arn:"):
            raise _refusal(f"Provided {name} is not in correct format.")
    window = schedule["FlexibleTimeWindow"]
    if (window["Mode"] == "FLEXIBLE") != ("MaximumWindowInMinutes" in window):
        raise _refusal("Invalid FlexibleTimeWindow: a flexible window, and only that, has minutes.")
    start, end = date_of(schedule.get("StartDate")), date_of(schedule.get("EndDate"))
    if not expression.startswith("at(") and start is not None and start < now() - EARLIEST:
        raise _refusal("The StartDate you specify cannot be earlier than 5 minutes ago.")
    if start is not None and end is not None and end <= start:
        raise _refusal("The EndDate you specify must be later than the StartDate.")
    return {
        "description": schedule.get("Description"),
        "end_date": end and end.timestamp(),
        "flexible_time_window": window,
        "group_name": schedule.get("GroupName") or "default",
        "kms_key_arn": schedule.get("KmsKeyArn"),
        "schedule_expression": expression,
        "schedule_expression_timezone": schedule.get("ScheduleExpressionTimezone") or "UTC",
        "start_date": start and start.timestamp(),
        "state": schedule.get("State") or "ENABLED",
        "target": target,
    }


def _summary(schedule: Schedule) -> dict[str, Any]:
    told = schedule.to_dict(short=True)
    return {name: value for name, value in told.items() if value is not None}


class LabsScheduler(EventBridgeSchedulerResponse):
    """moto's, with every operation on a schedule checked; groups and tags are moto's own."""

    def __init__(self) -> None:
        super().__init__()
        self.automated_parameter_parsing = True

    def create_schedule(self) -> ActionResult:  # type: ignore[override]
        params: dict[str, Any] = self.params
        group = self.scheduler_backend.get_schedule_group(params.get("GroupName"))
        if params["Name"] in group.schedules:
            raise AwsError("ConflictException", f"Schedule {params['Name']} already exists.")
        schedule = self.scheduler_backend.create_schedule(
            name=params["Name"],
            action_after_completion=params.get("ActionAfterCompletion"),
            **arguments(params),
        )
        WORLD.touch()
        return ActionResult({"ScheduleArn": schedule.arn})

    def update_schedule(self) -> ActionResult:  # type: ignore[override]
        params: dict[str, Any] = self.params
        schedule = self.scheduler_backend.update_schedule(name=params["Name"], **arguments(params))
        WORLD.touch()
        return ActionResult({"ScheduleArn": schedule.arn})

    def get_schedule(self) -> ActionResult:  # type: ignore[override]
        params: dict[str, Any] = self.params
        schedule = self.scheduler_backend.get_schedule(params.get("GroupName"), params["Name"])
        return ActionResult({k: v for k, v in schedule.to_dict().items() if v is not None})

    def delete_schedule(self) -> ActionResult:  # type: ignore[override]
        params: dict[str, Any] = self.params
        self.scheduler_backend.delete_schedule(params.get("GroupName"), params["Name"])
        WORLD.touch()
        return EmptyResult()

    def list_schedules(self) -> ActionResult:  # type: ignore[override]
        params: dict[str, Any] = self.params
        backend = scheduler_backends[self.current_account][self.region]
        found = [
            _summary(schedule)
            for group in backend.schedule_groups.values()
            for schedule in group.schedules.values()
            if params.get("GroupName") in (None, group.name)
            and schedule.name.startswith(params.get("NamePrefix") or "")
            and params.get("State") in (None, schedule.state)
        ]
        try:
            page, token = page_of(found, params.get("NextToken"), params.get("MaxResults") or PAGE)
        except BadToken as cause:
            raise _refusal("Invalid NextToken.") from cause
        return ActionResult({"Schedules": page, "NextToken": token})
