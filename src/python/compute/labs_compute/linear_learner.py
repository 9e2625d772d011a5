"""A stand-in for Linear Learner on scikit-learn's linear models.

It takes Linear Learner's data, hyperparameters and requests, and answers in its forms. It trains by
other means: solvers that see all rows at once, so learning rate, optimizer, batch size and the like
are read and have no effect. Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/linear-learner.html
and logs in public notebooks.
"""

from __future__ import annotations

import json
import time
import zipfile
from dataclasses import replace
from datetime import datetime, timezone
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from . import told
from .data import Matrix, Table, joined, media_type, table_of_csv, table_of_recordio
from .errors import UserError
from .job import Algorithm, Channel, Job
from .linear_fit import Line, Vector, lines
from .linear_hyperparameters import DEFAULTS, Settings, settings
from .linear_model import LinearModel
from .linear_scores import (
    classified,
    objective,
    objective_name,
    probabilities,
    regressed,
    threshold_of,
)

MODEL_FILE, MEMBER = "model_algo-1", "labs-linear-learner.json"
EXPLORED = (0.0, 1e-4, 1e-2, 1.0)
"""Weight decays that are tried where none is given."""
CHANNELS = ("train", "validation", "test")
RECORDIO = "application/x-recordio-protobuf"


def _info(line: str) -> None:
    told.log(f"[{datetime.now(timezone.utc):%m/%d/%Y %H:%M:%S} INFO labs] {line}")


def _read(channel: Channel) -> Table:
    kind, parameters = media_type(channel.content_type or RECORDIO)
    size = int(parameters.get("label_size", "1"))
    if kind not in ("text/csv", RECORDIO):
        raise UserError(f"Unsupported content type {kind} of channel {channel.name}")
    tables = []
    for name, data in channel.files:
        if kind == RECORDIO:
            tables.append(table_of_recordio(data))
            continue
        try:
            tables.append(table_of_csv(data.decode("utf-8")))
        except ValueError as cause:
            path = f"/opt/ml/input/data/{channel.name}/{name}"
            raise UserError(f"Unable to parse csv: {cause}, file {path}") from cause
    if size != 1 or not tables:
        raise UserError(f"Channel {channel.name} has no data with one label")
    table = joined(tables)
    if table.labels is None:
        raise UserError(f"The records of channel {channel.name} have no labels")
    return table


class _Scaler:
    """Centre and spread of features; a sparse matrix keeps its zeros."""

    def __init__(self, features: Matrix, *, wanted: bool) -> None:
        count = features.shape[1]
        self.mean, self.spread = np.zeros(count), np.ones(count)
        if not wanted:
            return
        if sparse.issparse(features):
            square = np.asarray(features.multiply(features).mean(axis=0)).ravel()
            mean = np.asarray(features.mean(axis=0)).ravel()
            spread = np.sqrt(np.maximum(square - mean**2, 0))
        else:
            self.mean, spread = features.mean(axis=0), features.std(axis=0)
        self.spread = np.where(spread > 0, spread, 1.0)

    def apply(self, features: Matrix) -> Matrix:
        if sparse.issparse(features):
            return features.multiply(1 / self.spread).tocsr()
        return (features - self.mean) / self.spread

    def undone(self, line: Line) -> Line:
        """The same model for features as they were."""
        weights = line.weights / self.spread
        return Line(weights, line.bias - float(weights @ self.mean))


class _Judge:
    """Measures a model on the data that decides between models."""

    def __init__(self, chosen: Settings, features: Matrix, labels: Vector) -> None:
        self.settings, self.features, self.labels = chosen, features, labels

    def loss(self, line: Line) -> float:
        return objective(self.settings, line.scores(self.features), self.labels)

    def scores(self, line: Line) -> Vector:
        raw = line.scores(self.features)
        return probabilities(raw) if self.settings.loss == "logistic" else raw

    def threshold(self, line: Line) -> float | None:
        if self.settings.predictor == "regressor":
            return None
        return threshold_of(self.settings, self.scores(line), self.labels)

    def measures(self, line: Line, cut: float | None) -> dict[str, float]:
        """Scores by name, the objective first."""
        name = objective_name(self.settings.loss)
        more = (
            regressed(self.scores(line), self.labels)
            if cut is None
            else classified(self.settings, self.scores(line), self.labels, cut)
        )
        return {name: self.loss(line), **more}


