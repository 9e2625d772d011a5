"""What a job tells the local AWS while it runs: one line of JSON each on standard output."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

Line = Callable[[str], None]
"""Writes a line of the container's log."""


def tell(event: str, **values: Any) -> None:
    """Sends an event; `log`, `status`, `metric`, `done` and `failed` are known."""
    sys.stdout.write(json.dumps({"event": event, **values}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def log(line: str) -> None:
    """A line of the job's log stream."""
    tell("log", line=line)


def status(name: str, message: str) -> None:
    """A secondary status, in the words of DescribeTrainingJob."""
    tell("status", status=name, message=message)


def metric(name: str, value: float) -> None:
    """A value that SageMaker would have read from the log; the last one of a name is final."""
    tell("metric", name=name, value=value, time=time.time())
