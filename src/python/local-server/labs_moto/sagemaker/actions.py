"""The registry of operations, and those that kinds of resources have alike."""

from __future__ import annotations

import secrets
import string
from collections.abc import Callable
from typing import Any

from moto.core.utils import camelcase_to_underscores, get_service_model

from .errors import ResourceInUse, ResourceNotFound, ValidationException
from .kind import GONE, Kind, Move
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


def has_operation(name: str) -> bool:
    """Whether SageMaker has an operation of this name."""
    return name in get_service_model("sagemaker").operation_names


def described(params: Params) -> dict[str, Any]:
    """What Describe repeats of a create request."""
    return {name: value for name, value in params.items() if name != "Tags"}


def name_of(kind: Kind, params: Params) -> str:
    """The name by which a request means a resource: the members of its key, in order."""
    return "/".join(params[member] for member in kind.key_members if params.get(member))


def find(store: Store, kind: Kind, params: Params, verb: str = "describe") -> Record:
    """The resource that a request is about, or AWS's refusal.

    To delete a job that is not there is ResourceNotFound, whatever the kind answers else.
    """
    name = name_of(kind, params)
    if verb == "delete" and kind.is_job and store.find(kind, name) is None:
        raise ResourceNotFound(f"Requested resource not found: {store.arn(kind, name)}")
    return store.get(kind, name, verb)


def create(store: Store, kind: Kind, params: Params, **more: Any) -> Record:
    """Makes a resource from the parameters of its create operation."""
    if kind.id_prefix:
        alphabet = string.ascii_lowercase + string.digits
        new_id = kind.id_prefix + "".join(secrets.choice(alphabet) for _ in range(12))
        params = {**params, kind.name_member: new_id}
    name = name_of(kind, params)
    store.refuse_taken(kind, name)
    return store.add(kind, name, {**described(params), **more}, params.get("Tags"))


def move(store: Store, record: Record, wanted: Move) -> None:
    """Takes a resource to another status, or refuses that in the status it is in."""
    if record.status not in wanted.allowed:
        refusal = ResourceInUse if wanted.target == GONE else ValidationException
        raise refusal(
            f"The request was rejected because the {record.kind.words} "
            f"is in status {record.status}."
        )
    if wanted.target == GONE:
        store.remove(record)
    else:
        record.move(wanted.target)


def _summary(record: Record) -> dict[str, Any]:
    if not record.kind.lists_lower_case_arns:
        return record.data
    return {**record.data, record.kind.arn_member: record.arn.lower()}


def register_reading(kind: Kind) -> None:
    """Describe and List, which differ by name only."""

    @action(f"Describe{kind.noun}")
    def describe(store: Store, params: Params) -> Answer:
        return find(store, kind, params).data

    if has_operation(f"List{kind.plural}"):

        @action(f"List{kind.plural}")
        def list_all(store: Store, params: Params) -> Answer:
            page, token = select(kind, list(store.all(kind)), params)
            return {kind.listed_member: [_summary(record) for record in page], "NextToken": token}


def register_moves(kind: Kind) -> None:
    """Stop, Start and Delete, as far as the kind has them."""

    def register(verb: str, wanted: Move | None) -> None:
        @action(f"{verb}{kind.noun}")
        def act(store: Store, params: Params) -> Answer:
            record = find(store, kind, params, verb.lower())
            if wanted is None:
                store.remove(record)
            else:
                move(store, record, wanted)
            return {kind.arn_member: record.arn}

    for verb, wanted in (("Stop", kind.stop), ("Start", kind.start)):
        if wanted is not None:
            register(verb, wanted)
    if has_operation(f"Delete{kind.noun}"):
        register("Delete", kind.delete)


def register_plain(kind: Kind, **more: Any) -> None:
    """All operations of a resource whose making asks for nothing but its name.

    `more` is what Describe tells from the beginning.
    """
    register_reading(kind)
    register_moves(kind)

    @action(f"Create{kind.noun}")
    def create_one(store: Store, params: Params) -> Answer:
        return create(store, kind, params, **more).data
