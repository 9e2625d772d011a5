"""EventBridge Scheduler: what AWS refuses of a schedule, where moto takes all."""

from __future__ import annotations

import re
from typing import Any

from .errors import AwsError

EXPRESSION = re.compile(
    r"rate\((?P<count>[1-9]\d*) (minutes?|hours?|days?)\)"
    r"|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)"
    r"|cron\([^()]+\)"
)


def refuse_invalid(schedule: dict[str, Any]) -> None:
    """Raises ValidationException for an expression or a target that AWS does not take.

    https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
    """
    expression = schedule["ScheduleExpression"]
    if not EXPRESSION.fullmatch(expression):
        raise AwsError("ValidationException", f"Invalid Schedule Expression {expression}.")
    target = schedule["Target"]
    for name in ("Arn", "RoleArn"):
        if not str(target.get(name, "")).startswith("arn:"):
            raise AwsError("ValidationException", f"Provided {name} is not in correct format.")
