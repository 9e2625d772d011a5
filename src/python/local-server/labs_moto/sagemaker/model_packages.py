"""Model packages, alone or as versions of a group.

Source: API reference of CreateModelPackage, DeleteModelPackage and DeleteModelPackageGroup.
"""

from __future__ import annotations

from ..errors import AwsError
from . import actions
from .actions import Answer, Params, action
from .errors import ValidationException
from .kinds import MODEL_PACKAGE, MODEL_PACKAGE_GROUP
from .lists import select
from .store import Record, Store

CREATOR: dict[str, dict[str, str]] = {"CreatedBy": {}}


def _versions(store: Store, group: str) -> list[Record]:
    return [r for r in store.all(MODEL_PACKAGE) if r.data.get("ModelPackageGroupName") == group]


@action("CreateModelPackage")
def create_package(store: Store, params: Params) -> Answer:
    group = params.get("ModelPackageGroupName")
    if bool(group) == bool(params.get("ModelPackageName")):
        raise ValidationException(
            "Exactly one of ModelPackageName and ModelPackageGroupName must be specified."
        )
    told = {"ModelPackageStatusDetails": {"ValidationStatuses": []}, **actions.described(params)}
    if group is None:
        name = params["ModelPackageName"]
    else:
        group = group.split("/")[-1]
        store.get(MODEL_PACKAGE_GROUP, group)
        versions = [r.data["ModelPackageVersion"] for r in _versions(store, group)]
        number = max(versions, default=0) + 1
        name = f"{group}/{number}"
        told.update(
            ModelPackageVersion=number,
            ModelPackageGroupName=group,
            ModelApprovalStatus=params.get("ModelApprovalStatus", "PendingManualApproval"),
        )
    store.refuse_taken(MODEL_PACKAGE, name)
    return store.add(MODEL_PACKAGE, name, told, params.get("Tags")).data


def _package(store: Store, params: Params) -> Record:
    """A package is named by its ARN, or, without a group, by its name."""
    return store.get(MODEL_PACKAGE, params["ModelPackageName"].split(":model-package/")[-1])


@action("DescribeModelPackage")
def describe_package(store: Store, params: Params) -> Answer:
    return _package(store, params).data


@action("UpdateModelPackage")
def update_package(store: Store, params: Params) -> Answer:
    name = params["ModelPackageArn"].split(":model-package/")[-1]
    record = store.get(MODEL_PACKAGE, name)
    record.data.update(actions.described(params))
    return record.data


@action("DeleteModelPackage")
def delete_package(store: Store, params: Params) -> Answer:
    store.remove(_package(store, params))
    return None


@action("ListModelPackages")
def list_packages(store: Store, params: Params) -> Answer:
    """Without a group: those that belong to none, unless ModelPackageType asks for others."""
    group = params.get("ModelPackageGroupName")
    if group:
        found = _versions(store, group.split("/")[-1])
    else:
        type_ = params.get("ModelPackageType", "Unversioned")
        found = [
            r
            for r in store.all(MODEL_PACKAGE)
            if type_ == "Both" or ("ModelPackageVersion" in r.data) == (type_ == "Versioned")
        ]
    status = params.get("ModelApprovalStatus")
    found = [r for r in found if status in (None, r.data.get("ModelApprovalStatus"))]
    page, token = select(MODEL_PACKAGE, found, params)
    return {MODEL_PACKAGE.listed_member: [r.data for r in page], "NextToken": token}


actions.register_plain(MODEL_PACKAGE_GROUP, **CREATOR)


@action("DeleteModelPackageGroup")
def delete_group(store: Store, params: Params) -> Answer:
    record = store.get(MODEL_PACKAGE_GROUP, params["ModelPackageGroupName"])
    if _versions(store, record.name):
        raise AwsError(
            "ConflictException",
            f"Model Package Group {record.arn} still contains model packages.",
        )
    store.remove(record)
    return None
