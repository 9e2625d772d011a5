"""Brings saved work back: an archive of the bucket, file by file, after its labs are cloned.

A file that the learner has changed here stays; the saved one is put beside it.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import re
import shutil
import tarfile
from contextlib import suppress
from typing import Any

from labs_agent.settings import plain
from labs_agent.tick import Tick, said
from labs_prepare.git import Repository
from labs_prepare.repos import BASE

from .files import unchanged
from .saving import LARGEST, LARGEST_FILE, MANIFEST, MOST_FILES, MOST_TOLD

Members = list[tuple[str, tarfile.TarInfo]]


def restore(tick: Tick, asked: Any, state: dict[str, Any]) -> None:
    """Restores the wished archive, each of its folders once; folders of labs that are not cloned
    yet wait for them."""
    sha256 = asked.get("sha256") if isinstance(asked, dict) else None
    if not isinstance(sha256, str) or not re.fullmatch(r"[0-9a-f]{64}", sha256):
        return
    record = state.get("restored", {})
    if record.get("sha256") != sha256:
        record = {"sha256": sha256, "tops": [], "files": 0, "beside": [], "besideCount": 0}
        state["restored"] = record
    archive = tick.place.file("restore", f"{sha256}.tar.gz")
    try:
        if not record.get("isDone"):
            _restore(tick, archive, record, state)
        record.pop("error", None)
    except Exception as error:
        record["error"] = plain(said(error))
        raise
    finally:
        if record.get("isDone"):
            shutil.rmtree(os.path.dirname(archive), ignore_errors=True)
        names = ("sha256", "files", "beside", "besideCount", "pending", "isDone", "error")
        tick.told["restored"] = {name: record[name] for name in names if name in record}


def _restore(tick: Tick, archive: str, record: dict[str, Any], state: dict[str, Any]) -> None:
    if not os.path.exists(archive):
        _fetch(tick, archive, record["sha256"])
    with tarfile.open(archive, mode="r:gz") as tar:
        members, labs = _read(tar)
        pending = []
        for top in sorted({path.split("/")[0] for path, _ in members} - set(record["tops"])):
            repository = Repository(os.path.join(tick.place.sagemaker, top), lambda: None)
            base = repository.commit(BASE) if os.path.isdir(repository.git_dir) else ""
            if top in labs and not base:
                pending.append(top)
                continue
            cloned = unchanged(repository, base, state) if base else set()
            for path, member in members:
                if path.split("/")[0] == top:
                    _put(tick, tar, member, path, path[len(top) + 1 :] in cloned, record)
            record["tops"].append(top)
    record.update(pending=pending, isDone=not pending)


def _fetch(tick: Tick, archive: str, sha256: str) -> None:
    os.makedirs(os.path.dirname(archive), exist_ok=True)
    answer = tick.client("s3").get_object(
        Bucket=tick.settings.bucket, Key=f".labs/saved/{sha256}.tar.gz"
    )
    digest, size = hashlib.sha256(), 0
    with open(f"{archive}.new", "wb") as file:
        while block := answer["Body"].read(1 << 20):
            size += len(block)
            if size > LARGEST:
                raise ValueError(f"the archive has more than {LARGEST} bytes")
            digest.update(block)
            file.write(block)
    if digest.hexdigest() != sha256:
        raise ValueError(f".labs/saved/{sha256}.tar.gz is another archive")
    os.replace(f"{archive}.new", archive)


def _read(tar: tarfile.TarFile) -> tuple[Members, set[str]]:
    """Its files by path, and the folders that are labs'; ValueError for what no archive of ours
    has."""
    members: Members = []
    labs: set[str] = set()
    size = 0
    for member in tar:
        parts = member.name.split("/")
        size += member.size
        harmless = member.isreg() and not {"", ".", "..", ".git"} & set(parts)
        if not harmless or (parts[0] != "files" and member.name != MANIFEST):
            raise ValueError(f"the archive's {plain(member.name)} is not allowed")
        if size > LARGEST or member.size > LARGEST_FILE or len(members) > MOST_FILES:
            raise ValueError(f"the archive has over {LARGEST} bytes or {MOST_FILES} files")
        if parts[0] == "files":
            if len(parts) == 1 or parts[1] == ".labs":
                raise ValueError(f"the archive's {plain(member.name)} is not allowed")
            members.append(("/".join(parts[1:]), member))
        elif member.size < 10_000_000:
            file = tar.extractfile(member)
            manifest = json.load(file) if file else {}
            labs = {repo["dir"] for repo in manifest["repos"]}
    return members, labs


def _put(
    tick: Tick,
    tar: tarfile.TarFile,
    member: tarfile.TarInfo,
    path: str,
    is_cloned: bool,
    record: dict[str, Any],
) -> None:
    """Writes one file whole: in its place where there is none or the cloned one, else beside."""
    target = os.path.join(tick.place.sagemaker, path)
    fresh = tick.place.file("restore", "file.new")
    source = tar.extractfile(member)
    if source is None:
        return
    with open(fresh, "wb") as file:
        shutil.copyfileobj(source, file)
    os.chmod(fresh, 0o755 if member.mode & 0o100 else 0o644)
    blocked = _is_blocked(tick.place.sagemaker, path)
    if not blocked and os.path.isfile(target) and filecmp.cmp(fresh, target, shallow=False):
        os.unlink(fresh)
        return
    if blocked or (os.path.lexists(target) and not is_cloned):
        target = _beside(tick.place.sagemaker, path, fresh)
        record["besideCount"] += 1
        if len(record["beside"]) < MOST_TOLD:
            record["beside"].append(os.path.relpath(target, tick.place.sagemaker)[:1000])
    with suppress(FileExistsError):
        os.makedirs(os.path.dirname(target), exist_ok=True)
    os.replace(fresh, target)
    record["files"] += 1


def _is_blocked(root: str, path: str) -> bool:
    """Whether a folder on the way is a file or a link: a link leads out of the folder."""
    folder = os.path.dirname(path)
    while folder:
        full = os.path.join(root, folder)
        if os.path.lexists(full) and (os.path.islink(full) or not os.path.isdir(full)):
            return True
        folder = os.path.dirname(folder)
    return False


def _beside(root: str, path: str, fresh: str) -> str:
    """A free name beside the path; where a folder on the way is blocked, in the first free one."""
    parts = path.split("/")
    while len(parts) > 1 and _is_blocked(root, "/".join(parts)):
        parts = [*parts[:-2], f"{parts[-2]}-{parts[-1]}"]
    stem, ending = os.path.splitext("/".join(parts))
    for number in range(1, 10_000):
        mark = ".restored" if number == 1 else f".restored-{number}"
        target = os.path.join(root, f"{stem}{mark}{ending}")
        if not os.path.lexists(target) or filecmp.cmp(fresh, target, shallow=False):
            return target
    raise FileExistsError(f"{path} has no free name")
