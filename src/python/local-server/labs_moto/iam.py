"""IAM: moto's, with a simulator that knows the one thing that is true here.

The user of the local account may do everything, and no policy is enforced. Of other principals
the simulator says nothing, for their policies are not evaluated.
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.iam.responses import IamResponse

from .principals import local_user


class LabsIam(IamResponse):
    """moto's IAM and SimulatePrincipalPolicy of the local user."""

    def simulate_principal_policy(self) -> ActionResult:
        params: dict[str, Any] = self._get_params()
        source = params["PolicySourceArn"]
        if source != local_user(self.current_account).arn:
            raise NotImplementedError(f"SimulatePrincipalPolicy of {source}")
        resources = params.get("ResourceArns") or ["*"]
        results = [
            {
                "EvalActionName": action,
                "EvalResourceName": resources[0],
                "EvalDecision": "allowed",
                "ResourceSpecificResults": [
                    {"EvalResourceName": resource, "EvalResourceDecision": "allowed"}
                    for resource in resources
                ],
            }
            for action in params["ActionNames"]
        ]
        return ActionResult({"EvaluationResults": results, "IsTruncated": False})
