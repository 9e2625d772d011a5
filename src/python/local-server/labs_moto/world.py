"""The lock around all state, the counter of its changes, and what the launcher was told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone

PARTITION = "aws"


def now() -> datetime:
    """The time as AWS answers it: UTC, to the millisecond."""
    moment = datetime.now(timezone.utc)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def iso(moment: datetime) -> str:
    """`2026-11-23T06:12:00.123Z`"""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


@dataclass
class World:
    """What every part of the server shares.

    `instant` says that transitions (a notebook that boots, an endpoint that is made) end at once;
    otherwise they wait for the control API.
    """

    instant: bool = False
    policies: bool = False
    """Whether the policies of roles are enforced."""
    user: str = "me"
    token: str = ""
    serial: int = 0
    progress: int = 0
    """Counts every change, also of stacks, which the control API does not show."""
    lock: threading.RLock = field(default_factory=threading.RLock)
    _settled: int = 0
    _settlers: list[Callable[[], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._changed = threading.Condition(self.lock)

    def on_settle(self, settler: Callable[[], None]) -> None:
        """Registers work that follows a change, and that says what it changes itself."""
        self._settlers.append(settler)

    def touch(self) -> None:
        """Says that something the control API shows has changed."""
        with self.lock:
            self.progress += 1
            self.serial += 1
            self._changed.notify_all()

    def wait_for_change(self, after: int, seconds: float) -> int:
        """Waits until `serial` is above `after`, or for `seconds`; answers the serial."""
        with self.lock:
            self._changed.wait_for(lambda: self.serial > after, timeout=seconds)
            return self.serial

    def settle(self) -> None:
        """Lets everything that follows from the last change happen."""
        with self.lock:
            while self._settled != self.progress:
                self._settled = self.progress
                for settler in self._settlers:
                    settler()


WORLD = World()
