"""Makes the Python environments of labs, on the volume, and registers them as kernels.

An environment stays through stop and start of the instance; where Jupyter looks for kernels does
not, so they are registered anew. A kernel is registered before its environment is made, as one that
waits for it: Jupyter silently opens a notebook with another kernel where its own is missing, and
stays with that one.
"""

from __future__ import annotations

import json
import os
import pkgutil
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any, Callable

from labs_agent.settings import plain, read_json, write_file
from labs_agent.tick import Tick, said
from labs_prepare.kernels import probe

from . import shared
from .asked import Runtime
from .pythons import nearest

MARK = "labs-environment.json"
PIP = ("--no-input", "--disable-pip-version-check", "--progress-bar=off", "--prefer-binary")
# Seconds: how often one looks after pip, how long it may take, until it is tried again.
LOOK, LONGEST, AGAIN, RARELY = 5, 3600, 60, 3600


class SupersededError(Exception):
    """There is another wish: it goes first."""


def settle(
    tick: Tick, runtimes: list[Runtime], state: dict[str, Any], beat: Callable[[], None]
) -> list[dict[str, Any]]:
    """Makes what is missing; returns how each lab's kernel stands.

    beat: called while it takes long; may raise SupersededError.
    """
    records = state.setdefault("environments", {})
    if state.get("boot") != tick.state["boot"]:
        state["boot"] = tick.state["boot"]
        for record in records.values():
            record.pop("next", None)
    _forget(tick, runtimes, records)
    announce(tick, runtimes, records)
    for runtime in runtimes:
        record = records.setdefault(runtime.key, {})
        if not _is_whole(tick, runtime) and time.time() >= record.get("next", 0):
            tick.told["runtimes"] = [_told(tick, each, records) for each in runtimes]
            beat()
            try:
                _make(tick, runtime, record, beat)
            except SupersededError:
                break
        with tick.trying(f"kernel of {runtime.lab}"):
            _register(tick, runtime, record)
    return [_told(tick, runtime, records) for runtime in runtimes]


def announce(tick: Tick, runtimes: list[Runtime], records: dict[str, Any]) -> list[dict[str, Any]]:
    """Registers every kernel at once, so that no notebook is opened with another; returns how
    those that could be registered stand."""
    told = []
    for runtime in runtimes:
        with tick.trying(f"kernel of {runtime.lab}"):
            _register(tick, runtime, records.get(runtime.key, {}))
            told.append(_told(tick, runtime, records))
    return told


def folder_of(tick: Tick, runtime: Runtime) -> str:
    return tick.place.file("environments", runtime.key)


def _python_of(tick: Tick, runtime: Runtime) -> str:
    return os.path.join(folder_of(tick, runtime), "bin", "python")


def _is_whole(tick: Tick, runtime: Runtime) -> bool:
    """Not where the Python that it was made with has gone: its link leads nowhere then."""
    mark = os.path.join(folder_of(tick, runtime), MARK)
    return os.path.exists(mark) and os.path.exists(_python_of(tick, runtime))


