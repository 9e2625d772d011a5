"""Notebook instances: their states, and what AWS refuses in each.

Sources: API reference of Create/Start/Stop/Update/DeleteNotebookInstance and
CreatePresignedNotebookInstanceUrl; the wording of refused transitions as in
https://github.com/hashicorp/terraform-provider-aws/issues/16767; the platforms as in
https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2.html .
"""

from __future__ import annotations

import base64
import secrets
from typing import Any

from ..quotas import refuse_beyond_quota
from ..world import now
from . import actions
from .actions import Answer, Params, action, described
from .errors import ValidationException
from .kinds import LIFECYCLE_CONFIG, NOTEBOOK
from .store import Record, Store

PLATFORM = "notebook-al2023-v1"
"""The only platform that can be created since 2026-07-01, and the default since 2026-05-15."""

UNSUPPORTED_FAMILIES = ("ml.p2.", "ml.p3.", "ml.p3dn.", "ml.inf1.", "ml.g3.")
"""https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2023.html : not on notebook-al2023-v1."""

RENAMED = {
    "LifecycleConfigName": "NotebookInstanceLifecycleConfigName",
    "SecurityGroupIds": "SecurityGroups",
}
"""Members that Create calls otherwise than Describe."""


def move_from(record: Record, allowed: tuple[str, ...], target: str) -> None:
    """Starts a transition, or refuses it in AWS's words when the status does not allow it."""
    if record.status not in allowed:
        raise ValidationException(
            f"Status ({record.status}) not in ([{', '.join(allowed)}]). "
            f"Unable to transition to ({target}) for Notebook Instance ({record.arn})"
        )
    record.move(target)


def _refuse_unusable(store: Store, data: dict[str, Any]) -> None:
    platform = data.get("PlatformIdentifier", PLATFORM)
    if platform != PLATFORM:
        raise ValidationException(
            f"The platform identifier {platform} is no longer supported. "
            f"Use {PLATFORM} to create a notebook instance."
        )
    instance_type = data["InstanceType"]
    if instance_type.startswith(UNSUPPORTED_FAMILIES):
        raise ValidationException(
            f"The instance type {instance_type} is not supported "
            f"with the platform identifier {platform}."
        )
    config = data.get("NotebookInstanceLifecycleConfigName")
    if config and store.find(LIFECYCLE_CONFIG, config) is None:
        raise ValidationException(
            "Unable to find Notebook Instance Lifecycle Config "
            f"'{store.arn(LIFECYCLE_CONFIG, config)}'."
        )


def _renamed(params: Params) -> dict[str, Any]:
    return {RENAMED.get(name, name): value for name, value in described(params).items()}


def create_notebook(store: Store, params: Params) -> Record:
    """CreateNotebookInstance; the instance is Pending until its hooks have run."""
    name = params["NotebookInstanceName"]
    data = {
        "DirectInternetAccess": "Enabled",
        "VolumeSizeInGB": 5,
        "RootAccess": "Enabled",
        "PlatformIdentifier": PLATFORM,
        "IpAddressType": "ipv4",
        "InstanceMetadataServiceConfiguration": {"MinimumInstanceMetadataServiceVersion": "2"},
        "Url": f"{name.lower()}.notebook.{store.region}.sagemaker.aws",
        **_renamed(params),
    }
    store.refuse_taken(NOTEBOOK, name)
    _refuse_unusable(store, data)
    refuse_beyond_quota(store, "notebook", data["InstanceType"])
    return store.add(NOTEBOOK, name, data, params.get("Tags"))


@action("CreateNotebookInstance")
def _create(store: Store, params: Params) -> Answer:
    return create_notebook(store, params).data


@action("StartNotebookInstance")
def start_notebook(store: Store, params: Params) -> Answer:
    record = store.get(NOTEBOOK, params["NotebookInstanceName"])
    move_from(record, ("Stopped", "Failed"), "Pending")
    record.data.pop("FailureReason", None)
    return None


@action("StopNotebookInstance")
def stop_notebook(store: Store, params: Params) -> Answer:
    move_from(store.get(NOTEBOOK, params["NotebookInstanceName"]), ("InService",), "Stopping")
    return None


