"""The door of SageMaker: moto's, with the operations modelled here in place of its own."""

from __future__ import annotations

from moto.core.responses import ActionResult, EmptyResult
from moto.sagemaker.responses import SageMakerResponse

from .. import trail
from .actions import ACTIONS
from .calls import call
from .store import store_of


class LabsSageMaker(SageMakerResponse):
    """Answers what is in `ACTIONS`, and leaves the rest to moto."""


def _answer(self: LabsSageMaker) -> ActionResult:
    store = store_of(self.current_account, self.region)
    result = call(store, self._get_action(), self.params)
    trail.record(self, self.params, result)
    return EmptyResult() if result is None else ActionResult(result)


for _name in ACTIONS:
    setattr(LabsSageMaker, _name, _answer)
