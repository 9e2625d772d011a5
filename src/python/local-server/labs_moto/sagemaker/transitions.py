"""Statuses that pass by themselves on AWS, and here when the control API says so."""

from __future__ import annotations

from ..world import WORLD
from .all_kinds import KINDS
from .computed import enter_secondary
from .kind import GONE, Kind
from .store import Record, Store, stores


def ends_of(record: Record) -> tuple[str, ...]:
    """The statuses that can end the one it is in; none if that does not pass by itself."""
    return record.kind.ends.get(record.status, ())


def under_way(kind: Kind, store: Store) -> list[Record]:
    """The resources of a kind that are between two statuses."""
    return [record for record in store.all(kind) if ends_of(record)]


def end_transition(
    store: Store, record: Record, status: str, failure_reason: str | None = None
) -> bool:
    """Ends the transition under way; false when there is none that ends in this status."""
    status = record.kind.own(status)
    if status not in ends_of(record):
        return False
    if status == GONE:
        store.remove(record)
        return True
    if failure_reason is not None:
        record.data["FailureReason"] = failure_reason
    if status in ("InService", "Failed"):
        record.first_start = False
    record.move(status)
    if record.kind.is_job:
        _tell_end(record)
    return True


END_TIMES = {
    "TrainingJob": "TrainingEndTime",
    "ProcessingJob": "ProcessingEndTime",
    "TransformJob": "TransformEndTime",
    "HyperParameterTuningJob": "HyperParameterTuningEndTime",
    "CompilationJob": "CompilationEndTime",
    "AutoMLJob": "EndTime",
    "InferenceRecommendationsJob": "CompletionTime",
}


def _tell_end(job: Record) -> None:
    """The further members that tell when and how a job ended."""
    if job.kind.noun in END_TIMES:
        job.data[END_TIMES[job.kind.noun]] = job.since
    if "SecondaryStatus" in job.data:
        enter_secondary(job, job.status, job.data.get("FailureReason", ""))
        job.data["SecondaryStatusTransitions"][-1]["EndTime"] = job.since
    if "AutoMLJobSecondaryStatus" in job.data:
        job.data["AutoMLJobSecondaryStatus"] = job.status
    if "TrainingStartTime" in job.data:
        seconds = int((job.since - job.data["TrainingStartTime"]).total_seconds())
        job.data.update(TrainingTimeInSeconds=seconds, BillableTimeInSeconds=seconds)
    if job.data.get("ResourceConfig", {}).get("KeepAlivePeriodInSeconds"):
        job.data["WarmPoolStatus"] = {
            "Status": "Available",
            "ResourceRetainedBillableTimeInSeconds": 0,
        }


def _end_what_waits_for_nobody() -> None:
    """Ends at once what the control API does not drive, and all when transitions take no time."""
    moving = [
        (store, record)
        for store in stores()
        for kind in KINDS
        if WORLD.instant or not kind.driven
        for record in under_way(kind, store)
    ]
    for store, record in moving:
        end_transition(store, record, record.kind.common(ends_of(record)[0]))


WORLD.on_settle(_end_what_waits_for_nobody)
