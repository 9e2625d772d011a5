"""S3 where moto's differs from AWS's in what is used here.

Sources: API reference of ListMultipartUploads, DeleteObjects and CreateBucket;
https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html (the defaults of new
buckets since April 2023).
"""

from __future__ import annotations

from typing import Any

import xmltodict
from moto.core.responses import ActionResult
from moto.iam.access_control import PermissionResult
from moto.s3 import responses
from moto.s3.exceptions import MalformedXML
from moto.s3.models import FakeBucket, FakeMultipart, PublicAccessBlock
from moto.s3.responses import S3Response

from .world import iso, now

PAGE = 1000

_make_bucket = FakeBucket.__init__
_make_upload = FakeMultipart.__init__


def _make_bucket_with_defaults(self: FakeBucket, *args: Any, **kwargs: Any) -> None:
    """A new bucket is encrypted, private, and without access control lists."""
    _make_bucket(self, *args, **kwargs)
    self.encryption = {"Rule": {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}}
    self.public_access_block = PublicAccessBlock(True, True, True, True)
    self.ownership_rule = "BucketOwnerEnforced"  # type: ignore[assignment]


def _make_dated_upload(self: FakeMultipart, *args: Any, **kwargs: Any) -> None:
    _make_upload(self, *args, **kwargs)
    self.initiated = iso(now())  # type: ignore[attr-defined]


def _no_policy(self: FakeBucket, action: str, resource: str) -> PermissionResult:
    """Policies of buckets are kept and not enforced; moto would apply them without conditions."""
    return PermissionResult.NEUTRAL


class LabsS3(S3Response):
    """moto's S3, with pages of at most 1,000 keys and uploads."""

    def _asked(self, name: str) -> str:
        values = self.querystring.get(name) or [""]
        return str(values[0])

    def _bucket_response_get(self, bucket_name: str, querystring: dict[str, Any]) -> Any:
        """A page has at most 1,000 keys, however many are asked for."""
        if "max-keys" in querystring:
            capped = str(min(int(querystring["max-keys"][0]), PAGE))
            querystring["max-keys"] = self.querystring["max-keys"] = [capped]
        return super()._bucket_response_get(bucket_name, querystring)

    def _bucket_response_delete_keys(self, bucket_name: str, authenticated: bool = True) -> Any:
        """At most 1,000 objects; in quiet mode only what failed is answered."""
        request = xmltodict.parse(self.body, strip_whitespace=False)["Delete"]
        if isinstance(request.get("Object"), list) and len(request["Object"]) > PAGE:
            raise MalformedXML()
        status, headers, body = super()._bucket_response_delete_keys(bucket_name, authenticated)
        if str(request.get("Quiet", "")).lower() != "true":
            return status, headers, body
        errors = xmltodict.parse(body)["DeleteResult"].get("Error") or []
        errors = errors if isinstance(errors, list) else [errors]
        return self.serialized(ActionResult({"Errors": errors}))

    def list_multipart_uploads(self) -> Any:
        """In the order of keys, then of initiation; a page says where the next one begins."""
        prefix, marker = self._asked("prefix"), self._asked("key-marker")
        upload_marker = self._asked("upload-id-marker")
        size = min(int(self._asked("max-uploads") or PAGE), PAGE)
        uploads = sorted(
            (
                upload
                for upload in self.backend.list_multipart_uploads(self.bucket_name).values()
                if upload.key_name.startswith(prefix)
            ),
            key=_order,
        )
        if marker:
            uploads = _after(uploads, marker, upload_marker)
        page = uploads[:size]
        truncated = len(uploads) > size
        result = {
            "Bucket": self.bucket_name,
            "Prefix": prefix,
            "KeyMarker": marker,
            "UploadIdMarker": upload_marker,
            "NextKeyMarker": page[-1].key_name if truncated else None,
            "NextUploadIdMarker": page[-1].id if truncated else None,
            "MaxUploads": size,
            "IsTruncated": truncated,
            "Uploads": [_told(upload) for upload in page],
        }
        self.data["Action"] = "ListMultipartUploads"
        return self.serialized(ActionResult(result))


def _order(upload: FakeMultipart) -> tuple[str, str, str]:
    return (upload.key_name, upload.initiated, upload.id)  # type: ignore[attr-defined]


def _after(uploads: list[FakeMultipart], key: str, upload_id: str) -> list[FakeMultipart]:
    """What follows the markers; with no upload, what follows all of the key."""
    for index, upload in enumerate(uploads):
        if upload_id and (upload.key_name, upload.id) == (key, upload_id):
            return uploads[index + 1 :]
    return [upload for upload in uploads if upload.key_name > key]


def _told(upload: FakeMultipart) -> dict[str, Any]:
    return {
        "Key": upload.key_name,
        "UploadId": upload.id,
        "StorageClass": upload.storage or "STANDARD",
        "Initiated": upload.initiated,  # type: ignore[attr-defined]
    }


def install() -> None:
    """Puts this S3 in the place of moto's."""
    FakeBucket.__init__ = _make_bucket_with_defaults  # type: ignore[method-assign]
    FakeBucket.get_permission = _no_policy  # type: ignore[method-assign]
    FakeMultipart.__init__ = _make_dated_upload  # type: ignore[method-assign]
    # moto loads its table of URLs anew for each dispatcher, and takes the class from here.
    responses.S3Response = LabsS3  # type: ignore[misc]
