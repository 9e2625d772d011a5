"""Where things are on the instance, and what hook and wish say about the sandbox."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Place:
    """Folders of the instance.

    labs: our folder on the persistent volume; the SageMaker folder and the home are above it.
    root: `/`, or what stands for it on a learner's own machine.
    """

    labs: str
    root: str

    @property
    def sagemaker(self) -> str:
        return os.path.dirname(self.labs)

    @property
    def home(self) -> str:
        return os.path.dirname(self.sagemaker)

    def file(self, *names: str) -> str:
        return os.path.join(self.labs, *names)


@dataclass(frozen=True)
class Settings:
    """What counts of hook and wish. stops_at: seconds since 1970."""

    sandbox: str
    region: str
    bucket: str
    idle_minutes: float
    stops_at: float
    keep_endpoints: bool


def settings_of(hook: dict[str, Any], wish: dict[str, Any]) -> Settings:
    """The wish supersedes the hook; of two ends of the lease the later counts."""
    both = {**hook, **wish}
    return Settings(
        sandbox=hook["sandbox"],
        region=hook["region"],
        bucket=hook["bucket"],
        idle_minutes=float(both["idleMinutes"]),
        stops_at=max(seconds(given["stopsAt"]) for given in (hook, wish) if "stopsAt" in given),
        keep_endpoints=both["keepEndpoints"],
    )


def seconds(date: str) -> float:
    """Seconds since 1970 of an ISO 8601 date; ValueError where it is none or has no zone."""
    parsed = datetime.fromisoformat(date.replace("Z", "+00:00"))
    if parsed.tzinfo is None:
        raise ValueError(f"{date} has no time zone")
    return parsed.timestamp()


def plain(text: object) -> str:
    """One short line that may leave the instance: no control characters, no user or query in a
    URL."""
    line = re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", str(text))
    line = re.sub(r"(\w://)[^/\s@]*@", r"\1", line)
    return re.sub(r"(\w://[^\s?]*)\?\S*", r"\1", line).strip()[:300]


def read_json(path: str) -> dict[str, Any]:
    """A JSON object; empty where the file is missing or is anything else."""
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def write_file(path: str, data: bytes) -> None:
    """Writes a file whole or not at all."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    fresh = f"{path}.{os.getpid()}.new"
    with open(fresh, "wb") as file:
        file.write(data)
    os.replace(fresh, path)
