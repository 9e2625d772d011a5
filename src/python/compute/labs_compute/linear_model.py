"""A linear model that answers requests as Linear Learner does.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/LL-in-formats.html
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from . import recordio
from .data import Matrix, media_type, numbers, table_of_recordio
from .errors import PayloadError, UserError
from .job import Reply
from .linear_fit import Line
from .linear_scores import probabilities

JSON, LINES, RECORDIO = (
    "application/json",
    "application/jsonlines",
    "application/x-recordio-protobuf",
)


@dataclass(frozen=True)
class LinearModel:
    """A line, and what its scores mean."""

    line: Line
    predictor: str
    loss: str
    threshold: float | None

    def scores(self, features: Matrix) -> Any:
        raw = self.line.scores(features)
        return probabilities(raw) if self.loss == "logistic" else raw

    def written(self) -> str:
        """As text; the model file of this stand-in is not that of AWS."""
        return json.dumps(
            {
                "algorithm": "a stand-in for Linear Learner, made by the local AWS of labs",
                "predictor_type": self.predictor,
                "loss": self.loss,
                "threshold": self.threshold,
                "bias": self.line.bias,
                "weights": self.line.weights.tolist(),
            }
        )

    @staticmethod
    def read(text: str) -> LinearModel:
        """The model that `written` wrote."""
        given = json.loads(text)
        line = Line(np.array(given["weights"], dtype=float), float(given["bias"]))
        return LinearModel(line, given["predictor_type"], given["loss"], given["threshold"])

    def answer(self, body: bytes, content_type: str, accept: str, *, batch: bool) -> Reply:
        """Predicts; a transform job is answered like an endpoint's caller."""
        features = _features(body, content_type or "text/csv")
        if features.shape[1] != self.line.weights.size:
            raise PayloadError(
                400,
                "unable to evaluate payload provided: the model has "
                f"{self.line.weights.size} features, the data {features.shape[1]}",
            )
        predictions = [self._prediction(float(score)) for score in self.scores(features)]
        kind = media_type(accept)[0] if accept and accept != "*/*" else JSON
        if kind == JSON:
            return Reply(json.dumps({"predictions": predictions}).encode(), kind)
        if kind == LINES:
            lines = "".join(json.dumps(one) + "\n" for one in predictions)
            return Reply(lines.encode(), kind)
        if kind == RECORDIO:
            records = ({name: [float(v)] for name, v in one.items()} for one in predictions)
            return Reply(b"".join(map(recordio.answer, records)), kind)
        raise PayloadError(406, f"unsupported accept type: {accept}")

    def _prediction(self, score: float) -> dict[str, float | int]:
        if self.threshold is None:
            return {"score": score}
        return {"score": score, "predicted_label": int(score >= self.threshold)}


def _features(body: bytes, content_type: str) -> Matrix:
    kind, _ = media_type(content_type)
    try:
        if kind == "text/csv":
            return numbers(body.decode("utf-8").strip())
        if kind == JSON:
            return _rows([_values(one) for one in json.loads(body)["instances"]])
        if kind == LINES:
            return _rows([_values(json.loads(line)) for line in body.split(b"\n") if line.strip()])
        if kind == RECORDIO:
            return table_of_recordio(body).features
    except (ValueError, KeyError, TypeError, UserError) as error:
        raise PayloadError(400, f"unable to evaluate payload provided: {error}") from error
    raise PayloadError(415, f"unsupported content-type: {content_type}")


def _values(given: dict[str, Any]) -> dict[str, Any]:
    """An instance in one of the three forms of
    https://docs.aws.amazon.com/sagemaker/latest/dg/cdf-inference.html ."""
    found = given["features"] if "features" in given else given["data"]["features"]
    return found if isinstance(found, dict) else {"values": found}


def _rows(instances: list[dict[str, Any]]) -> Matrix:
    if not any("keys" in one for one in instances):
        return np.array([one["values"] for one in instances], dtype=float)
    columns = max(int(one["shape"][0]) for one in instances)
    rows = sparse.lil_matrix((len(instances), columns))
    for row, one in enumerate(instances):
        for key, value in zip(one["keys"], one["values"], strict=True):
            rows[row, int(key)] = float(value)
    return rows.tocsr()
