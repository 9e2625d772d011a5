"""Which service is answered by which of our doors, and which by moto as it is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from moto.core.responses import BaseResponse
from moto.moto_server.werkzeug_app import create_backend_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_INVOCATION = re.compile(r"^/endpoints/[^/]+/(async-)?invocations")


@cache
def _doors() -> dict[str, type[BaseResponse]]:
    from .cloudformation.responses import LabsCloudFormation
    from .comprehend import LabsComprehend
    from .container_registry import LabsEcr
    from .iam import LabsIam
    from .logs import LabsLogs
    from .prices import LabsPricing
    from .sagemaker.responses import LabsSageMaker
    from .scheduler import LabsScheduler
    from .service_quotas import LabsServiceQuotas
    from .state_machines import LabsStates
    from .sts import LabsSts
    from .tagging import LabsTagging
    from .trail import LabsCloudTrail
    from .translation import LabsTranslate

    return {
        "cloudformation": LabsCloudFormation,
        "sagemaker": LabsSageMaker,
        "sts": LabsSts,
        "cloudtrail": LabsCloudTrail,
        "comprehend": LabsComprehend,
        "ecr": LabsEcr,
        "iam": LabsIam,
        "logs": LabsLogs,
        "pricing": LabsPricing,
        "scheduler": LabsScheduler,
        "servicequotas": LabsServiceQuotas,
        "states": LabsStates,
        "tagging": LabsTagging,
        "translate": LabsTranslate,
    }


# What moto answers as it is, by the service's signing name: S3, corrected by `s3.install`, and Cost
# Explorer, which knows of no cost. A service is put here when its operations have been checked.
_MOTO = {"s3": "s3", "ce": "ce"}


@cache
def _application(backend: str) -> WSGIApplication:
    return create_backend_app(backend)  # type: ignore[arg-type]


def moto_of(service: str, path: str) -> WSGIApplication | None:
    """The application of moto that answers a service's requests, if one does.

    A request without a signature in its headers is one to S3: nobody's, or signed in its query.
    """
    name = service or "s3"
    if name == "s3" and path.startswith("/v20180820/"):
        raise NotImplementedError("s3control")
    backend = _MOTO.get(name)
    return None if backend is None else _application(backend)


def door_of(service: str, path: str) -> type[BaseResponse]:
    """The class that answers a service's requests."""
    # The runtime of endpoints and their metrics are signed with SageMaker's name.
    if service == "sagemaker" and (_INVOCATION.search(path) or path == "/BatchPutMetrics"):
        raise NotImplementedError(path)
    door = _doors().get(service)
    if door is None:
        raise NotImplementedError(service)
    return door
