"""The door of CloudFormation: one method per operation of the API."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from moto.core.utils import get_service_model

from ..shapes import misshapen
from . import change_sets, describe, requests
from .errors import ValidationError
from .pages import page
from .stacks import Stacks, stacks_of
from .template import Template


class LabsCloudFormation(BaseResponse):
    """Answers the operations that `cdk`, the AWS CLI and labs use."""

    def __init__(self) -> None:
        super().__init__(service_name="cloudformation")
        self.automated_parameter_parsing = True

    @property
    def _stacks(self) -> Stacks:
        return stacks_of(self.current_account, self.region)

    def _checked(self) -> dict[str, Any]:
        """The parameters, once they fit the model of the operation."""
        operation = get_service_model("cloudformation").operation_model(self._get_action())
        fault = misshapen(operation, self.params)
        if fault is not None:
            raise ValidationError(fault)
        return self.params

    def create_stack(self) -> ActionResult:
        return ActionResult({"StackId": requests.create_stack(self._stacks, self._checked()).id})

    def update_stack(self) -> ActionResult:
        return ActionResult({"StackId": requests.update_stack(self._stacks, self._checked()).id})

    def delete_stack(self) -> ActionResult:
        requests.delete_stack(self._stacks, self._checked())
        return EmptyResult()

    def continue_update_rollback(self) -> ActionResult:
        requests.continue_update_rollback(self._stacks, self._checked())
        return ActionResult({})

    def update_termination_protection(self) -> ActionResult:
        stack = requests.update_termination_protection(self._stacks, self._checked())
        return ActionResult({"StackId": stack.id})

    def create_change_set(self) -> ActionResult:
        change_set = change_sets.create(self._stacks, self._checked())
        return ActionResult({"Id": change_set.id, "StackId": change_set.stack.id})

    def describe_change_set(self) -> ActionResult:
        return ActionResult(describe.change_set(change_sets.get(self._stacks, self._checked())))

    def execute_change_set(self) -> ActionResult:
        change_sets.execute(self._stacks, self._checked())
        return ActionResult({})

    def delete_change_set(self) -> ActionResult:
        change_sets.delete(self._stacks, self._checked())
        return ActionResult({})

    def list_change_sets(self) -> ActionResult:
        stack = self._stacks.get(self._checked()["StackName"], "Stack [{}] does not exist")
        found = [describe.change_set_summary(c) for c in stack.change_sets.values()]
        return ActionResult(page("Summaries", found, self.params))

    def describe_stacks(self) -> ActionResult:
        params = self._checked()
        if params.get("StackName"):
            stack = self._stacks.get(params["StackName"])
            return ActionResult({"Stacks": [describe.stack(stack)]})
        stacks = [describe.stack(s) for s in self._newest_first() if s.active]
        return ActionResult(page("Stacks", stacks, params))

    def list_stacks(self) -> ActionResult:
        params = self._checked()
        wanted = params.get("StackStatusFilter")
        found = [
            describe.stack_summary(stack)
            for stack in self._newest_first()
            if not wanted or stack.status in wanted
        ]
        return ActionResult(page("StackSummaries", found, params))

    def _newest_first(self) -> list[Any]:
        return sorted(self._stacks.by_id.values(), key=lambda stack: stack.created, reverse=True)

    def describe_stack_resources(self) -> ActionResult:
        params = self._checked()
        if params.get("PhysicalResourceId"):
            stack = self._stack_with(params["PhysicalResourceId"])
        else:
            stack = self._stacks.get(params["StackName"])
        wanted = params.get("LogicalResourceId")
        found = [
            describe.resource(stack, resource)
            for resource in stack.resources.values()
            if wanted in (None, resource.logical_id)
        ]
        return ActionResult({"StackResources": found})

    def _stack_with(self, physical_id: str) -> Any:
        for stack in self._stacks.by_id.values():
            if any(r.exists and r.physical_id == physical_id for r in stack.resources.values()):
                return stack
        raise ValidationError(f"Stack for {physical_id} does not exist")

    def describe_stack_resource(self) -> ActionResult:
        params = self._checked()
        stack = self._stacks.get(params["StackName"], "Stack '{}' does not exist")
        resource = stack.resources.get(params["LogicalResourceId"])
        if resource is None:
            raise ValidationError(
                f"Resource {params['LogicalResourceId']} does not exist for stack {stack.name}"
            )
        return ActionResult({"StackResourceDetail": describe.resource(stack, resource)})

    def list_stack_resources(self) -> ActionResult:
        params = self._checked()
        stack = self._stacks.get(params["StackName"])
        found = [describe.resource(stack, resource) for resource in stack.resources.values()]
        return ActionResult(page("StackResourceSummaries", found, params))

    def describe_stack_events(self) -> ActionResult:
        params = self._checked()
        stack = self._stacks.get(params["StackName"], "Stack [{}] does not exist")
        events = [describe.event(stack, event) for event in reversed(stack.events)]
        return ActionResult(page("StackEvents", events, params))

    def get_template(self) -> ActionResult:
        params = self._checked()
        template: Template | None
        if params.get("ChangeSetName"):
            template = change_sets.get(self._stacks, params).template
        else:
            template = self._stacks.get(params["StackName"]).template
        if template is None:
            return ActionResult({"TemplateBody": "", "StagesAvailable": []})
        stages = ["Original", "Processed"]
        return ActionResult({"TemplateBody": template.body, "StagesAvailable": stages})

    def get_template_summary(self) -> ActionResult:
        params = self._checked()
        if params.get("StackName"):
            kept = self._stacks.get(params["StackName"]).template
            if kept is None:
                raise ValidationError(
                    "GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks."
                )
            template = kept
        else:
            template = requests.template_of(self._stacks, params)
        return ActionResult(describe.template_summary(template))

    def validate_template(self) -> ActionResult:
        template = requests.template_of(self._stacks, self._checked())
        return ActionResult(describe.template_summary(template))

    def describe_account_limits(self) -> ActionResult:
        limits = {"StackLimit": 2000, "StackOutputsLimit": 200, "ConcurrentResourcesLimit": 2500}
        return ActionResult({"AccountLimits": [{"Name": n, "Value": v} for n, v in limits.items()]})

    def list_exports(self) -> ActionResult:
        exports = [
            {"Name": name, "ExportingStackId": stack_id, "Value": value}
            for name, (stack_id, value) in sorted(self._stacks.exports().items())
        ]
        return ActionResult(page("Exports", exports, self._checked()))

    def get_stack_policy(self) -> ActionResult:
        self._stacks.get(self._checked()["StackName"], "Stack: {} does not exist")
        return ActionResult({})
