"""Pipelines and their executions, which run nothing.

Source: API reference of Create/Update/DeletePipeline and Start/StopPipelineExecution.
"""

from __future__ import annotations

import secrets
import string

from ..errors import AwsError
from . import actions
from .actions import Answer, Params, action
from .kinds import PIPELINE, PIPELINE_EXECUTION
from .lists import select
from .store import Record, Store
from .transitions import ends_of


@action("StartPipelineExecution")
def start_execution(store: Store, params: Params) -> Answer:
    pipeline = store.get(PIPELINE, params["PipelineName"])
    alphabet = string.ascii_lowercase + string.digits
    execution = "".join(secrets.choice(alphabet) for _ in range(12))
    name = f"{pipeline.name}/execution/{execution}"
    told = {**actions.described(params), "PipelineArn": pipeline.arn}
    told.setdefault("PipelineExecutionDisplayName", f"execution-{execution}")
    return store.add(PIPELINE_EXECUTION, name, told, None).data


def _execution(store: Store, params: Params) -> Record:
    name = params["PipelineExecutionArn"].split(":pipeline/")[-1]
    return store.get(PIPELINE_EXECUTION, name)


@action("DescribePipelineExecution")
def describe_execution(store: Store, params: Params) -> Answer:
    return _execution(store, params).data


@action("StopPipelineExecution")
def stop_execution(store: Store, params: Params) -> Answer:
    record = _execution(store, params)
    assert PIPELINE_EXECUTION.stop is not None
    actions.move(store, record, PIPELINE_EXECUTION.stop)
    return {"PipelineExecutionArn": record.arn}


@action("ListPipelineExecutions")
def list_executions(store: Store, params: Params) -> Answer:
    pipeline = store.get(PIPELINE, params["PipelineName"])
    found = [r for r in store.all(PIPELINE_EXECUTION) if r.data["PipelineArn"] == pipeline.arn]
    page, token = select(PIPELINE_EXECUTION, found, params)
    summaries = [{**r.data, "StartTime": r.data["CreationTime"]} for r in page]
    return {"PipelineExecutionSummaries": summaries, "NextToken": token}


@action("UpdatePipeline")
def update_pipeline(store: Store, params: Params) -> Answer:
    record = store.get(PIPELINE, params["PipelineName"])
    record.data.update(actions.described(params))
    return record.data


actions.register_plain(PIPELINE)


@action("DeletePipeline")
def delete_pipeline(store: Store, params: Params) -> Answer:
    """ "When you delete a pipeline, all instances of the pipeline are deleted."; none may run."""
    pipeline = store.get(PIPELINE, params["PipelineName"])
    executions = [r for r in store.all(PIPELINE_EXECUTION) if r.data["PipelineArn"] == pipeline.arn]
    if any(ends_of(execution) for execution in executions):
        raise AwsError(
            "ConflictException",
            f"Pipeline {pipeline.arn} cannot be deleted while it has executions in progress.",
        )
    for record in (*executions, pipeline):
        store.remove(record)
    return {"PipelineArn": pipeline.arn}
