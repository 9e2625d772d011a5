"""Mends what was cloned: an edition of our own on top of the pinned commit.

That edition is a commit, which FIXED names, so that a file with only our fixups is one that the
learner has not changed, for whoever compares with the edition. What they did change is never
overwritten: there a fixup is left out, or taken back inside the file.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any, Callable

from labs_agent.settings import plain, write_file
from labs_agent.tick import Tick, said
from labs_agent.wishes import Item
from labs_prepare.git import Repository
from labs_prepare.repos import BASE, FIXED

from .asked import Change
from .mending import mend, unmend
from .merging import merge

LARGEST = 50_000_000
YOURS = "you have changed this file"


def settle(
    tick: Tick, item: Item, changes: list[Change], state: dict[str, Any], beat: Callable[[], None]
) -> list[dict[str, Any]]:
    """Brings the fixups of one folder to what the wish says; returns what became of each."""
    record = state.setdefault("repos", {}).setdefault(item.dir, {})
    repository = Repository(os.path.join(tick.place.sagemaker, item.dir), beat)
    pinned = repository.commit(BASE) if os.path.isdir(repository.git_dir) else ""
    if not pinned or not tick.state["repos"].get(item.dir, {}).get("done"):
        return []
    asked = hashlib.sha256(json.dumps([pinned, changes]).encode()).hexdigest()
    if record.get("asked") != asked or record.get("fixed") != repository.commit(FIXED):
        try:
            before = [Change(*change) for change in record.get("made", ())]
            edition = Edition(repository, pinned, changes)
            told = _bring(repository, item, edition, before)
        except Exception as error:
            record["error"] = plain(said(error))
            raise
        made = [change for change, why in zip(changes, told) if not why]
        record.update(asked=asked, fixed=repository.commit(FIXED), told=told, made=made)
        record.pop("error", None)
    return [_outcome(change, why) for change, why in zip(changes, record["told"])]


class Edition:
    """A commit with the changes that can be made, and by change why it could not be."""

    def __init__(self, repository: Repository, pinned: str, changes: list[Change]) -> None:
        self.repository, self.pinned, self.changes = repository, pinned, changes
        self.files = repository.files(pinned)
        self.reasons = [""] * len(changes)
        self.commit = self._make()

    def _make(self) -> str:
        index = ""
        for path in sorted({change.path for change in self.changes}):
            at = [number for number, change in enumerate(self.changes) if change.path == path]
            try:
                text = self.original(path)
                fixed, reasons = mend(path, text, [self.changes[number] for number in at])
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                text = fixed = ""
                reasons = [plain(said(error))] * len(at)
            for number, why in zip(at, reasons):
                self.reasons[number] = why
            if fixed == text:
                continue
            if not index:
                index = self.repository.scratch()
                self.repository.run("read-tree", self.pinned, index=index)
            new = self.repository.run("hash-object", "-w", "--stdin", stdin=fixed.encode())
            entry = f"{self.files[path][0]},{new.decode().strip()},{path}"
            self.repository.run("update-index", "--cacheinfo", entry, index=index)
        return self._commit(index) if index else self.pinned

    def original(self, path: str) -> str:
        """ValueError for what is no file, or no text."""
        mode, blob = self.files.get(path, ("", ""))
        if not mode.startswith("100"):
            raise ValueError("there is no such file")
        data = self.repository.run("cat-file", "blob", blob)
        if len(data) > LARGEST:
            raise ValueError("the file is too large")
        return data.decode()

    def _commit(self, index: str) -> str:
        # Of a large repository only some files are here.
        tree = self.repository.run("write-tree", "--missing-ok", index=index).decode().strip()
        variables = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "labs"), ("EMAIL", "labs"), ("DATE", "@0 +0000"))
        }
        made = self.repository.run(
            "commit-tree", tree, "-p", self.pinned, stdin=b"fixups\n", variables=variables
        )
        return made.decode().strip()


def _bring(repository: Repository, item: Item, edition: Edition, before: list[Change]) -> list[str]:
    """Takes the work tree to the edition; returns by change why it was not made."""
    current = repository.commit(FIXED) or edition.pinned
    kept: set[str] = set()
    if edition.commit != current:
        kept = set(merge(repository, current, edition.commit, item.has))
    if edition.commit != edition.pinned:
        repository.run("update-ref", FIXED, edition.commit)
    elif current != edition.pinned:
        repository.run("update-ref", "-d", FIXED)
    for path in kept:
        gone = [change for change in before if change.path == path]
        _take_back(repository, edition, path, [one for one in gone if one not in edition.changes])
    return [
        why or (YOURS if change.path in kept and change not in before else "")
        for change, why in zip(edition.changes, edition.reasons)
    ]


def _take_back(repository: Repository, edition: Edition, path: str, gone: list[Change]) -> None:
    full = os.path.join(repository.folder, path)
    if not gone or os.path.islink(full) or not os.path.isfile(full):
        return
    with open(full, encoding="utf-8", newline="") as file:
        text = file.read()
    restored, _ = unmend(path, text, gone, edition.original(path))
    if restored != text:
        mode = os.stat(full).st_mode
        write_file(full, restored.encode())
        os.chmod(full, mode)


def _outcome(change: Change, why: str) -> dict[str, Any]:
    outcome = {
        "lab": change.lab,
        "path": f"{change.dir}/{change.path}"[:1000],
        "state": "skipped" if why else "made",
    }
    if change.cell >= 0:
        outcome["cell"] = change.cell
    if change.kernel:
        outcome["kernel"] = change.kernel
    if why:
        outcome["why"] = plain(why)
    return outcome
