"""STS: roles that must exist, and the caller's own name.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.iam.models import iam_backends
from moto.sts.responses import TokenResponse

from .errors import forbidden
from .principals import caller_of
from .world import PARTITION


class LabsSts(TokenResponse):
    """moto's STS, for which every role exists and every unknown caller is the user `moto`."""

    def assume_role(self) -> Any:
        """Refuses a role that is not there as AWS does, without saying that it is not."""
        arn = self._get_param("RoleArn")
        account = arn.split(":")[4] if arn.count(":") >= 5 else ""
        roles = iam_backends[account][PARTITION].roles.values() if account else ()
        if not any(role.arn == arn for role in roles):
            caller = caller_of(self.current_account, self.access_key)
            return forbidden(
                "AccessDenied",
                f"User: {caller.arn} is not authorized to perform: sts:AssumeRole "
                f"on resource: {arn}",
            )
        return super().assume_role()

    def get_caller_identity(self) -> ActionResult:
        caller = caller_of(self.current_account, self.access_key)
        return ActionResult(
            {"UserId": caller.user_id, "Account": caller.account, "Arn": caller.arn}
        )
