"""CPU time of what was started from Jupyter's kernels and terminals."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

HAS_PROC = os.path.isdir("/proc/self")


class Process(NamedTuple):
    """cpu: seconds, with those of its children that have ended. marked: has variables that Jupyter
    gives its kernels and terminals."""

    key: str
    pid: int
    parent: int
    session: int
    cpu: float
    command: str
    marked: bool


def jupyter_cpu(
    home: str, server: int, before: dict[str, float], with_kernels: bool
) -> tuple[dict[str, float], float]:
    """CPU seconds by process, and how many were used since `before`, what this returned last.

    home: only what runs with this HOME, if it is given. server: pid of the Jupyter server.
    with_kernels: whether a kernel's own CPU counts, as it must
    where Jupyter cannot be asked what its kernels do.
    """
    if HAS_PROC:
        processes = list(_linux(home))
    else:
        # Not in the hook: every instance has /proc, only a learner's own computer may not.
        from labs_fit.ps import listed

        processes = list(listed())
    ours = _started_from_jupyter(processes, server, before)
    cpu = {}
    for process in processes:
        kernel = process.parent not in ours and re.search(r"kernel-\S+json", process.command)
        if process.pid in ours and (with_kernels or not kernel):
            cpu[process.key] = process.cpu
    return cpu, sum(max(0, now - before.get(key, 0)) for key, now in cpu.items())


def _started_from_jupyter(
    processes: list[Process], server: int, before: dict[str, float]
) -> set[int]:
    """Kernels, terminals and all that descends from them, also what outlived its parents: known by
    its variables, its session, or from the look before."""
    ours = {process.pid for process in processes if process.marked or process.key in before}
    parents = set() if HAS_PROC else {server}
    while True:
        sessions = {process.session for process in processes if process.pid in ours} - {0}
        found = {
            process.pid
            for process in processes
            if process.parent in ours | parents or process.session in sessions
        }
        if found <= ours:
            return ours - {server, os.getpid()}
        ours |= found


def _linux(home: str) -> Iterator[Process]:
    """proc(5)."""
    tick = os.sysconf("SC_CLK_TCK")
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            stat = _read(pid, "stat").rpartition(b")")[2].split()
            command = _read(pid, "cmdline").replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue  # it has ended
        try:
            variables = _read(pid, "environ")
        except OSError:
            variables = b""  # somebody else's
        marked = re.search(rb"(^|\0)(JPY_|JUPYTER_SERVER_URL=)", variables)
        at_home = not home or f"\0HOME={home}\0".encode() in b"\0" + variables
        yield Process(
            f"{pid} {int(stat[19])}",
            int(pid),
            int(stat[1]),
            int(stat[3]),
            sum(map(int, stat[11:15])) / tick,
            command,
            bool(marked and at_home),
        )


def _read(pid: str, name: str) -> bytes:
    with open(f"/proc/{pid}/{name}", "rb") as file:
        return file.read()
