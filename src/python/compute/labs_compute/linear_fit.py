"""Linear models by scikit-learn, epoch after epoch."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import ElasticNet, HuberRegressor, LogisticRegression, Ridge
from sklearn.svm import LinearSVC, LinearSVR

from .data import Matrix
from .linear_hyperparameters import Settings

ITERATIONS = 10
"""Steps of an iterative solver in one epoch."""
LEAST_WEIGHT = 1e-4
"""Bounds the weights of reweighted least squares, relative to the spread of the labels."""

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Line:
    """Weights and bias of a linear model."""

    weights: Vector
    bias: float

    def scores(self, features: Matrix) -> Vector:
        return np.asarray(features @ self.weights).ravel() + self.bias


def _line(model: Any) -> Line:
    return Line(np.ravel(model.coef_).astype(float), float(np.ravel(model.intercept_)[0]))


def lines(
    settings: Settings, wd: float, features: Matrix, labels: Vector, weights: Vector
) -> Iterator[Line]:
    """The model after each epoch; a solver that needs no further one ends."""
    fit = _classifier if settings.predictor == "binary_classifier" else _regressor
    with warnings.catch_warnings():
        # An epoch is not meant to converge.
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield from fit(settings, wd, features, labels, weights)


def _classifier(
    settings: Settings, wd: float, features: Matrix, labels: Vector, weights: Vector
) -> Iterator[Line]:
    # The penalty wd/2 |w|^2 on the mean loss is scikit-learn's 1/(wd n) on the sum.
    strength = 1.0 / max(wd * labels.size, 1e-6)
    if settings.loss == "hinge_loss":
        svc = LinearSVC(
            C=strength, loss="hinge", fit_intercept=settings.use_bias, max_iter=5000, random_state=0
        )
        yield _line(svc.fit(features, labels, weights))
        return
    mixed = settings.l1 > 0
    logistic = LogisticRegression(
        C=1.0 / max((wd + settings.l1) * labels.size, 1e-6) if mixed else strength,
        solver="saga" if mixed else "lbfgs",
        penalty="elasticnet" if mixed else "l2",
        l1_ratio=settings.l1 / (wd + settings.l1) if mixed else None,
        fit_intercept=settings.use_bias,
        max_iter=ITERATIONS,
        warm_start=True,
        random_state=0,
    )
    while True:
        yield _line(logistic.fit(features, labels, weights))


def _regressor(
    settings: Settings, wd: float, features: Matrix, labels: Vector, weights: Vector
) -> Iterator[Line]:
    bias, count = settings.use_bias, labels.size
    if settings.loss == "squared_loss":
        model = (
            ElasticNet(alpha=wd + settings.l1, l1_ratio=settings.l1 / (wd + settings.l1))
            if settings.l1 > 0
            else Ridge(alpha=max(wd, 1e-9) * count)
        )
        model.set_params(fit_intercept=bias)
        yield _line(model.fit(features, labels, sample_weight=weights))
    elif settings.loss == "huber_loss":
        huber = HuberRegressor(alpha=wd, fit_intercept=bias, max_iter=200)
        yield _line(huber.fit(_dense(features), labels, sample_weight=weights))
    elif settings.loss.startswith("eps_"):
        svr = LinearSVR(
            epsilon=settings.insensitivity,
            C=1.0 / max(wd * count, 1e-6),
            loss=(
                "squared_epsilon_insensitive"
                if settings.loss == "eps_insensitive_squared_loss"
                else "epsilon_insensitive"
            ),
            fit_intercept=bias,
            max_iter=5000,
            random_state=0,
        )
        yield _line(svr.fit(features, labels, sample_weight=weights))
    else:
        tau = settings.quantile if settings.loss == "quantile_loss" else 0.5
        yield from _reweighted(tau, wd, bias, features, labels, weights)


def _reweighted(
    tau: float, wd: float, bias: bool, features: Matrix, labels: Vector, weights: Vector
) -> Iterator[Line]:
    """Least absolute deviations (of a quantile `tau`) as least squares with weights, each epoch
    from the residuals of the one before."""
    least = LEAST_WEIGHT * max(float(np.std(labels)), 1e-9)
    current = weights
    while True:
        line = _line(
            Ridge(alpha=max(wd, 1e-9) * labels.size, fit_intercept=bias).fit(
                features, labels, sample_weight=current
            )
        )
        yield line
        residuals = labels - line.scores(features)
        slope = np.where(residuals >= 0, tau, 1 - tau)
        current = weights * slope / np.maximum(np.abs(residuals), least)


def _dense(features: Matrix) -> NDArray[np.float64]:
    return features if isinstance(features, np.ndarray) else features.toarray()
