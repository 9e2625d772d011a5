"""Calls an operation modelled here, as a client over the wire or as CloudFormation does."""

from __future__ import annotations

from moto.core.utils import camelcase_to_underscores, get_service_model

from ..shapes import refuse_misshapen
from . import (  # noqa: F401 -- they register actions
    computed,
    endpoints,
    experiments,
    jobs,
    model_packages,
    notebooks,
    others,
    pipelines,
    tags,
    transitions,
)
from .actions import ACTIONS, Answer, Params
from .store import Store


def call(store: Store, operation: str, params: Params) -> Answer:
    """Checks the parameters against the API's model and performs the operation."""
    refuse_misshapen(get_service_model("sagemaker").operation_model(operation), params)
    return ACTIONS[camelcase_to_underscores(operation)](store, params)
