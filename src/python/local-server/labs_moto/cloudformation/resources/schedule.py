"""AWS::Scheduler::Schedule.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html
"""

from __future__ import annotations

from moto.scheduler.models import EventBridgeSchedulerBackend, scheduler_backends

from ...scheduler import arguments
from ...world import WORLD
from ..names import physical_name
from .base import Context, Properties, ResourceType, Work

SCHEDULE_NAME_LIMIT = 64


def _backend(context: Context) -> EventBridgeSchedulerBackend:
    return scheduler_backends[context.account][context.region]


def _create(context: Context, properties: Properties) -> Work:
    name = properties.get("Name") or physical_name(
        context.stack.name, context.resource.logical_id, SCHEDULE_NAME_LIMIT
    )
    schedule = _backend(context).create_schedule(
        name=name, action_after_completion=None, **arguments(properties)
    )
    context.initiated(name, Arn=schedule.arn)
    WORLD.touch()
    yield from ()


def _update(context: Context, _: Properties, new: Properties) -> Work:
    _backend(context).update_schedule(name=context.resource.physical_id or "", **arguments(new))
    WORLD.touch()
    yield from ()


def _delete(context: Context, properties: Properties) -> Work:
    group = _backend(context).schedule_groups.get(properties.get("GroupName", "default"))
    if group is not None:
        group.schedules.pop(context.resource.physical_id or "", None)
    WORLD.touch()
    yield from ()


SCHEDULE = ResourceType(
    name="AWS::Scheduler::Schedule",
    properties={
        "Description": "none",
        "EndDate": "none",
        "FlexibleTimeWindow": "none",
        "GroupName": "none",
        "KmsKeyArn": "none",
        "Name": "replace",
        "ScheduleExpression": "none",
        "ScheduleExpressionTimezone": "none",
        "StartDate": "none",
        "State": "none",
        "Target": "none",
    },
    required=("FlexibleTimeWindow", "ScheduleExpression", "Target"),
    custom_name="Name",
    attributes=("Arn",),
    create=_create,
    update=_update,
    delete=_delete,
)
