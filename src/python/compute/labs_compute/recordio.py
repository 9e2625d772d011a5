"""RecordIO-protobuf, the format of SageMaker's own algorithms.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/cdf-training.html (the message `Record`)
and the framing of RecordIO in MXNet: a magic number, a length, the message, padding to four bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .errors import UserError

MAGIC = 0xCED7230A
FEATURES, LABEL = 1, 2
FLOAT32, FLOAT64, INT32 = 2, 3, 7
TYPES = {FLOAT32: np.dtype("<f4"), FLOAT64: np.dtype("<f8"), INT32: np.dtype("int32")}
VALUES, KEYS, SHAPE = 1, 2, 3

Field = tuple[int, int, bytes | int]


@dataclass(frozen=True)
class Tensor:
    """One value of a record; with `keys` it is sparse, of `shape` columns."""

    values: NDArray[np.float64]
    keys: NDArray[np.int64]
    shape: tuple[int, ...]


def messages(data: bytes) -> Iterator[bytes]:
    """The messages in their frames."""
    at = 0
    while at < len(data):
        if len(data) - at < 8:
            raise UserError("The RecordIO data ends in the middle of a record")
        magic, length = struct.unpack_from("<II", data, at)
        if magic != MAGIC:
            raise UserError("The data is not in RecordIO-protobuf format")
        length &= (1 << 29) - 1
        yield data[at + 8 : at + 8 + length]
        at += 8 + (length + 3) // 4 * 4


def framed(message: bytes) -> bytes:
    """A message in its frame."""
    return struct.pack("<II", MAGIC, len(message)) + message + b"\0" * (-len(message) % 4)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _fields(data: bytes) -> Iterator[Field]:
    """Number, wire type and content of each field of a message."""
    at = 0
    try:
        while at < len(data):
            tag, at = _varint(data, at)
            number, wire = tag >> 3, tag & 7
            if wire == 0:
                value, at = _varint(data, at)
                yield number, wire, value
                continue
            if wire == 2:
                length, at = _varint(data, at)
            else:
                length = {1: 8, 5: 4}[wire]
            yield number, wire, data[at : at + length]
            at += length
    except (IndexError, KeyError) as cause:
        raise UserError("A record is not a protobuf message of type Record") from cause


def _integers(parts: list[bytes | int]) -> list[int]:
    found: list[int] = []
    for part in parts:
        if isinstance(part, int):
            found.append(part)
            continue
        at = 0
        while at < len(part):
            value, at = _varint(part, at)
            found.append(value)
    return found


def _tensor(message: bytes) -> Tensor:
    for number, _, content in _fields(message):
        if number not in TYPES or not isinstance(content, bytes):
            continue
        parts: dict[int, list[bytes | int]] = {VALUES: [], KEYS: [], SHAPE: []}
        for inner, _wire, part in _fields(content):
            parts.setdefault(inner, []).append(part)
        if number == INT32:
            values = np.array(_integers(parts[VALUES]), dtype=np.float64)
        else:
            packed = b"".join(part for part in parts[VALUES] if isinstance(part, bytes))
            values = np.frombuffer(packed, dtype=TYPES[number]).astype(np.float64)
        keys = np.array(_integers(parts[KEYS]), dtype=np.int64)
        return Tensor(values, keys, tuple(_integers(parts[SHAPE])))
    raise UserError("A record has a value that is no tensor of numbers")


def _named(message: bytes) -> tuple[str, Tensor]:
    name, value = "", b""
    for number, _, content in _fields(message):
        if number == 1 and isinstance(content, bytes):
            name = content.decode()
        elif number == 2 and isinstance(content, bytes):
            value = content
    return name, _tensor(value)


def read(data: bytes) -> tuple[list[Tensor], list[float] | None]:
    """Features of every record, and the labels where all have one."""
    rows: list[Tensor] = []
    labels: list[float] = []
    for message in messages(data):
        tensors: dict[int, dict[str, Tensor]] = {FEATURES: {}, LABEL: {}}
        for number, _, content in _fields(message):
            if number in tensors and isinstance(content, bytes):
                name, tensor = _named(content)
                tensors[number][name] = tensor
        if "values" not in tensors[FEATURES]:
            raise UserError("A record has no feature named 'values'")
        rows.append(tensors[FEATURES]["values"])
        if "values" in tensors[LABEL]:
            labels.append(float(tensors[LABEL]["values"].values[0]))
    if labels and len(labels) < len(rows):
        raise UserError("Some records have a label and some have none")
    return rows, labels or None


def _length(number: int, content: bytes) -> bytes:
    size, head = len(content), bytearray([number << 3 | 2])
    while size > 0x7F:
        head.append(size & 0x7F | 0x80)
        size >>= 7
    head.append(size)
    return bytes(head) + content


def answer(label: dict[str, list[float]]) -> bytes:
    """A record of predictions: `label` by name, each a tensor of 32-bit floats."""
    message = b""
    for name, values in label.items():
        tensor = _length(VALUES, np.array(values, dtype="<f4").tobytes())
        message += _length(LABEL, _length(1, name.encode()) + _length(2, _length(FLOAT32, tensor)))
    return framed(message)
