"""How a job or a request fails, in the categories that SageMaker's containers have."""

from __future__ import annotations


class UserError(Exception):
    """What the person who asked can put right: a hyperparameter, a channel, the data."""


class PayloadError(Exception):
    """A request to a model that it cannot answer, with the HTTP status of the container."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
