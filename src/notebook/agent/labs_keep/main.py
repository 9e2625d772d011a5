"""The door of this package: what it does in each run of the agent."""

from __future__ import annotations

import json

from labs_agent.settings import read_json, write_file
from labs_agent.tick import Tick
from labs_agent.wishes import Wish

from . import notices, restoring, saving


def keep(tick: Tick, wish: Wish) -> None:
    """Brings back before it saves, so that nothing is saved half restored."""
    path = tick.place.file("keep.json")
    state = read_json(path)
    before = json.dumps(state)
    # The wish as it was taken; a member that is ours is no other part's business.
    asked = read_json(tick.place.file("desired.json"))
    with tick.trying("notice"):
        notices.show(tick, state)
    with tick.trying("restoring"):
        restoring.restore(tick, asked.get("restore"), state)
    with tick.trying("saving"):
        saving.save(tick, wish, asked.get("saveAt"), state)
    after = json.dumps(state)
    if after != before:
        write_file(path, after.encode())
