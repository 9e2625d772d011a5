"""Saves the learner's own files to the bucket: `.labs/saved/work.tar.gz`, always the newest.

Asked for by `saveAt` in `.labs/keep.json`, else where something changed: every ten minutes, and
before the instance stops.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import stat
import tarfile
import time
from contextlib import ExitStack, suppress
from datetime import datetime, timezone
from io import BytesIO
from typing import Any

from labs_agent.settings import plain
from labs_agent.stopping import EARLY
from labs_agent.tick import Tick, said
from labs_agent.wishes import Wish

from .files import Own, Work, collect

KEY = ".labs/saved/work.tar.gz"
MANIFEST = "labs-saved.json"
# As src/saved/limits.ts has them.
LARGEST_FILE, LARGEST, MOST_FILES = 100_000_000, 500_000_000, 20_000
# Seconds: between two looks, between two saves; how long before an idle stop the last one is made.
LOOK, PERIOD, LAST = 60, 600, 120
MOST_TOLD = 20


def save(tick: Tick, wish: Wish, asked: Any, state: dict[str, Any]) -> None:
    """Saves where that is due, and tells the report how things stand."""
    saved = state.setdefault("saved", {})
    now = time.time()
    wanted = isinstance(asked, str) and asked != saved.get("asked")
    if not wanted and now < state.get("look", 0):
        _tell(tick, saved)
        return
    state["look"] = now + LOOK
    try:
        work = collect(tick, wish, state)
        seen = _fingerprint(work)
        saved["isCurrent"] = seen == saved.get("seen") or not (work.files or "at" in saved)
        due = _ends_soon(tick, now) or now >= saved.get("at", 0) + PERIOD
        if wanted or (due and not saved["isCurrent"]):
            _save(tick, work, saved)
            saved.update(seen=seen, at=now, isCurrent=True)
            if wanted:
                saved["asked"] = asked
        saved.pop("failed", None)
    except Exception as error:
        saved["failed"] = {"asked": asked if wanted else None, "error": plain(said(error))}
        raise
    finally:
        _tell(tick, saved)


def _tell(tick: Tick, saved: dict[str, Any]) -> None:
    names = ("sha256", "files", "bytes", "skipped", "skippedCount", "isCurrent", "failed", "asked")
    told = {name: saved[name] for name in names if name in saved}
    if "at" in saved:
        moment = datetime.fromtimestamp(saved["at"], timezone.utc)
        told["savedAt"] = moment.isoformat(timespec="seconds")
    tick.told["work"] = told


def _ends_soon(tick: Tick, now: float) -> bool:
    """Whether the instance stops before the next save would be due: at the end of the lease, or
    for want of work."""
    settings = tick.settings
    idle = tick.state.get("idle", {}).get("seconds", 0)
    limit = settings.idle_minutes * 60
    return now > settings.stops_at - EARLY or bool(limit and idle > limit - LAST)


def _fingerprint(work: Work) -> str:
    return hashlib.sha256(json.dumps([work.files, work.repos]).encode()).hexdigest()


def _save(tick: Tick, work: Work, saved: dict[str, Any]) -> None:
    """Small files first: where not all fit, it is data that stays behind, no notebook."""
    chosen: list[Own] = []
    skipped = dict(work.skipped)
    total = 0
    for own in sorted(work.files, key=lambda own: (own.size, own.path)):
        if own.size > LARGEST_FILE:
            skipped[own.path] = f"larger than {LARGEST_FILE // 10**6} MB"
        elif len(chosen) == MOST_FILES or total + own.size > LARGEST:
            skipped[own.path] = f"more than {MOST_FILES} files or {LARGEST // 10**6} MB in all"
        else:
            chosen.append(own)
            total += own.size
    told = [{"path": path[:1000], "why": why} for path, why in sorted(skipped.items())[:MOST_TOLD]]
    manifest = {
        "version": 1,
        "sandbox": tick.settings.sandbox,
        "repos": [{"dir": dir, "commit": commit} for dir, commit in sorted(work.repos.items())],
        "skipped": told,
        "skippedCount": len(skipped),
    }
    path = tick.place.file("saved", "work.tar.gz")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        count = _write(path, tick.place.sagemaker, manifest, sorted(chosen))
        with open(path, "rb") as archive:
            digest = hashlib.sha256()
            while block := archive.read(1 << 20):
                digest.update(block)
            archive.seek(0)
            tick.client("s3").put_object(
                Bucket=tick.settings.bucket,
                Key=KEY,
                Body=archive,
                ContentType="application/gzip",
                Metadata={"sha256": digest.hexdigest(), "files": str(count)},
            )
    finally:
        with suppress(FileNotFoundError):
            os.unlink(path)
    saved.update(
        sha256=digest.hexdigest(),
        files=count,
        bytes=total,
        skipped=told,
        skippedCount=len(skipped),
    )


def _write(path: str, root: str, manifest: dict[str, Any], files: list[Own]) -> int:
    """The same files make the same bytes: no date of the archive, no owner. Returns how many are
    in it; one that went meanwhile is not."""
    count = 0
    with ExitStack() as stack:
        raw = stack.enter_context(open(path, "wb"))
        packed = stack.enter_context(gzip.GzipFile("", "wb", 6, raw, mtime=0))
        tar = stack.enter_context(tarfile.open(fileobj=packed, mode="w"))
        text = json.dumps(manifest).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(text)
        tar.addfile(info, BytesIO(text))
        for own in files:
            count += _add(tar, root, own)
    return count


def _add(tar: tarfile.TarFile, root: str, own: Own) -> bool:
    try:
        # What was a file when we looked can be a link or a pipe now.
        handle = os.open(os.path.join(root, own.path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    with open(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_FILE:
            return False
        info = tarfile.TarInfo(f"files/{own.path}")
        info.size = status.st_size
        info.mode = 0o755 if status.st_mode & 0o100 else 0o644
        info.mtime = int(status.st_mtime)
        tar.addfile(info, file)
    return True
