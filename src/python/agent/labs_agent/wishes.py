"""The wish: what this sandbox should have, from the hook or, superseding it, from the bucket."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import Any, NamedTuple

from .tick import Tick


class Item(NamedTuple):
    """A folder that should be there: a repository at a commit, or an archive of the bucket."""

    lab: str
    dir: str
    url: str = ""
    commit: str = ""
    sha256: str = ""
    sparse: tuple[str, ...] = ()

    @property
    def wished(self) -> str:
        """What its record must be of: that of another edition says nothing about this one."""
        return json.dumps(self[2:])

    def has(self, path: str) -> bool:
        """Whether a path of the repository is asked for."""
        return not self.sparse or any(f"{path}/".startswith(f"{part}/") for part in self.sparse)


class Wish(NamedTuple):
    """asked: all that it says, as it stands there."""

    items: list[Item]
    settings: dict[str, Any]
    sha256: str
    asked: dict[str, Any]


def parse(data: bytes) -> Wish:
    """Reads a wish (src/sandbox/wish.ts). Of what the bucket says it is checked before (labs_fit);
    raises ValueError for what is none at all."""
    try:
        wish = json.loads(data)
        keys = Item._fields[:-1]
        items = [
            Item(*(given.get(key, "") for key in keys), tuple(given.get("sparse", ())))
            for given in [*wish["repos"], *wish.get("contents", ())]
        ]
        chosen = "stopsAt", "idleMinutes", "keepEndpoints"
        settings = {key: wish[key] for key in chosen if key in wish}
        return Wish(items, settings, hashlib.sha256(data).hexdigest(), wish)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__} {error}") from error


def current(tick: Tick) -> Wish:
    """The wish that counts now. One that is refused leaves the one before it in force."""
    desired = tick.place.file("desired.json")
    with tick.trying("wish"), suppress(ModuleNotFoundError):
        # Not in the hook: the CLI puts a wish and the agent that can read it together.
        from labs_fit.desired import bring

        bring(tick, desired)
    for path in (desired, tick.place.file("wish.json")):
        with tick.trying(os.path.basename(path)):
            if os.path.exists(path):
                with open(path, "rb") as file:
                    return parse(file.read())
    return Wish([], {}, "", {})
