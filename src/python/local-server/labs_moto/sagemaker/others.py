"""What needs no more than its names and states: repositories, components, schedules, Studio.

Source: API reference of the Create, Start, Stop and Delete operations of each.
"""

from __future__ import annotations

from . import actions
from .actions import Answer, Params, action
from .all_kinds import APP, DOMAIN, SPACE, USER_PROFILE
from .errors import ResourceInUse
from .kind import Kind
from .kinds import (
    CODE_REPOSITORY,
    ENDPOINT,
    FEATURE_GROUP,
    INFERENCE_COMPONENT,
    MONITORING_SCHEDULE,
    TRACKING_SERVER,
)
from .store import Store

for _kind in (
    CODE_REPOSITORY,
    INFERENCE_COMPONENT,
    MONITORING_SCHEDULE,
    FEATURE_GROUP,
    TRACKING_SERVER,
    DOMAIN,
    USER_PROFILE,
    SPACE,
    APP,
):
    actions.register_plain(_kind)


@action("CreateInferenceComponent")
def create_inference_component(store: Store, params: Params) -> Answer:
    endpoint = store.get(ENDPOINT, params["EndpointName"])
    return actions.create(store, INFERENCE_COMPONENT, params, EndpointArn=endpoint.arn).data


@action("CreateDomain")
def create_domain(store: Store, params: Params) -> Answer:
    record = actions.create(store, DOMAIN, params)
    record.data["Url"] = f"https://{record.name}.studio.{store.region}.sagemaker.aws"
    return record.data


def _refuse_inhabited(store: Store, kinds: tuple[Kind, ...], prefix: str, what: str) -> None:
    for kind in kinds:
        if any(record.name.startswith(prefix) for record in store.all(kind)):
            raise ResourceInUse(f"Unable to delete {what} because {kind.noun}(s) exist in it.")


@action("DeleteDomain")
def delete_domain(store: Store, params: Params) -> Answer:
    """A domain is deleted after its apps, spaces and user profiles."""
    record = actions.find(store, DOMAIN, params)
    _refuse_inhabited(store, (APP, SPACE, USER_PROFILE), f"{record.name}/", f"Domain {record.name}")
    assert DOMAIN.delete is not None
    actions.move(store, record, DOMAIN.delete)
    return None


def _register_owner(kind: Kind) -> None:
    @action(f"Delete{kind.noun}")
    def delete(store: Store, params: Params) -> Answer:
        """A user profile or a space is deleted after its apps."""
        record = actions.find(store, kind, params)
        _refuse_inhabited(store, (APP,), f"{record.name}/", f"{kind.noun} {record.name}")
        assert kind.delete is not None
        actions.move(store, record, kind.delete)
        return None


_register_owner(SPACE)
_register_owner(USER_PROFILE)
