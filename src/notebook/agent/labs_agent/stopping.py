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
JOBS = ("HyperParameterTuningJob", "TrainingJob", "ProcessingJob", "TransformJob")
# Seconds: how long before StopsAt, and how far the sandboxes of a class lie apart in that time;
# until another look; how long an endpoint that cannot be deleted holds back an idle stop.
EARLY, SPREAD, AGAIN, PATIENCE = 600, 240, 120, 600


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
    """Deletes endpoints, or stops jobs of a kind, of this sandbox; False where one resisted."""
    client = tick.client("sagemaker")
    endpoint = kind == "Endpoint"
    end = getattr(client, xform_name(f"{'Delete' if endpoint else 'Stop'}{kind}"))
    pages = client.get_paginator(xform_name(f"List{kind}s"))
    running = {} if endpoint else {"StatusEquals": "InProgress"}
    problems = []
    with tick.trying(kind):
        key = "Endpoints" if endpoint else f"{kind}Summaries"
        try:
            things = [thing for page in pages.paginate(**running) for thing in page[key]]
        except ClientError as error:
            if code_of(error) == DENIED:
                return True  # the labs of this sandbox make none
            raise
        for thing in things:
            name = thing[f"{kind}Name"]
            try:
                ours = _is_ours(tick, thing[f"{kind}Arn"])
                if ours and thing.get("EndpointStatus") != "Deleting":
                    end(**{f"{kind}Name": name})
            except ClientError as error:
                problems.append(f"{name}: {plain(error)}")
        if problems:
            raise RuntimeError("; ".join(problems))
    return kind not in tick.problems


def _is_ours(tick: Tick, arn: str) -> bool:
    """Whether it has this sandbox's tag. The role may not read the tags of others, so a refusal
    says that it is theirs."""
    try:
        tags = tick.client("sagemaker").list_tags(ResourceArn=arn)["Tags"]
    except ClientError as error:
        if code_of(error) == DENIED:
            return False
        raise
    return {"Key": "labs:sandbox", "Value": tick.settings.sandbox} in tags
