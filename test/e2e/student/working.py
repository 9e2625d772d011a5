"""Jobs at work: of an image that goes on until somebody stops it, in the local AWS as well."""

IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/labs-endless:1"
CLUSTER = {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 5}


def make_working(sagemaker, owner, role, bucket):
    """A training, a processing and a transform job, all of one name."""
    name = f"{owner}-working"
    sagemaker.create_training_job(
        TrainingJobName=name,
        AlgorithmSpecification={"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        RoleArn=role,
        OutputDataConfig={"S3OutputPath": f"s3://{bucket}/{name}"},
        ResourceConfig=CLUSTER,
        StoppingCondition={"MaxRuntimeInSeconds": 86400},
    )
    sagemaker.create_processing_job(
        ProcessingJobName=name,
        RoleArn=role,
        AppSpecification={"ImageUri": IMAGE},
        ProcessingResources={"ClusterConfig": CLUSTER},
    )
    sagemaker.create_model(
        ModelName=name, ExecutionRoleArn=role, PrimaryContainer={"Image": IMAGE}
    )
    source = {"S3DataType": "S3Prefix", "S3Uri": f"s3://{bucket}/in"}
    sagemaker.create_transform_job(
        TransformJobName=name,
        ModelName=name,
        TransformInput={"DataSource": {"S3DataSource": source}},
        TransformOutput={"S3OutputPath": f"s3://{bucket}/{name}"},
        TransformResources={"InstanceType": "ml.m5.xlarge", "InstanceCount": 1},
    )
