"""SageMaker as the labs and their teardown use it, written from botocore's model of the API."""
