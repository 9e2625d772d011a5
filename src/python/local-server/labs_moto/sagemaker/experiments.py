"""Experiments, their trials, and the components that trials are made of.

Sources: API reference of the Create, Delete and Associate operations of each, and of
ListTrialComponents. SageMaker tracks every job as a component of its own, "<job>-aws-<type>", in
the trial that ExperimentConfig names (CreateTrialComponent: "automatically tracked").
"""

from __future__ import annotations

from ..errors import AwsError
from . import actions
from .actions import Answer, Params, action
from .errors import ResourceNotFound
from .kind import Kind
from .lists import select
from .store import Record, Store


def _kind(noun: str, arn_type: str) -> Kind:
    return Kind(
        noun,
        arn_type,
        missing="Resource not found.",
        missing_code="ResourceNotFound",
        taken=f"{noun} with name {{name}} already exists.",
        taken_code="ValidationException",
        listed=f"{noun}Summaries",
    )


EXPERIMENT = _kind("Experiment", "experiment")
TRIAL = _kind("Trial", "experiment-trial")
COMPONENT = _kind("TrialComponent", "experiment-trial-component")

EXPERIMENT_KINDS = (EXPERIMENT, TRIAL, COMPONENT)


def _trials(store: Store, component: str) -> list[Record]:
    return [trial for trial in store.all(TRIAL) if component in _components(trial)]


def _components(trial: Record) -> list[str]:
    names: list[str] = trial.data.setdefault("_components", [])
    return names


def track(store: Store, job: Record, params: Params) -> None:
    """Makes the component of a new job, in the trial that its ExperimentConfig names."""
    words = {"TrainingJob": "training-job", "ProcessingJob": "processing-job"}
    name = f"{job.name}-aws-{words.get(job.kind.noun, 'transform-job')}"[:120]
    if store.find(COMPONENT, name) is not None:
        return
    config = params.get("ExperimentConfig") or {}
    source = {"SourceArn": job.arn, "SourceType": f"SageMaker{job.kind.noun}"}
    shown = config.get("TrialComponentDisplayName", name)
    store.add(COMPONENT, name, {"DisplayName": shown, "Source": source}, None)
    trial = store.find(TRIAL, config.get("TrialName", ""))
    if trial is not None:
        _components(trial).append(name)


def told(record: Record) -> Params:
    """What Describe and List tell of it."""
    return {key: value for key, value in record.data.items() if not key.startswith("_")}


def _register(kind: Kind) -> None:
    @action(f"Describe{kind.noun}")
    def describe(store: Store, params: Params) -> Answer:
        return told(actions.find(store, kind, params))

    @action(f"Update{kind.noun}")
    def update(store: Store, params: Params) -> Answer:
        record = actions.find(store, kind, params)
        record.data.update(actions.described(params))
        return {kind.arn_member: record.arn}


for _one in EXPERIMENT_KINDS:
    _register(_one)


def _answer(kind: Kind, found: list[Record], params: Params) -> Answer:
    page, token = select(kind, found, params)
    summaries = [
        {**told(record), "TrialComponentSource": record.data.get("Source")} for record in page
    ]
    return {kind.listed_member: summaries, "NextToken": token}


def _own_filters_gone(params: Params) -> Params:
    """The parameters that `select` knows, without those that the lists here answer themselves."""
    own = ("ExperimentName", "TrialName", "TrialComponentName", "SourceArn")
    return {key: value for key, value in params.items() if key not in own}


@action("CreateExperiment")
def create_experiment(store: Store, params: Params) -> Answer:
    return {"ExperimentArn": actions.create(store, EXPERIMENT, params).arn}


@action("CreateTrial")
def create_trial(store: Store, params: Params) -> Answer:
    store.get(EXPERIMENT, params["ExperimentName"])
    return {"TrialArn": actions.create(store, TRIAL, params).arn}


@action("CreateTrialComponent")
def create_component(store: Store, params: Params) -> Answer:
    return {"TrialComponentArn": actions.create(store, COMPONENT, params).arn}


@action("ListExperiments")
def list_experiments(store: Store, params: Params) -> Answer:
    return _answer(EXPERIMENT, list(store.all(EXPERIMENT)), params)


@action("ListTrials")
def list_trials(store: Store, params: Params) -> Answer:
    experiment, component = params.get("ExperimentName"), params.get("TrialComponentName")
    found = list(store.all(TRIAL)) if component is None else _trials(store, component)
    wanted = [r for r in found if experiment in (None, r.data["ExperimentName"])]
    return _answer(TRIAL, wanted, _own_filters_gone(params))


@action("ListTrialComponents")
def list_components(store: Store, params: Params) -> Answer:
    """One filter at a time: of an experiment, of a trial, or of a source."""
    trial, source = params.get("TrialName"), params.get("SourceArn")
    found = list(store.all(COMPONENT))
    if trial is not None:
        names = _components(store.get(TRIAL, trial))
        found = [record for record in found if record.name in names]
    if "ExperimentName" in params:
        trials = [
            t for t in store.all(TRIAL) if t.data["ExperimentName"] == params["ExperimentName"]
        ]
        names = [name for one in trials for name in _components(one)]
        found = [record for record in found if record.name in names]
    if source is not None:
        found = [r for r in found if (r.data.get("Source") or {}).get("SourceArn") == source]
    return _answer(COMPONENT, found, _own_filters_gone(params))


@action("AssociateTrialComponent")
def associate(store: Store, params: Params) -> Answer:
    component = store.get(COMPONENT, params["TrialComponentName"])
    trial = store.get(TRIAL, params["TrialName"])
    if component.name not in _components(trial):
        _components(trial).append(component.name)
    return {"TrialComponentArn": component.arn, "TrialArn": trial.arn}


@action("DisassociateTrialComponent")
def disassociate(store: Store, params: Params) -> Answer:
    trial = store.get(TRIAL, params["TrialName"])
    name = params["TrialComponentName"]
    if name not in _components(trial):
        raise ResourceNotFound("Resource not found.")
    _components(trial).remove(name)
    return {"TrialComponentArn": store.arn(COMPONENT, name), "TrialArn": trial.arn}


def _refuse(message: str) -> AwsError:
    return AwsError("ValidationException", message)


@action("DeleteTrialComponent")
def delete_component(store: Store, params: Params) -> Answer:
    """ "A trial component must be disassociated from all trials before." """
    record = actions.find(store, COMPONENT, params)
    if _trials(store, record.name):
        raise _refuse(f"Trial component {record.name} is associated with a trial.")
    store.remove(record)
    return {"TrialComponentArn": record.arn}


@action("DeleteTrial")
def delete_trial(store: Store, params: Params) -> Answer:
    """ "All trial components that make up the trial must be deleted first." """
    record = actions.find(store, TRIAL, params)
    if _components(record):
        raise _refuse(f"Trial {record.name} has trial components.")
    store.remove(record)
    return {"TrialArn": record.arn}


@action("DeleteExperiment")
def delete_experiment(store: Store, params: Params) -> Answer:
    """ "All trials associated with the experiment must be deleted first." """
    record = actions.find(store, EXPERIMENT, params)
    if any(trial.data["ExperimentName"] == record.name for trial in store.all(TRIAL)):
        raise _refuse(f"Experiment {record.name} has trials.")
    store.remove(record)
    return {"ExperimentArn": record.arn}
