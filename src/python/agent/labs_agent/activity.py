"""Is anybody, or anything, at work here?

Work is a busy kernel; a kernel or terminal with activity since the last look; a process started
from one of them that used CPU. An open browser tab is none.
"""

from __future__ import annotations

import glob
import json
import os
import ssl
import time
import urllib.request
from typing import Any

from .processes import jupyter_cpu
from .settings import read_json
from .tick import Tick

# The share of one core from which a process works; event loops at rest stay below.
WORKING = 0.01
# Seconds between two looks: below the first a burst is no work yet; of a longer gap (a machine that
# slept) no more than the second counts as idle.
SHORTEST_GAP, LONGEST_GAP = 10, 120


def look(tick: Tick) -> float | None:
    """Minutes without work; None while there is work.

    They are counted from the start of the instance, so where Jupyter cannot be asked, nothing is
    idle before the instance has been up that long.
    """
    idle = tick.state.setdefault("idle", {"seconds": 0, "seen": {}, "cpu": {}})
    now = time.time()
    passed = min(max(now - idle.get("looked", now), 0), LONGEST_GAP)
    seen, server = _jupyter(tick.place.home)
    home = "" if tick.place.root == "/" else tick.place.home
    cpu, used = jupyter_cpu(home, server, idle["cpu"], with_kernels=seen is None)
    work = used > WORKING * max(passed, SHORTEST_GAP)
    for key, what in (seen or {}).items():
        work = work or what == "busy" or idle["seen"].get(key) != what
    if seen is not None:
        idle["seen"] = seen
    idle.update(looked=now, cpu=cpu, seconds=0 if work else idle["seconds"] + passed)
    return None if work else idle["seconds"] / 60


def _jupyter(home: str) -> tuple[dict[str, str] | None, int]:
    """By kernel and terminal "busy" or when it was last active; and the pid of the server.

    Nothing where no server answers. On an instance it also does so at port 8443, without a token.
    """
    files = glob.glob(os.path.join(home, ".local/share/jupyter/runtime/jpserver-*.json"))
    for info in [*map(read_json, files), {"url": "https://localhost:8443/"}]:
        try:
            seen = {
                kernel["id"]: "busy"
                if kernel["execution_state"] == "busy"
                else kernel["last_activity"]
                for kernel in _ask(info, "kernels")
            }
        except (OSError, ValueError, KeyError, TypeError):
            continue
        try:
            for terminal in _ask(info, "terminals"):
                seen[f"terminal {terminal['name']}"] = terminal["last_activity"]
        except (OSError, ValueError, KeyError, TypeError):
            pass  # terminals can be switched off
        return seen, info.get("pid", 0)
    return None, 0


def _ask(info: dict[str, Any], what: str) -> Any:
    headers = {"Authorization": f"token {info.get('token')}"}
    request = urllib.request.Request(f"{info['url']}api/{what}", headers=headers)
    context = ssl._create_unverified_context()
    handlers = urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context)
    with urllib.request.build_opener(*handlers).open(request, timeout=5) as answer:
        return json.load(answer)
