"""The job's data: what lies below a prefix in S3, and what goes back there."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config

from .errors import UserError

LARGEST = 2_000_000_000
"""Bytes of input that a job may have here; the machine is a learner's."""


def client() -> Any:
    """S3 as the job's role, by the environment that the local AWS gave this process."""
    return boto3.client("s3", config=Config(retries={"max_attempts": 3}))


def split(uri: str) -> tuple[str, str]:
    """Bucket and key or prefix of `s3://bucket/key`."""
    parts = urlsplit(uri, allow_fragments=False)
    if parts.scheme != "s3" or not parts.netloc:
        raise UserError(f"{uri} is not an address in S3")
    return parts.netloc, uri.split("://", 1)[1].partition("/")[2]


def keys(s3: Any, uri: str) -> list[tuple[str, int]]:
    """Keys below a prefix with their sizes, without the markers of folders."""
    bucket, prefix = split(uri)
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    found = [(one["Key"], one["Size"]) for page in pages for one in page.get("Contents", ())]
    return [(key, size) for key, size in found if not key.endswith("/")]


def missing(uri: str, region: str, role: str, cause: object = "") -> UserError:
    """Nothing below a prefix, in the words that CreateTrainingJob has for it."""
    bucket, _ = split(uri)
    said = f" Error message from S3: {cause}" if cause else ""
    return UserError(
        f'No S3 objects found under S3 URL "{uri}" given in input data source. Please ensure that '
        f"the bucket exists in the selected region ({region}), that objects exist under that S3 "
        f'prefix, and that the role "{role}" has "s3:ListBucket" permissions on bucket '
        f'"{bucket}".{said}'
    )


def wanted(s3: Any, source: dict[str, Any], region: str, role: str) -> Iterator[tuple[str, str]]:
    """Bucket and key of every object that an S3DataSource means."""
    kind, uri = source["S3DataType"], source["S3Uri"]
    if kind == "ManifestFile":
        bucket, key = split(uri)
        first, *rest = json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read())
        for name in rest:
            yield split(first["prefix"] + name)
        return
    if kind != "S3Prefix":
        raise UserError(f"The local AWS does not read {kind}")
    try:
        found = keys(s3, uri)
    except s3.exceptions.ClientError as cause:
        raise missing(uri, region, role, cause.response["Error"]["Message"]) from cause
    if not found:
        raise missing(uri, region, role)
    if sum(size for _, size in found) > LARGEST:
        raise UserError(f"{uri} has over {LARGEST} bytes, the most that the local AWS computes on")
    bucket, _ = split(uri)
    for key, _size in found:
        yield bucket, key


def unpacked(data: bytes, compression: str | None) -> bytes:
    """The bytes of an object as the container sees them."""
    return gzip.decompress(data) if compression == "Gzip" else data


def fetch(s3: Any, uri: str, path: Path) -> None:
    """One object into a file."""
    bucket, key = split(uri)
    s3.download_file(bucket, key, str(path))


def put(s3: Any, uri: str, path: Path) -> None:
    """A file into one object."""
    bucket, key = split(uri)
    s3.upload_file(str(path), bucket, key)
