"""Step Functions: moto's, where an execution runs nothing and goes on until it is stopped.

Source: https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html
"""

from __future__ import annotations

from moto.core.responses import ActionResult, EmptyResult
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.responses import StepFunctionResponse

_deleting: set[str] = set()


def _is_running(machine: StateMachine) -> bool:
    return any(execution.status == "RUNNING" for execution in machine.executions)


class LabsStates(StepFunctionResponse):
    """ "A state machine is deleted only when all its executions are completed." """

    def delete_state_machine(self) -> ActionResult:
        arn = self._get_param("stateMachineArn")
        machines = self.stepfunction_backend.state_machines
        machine = next((one for one in machines if one.arn == arn), None)
        if machine is not None and _is_running(machine):
            _deleting.add(arn)
            return EmptyResult()
        return super().delete_state_machine()

    def stop_execution(self) -> ActionResult:
        result = super().stop_execution()
        for machine in list(self.stepfunction_backend.state_machines):
            if machine.arn in _deleting and not _is_running(machine):
                _deleting.discard(machine.arn)
                self.stepfunction_backend.delete_state_machine(machine.arn)
        return result

    def describe_state_machine(self) -> ActionResult:
        arn = self._get_param("stateMachineArn")
        result = super().describe_state_machine()
        told = dict(result.result)
        return ActionResult({**told, "status": "DELETING" if arn in _deleting else "ACTIVE"})