def _make(tick: Tick, runtime: Runtime, record: dict[str, Any], beat: Callable[[], None]) -> None:
    """A failure is kept in the record, with the time of the next try."""
    folder = folder_of(tick, runtime)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        version, python = nearest(tick, runtime.python)
        pins = [f"{name}=={version}" for name, version in runtime.packages]
        install = ["-m", "pip", "install", *PIP]
        if shared.store():
            shared.make(folder, python, pins, install, lambda command: _run(command, beat))
        else:
            _run([python, "-m", "venv", folder], beat)
            _run([_python_of(tick, runtime), *install, *pins], beat)
        mark = {"python": version, "packages": dict(runtime.packages)}
        write_file(os.path.join(folder, MARK), json.dumps(mark).encode())
        for key in ("tries", "next", "error"):
            record.pop(key, None)
    except (OSError, subprocess.SubprocessError) as error:
        record["error"] = plain(said(error))
        record["tries"] = record.get("tries", 0) + 1
        record["next"] = time.time() + min(RARELY, AGAIN * 4 ** (record["tries"] - 1))
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], beat: Callable[[], None]) -> None:
    """Raises OSError with the last that a command said, where it fails."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    variables.update(PIP_USER="0", PYTHONNOUSERSITE="1")
    process = subprocess.Popen(
        command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    end = time.monotonic() + LONGEST
    try:
        while True:
            try:
                output, _ = process.communicate(timeout=LOOK)
                break
            except subprocess.TimeoutExpired:
                beat()
                if time.monotonic() > end:
                    raise
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    if process.returncode != 0:
        lines = [line for line in output.decode(errors="replace").splitlines() if line.strip()]
        errors = [line for line in lines if line.startswith("ERROR")]
        raise OSError((errors or lines or [f"it ended with {process.returncode}"])[-1])


def _register(tick: Tick, runtime: Runtime, record: dict[str, Any]) -> None:
    """Under its own name, and under those that its notebooks ask for where nobody else answers."""
    is_whole = _is_whole(tick, runtime)
    shares = os.path.join(tick.place.home, ".local/share/jupyter/kernels")
    for name in (runtime.kernel, *runtime.names):
        path = os.path.join(shares, name, "kernel.json")
        there = read_json(path)
        if name != runtime.kernel and _is_taken(tick, name, there, runtime):
            continue
        spec = _spec(tick, runtime) if is_whole else _waiting_spec(tick, runtime, record, path)
        if there == spec:
            continue
        if is_whole:
            # Before the first kernel runs: nothing may be created untagged.
            probe(tick, _python_of(tick, runtime))
        write_file(path, json.dumps(spec).encode())


def _is_taken(tick: Tick, name: str, there: dict[str, Any], runtime: Runtime) -> bool:
    """Whether the instance has such a kernel itself, or another lab was first."""
    if there:
        return there.get("metadata", {}).get("labs", {}).get("lab") != runtime.lab
    conda = name.startswith("conda_") and os.path.exists(
        os.path.join(tick.place.home, "anaconda3/envs", name[len("conda_") :])
    )
    return conda or name in tick.state.get("kernelspecs", {})


def _spec(tick: Tick, runtime: Runtime) -> dict[str, Any]:
    folder = folder_of(tick, runtime)
    python = _python_of(tick, runtime)
    return {
        "argv": [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": runtime.title,
        "language": "python",
        "metadata": {"debugger": True, "labs": {"lab": runtime.lab}},
        "env": {
            # What a cell calls by name, `!pip` first of all, is this environment's.
            "PATH": f"{folder}/bin:${{PATH}}",
            "VIRTUAL_ENV": folder,
            "PYTHONNOUSERSITE": "1",
            "SAGEMAKER_SUPPRESS_V2_WARNING": "1",
        },
    }


def _waiting_spec(
    tick: Tick, runtime: Runtime, record: dict[str, Any], path: str
) -> dict[str, Any]:
    waiting = tick.place.file("waiting.py")
    code = pkgutil.get_data(__package__, "waiting.py") or b""
    if not os.path.exists(waiting) or os.path.getsize(waiting) != len(code):
        write_file(waiting, code)
    failed = {"failed": record["error"]} if "error" in record else {}
    return {
        # Not a Python as its first word: it is not the one that the kernel is going to have.
        "argv": ["/usr/bin/env", sys.executable, waiting, path, "{connection_file}"],
        "display_name": runtime.title,
        "language": "python",
        "metadata": {"debugger": True, "labs": {"lab": runtime.lab, "waits": True, **failed}},
    }


def _forget(tick: Tick, runtimes: list[Runtime], records: dict[str, Any]) -> None:
    """Removes kernels and environments that nothing asks for any more."""
    labs = {runtime.lab for runtime in runtimes}
    shares = os.path.join(tick.place.home, ".local/share/jupyter/kernels")
    with suppress(FileNotFoundError):
        for name in os.listdir(shares):
            spec = read_json(os.path.join(shares, name, "kernel.json"))
            lab = spec.get("metadata", {}).get("labs", {}).get("lab")
            if lab is not None and lab not in labs:
                shutil.rmtree(os.path.join(shares, name), ignore_errors=True)
    keys = {runtime.key for runtime in runtimes}
    for key in records.keys() - keys:
        del records[key]
    with suppress(FileNotFoundError):
        for key in set(os.listdir(tick.place.file("environments"))) - keys:
            shutil.rmtree(tick.place.file("environments", key), ignore_errors=True)


def _told(tick: Tick, runtime: Runtime, records: dict[str, Any]) -> dict[str, Any]:
    record = records.get(runtime.key, {})
    told: dict[str, Any] = {"lab": runtime.lab, "kernel": runtime.kernel, "asked": runtime.python}
    if _is_whole(tick, runtime):
        mark = read_json(os.path.join(folder_of(tick, runtime), MARK))
        return {**told, "state": "ready", "python": mark.get("python", "")}
    if "error" in record:
        return {**told, "state": "failed", "error": record["error"]}
    return {**told, "state": "preparing"}
