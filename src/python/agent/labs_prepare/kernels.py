"""Every Python that a kernel of this instance runs gets the tag hook, and is asked its versions."""

from __future__ import annotations

import glob
import json
import os
import pkgutil
import shutil
import subprocess
import sys
from typing import Any

from labs_agent.settings import plain, read_json, write_file
from labs_agent.tick import Tick

PACKAGES = ("boto3", "sagemaker")
# Runs in the Pythons of kernels, the oldest of them included.
PROBE = f"""
import json, sys, sysconfig
said = {{"python": "%d.%d.%d" % sys.version_info[:3]}}
for name in {PACKAGES!r}:
    try:
        from importlib.metadata import version
        said[name] = version(name)
    except Exception:
        pass
print(json.dumps([sysconfig.get_paths()["purelib"], said]))
"""
START = "import sys; exec('try:\\n import labs_tags\\nexcept Exception:\\n pass')\n"


def equip(tick: Tick) -> None:
    """Puts the hook in place and notes the versions, as `conda_python3 boto3`: `1.42.2`."""
    known = tick.state.setdefault("pythons", {})
    for name, python in sorted(_kernels(tick).items()):
        with tick.trying(f"kernel {name}"):
            record = known.get(python)
            # Installing a package changes the folder, which is when to ask again.
            if record is None or record["time"] != _time(record["folder"]):
                known[python] = record = probe(tick, python)
            for key, version in record["versions"].items():
                tick.versions[f"{name[:100]} {key}"] = version[:100]
            if "problem" in record:
                raise OSError(record["problem"])


def probe(tick: Tick, python: str) -> dict[str, Any]:
    said = subprocess.run(
        [python, "-"], input=PROBE, capture_output=True, text=True, timeout=60, check=True
    )
    folder, versions = json.loads(said.stdout.splitlines()[-1])
    record = {"folder": folder, "versions": versions}
    # Never a Python of somebody else's machine, where the home stands for the instance's.
    if os.path.realpath(folder).startswith(os.path.realpath(tick.place.home) + os.sep):
        try:
            _install(folder)
        except OSError as error:
            record["problem"] = f"calls are not tagged: {plain(error)}"
    record["time"] = _time(folder)
    return record


def _install(folder: str) -> None:
    hook = pkgutil.get_data(__package__, "labs_tags.py") or b""
    for name, data in (("labs_tags.py", hook), ("labs_tags.pth", START.encode())):
        path = os.path.join(folder, name)
        try:
            with open(path, "rb") as file:
                if file.read() == data:
                    continue
        except FileNotFoundError:
            pass
        write_file(path, data)


def _time(folder: str) -> float:
    try:
        return os.stat(folder).st_mtime
    except OSError:
        return 0


def _kernels(tick: Tick) -> dict[str, str]:
    """The Python of each kernel, by the kernel's name; a kernel of another language has none."""
    home, root = tick.place.home, tick.place.root
    if "kernelspecs" not in tick.state:
        tick.state["kernelspecs"] = _asked(home)
    found = dict(tick.state["kernelspecs"])
    shares = [
        os.path.join(root, "usr/share"),
        os.path.join(root, "usr/local/share"),
        os.path.join(sys.prefix, "share"),
        *glob.glob(os.path.join(home, "anaconda3/envs/*/share")),
        os.path.join(home, ".local/share"),
    ]
    for share in shares:
        for path in glob.glob(os.path.join(share, "jupyter/kernels/*/kernel.json")):
            folder = os.path.dirname(path)
            found[os.path.basename(folder)] = _python_of(read_json(path), folder)
    for python in glob.glob(os.path.join(home, "anaconda3/envs/*/bin/python")):
        found[f"conda_{python.split(os.sep)[-3]}"] = python
    return {name: python for name, python in found.items() if os.path.exists(python)}


def _asked(home: str) -> dict[str, str]:
    """What Jupyter itself says; slow, so once after each start of the instance."""
    beside = os.path.join(os.path.dirname(sys.executable), "jupyter")
    jupyter = shutil.which("jupyter") or beside
    if not os.path.exists(jupyter):
        return {}
    try:
        command = [jupyter, "kernelspec", "list", "--json"]
        said = subprocess.run(command, capture_output=True, timeout=60, check=True, cwd=home)
        specs = json.loads(said.stdout)["kernelspecs"]
        return {
            name: _python_of(spec["spec"], spec["resource_dir"]) for name, spec in specs.items()
        }
    except (OSError, ValueError, KeyError, subprocess.SubprocessError):
        return {}


def _python_of(spec: dict[str, Any], folder: str) -> str:
    """Path of a kernel's Python. A bare `python` is that of the Jupyter whose folder it is in."""
    python = (spec.get("argv") or [""])[0]
    if "python" not in os.path.basename(python):
        return ""
    beside = os.path.join(folder, "../../../../bin", python)
    return python if os.path.isabs(python) else os.path.normpath(beside)
