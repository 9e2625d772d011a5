"""CloudTrail's event history: who made what, as LookupEvents tells it."""

from __future__ import annotations

from typing import Any


def record(response: Any, params: dict[str, Any], result: dict[str, Any] | None) -> None:
    """Keeps the management event of a call that was answered."""
