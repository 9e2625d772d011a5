"""A batch transform job: every object below a prefix through a model, one answer file for each.

Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import hosted, s3, told
from .errors import PayloadError, UserError
from .job import Model

DEFAULT_PAYLOAD_MB = 6
"""MaxPayloadInMB where nobody says."""


def pieces(data: bytes, split: str, strategy: str, most: int) -> Iterator[bytes]:
    """The requests that an object is cut into; most: bytes of one."""
    if split not in ("Line", "None"):
        raise UserError(f"The local AWS does not split by {split}")
    if split == "None":
        if len(data) > most:
            raise UserError(f"Payload of {len(data)} bytes exceeds MaxPayloadInMB")
        yield data
        return
    batch: list[bytes] = []
    size = 0
    for line in data.split(b"\n"):
        if not line.strip():
            continue
        if len(line) >= most:
            raise UserError("A record exceeds MaxPayloadInMB")
        if batch and (strategy == "SingleRecord" or size + len(line) >= most):
            yield b"\n".join(batch) + b"\n"
            batch, size = [], 0
        batch.append(line)
        size += len(line) + 1
    if batch:
        yield b"\n".join(batch) + b"\n"


def assembled(answers: list[bytes], assemble: str) -> bytes:
    """The answers as one object; with `Line` each ends in one line end."""
    if assemble == "Line":
        return b"".join(answer.rstrip(b"\n") + b"\n" for answer in answers)
    return b"".join(answers)


def _refuse_filters(job: dict[str, Any]) -> None:
    given = job.get("DataProcessing", {})
    if given.get("JoinSource", "None") != "None" or any(
        given.get(name, "$") != "$" for name in ("InputFilter", "OutputFilter")
    ):
        raise UserError("The local AWS does not filter or join records (DataProcessing)")


def _run(order: dict[str, Any], folder: Path) -> None:
    job, client = order["job"], s3.client()
    _refuse_filters(job)
    told.log(f"labs: {order['note']}")
    model = hosted.load(client, order["image"], order["model"], folder)
    given, output = job["TransformInput"], job["TransformOutput"]
    source = given["DataSource"]["S3DataSource"]
    _, prefix = s3.split(source["S3Uri"])
    for bucket, key in s3.wanted(client, source, order["region"], order["role"]):
        data = s3.unpacked(
            client.get_object(Bucket=bucket, Key=key)["Body"].read(), given.get("CompressionType")
        )
        answers = _answers(model, job, data, key)
        below = key[len(prefix) :].lstrip("/") if key.startswith(prefix) else ""
        name = below or Path(key).name
        path = folder / "answer"
        path.write_bytes(assembled(answers, output.get("AssembleWith", "None")))
        s3.put(client, f"{output['S3OutputPath'].rstrip('/')}/{name}.out", path)


def _answers(model: Model, job: dict[str, Any], data: bytes, key: str) -> list[bytes]:
    given, accept = job["TransformInput"], job["TransformOutput"].get("Accept", "")
    most = job.get("MaxPayloadInMB") or DEFAULT_PAYLOAD_MB
    cut = pieces(
        data,
        given.get("SplitType", "None"),
        job.get("BatchStrategy", "MultiRecord"),
        most * 1024 * 1024,
    )
    answers = []
    for piece in cut:
        try:
            reply = model.answer(piece, given.get("ContentType", ""), accept, batch=True)
        except PayloadError as error:
            told.log(f"{key}: Bad HTTP status received from algorithm: {error.status}")
            told.log(f"{key}: {error.message}")
            raise UserError(
                "AlgorithmError: See job logs for more information "
                f"(status {error.status}: {error.message})"
            ) from error
        answers.append(reply.body)
    return answers


def run(order: dict[str, Any]) -> None:
    """Carries out a job and tells of it; never raises."""
    try:
        with tempfile.TemporaryDirectory(prefix="labs-transform-") as folder:
            _run(order, Path(folder))
    except UserError as error:
        text = str(error)
        known = text.startswith(("AlgorithmError", "ClientError"))
        told.tell("failed", reason=text if known else f"ClientError: {text}")
    except Exception as error:
        told.tell("failed", reason=f"InternalServerError: {type(error).__name__}: {error}")
    else:
        told.tell("done", artifacts="")
