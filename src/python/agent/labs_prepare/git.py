"""Git, run on one repository that need not be trusted and must not be waited for in silence."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Callable

from labs_agent.settings import plain

LONGEST = 3600
SCRATCH = "labs-index"
# A learner's hooks are not run behind their back; a server that sends nothing is given up.
OPTIONS = (
    "core.hooksPath=/dev/null",
    "fetch.unpackLimit=1",
    "gc.auto=0",
    "maintenance.auto=false",
    "http.lowSpeedLimit=1000",
    "http.lowSpeedTime=60",
)


class GitError(Exception):
    """What git said, in one line."""


class Repository:
    """A work tree and its `.git`. beat: called while a command takes long."""

    def __init__(self, folder: str, beat: Callable[[], None]) -> None:
        self.folder = folder
        self.git_dir = os.path.join(folder, ".git")
        self.beat = beat

    def run(
        self,
        *arguments: str,
        stdin: bytes = b"",
        index: str = "index",
        tree: str = "",
        variables: dict[str, str] | None = None,
    ) -> bytes:
        """Runs a command, returns its output.

        index: name of the index in `.git` to use. tree: another work tree.
        Raises GitError where git fails or is not there.
        """
        command = ["git", f"--git-dir={self.git_dir}", f"--work-tree={tree or self.folder}"]
        for option in OPTIONS:
            command += ["-c", option]
        environment = {
            **os.environ,
            "LC_ALL": "C",
            "GIT_ASKPASS": "true",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_INDEX_FILE": os.path.join(self.git_dir, index),
            **(variables or {}),
        }
        try:
            process = subprocess.Popen(
                [*command, *arguments],
                cwd=tree or self.folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise GitError(f"git cannot be run: {error}") from error
        output, errors = self._wait(process, stdin)
        if process.returncode != 0:
            raise GitError(_reason(errors.decode(errors="replace"), process.returncode))
        return output

    def _wait(self, process: subprocess.Popen[bytes], stdin: bytes) -> tuple[bytes, bytes]:
        given: bytes | None = stdin
        end = time.monotonic() + LONGEST
        while True:
            try:
                return process.communicate(given, timeout=15)
            except subprocess.TimeoutExpired:
                given = None
                if time.monotonic() > end:
                    process.kill()
                self.beat()

    def scratch(self) -> str:
        """Name of a new index beside the learner's; a run that was cut off may have left its
        own."""
        for name in (SCRATCH, f"{SCRATCH}.lock"):
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(self.git_dir, name))
        return SCRATCH

    def names(self, *arguments: str, index: str = "index") -> list[str]:
        """Output of a command with `-z`, as file names."""
        output = self.run(*arguments, index=index)
        return [os.fsdecode(name) for name in output.split(b"\0") if name]

    def commit(self, name: str) -> str:
        """The commit that a name stands for; empty where there is none."""
        try:
            return self.run("rev-parse", "-q", "--verify", f"{name}^{{commit}}").decode().strip()
        except GitError:
            return ""

    def files(self, commit: str) -> dict[str, tuple[str, str]]:
        """Mode and object id of each file of a commit, by path."""
        listed = (line.split("\t", 1) for line in self.names("ls-tree", "-rz", commit))
        return {path: (what.split()[0], what.split()[2]) for what, path in listed}

    def has_all(self, objects: Iterable[str]) -> bool:
        """Whether these objects are here, or in a store that is shared."""
        asked = "\n".join(objects).encode()
        return b" missing" not in self.run("cat-file", "--batch-check", stdin=asked)


def _reason(errors: str, code: int) -> str:
    lines = [line for line in errors.splitlines() if line.strip()]
    told = [line for line in lines if re.match(r"(fatal|error):", line)]
    return plain((told or lines or [f"git ended with {code}"])[0])
