"""The base of our doors: parameters parsed by botocore's model of the service."""

from __future__ import annotations

from typing import Any

from moto.core.responses import BaseResponse


class Door(BaseResponse):
    """Answers the operations that its methods model, and says so of the others."""

    service: str

    def __init__(self) -> None:
        super().__init__(service_name=self.service)
        self.automated_parameter_parsing = True

    @property
    def given(self) -> dict[str, Any]:
        """The parameters of the request, by the names of the API."""
        params: dict[str, Any] = self.params
        return params
