"""One run of the agent: what it knows, what it asks AWS with, and what went wrong."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from .settings import Place, plain, read_json, settings_of, write_file


class Tick:
    """state: what one run leaves to the next. problems: by what was tried; only this run's.
    versions: found in the kernels. told: what else the report says. idle_minutes: None while there
    is work."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.hook = read_json(place.file("agent.json"))
        self.settings = settings_of(self.hook, {})
        self.problems: dict[str, str] = {}
        self.versions: dict[str, str] = {}
        self.told: dict[str, Any] = {}
        self.idle_minutes: float | None = None
        self.state: dict[str, Any] = read_json(place.file("state.json"))
        self.clients: dict[str, Any] = {}
        boot = os.stat(place.file("agent.json")).st_mtime
        if self.state.get("boot") != boot:
            # The hook wrote agent and settings anew: only what lies on the volume is still true.
            kept = {key: self.state.get(key, {}) for key in ("wish", "repos")}
            self.state = {"boot": boot, **kept}
            self.forgive()

    def forgive(self) -> None:
        """What failed is tried again at once, its tries counted anew."""
        for record in self.state["repos"].values():
            for key in ("tries", "next", "error"):
                record.pop(key, None)

    def save(self) -> None:
        write_file(self.place.file("state.json"), json.dumps(self.state).encode())

    @contextmanager
    def trying(self, what: str) -> Iterator[None]:
        """Goes on after any failure; it is a line in the report, until it works again."""
        self.problems.pop(what, None)
        try:
            yield
        except Exception as error:
            self.problems[what] = plain(f"{what}: {said(error)}")

    def client(self, service: str) -> Any:
        if service not in self.clients:
            retries = {"mode": "standard", "max_attempts": 4}
            config = Config(connect_timeout=5, read_timeout=30, retries=retries)
            session = botocore.session.get_session()
            self.clients[service] = session.create_client(
                service, self.settings.region, config=config
            )
        return self.clients[service]

    def fetch(self, name: str, etag: str | None, largest: int) -> tuple[bytes | None, str | None]:
        """An object below `.labs/`, unless it still has this ETag.

        Returns its bytes, None where it has not changed; and its ETag, None where there is none.
        """
        known = {"IfNoneMatch": etag} if etag else {}
        try:
            answer = self.client("s3").get_object(
                Bucket=self.settings.bucket, Key=f".labs/{name}", **known
            )
        except ClientError as error:
            if code_of(error) == "304":
                return None, etag
            if code_of(error) == "NoSuchKey":
                return None, None
            raise
        data = answer["Body"].read(largest + 1)
        if len(data) > largest:
            raise ValueError(f".labs/{name} has more than {largest} bytes")
        return data, answer["ETag"]


def code_of(error: ClientError) -> str:
    return error.response["Error"]["Code"]


def said(error: Exception) -> str:
    return str(error) or type(error).__name__