def train(job: Job) -> None:
    """Trains and leaves the model in the model folder."""
    told.log("Docker entrypoint called with argument(s): train")
    _info(f"Reading default configuration: {json.dumps(DEFAULTS)}")
    _info(f"Merging with provided configuration: {json.dumps(job.hyperparameters)}")
    _info(
        "labs: this is a stand-in for Linear Learner on scikit-learn's linear models; learning "
        "rate, optimizer and batch size have no effect"
    )
    chosen = settings(job.hyperparameters)
    for name in job.channels:
        if name not in CHANNELS:
            raise UserError(
                "Unable to initialize the algorithm. Failed to validate input data configuration. "
                "(caused by ValidationError)\n\nCaused by: Additional properties are not allowed "
                f"('{name}' was unexpected)"
            )
    if "train" not in job.channels:
        raise UserError(
            "Unable to initialize the algorithm. Failed to validate input data configuration. "
            "(caused by ValidationError)\n\nCaused by: 'train' is a required property"
        )
    tables = {name: _checked(chosen, name, _read(one)) for name, one in job.channels.items()}
    model = _Training(chosen, tables).run()
    with zipfile.ZipFile(job.model_dir / MODEL_FILE, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MEMBER, model.written())


def _checked(chosen: Settings, name: str, table: Table) -> Table:
    labels = table.labels
    assert labels is not None
    if chosen.feature_dim not in (None, table.columns):
        raise UserError(
            f"feature_dim is {chosen.feature_dim}, but the data of channel {name} has "
            f"{table.columns} features"
        )
    if not np.all(np.isfinite(labels)):
        raise UserError(f"A label of channel {name} is missing or is no number")
    values = table.features.data if sparse.issparse(table.features) else table.features
    if not np.all(np.isfinite(values)):
        raise UserError(f"A feature of channel {name} is missing or is no number")
    if chosen.predictor == "binary_classifier":
        if not np.all(np.isin(labels, (0, 1, -1))):
            raise UserError("Labels of a binary_classifier must be 0 or 1")
        if name == "train" and np.unique(labels > 0).size < 2:
            raise UserError("The training data has examples of one class only")
    return (
        replace(table, labels=(labels > 0).astype(float))
        if (chosen.predictor == "binary_classifier")
        else table
    )


