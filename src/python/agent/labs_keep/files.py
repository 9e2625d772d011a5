"""The learner's own files: what they changed or made, and nothing that was cloned."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any, NamedTuple

from labs_agent.settings import plain
from labs_agent.tick import Tick
from labs_agent.wishes import Wish
from labs_prepare.git import GitError, Repository
from labs_prepare.repos import BASE, FIXED

INDEX = "labs-keep-index"
MOST_SEEN = 500_000
# Made by programs, and made again by them.
JUNK = {
    ".cache",
    ".git",
    ".ipynb_checkpoints",
    ".mypy_cache",
    ".pytest_cache",
    ".sparkmagic",
    "__pycache__",
    "lost+found",
    "node_modules",
}
# A folder with one of these is a Python environment.
ENVIRONMENT = ("pyvenv.cfg", "conda-meta")


class Own(NamedTuple):
    """A file of the learner's. path: below the SageMaker folder."""

    path: str
    size: int
    mtime: int


class Work(NamedTuple):
    """What was found. repos: commits by folder, of what was cloned. skipped: why, by path."""

    files: list[Own]
    repos: dict[str, str]
    skipped: dict[str, str]


def collect(tick: Tick, wish: Wish, state: dict[str, Any]) -> Work:
    """Looks through the SageMaker folder; never follows a link."""
    work = Work([], {}, {})
    left_alone: set[str] = set()
    # A folder is a lab's by its record, which outlives the wish for it.
    for dir in sorted({*tick.state["repos"], *(item.dir for item in wish.items)}):
        repository = Repository(os.path.join(tick.place.sagemaker, dir), lambda: None)
        if not os.path.isdir(repository.git_dir):
            continue
        base = repository.commit(BASE)
        if base:
            work.repos[dir] = base
            left_alone |= {f"{dir}/{path}" for path in unchanged(repository, base, state)}
    _walk(tick.place.sagemaker, "", left_alone, work)
    work.files.sort()
    return work


def unchanged(repository: Repository, base: str, state: dict[str, Any]) -> set[str]:
    """Files that are as the cloned commit, or our fixups of it, has them. An index of our own
    remembers which were, so that files are read once and not every minute."""
    index = os.path.join(repository.git_dir, INDEX)
    base = repository.commit(FIXED) or base
    known = state.setdefault("bases", {})
    with suppress(FileNotFoundError):
        os.unlink(f"{index}.lock")  # of a run that was cut off
    try:
        if known.get(repository.folder) != base or not os.path.exists(index):
            with suppress(FileNotFoundError):
                os.unlink(index)
            repository.run("read-tree", base, index=INDEX)
            known[repository.folder] = base
        repository.run("update-index", "-q", "--ignore-missing", "--refresh", index=INDEX)
        changed = set(repository.names("diff-files", "-z", "--name-only", index=INDEX))
    except GitError:
        known.pop(repository.folder, None)
        raise
    return repository.files(base).keys() - changed


def _walk(root: str, folder: str, left_alone: set[str], work: Work) -> None:
    """Depth first, without recursion: a folder can be deeper than Python's stack."""
    folders, seen = [folder], 0
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(os.path.join(root, folder)))
        except OSError as error:
            work.skipped[folder] = plain(error.strerror)
            continue
        names = {entry.name for entry in entries}
        if folder and any(name in names for name in ENVIRONMENT):
            continue
        for entry in entries:
            seen += 1
            if seen > MOST_SEEN:
                raise ValueError(f"there are more than {MOST_SEEN} files")
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                if not (entry.name in JUNK or entry.name.startswith(".Trash") or path == ".labs"):
                    folders.append(path)
            elif path not in left_alone:
                _take(entry, path, work)


def _take(entry: os.DirEntry[str], path: str, work: Work) -> None:
    try:
        path.encode()
    except UnicodeEncodeError:
        work.skipped[path.encode(errors="replace").decode()] = "its name is no UTF-8"
        return
    if entry.is_symlink():
        work.skipped[path] = "a link"
    elif not entry.is_file(follow_symlinks=False):
        work.skipped[path] = "neither file nor folder"
    else:
        status = entry.stat(follow_symlinks=False)
        work.files.append(Own(path, status.st_size, status.st_mtime_ns))
