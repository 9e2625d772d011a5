"""What others have in the account, made by its user: a stranger's, and one with a sandbox's role.

Argument: the role of the sandbox.
"""

import sys

import boto3
from endpoints import make_endpoint
from working import make_working

(ROLE,) = sys.argv[1:]
IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/other:1"
STRANGER = "arn:aws:iam::123456789012:role/service-role/Stranger"

sagemaker = boto3.client("sagemaker")

# Without any tag: whose it is shows in a role alone, its own or that of its model.
make_endpoint(sagemaker, "untagged", ROLE, IMAGE)
make_working(sagemaker, "untagged", ROLE, "strangers")
make_endpoint(sagemaker, "strangers", STRANGER, IMAGE)
make_working(sagemaker, "strangers", STRANGER, "strangers")
sagemaker.create_training_job(
    TrainingJobName="strangers",
    AlgorithmSpecification={"TrainingImage": IMAGE, "TrainingInputMode": "File"},
    RoleArn=STRANGER,
    OutputDataConfig={"S3OutputPath": "s3://strangers"},
    ResourceConfig={"InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 5},
    StoppingCondition={"MaxRuntimeInSeconds": 3600},
)
sagemaker.create_experiment(ExperimentName="strangers")
boto3.client("ecr").create_repository(repositoryName="strangers")
boto3.client("stepfunctions").create_state_machine(
    name="strangers",
    definition='{"StartAt":"p","States":{"p":{"Type":"Pass","End":true}}}',
    roleArn=STRANGER,
)
s3 = boto3.client("s3")
for bucket in ("strangers", "sagemaker-us-east-1-123456789012"):
    s3.create_bucket(Bucket=bucket)
    s3.put_object(Bucket=bucket, Key="untagged/data.csv", Body=b"1\n")
    s3.create_multipart_upload(Bucket=bucket, Key="unfinished.bin")
logs = boto3.client("logs")
logs.create_log_group(logGroupName="/aws/sagemaker/Endpoints/strangers")
logs.create_log_stream(
    logGroupName="/aws/sagemaker/Endpoints/strangers", logStreamName="v/i-1"
)
