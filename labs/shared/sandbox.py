"""The sandbox that these notebooks run in: its bucket, its role, its region."""

import json
import os
from pathlib import Path

import boto3

session = boto3.Session()
region = session.region_name

# Amazon's registries of the built-in algorithms, by region:
# https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html
REGISTRIES = {
    "sagemaker-xgboost:3.0-5": {
        "us-east-1": "683313688378",
        "us-east-2": "257758044811",
        "us-west-2": "246618743249",
        "eu-west-1": "141502667606",
        "ap-northeast-2": "366743142698",
    },
    "linear-learner:1": {
        "us-east-1": "382416733822",
        "us-east-2": "404615174143",
        "us-west-2": "174872318107",
        "eu-west-1": "438346466558",
        "ap-northeast-2": "835164637446",
    },
}


def bucket() -> str:
    """The sandbox's bucket; elsewhere the one that LABS_BUCKET names."""
    agent = Path.home() / "SageMaker" / ".labs" / "agent.json"
    if agent.exists():
        return json.loads(agent.read_text())["bucket"]
    return os.environ["LABS_BUCKET"]


def role() -> str:
    """ARN of the role that this notebook works as; SageMaker's jobs get the same."""
    arn = session.client("sts").get_caller_identity()["Arn"]
    name = arn.split("/")[1]
    return session.client("iam").get_role(RoleName=name)["Role"]["Arn"]


def image(algorithm: str) -> str:
    """Address of a built-in algorithm's container in this region."""
    account = REGISTRIES[algorithm][region]
    return f"{account}.dkr.ecr.{region}.amazonaws.com/{algorithm}"