@action("DeleteNotebookInstance")
def delete_notebook(store: Store, params: Params) -> Answer:
    record = store.get(NOTEBOOK, params["NotebookInstanceName"])
    move_from(record, ("Stopped", "Failed"), "Deleting")
    return None


DISASSOCIATED = {
    "DisassociateLifecycleConfig": "NotebookInstanceLifecycleConfigName",
    "DisassociateAcceleratorTypes": "AcceleratorTypes",
    "DisassociateDefaultCodeRepository": "DefaultCodeRepository",
    "DisassociateAdditionalCodeRepositories": "AdditionalCodeRepositories",
}


@action("UpdateNotebookInstance")
def update_notebook(store: Store, params: Params) -> Answer:
    """Only a stopped instance is updated, and its volume does not shrink."""
    record = store.get(NOTEBOOK, params["NotebookInstanceName"])
    wanted = _renamed({k: v for k, v in params.items() if k not in DISASSOCIATED})
    data = {**record.data, **wanted}
    for switch, member in DISASSOCIATED.items():
        if params.get(switch):
            data.pop(member, None)
    if data["VolumeSizeInGB"] < record.data["VolumeSizeInGB"]:
        raise ValidationException(
            f"Volume size cannot be decreased from {record.data['VolumeSizeInGB']} GB "
            f"to {data['VolumeSizeInGB']} GB."
        )
    _refuse_unusable(store, data)
    if data["InstanceType"] != record.data["InstanceType"]:
        refuse_beyond_quota(store, "notebook", data["InstanceType"], new=False)
    move_from(record, ("Stopped", "Failed"), "Updating")
    status = {NOTEBOOK.status: record.status, "LastModifiedTime": record.data["LastModifiedTime"]}
    record.data = {**data, **status}
    return None


@action("CreatePresignedNotebookInstanceUrl")
def presign(store: Store, params: Params) -> Answer:
    """A URL of the instance's proxy, which is not there: the gateway answers one that opens."""
    record = store.get(NOTEBOOK, params["NotebookInstanceName"])
    if record.status != "InService":
        raise ValidationException(
            f"Status ({record.status}) not in ([InService]). Unable to create a presigned URL "
            f"for Notebook Instance ({record.arn})"
        )
    token = secrets.token_urlsafe(32)
    return {"AuthorizedUrl": f"https://{record.data['Url']}?authToken={token}"}


def hook_content(store: Store, record: Record, hook: str) -> str | None:
    """The base64 text of a hook ("OnCreate", "OnStart") of the instance's lifecycle config."""
    name = record.data.get("NotebookInstanceLifecycleConfigName")
    config = store.find(LIFECYCLE_CONFIG, name) if name else None
    hooks = config.data.get(hook) if config else None
    return hooks[0]["Content"] if hooks else None


def _refuse_bad_hooks(params: Params) -> None:
    for hook in ("OnCreate", "OnStart"):
        for script in params.get(hook) or ():
            try:
                base64.b64decode(script.get("Content", ""), validate=True)
            except ValueError as cause:
                raise ValidationException(
                    f"The content of {hook} is not valid base64 encoded text."
                ) from cause


@action("CreateNotebookInstanceLifecycleConfig")
def create_lifecycle_config(store: Store, params: Params) -> Answer:
    _refuse_bad_hooks(params)
    return actions.create(store, LIFECYCLE_CONFIG, params).data


@action("UpdateNotebookInstanceLifecycleConfig")
def update_lifecycle_config(store: Store, params: Params) -> Answer:
    """Takes effect at an instance's next start."""
    _refuse_bad_hooks(params)
    name = params[LIFECYCLE_CONFIG.name_member]
    record = store.get(LIFECYCLE_CONFIG, name, "update")
    record.data.update(described(params), LastModifiedTime=now())
    return None


actions.register_reading(NOTEBOOK)
actions.register_reading(LIFECYCLE_CONFIG)
actions.register_moves(LIFECYCLE_CONFIG)
