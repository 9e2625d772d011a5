"""The door of the agent."""

from __future__ import annotations

import fcntl
import os
import sys

from .settings import Place, read_json


def main() -> int:
    """Runs one tick, unless another one runs."""
    place = Place(os.path.dirname(os.path.abspath(sys.argv[0])), sys.argv[1])
    with open(place.file("lock"), "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        print("labs: sandbox", read_json(place.file("agent.json")).get("sandbox"))
    return 0
