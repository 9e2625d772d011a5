"""A model as a container has it: unpacked from its archive in S3."""

from __future__ import annotations

import tarfile
from pathlib import Path
from typing import Any

from . import s3
from .algorithms import algorithm_of
from .errors import UserError
from .job import Model

LARGEST = 2_000_000_000
"""Bytes of an unpacked model."""


def load(client: Any, image: str, address: str, folder: Path) -> Model:
    """Fetches and loads a model; `folder` has to last as long as it is used.

    Raises UserError where there is none, or none that the algorithm reads.
    """
    archive, files = folder / "model.tar.gz", folder / "model"
    try:
        s3.fetch(client, address, archive)
    except client.exceptions.ClientError as cause:
        raise UserError(
            f'Could not access model data at "{address}". {cause.response["Error"]["Message"]}'
        ) from cause
    files.mkdir()
    _unpack(archive, files)
    return algorithm_of(image).load(files, image)


def _unpack(archive: Path, folder: Path) -> None:
    """Plain files of an archive that anybody may have made."""
    size = 0
    try:
        with tarfile.open(archive, "r:*") as tar:
            for member in tar:
                name = Path(member.name)
                if not member.isfile() or name.is_absolute() or ".." in name.parts:
                    continue
                size += member.size
                if size > LARGEST:
                    raise UserError(f"The model has over {LARGEST} bytes")
                source = tar.extractfile(member)
                assert source is not None
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read())
    except tarfile.TarError as cause:
        raise UserError(f"The model archive cannot be read: {cause}") from cause
