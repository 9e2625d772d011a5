"""Who makes a request: the session of a role, a user of IAM, or the user of the local account."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

from .world import PARTITION, WORLD


@dataclass(frozen=True)
class Caller:
    """A principal, as GetCallerIdentity and CloudTrail tell of it."""

    account: str
    arn: str
    user_id: str
    name: str
    """The user's name, or the name of the role's session."""
    role_arn: str | None = None
    """Of a session: the role, with its path."""
    role_id: str | None = None


def caller_of(account: str, access_key: str) -> Caller:
    """The principal that an access key belongs to.

    A key that neither IAM nor STS gave out is that of the user the launcher was started for.
    """
    session = sts_backends[account][PARTITION].get_assumed_role_from_access_key(access_key)
    if session is not None:
        return Caller(
            account=session.account_id,
            arn=session.arn,
            user_id=session.user_id,
            name=session.session_name,
            role_arn=session.role_arn,
            role_id=session.user_id.split(":")[0],
        )
    user = iam_backends[account][PARTITION].get_user_from_access_key_id(access_key)
    if user is not None:
        return Caller(account, user.arn, user.id, user.name)
    return local_user(account)


def local_user(account: str) -> Caller:
    """The user of the local account, who is an administrator in all but name."""
    identity = "AIDA" + sha256(WORLD.user.encode()).hexdigest()[:17].upper()
    return Caller(
        account, f"arn:{PARTITION}:iam::{account}:user/{WORLD.user}", identity, WORLD.user
    )
