"""Repositories and archives become folders of the learner, and stay theirs."""

from __future__ import annotations

import os
import re
import shutil
import time
from contextlib import suppress
from typing import Any, Callable

from labs_agent.settings import plain, write_file
from labs_agent.tick import Tick, said
from labs_agent.wishes import Item

from .git import GitError, Repository

# The commit that we last put into the work tree: it marks a repository as ours, and keeps what the
# next merge compares with. FIXED is that commit with our fixups, where there are any: what the work
# tree was really brought to. BRANCH is what the learner finds themselves on.
BASE = "refs/labs/base"
FIXED = "refs/labs/fixed"
BRANCH = "labs"
REFUSED = "not our ref|unadvertised object|find remote ref|not support"


def settle(tick: Tick, item: Item, beat: Callable[[], None]) -> dict[str, Any]:
    """Brings one folder to what the wish says, if it is not there yet.

    A failure is kept in the record, with the time of the next try; it never raises.
    """
    record = tick.state["repos"].setdefault(item.dir, {})
    if record.get("wished") != item.wished:
        for key in ("tries", "next", "error", "done"):
            record.pop(key, None)
        record["wished"] = item.wished
    repository = Repository(os.path.join(tick.place.sagemaker, item.dir), beat)
    try:
        exists = os.path.lexists(repository.folder)
        base = repository.commit(BASE) if exists else ""
        if exists and not base:
            raise FileExistsError(f"the folder {item.dir} is not from labs and is left alone")
        if base and record.get("done"):
            record.pop("error", None)
            return record
        if time.time() < record.get("next", 0):
            return record
        if not exists:
            record.pop("kept", None)
            _clone(tick, item, repository)
        elif base != item.commit or _patterns(item) != _sparse(repository):
            # As much of it as a report may have.
            kept = _update(tick, item, repository, base)
            record["kept"] = [path[:1000] for path in kept[:1000]]
        commit = repository.commit(BASE)
        wanted = [path for path in repository.files(commit) if item.has(path)]
        record.update(done=True, commit=commit, files=len(wanted))
        for key in ("tries", "next", "error"):
            record.pop(key, None)
    except ModuleNotFoundError:
        pass  # the hook's own agent, until the bucket has one that takes over
    except Exception as error:
        record["error"] = plain(said(error))
        if not isinstance(error, FileExistsError):
            record["tries"] = record.get("tries", 0) + 1
            record["next"] = time.time() + min(300, 10 * 2 ** record["tries"])
    return record


def _clone(tick: Tick, item: Item, repository: Repository) -> None:
    """Clones beside, then renames: a clone is whole, or it is not there."""
    fresh = Repository(tick.place.file("clones", item.dir), repository.beat)
    shutil.rmtree(fresh.folder, ignore_errors=True)
    os.makedirs(fresh.folder)
    fresh.run("init", "-q", "--template=")
    fresh.run("symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
    commit = _bring(tick, item, fresh)
    fresh.run("update-ref", "HEAD", commit)
    fresh.run("reset", "-q", "--hard")
    fresh.run("update-ref", BASE, commit)
    os.rename(fresh.folder, repository.folder)


def _update(tick: Tick, item: Item, repository: Repository, base: str) -> list[str]:
    # Not in the hook, which has no room for it: a wish that changes comes with the bucket's agent.
    from labs_fit.merging import merge

    commit = _bring(tick, item, repository)
    kept = merge(repository, repository.commit(FIXED) or base, commit, item.has)
    repository.run("update-ref", "-d", FIXED)
    repository.run("update-ref", BASE, commit)
    return kept


def _bring(tick: Tick, item: Item, repository: Repository) -> str:
    """Gets the wished commit into the repository; its work tree stays as it is."""
    if item.sha256:
        # Not in the hook: what has an archive has the bucket's agent beside it.
        from labs_fit.contents import snapshot

        return snapshot(tick, item, repository)
    if b"origin" in repository.run("remote").split():
        repository.run("remote", "set-url", "origin", item.url)
    else:
        repository.run("remote", "add", "origin", item.url)
    here = False
    with suppress(ModuleNotFoundError):
        # Not in the hook: on a new instance nothing is near.
        from labs_fit.nearby import use

        here = use(repository, item)
    _make_sparse(repository, item)
    if here:
        return item.commit
    shallow = os.path.exists(os.path.join(repository.git_dir, "shallow"))
    depth = ["--depth=1"] if shallow or not repository.commit("HEAD") else []
    try:
        repository.run("fetch", "-q", *depth, "--no-tags", "origin", item.commit)
    except GitError as error:
        if not re.search(REFUSED, str(error)):
            raise
        # A server that gives out branches only.
        refs = "+refs/heads/*:refs/remotes/origin/*"
        repository.run("fetch", "-q", "--tags", "origin", refs)
        if not repository.commit(item.commit):
            raise GitError(f"{item.url} has no commit {item.commit}") from error
    if not any(map(item.has, repository.files(item.commit))):
        raise GitError(f"{item.url} has none of the wished paths")
    return item.commit


def _make_sparse(repository: Repository, item: Item) -> None:
    if not item.sparse:
        repository.run("config", "core.sparseCheckout", "false")
        return
    for key, value in (
        ("core.sparseCheckout", "true"),
        ("core.sparseCheckoutCone", "false"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.partialCloneFilter", "blob:none"),
    ):
        repository.run("config", key, value)
    write_file(os.path.join(repository.git_dir, "info/sparse-checkout"), _patterns(item))


def _patterns(item: Item) -> bytes:
    """Sparse without cones: patterns of gitignore, anchored, with their own signs escaped."""
    escaped = (re.sub(r"([\\*?\[ ])", r"\\\1", path) for path in item.sparse)
    return "".join(f"/{path}\n" for path in escaped).encode()


def _sparse(repository: Repository) -> bytes:
    try:
        with open(os.path.join(repository.git_dir, "info/sparse-checkout"), "rb") as file:
            return file.read()
    except OSError:
        return b""
