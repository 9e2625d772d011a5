"""Which Python of this instance an environment is made with."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys

from labs_agent.tick import Tick

ASK = "import sys; print('%d.%d.%d' % sys.version_info[:3]); import ensurepip, venv"
NEWEST = 14


def nearest(tick: Tick, wanted: str) -> tuple[str, str]:
    """Version and path of the Python that is, or comes nearest to, `3.10`; of two equally near
    the newer. OSError where none can make environments."""
    minor = int(wanted.split(".")[1])
    found = {version: python for python in _candidates(tick) if (version := _version(python))}
    if not found:
        raise OSError("no Python here can make an environment (its venv or ensurepip is missing)")

    def distance(version: str) -> tuple[int, int]:
        away = int(version.split(".")[1]) - minor
        return abs(away), -away

    version = min(found, key=distance)
    return version, found[version]


def _candidates(tick: Tick) -> list[str]:
    """Later ones count where several have the same version: the instance's own conda."""
    names = ("python3", *(f"python3.{minor}" for minor in range(NEWEST, 8, -1)))
    conda = os.path.join(tick.place.home, "anaconda3")
    found = [
        sys.executable,
        *filter(None, map(shutil.which, names)),
        os.path.join(conda, "bin/python"),
        *sorted(glob.glob(os.path.join(conda, "envs/*/bin/python"))),
    ]
    return [python for python in dict.fromkeys(found) if os.path.exists(python)]


def _version(python: str) -> str:
    """Empty for what cannot be run, or cannot make an environment."""
    try:
        asked = [python, "-c", ASK]
        said = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=True)
        return said.stdout.split()[0]
    except (OSError, subprocess.SubprocessError, IndexError):
        return ""
