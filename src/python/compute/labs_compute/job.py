"""What a training job is given, and where it leaves its model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from .errors import UserError


@dataclass(frozen=True)
class Channel:
    """One input of a job: the bytes of its files, by their names."""

    name: str
    content_type: str | None
    files: tuple[tuple[str, bytes], ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(len(data) for _, data in self.files)


@dataclass(frozen=True)
class Job:
    """A training job as its container sees it; `image` is `repository:tag`."""

    image: str
    hyperparameters: dict[str, str]
    channels: dict[str, Channel]
    model_dir: Path

    @property
    def repository(self) -> str:
        return self.image.partition(":")[0]

    @property
    def version(self) -> tuple[int, ...]:
        """`1.7-1` as (1, 7, 1); empty for `latest`."""
        return version_of(self.image)


def version_of(image: str) -> tuple[int, ...]:
    """The version in the tag of `repository:tag`; empty where the tag has none."""
    tag = image.partition(":")[2].replace("-", ".").split(".")
    digits = [part for part in tag if part.isdigit()]
    return tuple(int(part) for part in digits) if digits and tag[0].isdigit() else ()


@dataclass(frozen=True)
class Reply:
    """The answer of a model: bytes and their type."""

    body: bytes
    content_type: str


class Model(Protocol):
    """A model that answers requests."""

    def answer(self, body: bytes, content_type: str, accept: str, *, batch: bool) -> Reply:
        """Predicts; raises PayloadError for what it cannot read. batch: in a transform job."""


@dataclass(frozen=True)
class Algorithm:
    """One of the algorithms computed here."""

    train: Callable[[Job], None]
    load: Callable[[Path, str], Model]
    failure: Callable[[UserError], str] = field(default=lambda error: f"ClientError: {error}")
    """The FailureReason of a mistake of the user's, as the container words it."""