class _Training:
    """Trains a model for each weight decay in question and keeps the best."""

    def __init__(self, chosen: Settings, tables: dict[str, Table]) -> None:
        self.settings, self.tables = chosen, tables
        train_table = tables["train"]
        self.scaler = _Scaler(train_table.features, wanted=chosen.normalize)
        self.features = self.scaler.apply(train_table.features)
        self.labels: Vector = np.asarray(train_table.labels)
        self.judges = {
            name: _Judge(chosen, self.scaler.apply(one.features), np.asarray(one.labels))
            for name, one in tables.items()
        }
        self.deciding = "validation" if "validation" in tables else "train"

    def run(self) -> LinearModel:
        explored = EXPLORED[: self.settings.num_models or len(EXPLORED)]
        decays = explored if self.settings.wd is None else (self.settings.wd,)
        started, found = time.monotonic(), []
        for index, decay in enumerate(decays):
            line = self._one(decay, loud=index == 0)
            found.append((self._rank(line), decay, line))
        _, decay, line = min(found, key=lambda one: one[0])
        records = self.labels.size * self.settings.epochs * len(decays)
        rate = records / max(time.monotonic() - started, 1e-6)
        _info("#progress_metric: host=algo-1, completed 100 % of epochs")
        _info(f"#throughput_metric: host=algo-1, train throughput={rate} records/second")
        told.metric("train:progress", 100.0)
        told.metric("train:throughput", rate)
        _info(f'Best model found for hyperparameters: {{"wd": {decay}, "l1": {self.settings.l1}}}')
        return self._told(line)

    def _one(self, decay: float, *, loud: bool) -> Line:
        """One model; it stops early as the algorithm does. loud: the log tells of its epochs."""
        best, since, line = float("inf"), 0, Line(np.zeros(self.features.shape[1]), 0.0)
        weights = self._weights()
        epochs = lines(self.settings, decay, self.features, self.labels, weights)
        for epoch, line in enumerate(islice(epochs, self.settings.epochs)):
            loss = self.judges["train"].loss(line)
            if loud:
                self._tell_epoch(epoch, line, loss)
            decided = self.judges[self.deciding].loss(line)
            improved = best - decided > self.settings.tolerance * max(abs(best), 1e-12)
            since = 0 if improved or best == float("inf") else since + 1
            best = min(best, decided)
            if since >= self.settings.patience:
                break
        return line

    def _weights(self) -> Vector:
        weight = self.settings.positive_weight
        ones: Vector = np.ones(self.labels.size)
        if self.settings.predictor == "regressor":
            return ones
        if weight is None:
            positive = float(self.labels.sum())
            weight = (self.labels.size - positive) / max(positive, 1.0)
        return np.where(self.labels > 0, weight, ones)

    def _tell_epoch(self, epoch: int, line: Line, loss: float) -> None:
        name = objective_name(self.settings.loss)
        _info(f"#quality_metric: host=algo-1, epoch={epoch}, train {name} <loss>={loss}")
        told.metric("train:objective_loss", loss)
        if "validation" in self.judges:
            value = self.judges["validation"].loss(line)
            _info(f"#quality_metric: host=algo-1, epoch={epoch}, validation {name} <loss>={value}")
            told.metric("validation:objective_loss", value)

    def _rank(self, line: Line) -> float:
        """What the models are compared by; the least is best."""
        judge, chosen = self.judges[self.deciding], self.settings
        if chosen.predictor == "regressor" or chosen.criterion in (
            "loss_function",
            "cross_entropy_loss",
        ):
            return judge.loss(line)
        values = judge.measures(line, judge.threshold(line))
        wanted = {
            "accuracy": "binary_classification_accuracy",
            "precision_at_target_recall": "precision",
            "recall_at_target_precision": "recall",
        }
        return -values[wanted.get(chosen.criterion, "binary_f_beta")]

    def _told(self, line: Line) -> LinearModel:
        """Tells the final scores, and gives the model for data as it comes."""
        cut = self.judges[self.deciding].threshold(line)
        for name, judge in self.judges.items():
            for metric, value in judge.measures(line, cut).items():
                _info(f"#{name}_score (algo-1) : ('{metric}', {value})")
            for metric, value in judge.measures(line, cut).items():
                kind = "loss" if metric.endswith(("objective", "mse", "absolute_loss")) else "score"
                _info(f"#quality_metric: host=algo-1, {name} {metric} <{kind}>={value}")
                final = "objective_loss" if metric.endswith("_objective") else metric
                if name != "train" or final == "objective_loss":
                    told.metric(f"{name}:{final}", value)
        if "test" not in self.judges:
            _info("Test data is not provided.")
        undone = self.scaler.undone(line)
        return LinearModel(undone, self.settings.predictor, self.settings.loss, cut)


def load(folder: Path, _image: str) -> LinearModel:
    """The model in an unpacked model.tar.gz."""
    path = folder / MODEL_FILE
    try:
        with zipfile.ZipFile(path) as archive:
            return LinearModel.read(archive.read(MEMBER).decode())
    except (OSError, KeyError, zipfile.BadZipFile) as cause:
        raise UserError(
            "The model archive is not one that the local AWS trained: only its own stand-in for "
            "Linear Learner can be read"
        ) from cause


ALGORITHM: Any = Algorithm(train, load)
