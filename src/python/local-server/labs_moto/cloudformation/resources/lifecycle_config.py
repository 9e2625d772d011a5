"""AWS::SageMaker::NotebookInstanceLifecycleConfig.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-notebookinstancelifecycleconfig.html
"""

from __future__ import annotations

from ...sagemaker.calls import call
from ...sagemaker.kinds import LIFECYCLE_CONFIG
from ...sagemaker.store import Store, store_of
from ..names import sagemaker_name
from .base import Context, Properties, ResourceType, Work

NAME = "NotebookInstanceLifecycleConfigName"


def _store(context: Context) -> Store:
    return store_of(context.account, context.region)


def _hooks(properties: Properties) -> Properties:
    return {hook: properties.get(hook, []) for hook in ("OnCreate", "OnStart")}


def _create(context: Context, properties: Properties) -> Work:
    store = _store(context)
    name = properties.get(NAME) or sagemaker_name(context.resource.logical_id)
    tags = [{"Key": key, "Value": value} for key, value in context.tags(properties).items()]
    parameters = {**_hooks(properties), NAME: name, "Tags": tags}
    call(store, "CreateNotebookInstanceLifecycleConfig", parameters)
    record = store.get(LIFECYCLE_CONFIG, name)
    context.initiated(record.arn, **{NAME: name})
    yield from ()


def _update(context: Context, _: Properties, new: Properties) -> Work:
    store = _store(context)
    record = store.get(LIFECYCLE_CONFIG, context.resource.attributes[NAME])
    call(store, "UpdateNotebookInstanceLifecycleConfig", {NAME: record.name, **_hooks(new)})
    store.tags[record.arn] = context.tags(new)
    yield from ()


def _delete(context: Context, _: Properties) -> Work:
    store = _store(context)
    name = context.resource.attributes[NAME]
    if store.find(LIFECYCLE_CONFIG, name) is not None:
        call(store, "DeleteNotebookInstanceLifecycleConfig", {NAME: name})
    yield from ()


NOTEBOOK_LIFECYCLE_CONFIG = ResourceType(
    name="AWS::SageMaker::NotebookInstanceLifecycleConfig",
    properties={NAME: "replace", "OnCreate": "none", "OnStart": "none", "Tags": "none"},
    custom_name=NAME,
    attributes=(NAME,),
    create=_create,
    update=_update,
    delete=_delete,
)
