"""Templates that lie in a bucket."""

from __future__ import annotations

from urllib.parse import unquote, urlparse

from moto.s3.models import s3_backends

from ..world import PARTITION
from .errors import ValidationError

MAX_BYTES = 1_000_000


def template_at(account: str, url: str) -> str:
    """The template at an S3 URL, in path style or with the bucket in the host's name."""
    parsed = urlparse(url)
    path = unquote(parsed.path.lstrip("/"))
    host = parsed.netloc.split(":")[0]
    if host.endswith("amazonaws.com") and not host.startswith("s3"):
        bucket, key = host.split(".s3")[0], path
    else:
        bucket, _, key = path.partition("/")
    backend = s3_backends[account][PARTITION]
    found = backend.get_object(bucket, key) if bucket in backend.buckets else None
    if found is None:
        raise ValidationError("S3 error: The specified key does not exist.")
    if len(found.value) > MAX_BYTES:
        raise ValidationError(f"Template may not exceed {MAX_BYTES} bytes in size.")
    return found.value.decode()
