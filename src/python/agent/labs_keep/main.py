"""The door of this package: what it does in each run of the agent."""

from __future__ import annotations

import json
from typing import Any

from labs_agent.settings import read_json, write_file
from labs_agent.tick import Tick
from labs_agent.wishes import Wish

from . import notices, restoring, saving

LARGEST = 10_000


def keep(tick: Tick, wish: Wish) -> None:
    """Brings back before it saves, so that nothing is saved half restored."""
    path = tick.place.file("kept.json")
    state = read_json(path)
    before = json.dumps(state)
    with tick.trying("notice"):
        notices.show(tick, state)
    asked: dict[str, Any] = {}
    with tick.trying("keep"):
        asked = _asked(tick, state)
    with tick.trying("restoring"):
        restoring.restore(tick, asked.get("restore"), state)
    with tick.trying("saving"):
        saving.save(tick, wish, asked.get("saveAt"), state)
    after = json.dumps(state)
    if after != before:
        write_file(path, after.encode())


def _asked(tick: Tick, state: dict[str, Any]) -> dict[str, Any]:
    """What `.labs/keep.json` asks for (src/saved/ask.ts); nothing where there is none."""
    known = state.get("asked", {})
    data, etag = tick.fetch("keep.json", known.get("etag"), LARGEST)
    if data is not None or etag is None:
        state["asked"] = known = {"etag": etag, "value": json.loads(data or b"{}")}
    value = known.get("value")
    if not isinstance(value, dict) or value.get("version", 1) != 1:
        raise ValueError(".labs/keep.json is not of this version")
    return value
