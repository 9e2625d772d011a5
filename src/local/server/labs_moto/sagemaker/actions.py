"""The registry of operations, and those that every kind of resource has alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.core.utils import camelcase_to_underscores, get_service_model

from .kinds import Kind
from .lists import select
from .store import Record, Store

Params = dict[str, Any]
Answer = dict[str, Any] | None
Action = Callable[[Store, Params], Answer]

ACTIONS: dict[str, Action] = {}
"""Every operation modelled here, by moto's name of it: `describe_model`."""


def action(operation: str) -> Callable[[Action], Action]:
    """Registers a function as the model of an operation: `@action("DescribeModel")`."""

    def register(function: Action) -> Action:
        ACTIONS[camelcase_to_underscores(operation)] = function
        return function

    return register


def described(params: Params) -> dict[str, Any]:
    """What Describe repeats of a create request."""
    return {name: value for name, value in params.items() if name != "Tags"}


def create(store: Store, kind: Kind, params: Params, **more: Any) -> Record:
    """Makes a resource from the parameters of its create operation."""
    name = params[kind.name_member]
    store.refuse_taken(kind, name)
    return store.add(kind, name, {**described(params), **more}, params.get("Tags"))


def register_reading(kind: Kind) -> None:
    """Describe and List, which differ by name only."""

    @action(f"Describe{kind.noun}")
    def describe(store: Store, params: Params) -> Answer:
        return store.get(kind, params[kind.name_member]).data

    if f"List{kind.plural}" not in get_service_model("sagemaker").operation_names:
        return

    @action(f"List{kind.plural}")
    def list_all(store: Store, params: Params) -> Answer:
        page, token = select(kind, list(store.all(kind)), params)
        return {kind.listed_member: [record.data for record in page], "NextToken": token}


def register_plain(kind: Kind) -> None:
    """All operations of a resource that has no states: it is there, or it is not."""
    register_reading(kind)

    @action(f"Create{kind.noun}")
    def create_one(store: Store, params: Params) -> Answer:
        return create(store, kind, params).data

    @action(f"Delete{kind.noun}")
    def delete_one(store: Store, params: Params) -> Answer:
        store.remove(store.get(kind, params[kind.name_member], "delete"))
        return None
