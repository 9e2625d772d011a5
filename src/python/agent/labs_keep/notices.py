"""Shows `.labs/notice.json` at the top of the learner's JupyterLab.

By an extension of JupyterLab 4 that is plain files: JupyterLab looks for them in the user's data
folder whenever its page is loaded, and serves them with the notice beside them.
"""

from __future__ import annotations

import json
import os
import pkgutil
import time
from contextlib import suppress
from typing import Any

from labs_agent.settings import write_file
from labs_agent.tick import Tick

NAME = "sagemaker-labs-notice"
LARGEST, LONGEST = 20_000, 1_000
# Seconds between two looks into the bucket.
LOOK = 60


def show(tick: Tick, state: dict[str, Any]) -> None:
    """Puts extension and notice in place; what is not in the bucket any more goes."""
    folder = os.path.join(tick.place.home, ".local/share/jupyter/labextensions", NAME)
    for name, data in _extension().items():
        path = os.path.join(folder, name)
        if not _has(path, data):
            write_file(path, data)
    now = time.time()
    if now < state.get("notice", 0):
        return
    path = os.path.join(folder, "static/notice.json")
    data, _ = tick.fetch("notice.json", None, LARGEST)
    state["notice"] = now + LOOK
    if data is None:
        with suppress(FileNotFoundError):
            os.unlink(path)
    elif not _has(path, fresh := json.dumps(_read(data)).encode()):
        write_file(path, fresh)


def _extension() -> dict[str, bytes]:
    build = {"load": "static/remoteEntry.js", "extension": "./extension"}
    package = {"name": NAME, "version": "1.0.0", "jupyterlab": {"extension": True, "_build": build}}
    script = pkgutil.get_data("labs_keep", "notice.js") or b""
    return {"package.json": json.dumps(package).encode(), "static/remoteEntry.js": script}


def _has(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def _read(data: bytes) -> dict[str, Any]:
    """As src/guard/notice.ts writes it: a level, and the text in two languages."""
    notice = json.loads(data)
    text = {lang: notice["text"][lang] for lang in ("en", "ko")}
    if notice["version"] != 1 or not all(isinstance(line, str) for line in text.values()):
        raise ValueError(".labs/notice.json is no notice of this version")
    level = "warning" if notice.get("level") == "warning" else "info"
    return {"level": level, "text": {lang: line[:LONGEST] for lang, line in text.items()}}
