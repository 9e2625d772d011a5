"""The door of SageMaker: moto's, with the operations modelled here in place of its own."""

from __future__ import annotations

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import get_service_model
from moto.sagemaker.responses import SageMakerResponse

from .. import trail
from .actions import ACTIONS
from .calls import call
from .store import store_of

UNMODELLED = (
    "search",
    "update_endpoint_weights_and_capacities",
    "describe_pipeline_definition_for_execution",
    "list_pipeline_parameters_for_execution",
)
"""What moto would answer from resources that are kept here, and so answer wrongly."""


class LabsSageMaker(SageMakerResponse):
    """Answers what is in `ACTIONS`, and leaves other resources to moto."""


def _refuse(self: LabsSageMaker) -> ActionResult:
    raise NotImplementedError(self._get_action())


def _answer(self: LabsSageMaker) -> ActionResult:
    store = store_of(self.current_account, self.region)
    result = call(store, self._get_action(), self.params)
    output = get_service_model("sagemaker").operation_model(self._get_action()).output_shape
    trail.record(self, self.params, result, tuple(output.members) if output else ())
    return EmptyResult() if result is None else ActionResult(result)


for _name in ACTIONS:
    setattr(LabsSageMaker, _name, _answer)
for _name in UNMODELLED:
    setattr(LabsSageMaker, _name, _refuse)
