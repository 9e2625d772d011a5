"""Comprehend: topics detection jobs, which can be neither stopped nor deleted.

Source: https://docs.aws.amazon.com/comprehend/latest/APIReference/API_StartTopicsDetectionJob.html
"""

from __future__ import annotations

from moto.core.responses import ActionResult

from .door import Door
from .language_jobs import Jobs

TOPICS = Jobs("comprehend", "topics-detection-job")


def tags_of_job(account: str, region: str, arn: str) -> dict[str, str]:
    """The tags of a job; none of one that is not there."""
    return next((job.tags for job in TOPICS.all(account, region) if job.arn == arn), {})


class LabsComprehend(Door):
    """Topics detection jobs and their tags."""

    service = "comprehend"

    def start_topics_detection_job(self) -> ActionResult:
        job = TOPICS.add(self.current_account, self.region, self.given, "IN_PROGRESS")
        job.properties["JobArn"] = job.arn
        job.properties.setdefault("NumberOfTopics", 10)
        return ActionResult({"JobId": job.id, "JobArn": job.arn, "JobStatus": "SUBMITTED"})

    def describe_topics_detection_job(self) -> ActionResult:
        job = TOPICS.get(
            self.current_account, self.region, self.given["JobId"], "JobNotFoundException"
        )
        return ActionResult({"TopicsDetectionJobProperties": job.properties})

    def list_topics_detection_jobs(self) -> ActionResult:
        page, token = TOPICS.page(self.current_account, self.region, self.given)
        return ActionResult({"TopicsDetectionJobPropertiesList": page, "NextToken": token})

    def list_tags_for_resource(self) -> ActionResult:
        arn = self.given["ResourceArn"]
        job = TOPICS.get(
            self.current_account, self.region, arn.split("/")[-1], "ResourceNotFoundException"
        )
        tags = [{"Key": key, "Value": value} for key, value in job.tags.items()]
        return ActionResult({"ResourceArn": arn, "Tags": tags})
