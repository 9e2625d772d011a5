"""CloudTrail's event history: who made what, as LookupEvents tells it.

Kept are the calls that change something in SageMaker. Source:
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
"""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from moto.core.responses import ActionResult, BaseResponse

from .door import Door
from .errors import AwsError
from .principals import Caller, caller_of
from .tokens import BadToken, page_of
from .world import now

KEPT = 100_000
READING = ("Describe", "List", "Get", "Search")
SECRET = ("AuthorizedUrl",)
"""Members of an answer that open something, and so are in no record (assumed)."""
MAX_RESULTS = 50


@dataclass(frozen=True)
class Entry:
    """One event, with what it is looked up by."""

    account: str
    region: str
    id: str
    name: str
    time: datetime
    user: str
    access_key: str
    text: str


_EVENTS: deque[Entry] = deque(maxlen=KEPT)


def _lower_first(value: Any) -> Any:
    """Members of a request as CloudTrail writes them: `roleArn`."""
    if isinstance(value, list):
        return [_lower_first(item) for item in value]
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: _lower_first(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, datetime) else value


def _identity(caller: Caller, access_key: str) -> dict[str, Any]:
    identity: dict[str, Any] = {
        "type": "IAMUser" if caller.role_arn is None else "AssumedRole",
        "principalId": caller.user_id,
        "arn": caller.arn,
        "accountId": caller.account,
        "accessKeyId": access_key,
    }
    if caller.role_arn is None:
        identity["userName"] = caller.name
        return identity
    identity["sessionContext"] = {
        "sessionIssuer": {
            "type": "Role",
            "principalId": caller.role_id,
            "arn": caller.role_arn,
            "accountId": caller.account,
            "userName": caller.role_arn.rsplit("/", 1)[1],
        },
        "attributes": {"mfaAuthenticated": "false"},
    }
    return identity


def record(
    response: BaseResponse,
    params: dict[str, Any],
    result: dict[str, Any] | None,
    answered: tuple[str, ...],
) -> None:
    """Keeps the management event of a SageMaker call; `answered` are the members it answers."""
    name = response._get_action()
    if name.startswith(READING):
        return
    caller = caller_of(response.current_account, response.access_key)
    moment, event_id = now(), str(uuid4())
    told = [member for member in answered if member not in SECRET]
    elements = {member: (result or {}).get(member) for member in told}
    text = json.dumps(
        {
            "eventVersion": "1.11",
            "userIdentity": _identity(caller, response.access_key),
            "eventTime": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "eventSource": "sagemaker.amazonaws.com",
            "eventName": name,
            "awsRegion": response.region,
            "sourceIPAddress": "127.0.0.1",
            "userAgent": response.headers.get("User-Agent", ""),
            "requestParameters": _lower_first(params),
            "responseElements": _lower_first(elements) or None,
            "requestID": str(uuid4()),
            "eventID": event_id,
            "readOnly": False,
            "eventType": "AwsApiCall",
            "managementEvent": True,
            "recipientAccountId": response.current_account,
            "eventCategory": "Management",
        }
    )
    entry = Entry(
        response.current_account,
        response.region,
        event_id,
        name,
        moment,
        caller.name,
        response.access_key,
        text,
    )
    _EVENTS.append(entry)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=timezone.utc)


def _matches(entry: Entry, key: str, value: str) -> bool:
    known = {
        "EventId": entry.id,
        "EventName": entry.name,
        "ReadOnly": "false",
        "Username": entry.user,
        "EventSource": "sagemaker.amazonaws.com",
        "AccessKeyId": entry.access_key,
    }
    if key not in known:
        raise NotImplementedError(f"LookupEvents by {key}")
    return known[key] == value


class LabsCloudTrail(Door):
    """LookupEvents, the part of CloudTrail that is on in every account."""

    service = "cloudtrail"

    def lookup_events(self) -> ActionResult:
        """The newest first; "Currently the list [of attributes] can contain only one item"."""
        params = self.given
        attributes = params.get("LookupAttributes") or []
        if len(attributes) > 1:
            raise AwsError(
                "InvalidLookupAttributesException", "You can specify only one lookup attribute."
            )
        found = [
            entry
            for entry in reversed(_EVENTS)
            if (entry.account, entry.region) == (self.current_account, self.region)
            and ("StartTime" not in params or entry.time >= _utc(params["StartTime"]))
            and ("EndTime" not in params or entry.time <= _utc(params["EndTime"]))
            and all(_matches(entry, a["AttributeKey"], a["AttributeValue"]) for a in attributes)
        ]
        size = params.get("MaxResults") or MAX_RESULTS
        if not 1 <= size <= MAX_RESULTS:
            raise AwsError("InvalidMaxResultsException", "A value from 1 to 50 is expected.")
        try:
            page, token = page_of(found, params.get("NextToken"), size)
        except BadToken as cause:
            raise AwsError("InvalidNextTokenException", "The token is not valid.") from cause
        events = [
            {
                "EventId": entry.id,
                "EventName": entry.name,
                "ReadOnly": "false",
                "AccessKeyId": entry.access_key,
                "EventTime": entry.time,
                "EventSource": "sagemaker.amazonaws.com",
                "Username": entry.user,
                "Resources": [],
                "CloudTrailEvent": entry.text,
            }
            for entry in page
        ]
        return ActionResult({"Events": events, "NextToken": token})
