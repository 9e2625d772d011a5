"""Translate: batch jobs. A text is not translated here.

Source: https://docs.aws.amazon.com/translate/latest/APIReference/API_StopTextTranslationJob.html
"""

from __future__ import annotations

from moto.core.responses import ActionResult

from .door import Door
from .language_jobs import Job, Jobs

BATCHES = Jobs("translate", "job")

RUNNING = ("SUBMITTED", "IN_PROGRESS")


class LabsTranslate(Door):
    """Batch translation jobs; they carry no tags."""

    service = "translate"

    def _job(self) -> Job:
        return BATCHES.get(
            self.current_account, self.region, self.given["JobId"], "ResourceNotFoundException"
        )

    def start_text_translation_job(self) -> ActionResult:
        job = BATCHES.add(self.current_account, self.region, self.given, "IN_PROGRESS")
        return ActionResult({"JobId": job.id, "JobStatus": "SUBMITTED"})

    def describe_text_translation_job(self) -> ActionResult:
        return ActionResult({"TextTranslationJobProperties": self._job().properties})

    def stop_text_translation_job(self) -> ActionResult:
        """ "The job's state is set to STOP_REQUESTED"; one that has ended stays as it is."""
        job = self._job()
        if job.properties["JobStatus"] in RUNNING:
            job.properties["JobStatus"] = "STOPPED"
            return ActionResult({"JobId": job.id, "JobStatus": "STOP_REQUESTED"})
        return ActionResult({"JobId": job.id, "JobStatus": job.properties["JobStatus"]})

    def list_text_translation_jobs(self) -> ActionResult:
        page, token = BATCHES.page(self.current_account, self.region, self.given)
        return ActionResult({"TextTranslationJobPropertiesList": page, "NextToken": token})
