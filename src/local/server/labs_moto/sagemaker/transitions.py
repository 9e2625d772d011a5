"""Statuses that pass by themselves on AWS, and here when the control API says so.

A transition under way is a status in `ENDS`; it ends in one of the statuses given there, or with
`Gone`, which removes the resource.
"""

from __future__ import annotations

from ..world import WORLD
from .kinds import ENDPOINT, KINDS, NOTEBOOK, Kind
from .store import Record, Store, stores

GONE = "Gone"

ENDS: dict[str, dict[str, tuple[str, ...]]] = {
    NOTEBOOK.noun: {
        "Pending": ("InService", "Failed"),
        "Stopping": ("Stopped",),
        "Updating": ("Stopped", "Failed"),
        "Deleting": (GONE,),
    },
    ENDPOINT.noun: {
        "Creating": ("InService", "Failed"),
        "Updating": ("InService",),
        "SystemUpdating": ("InService",),
        "Deleting": (GONE,),
    },
}
"""First the end that comes when nothing goes wrong."""

JOB_ENDS: dict[str, tuple[str, ...]] = {
    "InProgress": ("Completed", "Failed"),
    "Stopping": ("Stopped", "Failed"),
}


def ends_of(record: Record) -> tuple[str, ...]:
    """The statuses that can end the transition under way; none if there is none."""
    table = JOB_ENDS if record.kind.is_job else ENDS.get(record.kind.noun, {})
    return table.get(record.status, ())


def end_transition(
    store: Store, record: Record, status: str, failure_reason: str | None = None
) -> bool:
    """Ends the transition under way; false when there is none that ends in this status."""
    if status not in ends_of(record):
        return False
    if status == GONE:
        store.remove(record)
        return True
    if failure_reason is not None:
        record.data["FailureReason"] = failure_reason
    if status in ("InService", "Failed"):
        record.first_start = False
    if record.kind.is_job:
        _finish_job(record, status)
    record.move(status)
    return True


def _finish_job(record: Record, status: str) -> None:
    """The further members that tell how a job ended."""
    moment = record.data["LastModifiedTime"]
    end = {
        "TrainingJob": "TrainingEndTime",
        "ProcessingJob": "ProcessingEndTime",
        "TransformJob": "TransformEndTime",
        "HyperParameterTuningJob": "HyperParameterTuningEndTime",
    }.get(record.kind.noun)
    if end is not None:
        record.data[end] = moment
    if "SecondaryStatus" in record.data:
        record.data["SecondaryStatus"] = status


def _finish_all() -> bool:
    """When transitions take no time: ends all that are under way."""
    if not WORLD.instant:
        return False
    moving = [
        (store, record)
        for store in stores()
        for kind in KINDS
        for record in store.all(kind)
        if ends_of(record)
    ]
    for store, record in moving:
        end_transition(store, record, ends_of(record)[0])
    return bool(moving)


def under_way(kind: Kind, store: Store) -> list[Record]:
    """The resources of a kind that are between two statuses."""
    return [record for record in store.all(kind) if ends_of(record)]


WORLD.on_settle(_finish_all)
