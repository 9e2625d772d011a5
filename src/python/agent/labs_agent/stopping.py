"""Ends what bills: endpoints and jobs of this sandbox, and this notebook."""

from __future__ import annotations

import time
import zlib

from botocore import xform_name
from botocore.exceptions import ClientError

from .settings import plain, read_json
from .tick import Tick, code_of

DENIED = "AccessDeniedException"
# Tuning first: it starts the training jobs.
TUNING = "HyperParameterTuningJob"
JOBS = (TUNING, "TrainingJob", "ProcessingJob", "TransformJob")
# Seconds: how long before StopsAt, and how far the sandboxes of a class lie apart in that time;
# until another look; how long an endpoint that cannot be deleted holds back an idle stop; how long
# after a thing was made AWS may not know its tag, as the SageMaker SDK allows for (`_wait_until`).
EARLY, SPREAD, AGAIN, PATIENCE, YOUNG = 600, 240, 120, 600, 300


def stop_what_is_over(tick: Tick) -> None:
    """At the end of the lease ends endpoints and jobs; after the idle time, endpoints and then
    this notebook. The stop at StopsAt is the account's own schedule's."""
    settings, state, now = tick.settings, tick.state, time.time()
    late = zlib.crc32(settings.sandbox.encode()) % SPREAD
    ends = now > settings.stops_at - EARLY + late and now > state.get("sweep", 0)
    if ends and not settings.keep_endpoints:
        state["sweep"] = now + AGAIN
        for kind in ("Endpoint", *JOBS):
            _end(tick, kind)
    idle, limit = tick.idle_minutes, settings.idle_minutes
    if idle is None or not limit or idle < limit or now < state.get("stop", 0):
        return
    # An endpoint that is being created cannot be deleted yet.
    if settings.keep_endpoints or _end(tick, "Endpoint") or (idle - limit) * 60 > PATIENCE:
        with tick.trying("stop"):
            metadata = read_json(f"{tick.place.root}opt/ml/metadata/resource-metadata.json")
            name = metadata["ResourceName"]
            tick.client("sagemaker").stop_notebook_instance(NotebookInstanceName=name)
            state["stop"] = now + AGAIN


def _end(tick: Tick, kind: str) -> bool:
    """Deletes endpoints, or stops jobs of a kind, of this sandbox; False where one resisted, or may
    be ours: AWS does not know the tag of what is young, so the next run looks again."""
    client = tick.client("sagemaker")
    endpoint = kind == "Endpoint"
    end = getattr(client, xform_name(f"{'Delete' if endpoint else 'Stop'}{kind}"))
    pages = client.get_paginator(xform_name(f"List{kind}s"))
    running = {} if endpoint else {"StatusEquals": "InProgress"}
    problems = []
    late = False
    with tick.trying(kind):
        key = "Endpoints" if endpoint else f"{kind}Summaries"
        try:
            things = [thing for page in pages.paginate(**running) for thing in page[key]]
        except ClientError as error:
            if code_of(error) == DENIED:
                return True  # the labs of this sandbox make none
            raise
        for thing in things:
            name, arn = thing[f"{kind}Name"], thing[f"{kind}Arn"]
            if kind == TUNING:
                # The list gives a lower-case ARN, which ListTags does not know (boto3 issue 4606).
                arn = f"{arn.rpartition('/')[0]}/{name}"
            young = time.time() - thing["CreationTime"].timestamp() < YOUNG
            try:
                whose = _sandbox_of(tick, arn)
                if whose == tick.settings.sandbox and thing.get("EndpointStatus") != "Deleting":
                    end(**{f"{kind}Name": name})
                late |= young and not whose
            except ClientError as error:
                late |= young
                problems.append(f"{name}: {plain(error)}")
        if late:
            tick.state["sweep"] = 0
        if problems:
            raise RuntimeError("; ".join(problems))
    return not late and kind not in tick.problems


def _sandbox_of(tick: Tick, arn: str) -> str:
    """What its tag says, nothing without one. The role may not read the tags of others, so a
    refusal says that it is theirs."""
    try:
        tags = tick.client("sagemaker").list_tags(ResourceArn=arn)["Tags"]
    except ClientError as error:
        if code_of(error) == DENIED:
            return "?"
        raise
    return next((tag["Value"] for tag in tags if tag["Key"] == "labs:sandbox"), "")
