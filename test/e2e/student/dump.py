"""Everything in the account, as JSON: each thing's ARN or name, and all that AWS tells of it."""

import json

import boto3

THINGS = {
    "sagemaker": [
        ("list_models", "Models", "describe_model", "ModelName"),
        ("list_endpoint_configs", "EndpointConfigs", "describe_endpoint_config", "EndpointConfigName"),
        ("list_endpoints", "Endpoints", "describe_endpoint", "EndpointName"),
        ("list_training_jobs", "TrainingJobSummaries", "describe_training_job", "TrainingJobName"),
        (
            "list_hyper_parameter_tuning_jobs",
            "HyperParameterTuningJobSummaries",
            "describe_hyper_parameter_tuning_job",
            "HyperParameterTuningJobName",
        ),
        ("list_processing_jobs", "ProcessingJobSummaries", "describe_processing_job", "ProcessingJobName"),
        ("list_transform_jobs", "TransformJobSummaries", "describe_transform_job", "TransformJobName"),
        ("list_experiments", "ExperimentSummaries", "describe_experiment", "ExperimentName"),
        ("list_trials", "TrialSummaries", "describe_trial", "TrialName"),
        ("list_trial_components", "TrialComponentSummaries", "describe_trial_component", "TrialComponentName"),
        ("list_notebook_instances", "NotebookInstances", "describe_notebook_instance", "NotebookInstanceName"),
    ],
    "ecr": [("describe_repositories", "repositories", None, "repositoryArn")],
    "stepfunctions": [("list_state_machines", "stateMachines", "describe_state_machine", "stateMachineArn")],
    "comprehend": [("list_topics_detection_jobs", "TopicsDetectionJobPropertiesList", None, "JobId")],
    "cloudformation": [("describe_stacks", "Stacks", None, "StackName")],
    "iam": [("list_roles", "Roles", "get_role", "RoleName")],
}
found = []


def plain(answer):
    return {key: value for key, value in answer.items() if key != "ResponseMetadata"}


def pages(client, call, key, **arguments):
    if client.can_paginate(call):
        for page in client.get_paginator(call).paginate(**arguments):
            yield from page[key]
    else:
        yield from getattr(client, call)(**arguments)[key]


for service, kinds in THINGS.items():
    client = boto3.client(service)
    for list_call, key, describe, name in kinds:
        for item in pages(client, list_call, key):
            # A shared list says when it was read of nothing.
            told = plain(getattr(client, describe)(**{name: item[name]})) if describe else item
            found.append([key, item[name], told])
            if service == "sagemaker":
                arn = next(value for member, value in item.items() if member.endswith("Arn"))
                found.append(["Tags", item[name], client.list_tags(ResourceArn=arn)["Tags"]])

s3 = boto3.client("s3")
for bucket in s3.list_buckets()["Buckets"]:
    name = bucket["Name"]
    versions = plain(s3.list_object_versions(Bucket=name))
    uploads = plain(s3.list_multipart_uploads(Bucket=name))
    found.append(["Bucket", name, [bucket, versions, uploads]])

logs = boto3.client("logs")
for group in pages(logs, "describe_log_groups", "logGroups"):
    name = group["logGroupName"]
    for stream in pages(logs, "describe_log_streams", "logStreams", logGroupName=name):
        events = logs.get_log_events(logGroupName=name, logStreamName=stream["logStreamName"])
        found.append(["Stream", f"{name}:{stream['logStreamName']}", events["events"]])

print(json.dumps(found, default=str, sort_keys=True))
