"""Runs the works of many resources side by side, each when what it depends on is done."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping

from .resources.base import Work

Start = Callable[[], Work]


class WorkFailed(Exception):
    """A work that failed; its resource already says why."""


def run_all(
    starts: Mapping[str, Start],
    after: Mapping[str, frozenset[str]],
    on_cancel: Callable[[str], None] | None = None,
) -> Generator[None, None, list[str]]:
    """Runs all works; answers the names of those that failed.

    `after` gives for each name the names that must be done first. With `on_cancel` the first
    failure ends all: what runs is cancelled, what waits is not begun. Without it the rest goes
    on, except what waits for a failed one.
    """
    waiting = dict(starts)
    running: dict[str, Work] = {}
    done: set[str] = set()
    failed: list[str] = []
    while True:
        moved = True
        while moved:
            ready = [n for n in waiting if (after.get(n, frozenset()) & starts.keys()) <= done]
            if failed and on_cancel is not None:
                ready = []
            for name in ready:
                running[name] = waiting.pop(name)()
            moved = bool(ready)
            for name, work in list(running.items()):
                ended = _step(work)
                if ended is None:
                    continue
                del running[name]
                moved = True
                if ended:
                    done.add(name)
                else:
                    failed.append(name)
        if failed and on_cancel is not None:
            for name, work in running.items():
                work.close()
                on_cancel(name)
            return failed
        if not running:
            return failed
        yield


def _step(work: Work) -> bool | None:
    """True when the work has ended well, false when it failed, none while it waits."""
    try:
        next(work)
    except StopIteration:
        return True
    except WorkFailed:
        return False
    return None
