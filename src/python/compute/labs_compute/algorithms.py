"""Which algorithm an image is, by the name of its repository.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html
"""

from __future__ import annotations

from importlib import import_module

from .job import Algorithm

MODULES = {
    "xgboost": "xgboost_container",
    "sagemaker-xgboost": "xgboost_container",
    "linear-learner": "linear_learner",
}


def algorithm_of(image: str) -> Algorithm:
    """The algorithm of `repository:tag`; loaded when it is asked for."""
    module = MODULES[image.partition(":")[0]]
    algorithm: Algorithm = import_module(f".{module}", __package__).ALGORITHM
    return algorithm
