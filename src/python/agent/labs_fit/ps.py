"""The processes of a computer without /proc, which stands for an instance."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

from labs_agent.processes import Process


def listed() -> Iterator[Process]:
    """ps(1), whose times are [[days-]hours:]minutes:seconds. It shows no variables."""
    command = ["ps", "-A", "-o", "pid=", "-o", "ppid=", "-o", "time=", "-o", "command="]
    for line in subprocess.run(command, capture_output=True, text=True).stdout.splitlines():
        pid, parent, used, command = line.split(None, 3)
        days, _, clock = used.rpartition("-")
        cpu = 86400.0 * int(days or 0)
        for power, part in enumerate(reversed(clock.split(":"))):
            cpu += float(part) * 60**power
        yield Process(pid, int(pid), int(parent), 0, cpu, command, False)
