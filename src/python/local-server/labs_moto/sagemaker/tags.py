"""AddTags, ListTags and DeleteTags, for every resource kept here."""

from __future__ import annotations

from ..delays import DELAYS
from .actions import Answer, Params, action
from .errors import ValidationException
from .lists import decode_token, encode_token
from .store import Store

MAX_TAGS = 50


def as_list(tags: dict[str, str]) -> list[dict[str, str]]:
    """`[{"Key": …, "Value": …}]`"""
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def _refuse_missing(store: Store, arn: str) -> None:
    if store.by_arn(arn) is None:
        raise ValidationException("Resource does not exist.")


@action("AddTags")
def add_tags(store: Store, params: Params) -> Answer:
    arn = params["ResourceArn"]
    _refuse_missing(store, arn)
    wanted = {tag["Key"]: tag["Value"] for tag in params["Tags"]}
    if any(key.lower().startswith("aws:") for key in wanted):
        raise ValidationException(
            "Tag keys that begin with aws: are reserved for AWS use and cannot be set."
        )
    merged = {**store.tags.get(arn, {}), **wanted}
    if sum(not key.startswith("aws:") for key in merged) > MAX_TAGS:
        raise ValidationException(f"A resource can have at most {MAX_TAGS} tags.")
    store.tags[arn] = merged
    return {"Tags": as_list(merged)}


@action("DeleteTags")
def delete_tags(store: Store, params: Params) -> Answer:
    arn = params["ResourceArn"]
    _refuse_missing(store, arn)
    if arn in store.tags:
        gone = params["TagKeys"]
        store.tags[arn] = {key: tag for key, tag in store.tags[arn].items() if key not in gone}
    return {}


@action("ListTags")
def list_tags(store: Store, params: Params) -> Answer:
    arn = params["ResourceArn"]
    _refuse_missing(store, arn)
    tags = sorted((store.tags.seen(arn, DELAYS.listed_tags) or {}).items())
    if params.get("NextToken"):
        (last,) = decode_token(params["NextToken"])
        tags = [tag for tag in tags if tag[0] > last]
    size = params.get("MaxResults") or MAX_TAGS
    token = encode_token((tags[size - 1][0],)) if len(tags) > size else None
    return {"Tags": as_list(dict(tags[:size])), "NextToken": token}
