"""The wish: what this sandbox should have, from the hook or, superseding it, from the bucket."""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import Any, NamedTuple

from .settings import seconds, write_file
from .tick import Tick

LARGEST = 500_000
# As src/catalog/schema.ts has them. A folder is one name, so nothing leaves the SageMaker folder.
ALLOWED = {
    "lab": r"[a-z0-9][a-z0-9-]{0,63}",
    "dir": r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
    "url": r"https://[^\s@/?#]{1,100}/[^\s@?#]{1,900}",
    "commit": r"[0-9a-f]{40}",
    "sha256": r"[0-9a-f]{64}",
    "sparse": r"(?!/|(.*/)?\.\.(/|$))[^\x00-\x1f]{1,900}",
}


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
    """Reads a wish (src/sandbox/wish.ts), or raises ValueError with the reason."""
    try:
        wish = json.loads(data)
        if wish["version"] != 1:
            raise ValueError(f"version {wish['version']!r:.80} is not known")
        items = [_item(given, "url", "commit") for given in wish["repos"]]
        items += [_item(given, "sha256") for given in wish.get("contents", ())]
        if len({item.dir.lower() for item in items}) < len(items):
            raise ValueError("two folders have one name")
        kinds = {"stopsAt": str, "idleMinutes": (int, float), "keepEndpoints": bool}
        settings = {key: wish[key] for key in kinds if key in wish}
        for key, value in settings.items():
            if not isinstance(value, kinds[key]):
                raise ValueError(f"{key} {value!r:.80} is not allowed")
        if not settings.get("idleMinutes", 0) >= 0:
            raise ValueError("idleMinutes is less than 0")
        seconds(settings.get("stopsAt", "1970-01-01T00:00Z"))
        return Wish(items, settings, hashlib.sha256(data).hexdigest(), wish)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__} {error}") from error


def _item(given: dict[str, Any], *keys: str) -> Item:
    texts = {key: allowed(key, given[key]) for key in ("lab", "dir", *keys)}
    sparse = [allowed("sparse", path) for path in given.get("sparse", ())]
    return Item(**texts, sparse=tuple(sparse))


def allowed(key: str, text: Any) -> str:
    if not isinstance(text, str) or not re.fullmatch(ALLOWED[key], text):
        raise ValueError(f"{key} {text!r:.80} is not allowed")
    return text


def current(tick: Tick) -> Wish:
    """The wish that counts now. One that is refused leaves the one before it in force."""
    desired = tick.place.file("desired.json")
    with tick.trying("wish"):
        known = tick.state.setdefault("wish", {})
        have = os.path.exists(desired) or "refused" in known
        data, etag = tick.fetch("desired.json", known.get("etag") if have else None, LARGEST)
        if etag is None and os.path.exists(desired):
            os.remove(desired)
        if etag != known.get("etag"):
            tick.forgive()
            tick.state["wish"] = known = {"etag": etag}
        if data is not None:
            try:
                parse(data)
                write_file(desired, data)
            except ValueError as error:
                known["refused"] = f".labs/desired.json is refused: {error}"
        if "refused" in known:
            raise ValueError(known["refused"])
    for path in (desired, tick.place.file("wish.json")):
        with tick.trying(os.path.basename(path)):
            if os.path.exists(path):
                with open(path, "rb") as file:
                    return parse(file.read())
    return Wish([], {}, "", {})
