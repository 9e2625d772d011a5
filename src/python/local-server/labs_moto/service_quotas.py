"""Service Quotas: the values that `quotas` keeps, and the defaults that AWS publishes.

Source: https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/Welcome.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult

from .door import Door
from .errors import AwsError
from .quotas import APPLIED, QUOTAS, Quota
from .tokens import BadToken, page_of
from .world import PARTITION

SERVICE = "sagemaker"
PAGE = 100


def _missing(what: str) -> AwsError:
    return AwsError("NoSuchResourceException", f"The request failed because the {what}.")


def _quota(params: dict[str, Any]) -> Quota:
    quota = QUOTAS.get(params["QuotaCode"])
    if quota is None or params["ServiceCode"] != SERVICE:
        raise _missing("specified service quota does not exist")
    return quota


class LabsServiceQuotas(Door):
    """The quotas of SageMaker whose codes and defaults are known."""

    service = "service-quotas"

    def _told(self, quota: Quota, value: float) -> dict[str, Any]:
        arn = f"arn:{PARTITION}:servicequotas:{self.region}:{self.current_account}"
        return {
            "ServiceCode": SERVICE,
            "ServiceName": "Amazon SageMaker",
            "QuotaArn": f"{arn}:{SERVICE}/{quota.code}",
            "QuotaCode": quota.code,
            "QuotaName": quota.name,
            "Value": value,
            "Unit": "None",
            "Adjustable": True,
            "GlobalQuota": False,
            "QuotaAppliedAtLevel": "ACCOUNT",
        }

    def get_service_quota(self) -> ActionResult:
        """The value in force."""
        quota = _quota(self.given)
        return ActionResult({"Quota": self._told(quota, APPLIED[quota.code])})

    def get_aws_default_service_quota(self) -> ActionResult:
        """The value of a new account, whatever is in force."""
        quota = _quota(self.given)
        return ActionResult({"Quota": self._told(quota, quota.default)})

    def list_service_quotas(self) -> ActionResult:
        return self._list({quota.code: APPLIED[quota.code] for quota in QUOTAS.values()})

    def list_aws_default_service_quotas(self) -> ActionResult:
        return self._list({quota.code: quota.default for quota in QUOTAS.values()})

    def _list(self, values: dict[str, float]) -> ActionResult:
        params = self.given
        if params["ServiceCode"] != SERVICE:
            raise _missing("specified service does not exist")
        told = [self._told(QUOTAS[code], value) for code, value in values.items()]
        try:
            page, token = page_of(told, params.get("NextToken"), params.get("MaxResults") or PAGE)
        except BadToken as cause:
            raise AwsError("InvalidPaginationTokenException", "Invalid token was used.") from cause
        return ActionResult({"Quotas": page, "NextToken": token})
