"""List operations: the filters, the order and the pages that the API documents."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from .errors import ValidationException
from .kind import Kind
from .store import Record

DEFAULT_PAGE = 10
"""MaxResults when none is given: "the default value is 10" (ListEndpoints, ListTrainingJobs)."""

Filter = Callable[[Record, Any], bool]


def _contains(member: str) -> Filter:
    return lambda record, wanted: wanted in (record.data.get(member) or "")


def _filters() -> dict[str, Filter]:
    def equals(member: str) -> Filter:
        return lambda record, wanted: record.data.get(member) == wanted

    return {
        "NameContains": lambda record, wanted: wanted in record.name,
        "StatusEquals": lambda record, wanted: record.status == wanted,
        "CreationTimeAfter": lambda record, wanted: record.data["CreationTime"] > _utc(wanted),
        "CreationTimeBefore": lambda record, wanted: record.data["CreationTime"] < _utc(wanted),
        "LastModifiedTimeAfter": lambda r, wanted: r.data["LastModifiedTime"] > _utc(wanted),
        "LastModifiedTimeBefore": lambda r, wanted: r.data["LastModifiedTime"] < _utc(wanted),
        "NotebookInstanceLifecycleConfigNameContains": _contains(
            "NotebookInstanceLifecycleConfigName"
        ),
        "DefaultCodeRepositoryContains": _contains("DefaultCodeRepository"),
        "AdditionalCodeRepositoryEquals": lambda record, wanted: (
            wanted in record.data.get("AdditionalCodeRepositories", [])
        ),
        "CreatedAfter": lambda record, wanted: record.data["CreationTime"] > _utc(wanted),
        "CreatedBefore": lambda record, wanted: record.data["CreationTime"] < _utc(wanted),
        "PipelineNamePrefix": lambda record, wanted: record.name.startswith(wanted),
        "UserProfileNameContains": _contains("UserProfileName"),
        "SpaceNameContains": _contains("SpaceName"),
        "DomainIdEquals": equals("DomainId"),
        "UserProfileNameEquals": equals("UserProfileName"),
        "SpaceNameEquals": equals("SpaceName"),
        "FeatureGroupStatusEquals": equals("FeatureGroupStatus"),
        "TrackingServerStatus": equals("TrackingServerStatus"),
        "WarmPoolStatusEquals": lambda record, wanted: (
            record.data.get("WarmPoolStatus", {}).get("Status") == wanted
        ),
        "EndpointName": equals("EndpointName"),
        "EndpointNameEquals": equals("EndpointName"),
        "VariantNameEquals": equals("VariantName"),
    }


def _utc(moment: datetime) -> datetime:
    """moto parses the times of a request to UTC and leaves the zone out."""
    return moment.replace(tzinfo=timezone.utc)


def _sort_key(by: str) -> Callable[[Record], tuple[str, str]]:
    def key(record: Record) -> tuple[str, str]:
        if by == "Name":
            return (record.name, "")
        if by == "Status":
            return (record.status, record.name)
        member = "LastModifiedTime" if by == "LastModifiedTime" else "CreationTime"
        return (record.data[member].isoformat(), record.name)

    return key


def encode_token(last: tuple[str, ...]) -> str:
    """A NextToken that says after which item the next page begins."""
    return base64.urlsafe_b64encode(json.dumps(last).encode()).decode()


def decode_token(token: str) -> tuple[str, ...]:
    """Reads a NextToken of ours; AWS refuses one that is not its own."""
    try:
        return tuple(json.loads(base64.urlsafe_b64decode(token.encode())))
    except (binascii.Error, ValueError, TypeError) as cause:
        raise ValidationException("Invalid NextToken.") from cause


def select(
    kind: Kind, records: list[Record], params: dict[str, Any]
) -> tuple[list[Record], str | None]:
    """The page of a list operation that its parameters ask for, and the NextToken after it."""
    for name, matches in _filters().items():
        wanted = params.get(name)
        if wanted is not None:
            records = [record for record in records if matches(record, wanted)]
    order = params.get("SortOrder") or ("Ascending" if kind.ascending else "Descending")
    descending = order == "Descending"
    key = _sort_key(params.get("SortBy") or kind.sorted_by)
    records = sorted(records, key=key, reverse=descending)
    if params.get("NextToken"):
        last = decode_token(params["NextToken"])
        records = [r for r in records if (key(r) < last if descending else key(r) > last)]
    size = params.get("MaxResults") or DEFAULT_PAGE
    page = records[:size]
    return page, encode_token(key(page[-1])) if len(records) > size else None
