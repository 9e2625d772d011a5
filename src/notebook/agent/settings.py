"""Where things are on the instance, and what the hooks and the bucket said about the sandbox."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Place:
    """Folders of the instance.

    labs: our folder on the persistent volume; the SageMaker folder and the home are above it.
    root: `/`, or what stands for it on a learner's own machine.
    """

    labs: str
    root: str

    @property
    def sagemaker(self) -> str:
        return os.path.dirname(self.labs)

    @property
    def home(self) -> str:
        return os.path.dirname(self.sagemaker)

    def file(self, name: str) -> str:
        return os.path.join(self.labs, name)


def read_json(path: str) -> dict[str, Any]:
    """A JSON object; empty where the file is missing or is anything else."""
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def write_file(path: str, data: bytes) -> None:
    """Writes a file whole or not at all."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    fresh = f"{path}.{os.getpid()}.new"
    with open(fresh, "wb") as file:
        file.write(data)
    os.replace(fresh, path)
