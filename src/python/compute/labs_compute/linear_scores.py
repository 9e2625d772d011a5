"""Losses and scores by which Linear Learner judges a model.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/linear-learner-tuning.html
"""

from __future__ import annotations

import numpy as np
from sklearn import metrics

from .linear_fit import Vector
from .linear_hyperparameters import Settings

OBJECTIVES = {
    "logistic": "binary_classification_cross_entropy_objective",
    "hinge_loss": "hinge_loss_objective",
}
MINIMIZED = ("mse", "absolute_loss")


def objective_name(loss: str) -> str:
    """`absolute_loss_objective`, as the log calls it."""
    return OBJECTIVES.get(loss, f"{loss}_objective")


def probabilities(scores: Vector) -> Vector:
    """The logistic function."""
    return 0.5 * (1 + np.tanh(0.5 * scores))


def objective(settings: Settings, scores: Vector, labels: Vector) -> float:
    """The mean loss that is minimized."""
    if settings.predictor == "binary_classifier":
        margins = np.where(labels > 0, scores, -scores)
        if settings.loss == "hinge_loss":
            return float(np.mean(np.maximum(0.0, 1 - margins)))
        return float(np.mean(np.logaddexp(0.0, -margins)))
    residuals = labels - scores
    far = np.abs(residuals)
    if settings.loss == "squared_loss":
        return float(np.mean(residuals**2))
    if settings.loss == "quantile_loss":
        tau = settings.quantile
        return float(np.mean(np.maximum(tau * residuals, (tau - 1) * residuals)))
    if settings.loss == "huber_loss":
        delta = settings.huber_delta
        near = far <= delta
        return float(np.mean(np.where(near, residuals**2 / 2, delta * (far - delta / 2))))
    beyond = np.maximum(0.0, far - settings.insensitivity)
    if settings.loss == "eps_insensitive_squared_loss":
        return float(np.mean(beyond**2))
    return float(np.mean(beyond if settings.loss.startswith("eps_") else far))


def threshold_of(settings: Settings, scores: Vector, labels: Vector) -> float:
    """The score from which on a label is 1, by the criterion of model selection."""
    usual = 0.0 if settings.loss == "hinge_loss" else 0.5
    if settings.criterion in ("loss_function", "cross_entropy_loss"):
        return usual
    precision, recall, cuts = metrics.precision_recall_curve(labels, scores)
    # The curve ends in a point without a threshold.
    precision, recall = precision[:-1], recall[:-1]
    if settings.criterion == "precision_at_target_recall":
        found = np.where(recall >= settings.target_recall, precision, -1.0)
    elif settings.criterion == "recall_at_target_precision":
        found = np.where(precision >= settings.target_precision, recall, -1.0)
    elif settings.criterion == "accuracy":
        ordered = np.sort(scores[labels > 0]), np.sort(scores[labels <= 0])
        hits = ordered[0].size - np.searchsorted(ordered[0], cuts)
        found = (hits + np.searchsorted(ordered[1], cuts)) / labels.size
    else:
        beta = settings.f_beta**2
        found = (1 + beta) * precision * recall / np.maximum(beta * precision + recall, 1e-12)
    best = np.flatnonzero(found == found.max())
    # Of cuts that are as good, the one nearest to the usual.
    return float(cuts[best[np.argmin(np.abs(cuts[best] - usual))]])


def classified(settings: Settings, scores: Vector, labels: Vector, cut: float) -> dict[str, float]:
    """Scores of a classifier's labels, by their names in the log."""
    predicted = scores >= cut
    true = labels > 0
    both = {"zero_division": 0.0}
    values = {
        "binary_classification_accuracy": metrics.accuracy_score(true, predicted),
        "precision": metrics.precision_score(true, predicted, **both),
        "recall": metrics.recall_score(true, predicted, **both),
        "binary_f_beta": metrics.fbeta_score(true, predicted, beta=settings.f_beta, **both),
    }
    if 0 < true.sum() < true.size:
        values["roc_auc_score"] = metrics.roc_auc_score(true, scores)
    return {name: float(value) for name, value in values.items()}


def regressed(scores: Vector, labels: Vector) -> dict[str, float]:
    """Scores of a regression, by their names in the log."""
    residuals = labels - scores
    return {
        "mse": float(np.mean(residuals**2)),
        "absolute_loss": float(np.mean(np.abs(residuals))),
    }
