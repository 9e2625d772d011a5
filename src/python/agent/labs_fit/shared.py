"""Environments that several instances share, where they are on one machine: the local AWS.

LABS_ENVIRONMENTS names the folder. What is in there is made once; an environment of an instance
then looks into it, and keeps for itself what the learner installs.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from typing import Callable

from labs_agent.settings import write_file

WHOLE = "complete.json"
PIP = '#!/bin/sh\nexec "$(dirname "$0")/python" -m pip "$@"\n'
Run = Callable[[list[str]], None]


def store() -> str:
    """The folder; empty on AWS."""
    return os.environ.get("LABS_ENVIRONMENTS", "")


def make(folder: str, python: str, pins: list[str], install: list[str], run: Run) -> None:
    """Makes an environment with these packages, from the shared one, which is made if need be.

    install: the command of pip that the pins are added to, without its Python.
    """
    what = "\n".join([os.path.realpath(python), *pins])
    shared = os.path.join(store(), hashlib.sha256(what.encode()).hexdigest()[:16])
    if not os.path.exists(os.path.join(shared, WHOLE)):
        draft = f"{shared}.{os.getpid()}"
        try:
            run([python, "-m", "venv", draft])
            run([os.path.join(draft, "bin", "python"), *install, *pins])
            write_file(os.path.join(draft, WHOLE), b"{}")
            shutil.rmtree(shared, ignore_errors=True)
            os.rename(draft, shared)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    run([python, "-m", "venv", "--without-pip", folder])
    write_file(os.path.join(packages(folder), "labs-shared.pth"), packages(shared).encode())
    for name in ("pip", "pip3"):
        path = os.path.join(folder, "bin", name)
        write_file(path, PIP.encode())
        os.chmod(path, 0o755)


def packages(folder: str) -> str:
    """Where an environment's packages are."""
    lib = os.path.join(folder, "lib")
    version = next(name for name in sorted(os.listdir(lib)) if name.startswith("python3."))
    return os.path.join(lib, version, "site-packages")
