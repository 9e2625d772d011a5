"""Stacks, resources, events, change sets and templates in the words of the API."""

from __future__ import annotations

from typing import Any

from .change_sets import ChangeSet
from .parameters import text_of
from .resources.registry import iam_types, needed_capability
from .stack import Event, Resource, Stack
from .template import Template


def _parameters(template: Template | None, values: dict[str, str]) -> list[dict[str, str]]:
    declared = template.parameters if template else {}
    return [
        {
            "ParameterKey": name,
            "ParameterValue": "****" if text_of(declared[name].get("NoEcho")) == "true" else value,
        }
        for name, value in values.items()
    ]


def _tags(tags: dict[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def stack(stack: Stack) -> dict[str, Any]:
    """What DescribeStacks tells."""
    return {
        "StackId": stack.id,
        "StackName": stack.name,
        "ChangeSetId": stack.change_set_id,
        "Description": stack.template.data.get("Description") if stack.template else None,
        "Parameters": _parameters(stack.template, stack.parameters),
        "CreationTime": stack.created,
        "LastUpdatedTime": stack.updated,
        "DeletionTime": stack.deleted,
        "RollbackConfiguration": {},
        "StackStatus": stack.status,
        "StackStatusReason": stack.reason,
        "DisableRollback": stack.disable_rollback,
        "NotificationARNs": stack.notification_arns,
        "TimeoutInMinutes": stack.timeout_minutes,
        "Capabilities": stack.capabilities,
        "Outputs": stack.outputs,
        "RoleARN": stack.role_arn,
        "Tags": _tags(stack.tags),
        "EnableTerminationProtection": stack.protected,
        "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"},
    }


def stack_summary(stack: Stack) -> dict[str, Any]:
    """What ListStacks tells."""
    return {
        "StackId": stack.id,
        "StackName": stack.name,
        "TemplateDescription": stack.template.data.get("Description") if stack.template else None,
        "CreationTime": stack.created,
        "LastUpdatedTime": stack.updated,
        "DeletionTime": stack.deleted,
        "StackStatus": stack.status,
        "StackStatusReason": stack.reason,
        "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"},
    }


def resource(stack: Stack, resource: Resource) -> dict[str, Any]:
    """What DescribeStackResources and its siblings tell; each takes the members it has."""
    return {
        "StackName": stack.name,
        "StackId": stack.id,
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type,
        "Timestamp": resource.timestamp,
        "LastUpdatedTimestamp": resource.timestamp,
        "ResourceStatus": resource.status,
        "ResourceStatusReason": resource.reason,
        "DriftInformation": {"StackResourceDriftStatus": "NOT_CHECKED"},
    }


def event(stack: Stack, event: Event) -> dict[str, Any]:
    """What DescribeStackEvents tells."""
    return {
        "StackId": stack.id,
        "EventId": event.id,
        "StackName": stack.name,
        "LogicalResourceId": event.logical_id,
        "PhysicalResourceId": event.physical_id,
        "ResourceType": event.type,
        "Timestamp": event.timestamp,
        "ResourceStatus": event.status,
        "ResourceStatusReason": event.reason,
        "ResourceProperties": event.properties,
        "ClientRequestToken": event.token,
    }


def change_set(change_set: ChangeSet) -> dict[str, Any]:
    """What DescribeChangeSet tells."""
    return {
        **change_set_summary(change_set),
        "Parameters": _parameters(change_set.template, change_set.parameters),
        "NotificationARNs": change_set.request.get("NotificationARNs") or [],
        "RollbackConfiguration": {},
        "Capabilities": change_set.request.get("Capabilities") or [],
        "Tags": _tags(change_set.tags),
        "Changes": [
            {
                "Type": "Resource",
                "ResourceChange": {
                    "Action": change.action,
                    "LogicalResourceId": change.logical_id,
                    "PhysicalResourceId": change.physical_id,
                    "ResourceType": change.type,
                    "Replacement": change.replacement,
                    "Scope": list(change.scope),
                    "Details": [
                        {
                            "Target": {"Attribute": "Properties", "Name": name},
                            "Evaluation": "Static",
                            "ChangeSource": "DirectModification",
                        }
                        for name in change.properties
                    ],
                },
            }
            for change in change_set.changes
        ],
    }


def change_set_summary(change_set: ChangeSet) -> dict[str, Any]:
    """What ListChangeSets tells."""
    return {
        "ChangeSetName": change_set.name,
        "ChangeSetId": change_set.id,
        "StackId": change_set.stack.id,
        "StackName": change_set.stack.name,
        "Description": change_set.request.get("Description"),
        "CreationTime": change_set.created,
        "Status": change_set.status,
        "StatusReason": change_set.reason,
        "ExecutionStatus": change_set.execution_status,
        "IncludeNestedStacks": False,
    }


def template_summary(template: Template) -> dict[str, Any]:
    """What GetTemplateSummary and ValidateTemplate tell."""
    capability = needed_capability(template)
    return {
        "Description": template.data.get("Description"),
        "Version": template.data.get("AWSTemplateFormatVersion"),
        "Parameters": [
            {
                "ParameterKey": name,
                "DefaultValue": text_of(declared["Default"]) if "Default" in declared else None,
                "ParameterType": declared.get("Type", "String"),
                "NoEcho": text_of(declared.get("NoEcho")) == "true",
                "Description": declared.get("Description"),
                "ParameterConstraints": {
                    "AllowedValues": [text_of(v) for v in declared.get("AllowedValues", [])]
                },
            }
            for name, declared in template.parameters.items()
        ],
        "Capabilities": [capability] if capability else [],
        "CapabilitiesReason": (
            f"The following resource(s) require capabilities: [{', '.join(iam_types(template))}]"
            if capability
            else None
        ),
        "ResourceTypes": sorted({r["Type"] for r in template.resources.values()}),
        "DeclaredTransforms": [],
    }
