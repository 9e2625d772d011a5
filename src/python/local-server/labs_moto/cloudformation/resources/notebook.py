"""AWS::SageMaker::NotebookInstance.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-notebookinstance.html
"""

from __future__ import annotations

from typing import Any

from ...sagemaker.calls import call
from ...sagemaker.kinds import NOTEBOOK
from ...sagemaker.store import Record, Store, store_of
from ..errors import ResourceFailure
from ..names import sagemaker_name
from .base import Context, Properties, ResourceType, Work

DISASSOCIATIONS = {
    "LifecycleConfigName": "DisassociateLifecycleConfig",
    "AcceleratorTypes": "DisassociateAcceleratorTypes",
    "DefaultCodeRepository": "DisassociateDefaultCodeRepository",
    "AdditionalCodeRepositories": "DisassociateAdditionalCodeRepositories",
}
"""The switch of UpdateNotebookInstance that takes a property away."""


def _store(context: Context) -> Store:
    return store_of(context.account, context.region)


def _parameters(properties: Properties) -> dict[str, Any]:
    """Properties as parameters of the API."""
    parameters = {name: value for name, value in properties.items() if name != "Tags"}
    if "VolumeSizeInGB" in parameters:
        parameters["VolumeSizeInGB"] = int(parameters["VolumeSizeInGB"])
    return parameters


def _wait_while(record: Record, *statuses: str) -> Work:
    while record.status in statuses:
        yield


def _refuse_failed(record: Record) -> None:
    if record.status == "Failed":
        raise ResourceFailure(record.data.get("FailureReason", "Notebook Instance failed."))


def _create(context: Context, properties: Properties) -> Work:
    store = _store(context)
    name = properties.get("NotebookInstanceName") or sagemaker_name(context.resource.logical_id)
    tags = [{"Key": key, "Value": value} for key, value in context.tags(properties).items()]
    parameters = {**_parameters(properties), "NotebookInstanceName": name, "Tags": tags}
    call(store, "CreateNotebookInstance", parameters)
    record = store.get(NOTEBOOK, name)
    context.initiated(record.arn, NotebookInstanceName=name)
    yield from _wait_while(record, "Pending")
    _refuse_failed(record)


def _update(context: Context, old: Properties, new: Properties) -> Work:
    """AWS updates only a stopped instance: one that runs is stopped, updated and started."""
    store = _store(context)
    record = store.get(NOTEBOOK, context.resource.attributes["NotebookInstanceName"])
    store.tags[record.arn] = context.tags(new)
    changed = {n for n in old.keys() | new.keys() if old.get(n) != new.get(n)} - {"Tags"}
    if not changed:
        return
    name = {"NotebookInstanceName": record.name}
    yield from _wait_while(record, "Pending", "Updating", "Stopping")
    ran = record.status == "InService"
    if ran:
        call(store, "StopNotebookInstance", name)
        yield from _wait_while(record, "Stopping")
    parameters = _parameters({n: new[n] for n in changed if n in new})
    removed = {DISASSOCIATIONS[n]: True for n in changed & DISASSOCIATIONS.keys() if n not in new}
    call(store, "UpdateNotebookInstance", {**name, **parameters, **removed})
    yield from _wait_while(record, "Updating")
    if ran:
        call(store, "StartNotebookInstance", name)
        yield from _wait_while(record, "Pending")
        _refuse_failed(record)


def _delete(context: Context, _: Properties) -> Work:
    """An instance that runs is stopped first; one that is being made is waited for."""
    store = _store(context)
    name = context.resource.attributes["NotebookInstanceName"]
    record = store.find(NOTEBOOK, name)
    if record is None:
        return
    yield from _wait_while(record, "Pending", "Updating")
    if record.status == "InService":
        call(store, "StopNotebookInstance", {"NotebookInstanceName": name})
    yield from _wait_while(record, "Stopping")
    if record.status in ("Stopped", "Failed"):
        call(store, "DeleteNotebookInstance", {"NotebookInstanceName": name})
    while store.find(NOTEBOOK, name) is record:
        yield


NOTEBOOK_INSTANCE = ResourceType(
    name="AWS::SageMaker::NotebookInstance",
    properties={
        "AcceleratorTypes": "none",
        "AdditionalCodeRepositories": "none",
        "DefaultCodeRepository": "none",
        "DirectInternetAccess": "replace",
        "InstanceMetadataServiceConfiguration": "none",
        "InstanceType": "none",
        "KmsKeyId": "replace",
        "LifecycleConfigName": "none",
        "NotebookInstanceName": "replace",
        "PlatformIdentifier": "replace",
        "RoleArn": "none",
        "RootAccess": "none",
        "SecurityGroupIds": "replace",
        "SubnetId": "replace",
        "Tags": "none",
        "VolumeSizeInGB": "none",
    },
    required=("InstanceType", "RoleArn"),
    custom_name="NotebookInstanceName",
    attributes=("NotebookInstanceName",),
    create=_create,
    update=_update,
    delete=_delete,
)
