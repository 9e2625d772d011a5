"""Which service is answered by which of our doors; moto answers the rest."""

from __future__ import annotations

from functools import cache

from moto.core.responses import BaseResponse


@cache
def _doors() -> dict[str, type[BaseResponse]]:
    from .cloudformation.responses import LabsCloudFormation
    from .iam import LabsIam
    from .logs import LabsLogs
    from .prices import LabsPricing
    from .sagemaker.responses import LabsSageMaker
    from .scheduler import LabsScheduler
    from .service_quotas import LabsServiceQuotas
    from .sts import LabsSts
    from .tagging import LabsTagging
    from .trail import LabsCloudTrail

    return {
        "cloudformation": LabsCloudFormation,
        "sagemaker": LabsSageMaker,
        "sts": LabsSts,
        "cloudtrail": LabsCloudTrail,
        "iam": LabsIam,
        "logs": LabsLogs,
        "pricing": LabsPricing,
        "scheduler": LabsScheduler,
        "servicequotas": LabsServiceQuotas,
        "tagging": LabsTagging,
    }


def door_of(service: str, path: str) -> type[BaseResponse] | None:
    """The class that answers a service's requests; none where moto's own dispatcher does."""
    if service == "sagemaker" and (path.endswith("/invocations") or "BatchPutMetrics" in path):
        return None
    return _doors().get(service)
