"""A new edition goes into a work tree that the learner has been working in.

File by file, never inside a file (half of them are notebooks): what they changed or made stays;
what they deleted comes back; everything else becomes the new edition's. These are the rules of
nbgitpuller, with the learner's own file left where it is.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import Callable

from labs_prepare.git import Repository


def merge(repository: Repository, base: str, new: str, wanted: Callable[[str], bool]) -> list[str]:
    """Takes the work tree from commit base to commit new.

    wanted: whether a path is asked for. Returns the paths whose new edition was held back. Stopped
    at any point it can be run again.
    """
    before = repository.files(base)
    after = {path: what for path, what in repository.files(new).items() if wanted(path)}
    index = repository.scratch()
    stamps = {path: _stamp(repository, path) for path in before.keys() | after.keys()}
    changed = _differing(repository, base, index)
    kept: list[str] = []
    # What goes, goes first: a folder of the old edition may be a file of the new one, or the other
    # way round.
    for path in sorted(before.keys() - after.keys()):
        if stamps[path] and wanted(path):
            if path in changed or not _remove(repository, path, stamps):
                kept.append(path)
            else:
                with suppress(OSError):
                    os.removedirs(os.path.dirname(os.path.join(repository.folder, path)))
    write: list[str] = []
    # This index is the new edition's, and `checkout-index` below writes from it.
    for path in sorted(_differing(repository, new, index) & after.keys()):
        if not _stamp(repository, path):
            free = not _is_blocked(repository, path)
        else:
            free = path in before and path not in changed and _remove(repository, path, stamps)
        if free:
            write.append(path)
        elif before.get(path) != after[path]:
            kept.append(path)
    # Without --force it never replaces a file: one that appeared meanwhile is an error, and later
    # a file that is kept.
    repository.run(
        "checkout-index", "-qz", "--stdin", stdin=os.fsencode("\0".join(write)), index=index
    )
    _move_head(repository, base, new, wanted)
    return kept


def _differing(repository: Repository, commit: str, index: str) -> set[str]:
    """Files of a commit that are other, or none, in the work tree."""
    repository.run("read-tree", commit, index=index)
    repository.run("update-index", "-q", "--ignore-missing", "--refresh", index=index)
    return set(repository.names("diff-files", "-z", "--name-only", index=index))


def _is_blocked(repository: Repository, path: str) -> bool:
    """Whether a folder on the way to it is a file or a link of the learner's."""
    folder = os.path.dirname(path)
    while folder:
        full = os.path.join(repository.folder, folder)
        if os.path.lexists(full) and (os.path.islink(full) or not os.path.isdir(full)):
            return True
        folder = os.path.dirname(folder)
    return False


def _stamp(repository: Repository, path: str) -> tuple[int, ...]:
    """Changes when a file is saved; empty where there is none."""
    try:
        status = os.lstat(os.path.join(repository.folder, path))
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _remove(repository: Repository, path: str, stamps: dict[str, tuple[int, ...]]) -> bool:
    """Removes a file of the old edition, unless it was saved since we looked."""
    if _stamp(repository, path) != stamps[path] or _is_blocked(repository, path):
        return False
    os.unlink(os.path.join(repository.folder, path))
    return True


def _move_head(repository: Repository, base: str, new: str, wanted: Callable[[str], bool]) -> None:
    """The learner's branch goes along, unless it has commits of their own."""
    if repository.commit("HEAD") not in (base, new):
        return
    lock = os.path.join(repository.git_dir, "index.lock")
    with suppress(FileNotFoundError):
        if time.time() - os.stat(lock).st_mtime > 600:
            os.unlink(lock)  # of a git that is long gone
    repository.run("update-ref", "HEAD", new)
    repository.run("read-tree", new)
    names = "\0".join(path for path in repository.files(new) if not wanted(path))
    repository.run("update-index", "-z", "--skip-worktree", "--stdin", stdin=os.fsencode(names))
    repository.run("update-index", "-q", "--ignore-missing", "--refresh")
