"""A trained booster that answers requests as the container does."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import xgboost
from numpy.typing import NDArray

from .data import media_type, numbers, table_of_libsvm, table_of_recordio
from .errors import PayloadError, UserError
from .job import Reply, version_of

ACCEPTED = (
    "application/json",
    "application/jsonlines",
    "application/x-recordio-protobuf",
    "text/csv",
)


class XgboostModel:
    """A booster, and which release of the container answers for it."""

    def __init__(self, booster: xgboost.Booster, image: str) -> None:
        booster.set_param({"nthread": 1})
        self.booster = booster
        self.columns = booster.num_features()
        version = version_of(image)
        self.old = image.startswith("xgboost") or (bool(version) and version < (1, 2))
        """Before release 1.2 predictions stand in one line, with commas between them."""

    def answer(self, body: bytes, content_type: str, accept: str, *, batch: bool) -> Reply:
        if not body:
            return Reply(b"", "text/csv")
        matrix = self._matrix(body, content_type or "text/libsvm")
        try:
            predicted = self.booster.predict(matrix, validate_features=False)
        except xgboost.core.XGBoostError as error:
            first = str(error).strip().splitlines()[0]
            raise PayloadError(400, f"Unable to evaluate payload provided: {first}") from error
        return self._reply(predicted, accept, batch=batch)

    def _matrix(self, body: bytes, content_type: str) -> xgboost.DMatrix:
        kind, _ = media_type(content_type)
        try:
            if kind in ("csv", "text/csv"):
                return xgboost.DMatrix(self._fitting(numbers(body.decode("utf-8").strip())))
            if kind in ("libsvm", "text/libsvm", "text/x-libsvm"):
                rows = b"\n".join(_labelled(line) for line in body.strip().split(b"\n"))
                table = table_of_libsvm(rows, self.columns)
                return xgboost.DMatrix(table.features)
            if kind in ("recordio-protobuf", "application/x-recordio-protobuf"):
                return xgboost.DMatrix(table_of_recordio(body).features)
        except (ValueError, UserError) as error:
            name = {"csv": "csv", "text/csv": "csv"}.get(kind, kind.rpartition("/")[2])
            raise PayloadError(
                415,
                f"Loading {name} data failed with Exception, please ensure data is in {name} "
                f"format:\n {type(error)}\n {error}",
            ) from error
        raise PayloadError(415, f"{content_type} is not an accepted ContentType: csv, libsvm.")

    def _fitting(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Rows as wide as the model, or one column less, as the container takes them."""
        if rows.shape[1] not in (self.columns, self.columns - 1):
            raise PayloadError(
                400,
                "Unable to evaluate payload provided: Feature size of csv inference data "
                f"{rows.shape[1]} is not consistent with feature size of trained model "
                f"{self.columns}.",
            )
        return rows

    def _reply(self, predicted: NDArray[Any], accept: str, *, batch: bool) -> Reply:
        kind = media_type(accept)[0] if accept and accept != "*/*" else "text/csv"
        if kind not in ACCEPTED:
            raise PayloadError(
                406,
                f"Accept type {accept} is not supported. "
                f"Please use supported accept types: {list(ACCEPTED)}.",
            )
        values = predicted.tolist()
        if batch:
            return Reply(("\n".join(map(str, values)) + "\n").encode(), kind)
        if self.old:
            return Reply(",".join(map(str, values)).encode(), "text/csv; charset=utf-8")
        if kind == "application/json":
            scores = {"predictions": [{"score": value} for value in values]}
            return Reply(json.dumps(scores).encode(), kind)
        if kind == "application/jsonlines":
            lines = "".join(json.dumps({"score": value}) + "\n" for value in values)
            return Reply(lines.encode(), kind)
        if kind == "text/csv":
            rows = (row if isinstance(row, list) else [row] for row in values)
            text = "".join(",".join(map(str, row)) + "\n" for row in rows)
            return Reply(text.encode(), "text/csv; charset=utf-8")
        raise PayloadError(406, f"The local AWS does not answer in {kind}.")


def _labelled(line: bytes) -> bytes:
    """A line of a request, which may leave the label out."""
    first = line.split(maxsplit=1)[:1]
    return b"0 " + line if first and b":" in first[0] else line
