"""What a process of the computes may use."""

from __future__ import annotations

import sys
import threading

ADDRESSES = 8 * 1024**3
"""Bytes of address space; of what libraries reserve most is never used."""


def bound_memory() -> None:
    """A job that asks for too much gets a MemoryError, not the learner's machine."""
    if sys.platform == "darwin":
        # macOS takes the limit and does not keep it.
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = ADDRESSES if hard == resource.RLIM_INFINITY else min(ADDRESSES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def end_with_parent() -> None:
    """Ends the process when its standard input closes, whatever it is doing."""
    import os

    def wait() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
