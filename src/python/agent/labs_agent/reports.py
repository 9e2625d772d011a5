"""What this sandbox has, for those outside: report.json in its bucket."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timezone
from typing import Any

from .tick import Tick
from .wishes import Wish


def send(tick: Tick, wish: Wish) -> None:
    """Writes the report where it says something new; idle time is news every five minutes."""
    idle = None if tick.idle_minutes is None else int(tick.idle_minutes)
    report = {
        "version": 1,
        "wish": wish.sha256,
        "repos": [_entry(tick, item) for item in wish.items],
        "versions": tick.versions,
        "problems": sorted(tick.problems.values())[:100],
        **tick.told,
    }
    news = json.dumps([report, idle if idle is None else idle // 5], sort_keys=True)
    digest = hashlib.sha256(news.encode()).hexdigest()
    if tick.state.get("sent") == digest:
        return
    with tick.trying("report"):
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        tick.client("s3").put_object(
            Bucket=tick.settings.bucket,
            Key=".labs/report.json",
            Body=json.dumps({**report, "writtenAt": now, "idleMinutes": idle}).encode(),
            ContentType="application/json",
        )
        tick.state["sent"] = digest
        for problem in report["problems"]:
            print(problem)


def _entry(tick: Tick, item: Any) -> dict[str, Any]:
    record = tick.state["repos"].get(item.dir, {})
    if record.get("wished") != item.wished:
        record = {}
    archive = f"s3://{tick.settings.bucket}/.labs/content/{item.lab}.tar.gz"
    entry = {
        "lab": item.lab,
        "url": item.url or archive,
        "dir": item.dir,
        "commit": record.get("commit"),
        "state": "failed" if "error" in record else "cloned" if record.get("done") else "pending",
    }
    for key in ("files", "error", "kept"):
        if record.get(key):
            entry[key] = record[key]
    return entry
