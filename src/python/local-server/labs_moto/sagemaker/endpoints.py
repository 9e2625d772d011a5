"""Endpoints, their configurations and models.

Sources: API reference of Create/Update/DeleteEndpoint, CreateEndpointConfig and CreateModel.
"""

from __future__ import annotations

from typing import Any

from ..quotas import refuse_beyond_quota
from ..world import now
from . import actions
from .actions import Answer, Params, action
from .errors import ValidationException
from .kinds import ENDPOINT, ENDPOINT_CONFIG, MODEL
from .store import Record, Store


def _running(config: Record, moment: Any) -> list[dict[str, Any]]:
    """What Describe tells of the variants that a configuration asks for."""
    return [
        {
            "VariantName": variant["VariantName"],
            "CurrentWeight": variant.get("InitialVariantWeight", 1.0),
            "DesiredWeight": variant.get("InitialVariantWeight", 1.0),
            "CurrentInstanceCount": variant.get("InitialInstanceCount"),
            "DesiredInstanceCount": variant.get("InitialInstanceCount"),
            "CurrentServerlessConfig": variant.get("ServerlessConfig"),
            "VariantStatus": [{"Status": "Creating", "StartTime": moment}],
        }
        for variant in config.data["ProductionVariants"]
    ]


def _in_progress(record: Record) -> ValidationException:
    """AWS answers so for UpdateEndpoint and for DeleteEndpoint, also while it is Creating.

    https://github.com/aws/amazon-sagemaker-examples/issues/3432 ; the wording as in
    https://github.com/aws/amazon-sagemaker-operator-for-k8s , sagemaker_client_wrapper.go
    """
    return ValidationException(f'Cannot update in-progress endpoint "{record.arn}".')


@action("CreateEndpoint")
def create_endpoint(store: Store, params: Params) -> Answer:
    config = store.get(ENDPOINT_CONFIG, params["EndpointConfigName"])
    store.refuse_taken(ENDPOINT, params["EndpointName"])
    for variant in config.data["ProductionVariants"]:
        if "InstanceType" in variant:
            count = variant.get("InitialInstanceCount", 1)
            refuse_beyond_quota(store, "endpoint", variant["InstanceType"], count)
    return actions.create(store, ENDPOINT, params, ProductionVariants=_running(config, now())).data


@action("UpdateEndpoint")
def update_endpoint(store: Store, params: Params) -> Answer:
    record = store.get(ENDPOINT, params["EndpointName"])
    config = store.get(ENDPOINT_CONFIG, params["EndpointConfigName"])
    if record.status != "InService":
        raise _in_progress(record)
    record.data["EndpointConfigName"] = config.name
    record.data["ProductionVariants"] = _running(config, now())
    record.move("Updating")
    return record.data


@action("DeleteEndpoint")
def delete_endpoint(store: Store, params: Params) -> Answer:
    record = store.get(ENDPOINT, params["EndpointName"])
    if record.status not in ("InService", "Failed"):
        raise _in_progress(record)
    record.move("Deleting")
    return None


@action("CreateEndpointConfig")
def create_endpoint_config(store: Store, params: Params) -> Answer:
    for variant in params["ProductionVariants"]:
        if "ModelName" in variant:
            store.get(MODEL, variant["ModelName"])
    return actions.create(store, ENDPOINT_CONFIG, params).data


actions.register_plain(MODEL)
actions.register_reading(ENDPOINT)
actions.register_reading(ENDPOINT_CONFIG)
actions.register_moves(ENDPOINT_CONFIG)
