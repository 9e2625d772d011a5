"""ECR: moto's, with pages. Layers are not modelled, so nothing can be pushed; an image is put.

Source: API reference of DescribeRepositories and ListImages.
"""

from __future__ import annotations

from moto.core.responses import ActionResult
from moto.ecr.responses import ECRResponse

from .errors import AwsError
from .tokens import BadToken, page_of

PAGE = 100


class LabsEcr(ECRResponse):
    """moto's ECR, which would answer any number of repositories at once."""

    def describe_repositories(self) -> ActionResult:
        names, registry = self._get_param("repositoryNames"), self._get_param("registryId")
        found = self.ecr_backend.describe_repositories(registry, names)
        size = self._get_param("maxResults") or PAGE
        try:
            page, token = page_of(found, self._get_param("nextToken"), int(size))
        except BadToken as cause:
            raise AwsError("InvalidParameterException", "The token is not valid.") from cause
        return ActionResult({"repositories": page, "nextToken": token})


def _refuse(self: LabsEcr) -> ActionResult:
    raise NotImplementedError(self._get_action())


for _name in (
    "batch_check_layer_availability",
    "complete_layer_upload",
    "get_download_url_for_layer",
    "initiate_layer_upload",
    "upload_layer_part",
):
    setattr(LabsEcr, _name, _refuse)
