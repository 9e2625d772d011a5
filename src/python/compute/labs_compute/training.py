"""A training job: data from S3, the algorithm, the model to S3."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path
from typing import Any

from . import s3, told
from .algorithms import algorithm_of
from .errors import UserError
from .job import Channel, Job

LONGEST_REASON = 1024
"""Characters of a FailureReason."""


def _channel(client: Any, given: dict[str, Any], region: str, role: str) -> Channel:
    source = given["DataSource"].get("S3DataSource")
    if source is None:
        raise UserError(f"The local AWS reads channels from S3 only, not {given['ChannelName']}")
    files = tuple(
        (
            Path(key).name,
            s3.unpacked(
                client.get_object(Bucket=bucket, Key=key)["Body"].read(),
                given.get("CompressionType"),
            ),
        )
        for bucket, key in s3.wanted(client, source, region, role)
    )
    return Channel(given["ChannelName"], given.get("ContentType"), files)


def _pack(folder: Path, archive: Path) -> None:
    with tarfile.open(archive, "w:gz") as tar:
        for path in sorted(folder.iterdir()):
            tar.add(path, arcname=path.name)


def _run(order: dict[str, Any], folder: Path) -> str:
    given, client = order["job"], s3.client()
    algorithm = algorithm_of(order["image"])
    told.log(f"labs: {order['note']}")
    told.status("Downloading", "Downloading input data")
    try:
        channels = {
            channel["ChannelName"]: _channel(client, channel, order["region"], given["RoleArn"])
            for channel in given.get("InputDataConfig", ())
        }
    except UserError as error:
        raise UserError(f"ClientError: Data download failed:{error}") from error
    told.status("Training", "Training image download completed. Training in progress.")
    model_dir = folder / "model"
    model_dir.mkdir()
    hyperparameters = given.get("HyperParameters", {})
    try:
        algorithm.train(Job(order["image"], hyperparameters, channels, model_dir))
    except UserError as error:
        told.log(f"[ERROR] {error}")
        raise UserError(algorithm.failure(error)) from error
    told.status("Uploading", "Uploading generated training model")
    archive = folder / "model.tar.gz"
    _pack(model_dir, archive)
    address = given["ModelArtifacts"]["S3ModelArtifacts"]
    s3.put(client, address, archive)
    return str(address)


def run(order: dict[str, Any]) -> None:
    """Carries out a job and tells of it; never raises."""
    try:
        with tempfile.TemporaryDirectory(prefix="labs-train-") as folder:
            artifacts = _run(order, Path(folder))
    except UserError as error:
        told.tell("failed", reason=str(error)[:LONGEST_REASON])
    except MemoryError:
        reason = "ClientError: Out of memory. The local AWS bounds what a job may use."
        told.tell("failed", reason=reason)
    except Exception as error:
        reason = f"AlgorithmError: {type(error).__name__}: {error}, exit code: 1"
        told.tell("failed", reason=reason[:LONGEST_REASON])
    else:
        told.tell("done", artifacts=artifacts)
