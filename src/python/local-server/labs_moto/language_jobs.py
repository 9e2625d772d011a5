"""Jobs of Comprehend and Translate, of which nothing is computed: they go on until stopped.

What both services' jobs have in common is here; what each calls it, in their doors.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from .errors import AwsError
from .tokens import BadToken, page_of
from .world import now

PAGE = 100


@dataclass
class Job:
    """A job as its Describe call tells of it."""

    id: str
    arn: str
    properties: dict[str, Any]
    tags: dict[str, str] = field(default_factory=dict)


class Jobs:
    """The jobs of one kind, by account and region."""

    def __init__(self, service: str, type_: str) -> None:
        self.service = service
        self.type = type_
        self._jobs: dict[tuple[str, str], dict[str, Job]] = {}

    def all(self, account: str, region: str) -> list[Job]:
        """The newest first, as both services list them."""
        return list(reversed(self._jobs.get((account, region), {}).values()))

    def count(self) -> int:
        return sum(map(len, self._jobs.values()))

    def add(self, account: str, region: str, params: dict[str, Any], status: str) -> Job:
        job_id = secrets.token_hex(16)
        arn = f"arn:aws:{self.service}:{region}:{account}:{self.type}/{job_id}"
        told = {key: value for key, value in params.items() if key not in NOT_TOLD}
        job = Job(
            job_id,
            arn,
            {**told, "JobId": job_id, "JobStatus": status, SUBMITTED[self.service]: now()},
            {tag["Key"]: tag["Value"] for tag in params.get("Tags") or []},
        )
        self._jobs.setdefault((account, region), {})[job_id] = job
        return job

    def get(self, account: str, region: str, job_id: str, missing: str) -> Job:
        """The job of an id, or the service's refusal with the code `missing`."""
        job = self._jobs.get((account, region), {}).get(job_id)
        if job is None:
            raise AwsError(missing, f"The job {job_id} was not found.")
        return job

    def page(
        self, account: str, region: str, params: dict[str, Any]
    ) -> tuple[list[dict[str, Any]], str | None]:
        """A page of properties, filtered by name, status and time of submission."""
        wanted = params.get("Filter") or {}
        found = [
            job.properties
            for job in self.all(account, region)
            if _matches(job.properties, wanted, SUBMITTED[self.service])
        ]
        size = params.get("MaxResults") or PAGE
        try:
            return page_of(found, params.get("NextToken"), size)
        except BadToken as cause:
            raise AwsError("InvalidRequestException", "The token is not valid.") from cause


NOT_TOLD = ("ClientRequestToken", "ClientToken", "Tags")
SUBMITTED = {"comprehend": "SubmitTime", "translate": "SubmittedTime"}


def _matches(job: dict[str, Any], wanted: dict[str, Any], submitted: str) -> bool:
    moment = job[submitted].replace(tzinfo=None)
    before, after = wanted.get("SubmitTimeBefore"), wanted.get("SubmitTimeAfter")
    before = before or wanted.get("SubmittedBeforeTime")
    after = after or wanted.get("SubmittedAfterTime")
    return (
        wanted.get("JobName") in (None, job.get("JobName"))
        and wanted.get("JobStatus") in (None, job["JobStatus"])
        and (before is None or moment < before.replace(tzinfo=None))
        and (after is None or moment > after.replace(tzinfo=None))
    )
