"""What a careless student leaves, through boto3 in the Python of a sandbox. Prints what was refused.

Arguments: the sandbox, its role, its bucket; `computed` for jobs that are computed for hours.
"""

import json
import sys

import boto3
import botocore.exceptions
import botocore.session
from endpoints import make_endpoint
from working import make_working

SANDBOX, ROLE, BUCKET, *COMPUTED = sys.argv[1:]
IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/student:1"
CLUSTER = {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 5}
CHANNEL = {"S3DataType": "S3Prefix", "S3Uri": f"s3://{BUCKET}/in"}

sagemaker = boto3.client("sagemaker")
s3 = boto3.client("s3")


def training(name):
    return {
        "AlgorithmSpecification": {"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        "RoleArn": ROLE,
        "OutputDataConfig": {"S3OutputPath": f"s3://{BUCKET}/{name}"},
        "ResourceConfig": CLUSTER,
        "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
    }


def jobs():
    name = f"{SANDBOX}-job"
    sagemaker.create_training_job(TrainingJobName=name, **training(name))
    sagemaker.create_hyper_parameter_tuning_job(
        HyperParameterTuningJobName=f"{SANDBOX}-tune",
        HyperParameterTuningJobConfig={
            "Strategy": "Bayesian",
            "ResourceLimits": {"MaxNumberOfTrainingJobs": 2, "MaxParallelTrainingJobs": 1},
        },
        TrainingJobDefinition={
            **training(f"{SANDBOX}-tune"),
            "AlgorithmSpecification": {
                "TrainingImage": IMAGE,
                "TrainingInputMode": "File",
                "MetricDefinitions": [{"Name": "m", "Regex": "(.*)"}],
            },
        },
    )
    sagemaker.create_processing_job(
        ProcessingJobName=f"{SANDBOX}-process",
        RoleArn=ROLE,
        AppSpecification={"ImageUri": IMAGE},
        ProcessingResources={"ClusterConfig": CLUSTER},
    )
    sagemaker.create_transform_job(
        TransformJobName=f"{SANDBOX}-transform",
        ModelName=f"{SANDBOX}-kept",
        TransformInput={"DataSource": {"S3DataSource": CHANNEL}},
        TransformOutput={"S3OutputPath": f"s3://{BUCKET}/transformed"},
        TransformResources={"InstanceType": "ml.m5.xlarge", "InstanceCount": 1},
    )


XGBOOST = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"


def long_jobs():
    """A training and a tuning job that would go on for hours."""
    rows = "".join(f"{i % 7},{i % 11},{i % 13}\n" for i in range(20_000))
    s3.put_object(Bucket=BUCKET, Key="long/train.csv", Body=rows.encode())
    data = {"S3DataType": "S3Prefix", "S3Uri": f"s3://{BUCKET}/long"}
    job = {
        **training(f"{SANDBOX}-long"),
        "AlgorithmSpecification": {"TrainingImage": XGBOOST, "TrainingInputMode": "File"},
        "InputDataConfig": [
            {
                "ChannelName": channel,
                "ContentType": "text/csv",
                "DataSource": {"S3DataSource": data},
            }
            for channel in ("train", "validation")
        ],
    }
    rounds = {"num_round": "1000000", "objective": "reg:squarederror"}
    sagemaker.create_training_job(
        TrainingJobName=f"{SANDBOX}-long", HyperParameters=rounds, **job
    )
    depths = {"Name": "max_depth", "MinValue": "2", "MaxValue": "6"}
    sagemaker.create_hyper_parameter_tuning_job(
        HyperParameterTuningJobName=f"{SANDBOX}-long-tune",
        HyperParameterTuningJobConfig={
            "Strategy": "Random",
            "HyperParameterTuningJobObjective": {
                "Type": "Minimize",
                "MetricName": "validation:rmse",
            },
            "ResourceLimits": {"MaxNumberOfTrainingJobs": 2, "MaxParallelTrainingJobs": 1},
            "ParameterRanges": {"IntegerParameterRanges": [depths]},
        },
        TrainingJobDefinition={"StaticHyperParameters": rounds, **job},
    )


def records():
    sagemaker.create_experiment(ExperimentName=f"{SANDBOX}-experiment")
    sagemaker.create_trial(
        TrialName=f"{SANDBOX}-trial", ExperimentName=f"{SANDBOX}-experiment"
    )
    sagemaker.create_trial_component(TrialComponentName=f"{SANDBOX}-component")
    sagemaker.associate_trial_component(
        TrialName=f"{SANDBOX}-trial", TrialComponentName=f"{SANDBOX}-component"
    )


def elsewhere():
    boto3.client("ecr").create_repository(repositoryName=f"{SANDBOX}/demo")
    states = boto3.client("stepfunctions")
    waiting = {"StartAt": "w", "States": {"w": {"Type": "Wait", "Seconds": 900, "End": True}}}
    machine = states.create_state_machine(
        name=f"{SANDBOX}.flow", definition=json.dumps(waiting), roleArn=ROLE
    )
    states.start_execution(stateMachineArn=machine["stateMachineArn"], input="{}")
    boto3.client("comprehend").start_topics_detection_job(
        InputDataConfig={"S3Uri": f"s3://{BUCKET}/in"},
        OutputDataConfig={"S3Uri": f"s3://{BUCKET}/topics"},
        DataAccessRoleArn=ROLE,
    )
    s3.put_object(Bucket=BUCKET, Key="in/train.csv", Body=b"1,2\n")
    s3.create_multipart_upload(Bucket=BUCKET, Key="in/unfinished.bin")
    logs = boto3.client("logs")
    for group, stream in (
        ("TrainingJobs", f"{SANDBOX}-job/algo-1-1"),
        (f"Endpoints/{SANDBOX}-kept", "v/i-1"),
    ):
        name = f"/aws/sagemaker/{group}"
        try:
            logs.create_log_group(logGroupName=name)
        except logs.exceptions.ResourceAlreadyExistsException:
            pass
        logs.create_log_stream(logGroupName=name, logStreamName=stream)


def refused():
    """The same without the tag, and with other names: AWS refuses it."""
    plain = botocore.session.Session()
    plain.unregister("before-parameter-build", unique_id="labs-before-parameter-build")
    untagged = plain.create_client("sagemaker")
    tries = {
        "model": lambda: untagged.create_model(ModelName="x", ExecutionRoleArn=ROLE),
        "endpoint": lambda: untagged.create_endpoint(
            EndpointName="x", EndpointConfigName=f"{SANDBOX}-kept"
        ),
        "training job": lambda: untagged.create_training_job(TrainingJobName="x", **training("x")),
        "repository": lambda: boto3.client("ecr").create_repository(repositoryName="demo"),
        "bucket": lambda: s3.create_bucket(Bucket="sagemaker-us-east-1-123456789012"),
        "user": lambda: boto3.client("iam").create_user(UserName="x"),
    }
    said = {}
    for what, call in tries.items():
        try:
            call()
            said[what] = "allowed"
        except botocore.exceptions.ClientError as error:
            said[what] = error.response["Error"]["Code"]
    return said


make_endpoint(sagemaker, f"{SANDBOX}-kept", ROLE, IMAGE)
make_endpoint(sagemaker, f"{SANDBOX}-orphan", ROLE, IMAGE)
sagemaker.delete_endpoint_config(EndpointConfigName=f"{SANDBOX}-orphan")
sagemaker.delete_model(ModelName=f"{SANDBOX}-orphan")
records()
elsewhere()
jobs()
make_working(sagemaker, SANDBOX, ROLE, BUCKET)
if COMPUTED:
    long_jobs()
print(json.dumps(refused()))
