"""Metrics that the container adds to XGBoost's own, by scikit-learn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import xgboost
from numpy.typing import NDArray
from sklearn import metrics

Score = Callable[[NDArray[Any], NDArray[Any]], float]

_OF_LABELS: dict[str, Score] = {
    "accuracy": metrics.accuracy_score,
    "balanced_accuracy": metrics.balanced_accuracy_score,
    "f1": partial(metrics.f1_score, average="macro"),
    "f1_binary": metrics.f1_score,
    "f1_macro": partial(metrics.f1_score, average="macro"),
    "precision": metrics.precision_score,
    "precision_macro": partial(metrics.precision_score, average="macro"),
    "precision_micro": partial(metrics.precision_score, average="micro"),
    "recall": metrics.recall_score,
    "recall_macro": partial(metrics.recall_score, average="macro"),
    "recall_micro": partial(metrics.recall_score, average="micro"),
}
_OF_VALUES: dict[str, Score] = {"mse": metrics.mean_squared_error, "r2": metrics.r2_score}

OWN = (*_OF_LABELS, *_OF_VALUES)
"""Those that XGBoost does not know."""


def labels_of(predicted: NDArray[Any]) -> NDArray[Any]:
    """Classes of probabilities: the likeliest, of two the one above one half."""
    return np.argmax(predicted, axis=1) if predicted.ndim > 1 else (predicted > 0.5).astype(int)


def measure(
    names: list[str],
) -> Callable[[NDArray[Any], xgboost.DMatrix], list[tuple[str, float]]]:
    """The function that XGBoost calls after each round for these metrics."""

    def evaluate(predicted: NDArray[Any], data: xgboost.DMatrix) -> list[tuple[str, float]]:
        true = data.get_label()
        return [
            (
                name,
                float(
                    _OF_LABELS[name](true, labels_of(predicted))
                    if name in _OF_LABELS
                    else _OF_VALUES[name](true, predicted)
                ),
            )
            for name in names
        ]

    return evaluate
