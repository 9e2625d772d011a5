"""What exists in SageMaker, by account and region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..delays import Tags
from ..errors import AwsError
from ..world import PARTITION, WORLD, now
from .kind import Kind


@dataclass
class Record:
    """One resource: `data` holds what Describe answers, by the names of the API."""

    kind: Kind
    name: str
    arn: str
    data: dict[str, Any]
    since: datetime = field(default_factory=now)
    """When it came to its status."""
    first_start: bool = True
    """Of a notebook: it was created and has not come up yet."""

    @property
    def status(self) -> str:
        return self.data.get(self.kind.status, "")

    def move(self, status: str) -> None:
        """Brings it to another status."""
        self.data[self.kind.status] = status
        self.since = self.data["LastModifiedTime"] = now()
        WORLD.touch()


class Store:
    """The resources of one account and region, and the tags of each by its ARN."""

    def __init__(self, account: str, region: str) -> None:
        self.account = account
        self.region = region
        self.records: dict[str, dict[str, Record]] = {}
        self.tags = Tags()

    def arn(self, kind: Kind, name: str) -> str:
        return f"arn:{PARTITION}:sagemaker:{self.region}:{self.account}:{kind.arn_type}/{name}"

    def all(self, kind: Kind) -> Iterator[Record]:
        return iter(list(self.records.get(kind.noun, {}).values()))

    def find(self, kind: Kind, name: str) -> Record | None:
        return self.records.get(kind.noun, {}).get(name)

    def get(self, kind: Kind, name: str, verb: str = "describe") -> Record:
        """The resource of that name, or AWS's refusal."""
        record = self.find(kind, name)
        if record is None:
            message = kind.missing.format(
                arn=self.arn(kind, name), name=name, verb=verb, words=kind.words
            )
            raise AwsError(kind.missing_code, message)
        return record

    def refuse_taken(self, kind: Kind, name: str) -> None:
        if self.find(kind, name) is not None:
            message = kind.taken.format(arn=self.arn(kind, name), name=name, words=kind.words)
            raise AwsError(kind.taken_code, message)

    def add(
        self, kind: Kind, name: str, data: dict[str, Any], tags: Iterable[dict[str, str]] | None
    ) -> Record:
        """Keeps a new resource; `data` is what Describe is to answer beyond name, ARN and times."""
        arn = self.arn(kind, name)
        moment = now()
        record = Record(
            kind,
            name,
            arn,
            {
                **data,
                **({} if kind.key else {kind.name_member: name}),
                kind.arn_member: arn,
                "CreationTime": moment,
                "LastModifiedTime": moment,
            },
        )
        if kind.status:
            record.data[kind.status] = kind.first_status
        self.records.setdefault(kind.noun, {})[name] = record
        if tags:
            self.tags[arn] = {tag["Key"]: tag["Value"] for tag in tags}
        WORLD.touch()
        return record

    def remove(self, record: Record) -> None:
        del self.records[record.kind.noun][record.name]
        self.tags.pop(record.arn, None)
        WORLD.touch()

    def by_arn(self, arn: str) -> Record | None:
        for records in self.records.values():
            for record in records.values():
                if record.arn == arn:
                    return record
        return None


_STORES: dict[tuple[str, str], Store] = {}


def store_of(account: str, region: str) -> Store:
    """The store of an account and region."""
    key = (account, region)
    if key not in _STORES:
        _STORES[key] = Store(account, region)
    return _STORES[key]


def stores() -> list[Store]:
    """All stores in use."""
    return list(_STORES.values())
