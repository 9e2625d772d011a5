"""Credentials of a role, as the environment variables that carry them. Argument: the role."""

import json
import sys

import boto3

answer = boto3.client("sts").assume_role(RoleArn=sys.argv[1], RoleSessionName="SageMaker")
keys = answer["Credentials"]
print(
    json.dumps(
        {
            "AWS_ACCESS_KEY_ID": keys["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
            "AWS_SESSION_TOKEN": keys["SessionToken"],
        }
    )
)
