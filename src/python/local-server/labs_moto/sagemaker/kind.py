"""What a kind of SageMaker resource is: its names in the API, and the states it goes through.

Everything not said follows from the noun: `Model` has `CreateModel`, `ModelName`, `ModelArn`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

GONE = "Gone"
"""The end of a state in which the resource is removed."""

JOB_WORDS = {
    "InProgress": "InProgress",
    "Completed": "Completed",
    "Failed": "Failed",
    "Stopping": "Stopping",
    "Stopped": "Stopped",
}
"""The statuses of most jobs; some kinds have other words for the same."""


@dataclass(frozen=True)
class Move:
    """A call that takes a resource from one of these statuses to another, or removes it."""

    allowed: tuple[str, ...]
    target: str


@dataclass(frozen=True)
class Kind:
    """One kind of resource.

    `missing` and `taken` are the messages AWS answers for an unknown and for an existing name;
    `{arn}` and `{name}` stand for the resource's.
    """

    noun: str
    arn_type: str
    missing: str = 'Could not find {words} "{arn}".'
    taken: str = 'Cannot create already existing {words} "{arn}".'
    missing_code: str = "ValidationException"
    taken_code: str = "ValidationException"
    label: str = ""
    """What the control API calls the kind, where its ARNs are those of another one."""
    name: str = ""
    key: tuple[str, ...] = ()
    """The members that name it together, where its name is not enough."""
    id_prefix: str = ""
    """Of a kind that AWS gives an id to: how the id begins. The id is then its name."""
    listed: str = ""
    lists_lower_case_arns: bool = False
    """Its list gives ARNs in lower case, whatever the name; Describe gives them as they are."""
    ascending: bool = False
    sorted_by: str = "CreationTime"
    status: str = ""
    first_status: str = ""
    ends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Statuses that pass by themselves, and what each can end in; first the good end."""
    stop: Move | None = None
    start: Move | None = None
    delete: Move | None = None
    """None: it is removed at once, whatever its status."""
    job_words: Mapping[str, str] | None = None
    """Of a job: its own words for the statuses of `JOB_WORDS`."""
    driven: bool = False
    """Its statuses end when the control API says so; those of other kinds end at once."""

    @property
    def is_job(self) -> bool:
        return self.job_words is not None

    @property
    def plural(self) -> str:
        """`CodeRepositories`, as in `ListCodeRepositories`"""
        return f"{self.noun[:-1]}ies" if self.noun.endswith("y") else f"{self.noun}s"

    @property
    def words(self) -> str:
        """`training job`, as messages call it."""
        spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in self.noun)
        return spaced.strip()

    @property
    def type(self) -> str:
        """`training-job`"""
        return self.label or self.arn_type

    @property
    def name_member(self) -> str:
        return self.name or f"{self.noun}Name"

    @property
    def key_members(self) -> tuple[str, ...]:
        return self.key or (self.name_member,)

    @property
    def arn_member(self) -> str:
        stem = self.name_member.removesuffix("Name").removesuffix("Id")
        return f"{stem}Arn"

    @property
    def listed_member(self) -> str:
        return self.listed or self.plural

    def common(self, status: str) -> str:
        """A job's status in the words of `JOB_WORDS`."""
        for word, own in (self.job_words or {}).items():
            if own == status:
                return word
        return status

    def own(self, status: str) -> str:
        """A status of `JOB_WORDS` in the job's own words."""
        return (self.job_words or {}).get(status, status)
