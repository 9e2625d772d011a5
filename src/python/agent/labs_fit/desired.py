"""The wish in the bucket, which supersedes that of the hook, and is only taken if it is one."""

from __future__ import annotations

import json
import os
import re
from typing import Any

from labs_agent.settings import seconds, write_file
from labs_agent.tick import Tick
from labs_agent.wishes import Wish, parse

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
KINDS = {"stopsAt": str, "idleMinutes": (int, float), "keepEndpoints": bool}


def bring(tick: Tick, path: str) -> None:
    """Keeps a copy of `.labs/desired.json` at `path`, as long as the bucket has one.

    Raises ValueError for one that is refused, which leaves the copy before it in force.
    """
    known = tick.state.setdefault("wish", {})
    have = os.path.exists(path) or "refused" in known
    data, etag = tick.fetch("desired.json", known.get("etag") if have else None, LARGEST)
    if etag is None and os.path.exists(path):
        os.remove(path)
    if etag != known.get("etag"):
        tick.forgive()
        tick.state["wish"] = known = {"etag": etag}
    if data is not None:
        try:
            checked(data)
            write_file(path, data)
        except ValueError as error:
            known["refused"] = f".labs/desired.json is refused: {error}"
    if "refused" in known:
        raise ValueError(known["refused"])


def checked(data: bytes) -> Wish:
    """Reads a wish that need not be one; raises ValueError with the reason why it is none."""
    try:
        wish = json.loads(data)
        if wish["version"] != 1:
            raise ValueError(f"version {wish['version']!r:.80} is not known")
        folders = [_folder(given, "url", "commit") for given in wish["repos"]]
        folders += [_folder(given, "sha256") for given in wish.get("contents", ())]
        if len({folder.lower() for folder in folders}) < len(folders):
            raise ValueError("two folders have one name")
        for key, kind in KINDS.items():
            if key in wish and not isinstance(wish[key], kind):
                raise ValueError(f"{key} {wish[key]!r:.80} is not allowed")
        if not wish.get("idleMinutes", 0) >= 0:
            raise ValueError("idleMinutes is less than 0")
        seconds(wish.get("stopsAt", "1970-01-01T00:00Z"))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__} {error}") from error
    return parse(data)


def _folder(given: dict[str, Any], *keys: str) -> str:
    for key in ("lab", *keys):
        allowed(key, given[key])
    for path in given.get("sparse", ()):
        allowed("sparse", path)
    return allowed("dir", given["dir"])


def allowed(key: str, text: Any) -> str:
    if not isinstance(text, str) or not re.fullmatch(ALLOWED[key], text):
        raise ValueError(f"{key} {text!r:.80} is not allowed")
    return text
