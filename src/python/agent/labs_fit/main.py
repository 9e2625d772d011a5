"""The door of this package: what it does in each run of the agent."""

from __future__ import annotations

import json
from typing import Any, Callable

from labs_agent import wishes
from labs_agent.settings import read_json, write_file
from labs_agent.tick import Tick
from labs_agent.wishes import Wish

from . import asked, environments, fixups


def announce(tick: Tick, wish: Wish) -> None:
    """Registers the kernels before there is a notebook that could be opened with another."""
    state = read_json(tick.place.file("fit.json"))
    records = state.get("environments", {})
    tick.told["runtimes"] = environments.announce(tick, asked.runtimes(wish), records)
    # What the run before found: else the first report of each run would differ from its last.
    if wish.sha256 in state.get("told", {}):
        tick.told["fixups"] = state["told"][wish.sha256]


def fit(tick: Tick, wish: Wish, beat: Callable[[], None]) -> None:
    """Fixups first, they are quick; then environments, which take minutes."""
    path = tick.place.file("fit.json")
    state = read_json(path)
    before = json.dumps(state)

    def look() -> None:
        beat()
        if wishes.current(tick).sha256 != wish.sha256:
            raise environments.SupersededError("there is another wish")

    try:
        _mend(tick, wish, state, beat)
        told = environments.settle(tick, asked.runtimes(wish), state, look)
        tick.told["runtimes"] = told
    finally:
        after = json.dumps(state)
        if after != before:
            write_file(path, after.encode())


def _mend(tick: Tick, wish: Wish, state: dict[str, Any], beat: Callable[[], None]) -> None:
    changes = asked.changes(wish)
    told: list[dict[str, Any]] = []
    for item in wish.items:
        here = [change for change in changes if change.dir == item.dir]
        if here or state.get("repos", {}).get(item.dir):
            with tick.trying(f"fixups of {item.dir}"):
                told += fixups.settle(tick, item, here, state, beat)
    tick.told["fixups"] = told[:1000]
    state["told"] = {wish.sha256: told[:1000]}
