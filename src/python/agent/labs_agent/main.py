"""The door of the agent: one tick a run, under a lock."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from contextlib import suppress

from . import activity, reports, stopping, wishes
from .settings import Place, settings_of, write_file
from .tick import Tick

GREETING = "labs agent 1"
LARGEST_AGENT = 5_000_000


def main() -> int:
    """`agent.pyz <root>` runs a tick, unless one runs; `agent.pyz check` says that it could."""
    if sys.argv[1] == "check":
        import labs_prepare.kernels
        import labs_prepare.repos  # noqa: F401

        print(GREETING)
        return 0
    place = Place(os.path.dirname(os.path.abspath(sys.argv[0])), sys.argv[1])
    # Left there by the OnCreate hook; an agent from the bucket brings its own.
    sys.path.append(place.file("prepare.pyz"))
    with open(place.file("lock"), "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        run(Tick(place))
    return 0


def run(tick: Tick) -> None:
    """Kernels first, for nothing may be created untagged; then the bucket's agent, which may do
    more; then what is quick, then clones, during which what is quick goes on."""
    with tick.trying("kernels"):
        from labs_prepare import kernels

        kernels.equip(tick)
    with tick.trying("agent"):
        renew(tick)
    wish = wishes.current(tick)
    tick.settings = settings_of(tick.hook, wish.settings)
    with tick.trying("keep"), suppress(ModuleNotFoundError):
        from labs_keep.main import keep

        keep(tick, wish)
    with tick.trying("fit"), suppress(ModuleNotFoundError):
        from labs_fit.main import announce

        announce(tick, wish)

    def look() -> None:
        with tick.trying("activity"):
            tick.idle_minutes = activity.look(tick)
        with tick.trying("stopping"):
            stopping.stop_what_is_over(tick)
        reports.send(tick, wish)
        tick.save()

    look()
    with tick.trying("repositories"):
        from labs_prepare import repos

        for item in wish.items:
            repos.settle(tick, item, look)
    with tick.trying("fit"), suppress(ModuleNotFoundError):
        from labs_fit.main import fit

        fit(tick, wish, look)
    reports.send(tick, wish)
    tick.save()


def renew(tick: Tick) -> None:
    """Goes on as the bucket's agent, if it is another one and works."""
    known = tick.state.setdefault("agent", {})
    data, etag = tick.fetch("agent.pyz", known.get("etag"), LARGEST_AGENT)
    if data is not None:
        tick.state["agent"] = known = {"etag": etag}
        fresh = tick.place.file("agent-new.pyz")
        write_file(fresh, data)
        command = [sys.executable, fresh, "check"]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=60)
        if answer.stdout.strip() == GREETING:
            os.replace(fresh, tick.place.file("agent.pyz"))
            # Only with its ETag kept: else every agent would look for another one again.
            tick.save()
            os.execl(sys.executable, sys.executable, *sys.argv)
        known["refused"] = (answer.stderr.strip() or answer.stdout).splitlines()[-1:]
    if "refused" in known:
        raise RuntimeError(f".labs/agent.pyz is not used: {known['refused']}")
