"""What a notebook does with a SageMaker SDK: asks for its bucket, trains, and hosts a model.

Arguments: the generation of the SDK (1, 2 or 3), a role, and a word for the names.
Prints what it made and the bucket, as JSON; or the code of AWS's refusal.
"""

import json
import sys

import botocore.exceptions

GENERATION, ROLE, WORD = sys.argv[1:]
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
INSTANCE = "ml.m4.xlarge"
DATA = "s3://sagemaker-sample-data-us-east-1/model.tar.gz"


def generation_1():
    import sagemaker
    from sagemaker.estimator import Estimator
    from sagemaker.model import Model

    session = sagemaker.Session()
    bucket = session.default_bucket()
    estimator = Estimator(
        IMAGE, ROLE, 1, INSTANCE, train_max_run=3600, output_path=f"s3://{bucket}/out"
    )
    estimator.fit(f"s3://{bucket}/in", wait=False, job_name=f"{WORD}-job")
    model = Model(DATA, IMAGE, role=ROLE, name=f"{WORD}-model", sagemaker_session=session)
    model.deploy(1, INSTANCE, endpoint_name=f"{WORD}-endpoint", wait=False)
    return bucket


def generation_2():
    import sagemaker
    from sagemaker.estimator import Estimator
    from sagemaker.model import Model

    session = sagemaker.Session()
    bucket = session.default_bucket()
    estimator = Estimator(
        IMAGE,
        ROLE,
        instance_count=1,
        instance_type=INSTANCE,
        max_run=3600,
        output_path=f"s3://{bucket}/out",
        disable_profiler=True,
    )
    estimator.fit(f"s3://{bucket}/in", wait=False, job_name=f"{WORD}-job")
    model = Model(IMAGE, DATA, role=ROLE, name=f"{WORD}-model", sagemaker_session=session)
    model.deploy(1, INSTANCE, endpoint_name=f"{WORD}-endpoint", wait=False)
    return bucket


def generation_3():
    from sagemaker.core.helper.session_helper import Session
    from sagemaker.core.resources import Endpoint, EndpointConfig, Model
    from sagemaker.core.shapes import ContainerDefinition, ProductionVariant
    from sagemaker.train.configs import Compute, InputData, StoppingCondition
    from sagemaker.train import ModelTrainer

    session = Session()
    bucket = session.default_bucket()
    trainer = ModelTrainer(
        sagemaker_session=session,
        training_image=IMAGE,
        role=ROLE,
        base_job_name=f"{WORD}-job",
        compute=Compute(instance_type=INSTANCE, instance_count=1),
        stopping_condition=StoppingCondition(max_runtime_in_seconds=3600),
    )
    data = InputData(channel_name="train", data_source=f"s3://{bucket}/in")
    trainer.train(input_data_config=[data], wait=False)
    Model.create(
        model_name=f"{WORD}-model",
        primary_container=ContainerDefinition(image=IMAGE, model_data_url=DATA),
        execution_role_arn=ROLE,
    )
    EndpointConfig.create(
        endpoint_config_name=f"{WORD}-endpoint",
        production_variants=[
            ProductionVariant(
                variant_name="v",
                model_name=f"{WORD}-model",
                initial_instance_count=1,
                instance_type=INSTANCE,
            )
        ],
    )
    Endpoint.create(endpoint_name=f"{WORD}-endpoint", endpoint_config_name=f"{WORD}-endpoint")
    return bucket


generations = {"1": generation_1, "2": generation_2, "3": generation_3}
try:
    print("\n" + json.dumps({"bucket": generations[GENERATION]()}))
except botocore.exceptions.ClientError as error:
    print("\n" + json.dumps({"refused": error.response["Error"]["Code"]}))
