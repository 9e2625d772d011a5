"""The built-in XGBoost, computed by the open-source package.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/xgboost.html (formats, channels) and
https://github.com/aws/sagemaker-xgboost-container (log, model file, answers of each release).
"""

from __future__ import annotations

import os
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import xgboost

from . import told
from .data import (
    Table,
    delimiter_of,
    joined,
    media_type,
    table_of_csv,
    table_of_libsvm,
    table_of_recordio,
)
from .errors import UserError
from .job import Algorithm, Channel, Job
from .xgboost_hyperparameters import MAXIMIZED, checked
from .xgboost_metrics import OWN, measure
from .xgboost_model import XgboostModel

MODEL_FILE = "xgboost-model"
FORMATS = {
    "csv": "csv",
    "text/csv": "csv",
    "libsvm": "libsvm",
    "text/libsvm": "libsvm",
    "text/x-libsvm": "libsvm",
    "recordio-protobuf": "recordio",
    "application/x-recordio-protobuf": "recordio",
}
CHANNELS = ("train", "validation", "code")
RAISES_WITH_USER = ("label must be", "base_score", "nonnegative", "num_class")
"""Words in XGBoost's own errors that mean the data or a hyperparameter."""


def _info(line: str) -> None:
    told.log(f"[{datetime.now(timezone.utc):%Y-%m-%d:%H:%M:%S}:INFO] {line}")


def _format_of(channel: Channel) -> str:
    """The format of a channel; without a content type it is libsvm."""
    if channel.content_type is None:
        return "libsvm"
    kind, parameters = media_type(channel.content_type)
    if kind not in FORMATS:
        known = ", ".join(FORMATS)
        raise UserError(f"{channel.content_type} is not an accepted ContentType: {known}.")
    if parameters.get("label_size", "1") != "1":
        raise UserError(
            f"{channel.content_type} is not an accepted csv ContentType. "
            "Optional parameter label_size must be equal to 1"
        )
    return FORMATS[kind]


def _read(channel: Channel, *, weighted: bool) -> Table:
    kind = _format_of(channel)
    tables = []
    for name, data in channel.files:
        if name.startswith((".", "_")) or not data.strip():
            continue
        try:
            if kind == "csv":
                text = data.decode("utf-8")
                _info(
                    f"Determined delimiter of CSV input is '{delimiter_of(text.split(chr(10))[0])}'"
                )
                tables.append(table_of_csv(text, weighted=weighted))
            elif kind == "libsvm":
                tables.append(table_of_libsvm(data))
            else:
                tables.append(table_of_recordio(data))
        except ValueError as cause:
            raise UserError(f"Failed to load {kind} data with exception:\n{cause}") from cause
    if not tables:
        path = f"/opt/ml/input/data/{channel.name}"
        what = "training" if channel.name == "train" else channel.name
        raise UserError(f"No data in {what} channel path {path}")
    return joined(tables)


def _matrix(table: Table, columns: int) -> xgboost.DMatrix:
    features = table.features
    if features.shape[1] < columns:
        features = features.copy()
        features.resize((table.rows, columns))
    if table.labels is None:
        raise UserError("The training data has no labels")
    return xgboost.DMatrix(features, label=table.labels, weight=table.weights)


def _default_metric(job: Job, objective: str) -> list[str]:
    """What is evaluated when nobody says: until release 1.3 errors and not losses.

    https://github.com/dmlc/xgboost/releases/tag/v1.3.0
    """
    old = job.repository == "xgboost" or (job.version and job.version < (1, 3))
    before = {
        "binary:logistic": ["error"],
        "multi:softmax": ["merror"],
        "multi:softprob": ["merror"],
    }
    return before.get(objective, []) if old else []


class _Evaluation(xgboost.callback.TrainingCallback):
    """Writes each round as the container does: `#011` is how its log has a tab."""

    def after_iteration(self, model: Any, epoch: int, evals_log: Any) -> bool:
        values = [
            (data, name, scores[-1])
            for data, named in evals_log.items()
            for name, scores in named.items()
        ]
        told.log(f"[{epoch}]" + "".join(f"#011{d}-{n}:{v:.5f}" for d, n, v in values))
        for data, name, value in values:
            told.metric(f"{data}:{name}", round(value, 5))
        return False


def train(job: Job) -> None:
    """Trains and leaves the booster in the model folder."""
    strict = job.repository != "xgboost"
    if strict:
        _info("Running XGBoost Sagemaker in algorithm mode")
    else:
        told.log("Arguments: train")
        _info("Running standalone xgboost training.")
    params = checked(job.hyperparameters, strict=strict)
    for name in job.channels:
        if name not in CHANNELS and strict:
            raise UserError(f"Extraneous channel found: {name}")
    if "train" not in job.channels:
        raise UserError("Missing required channel: train")
    weighted = params.pop("csv_weights", 0) == 1
    tables = {
        name: _read(job.channels[name], weighted=weighted)
        for name in ("train", "validation")
        if name in job.channels
    }
    if strict:
        _info("Single node training.")
    booster = _boost(job, params, tables)
    (job.model_dir / MODEL_FILE).write_bytes(bytes(booster.save_raw("ubj")))


def _boost(job: Job, params: dict[str, Any], tables: dict[str, Table]) -> xgboost.Booster:
    columns = max(table.columns for table in tables.values())
    matrices = {name: _matrix(table, columns) for name, table in tables.items()}
    train_matrix = matrices["train"]
    _info(f"Train matrix has {train_matrix.num_row()} rows and {columns} columns")
    if "validation" in matrices:
        _info(f"Validation matrix has {matrices['validation'].num_row()} rows")
    rounds, stopping = params.pop("num_round"), params.pop("early_stopping_rounds", None)
    metrics = _metrics(job, params)
    callbacks: list[Any] = [_Evaluation()]
    if stopping and "validation" in matrices and metrics:
        callbacks.append(
            xgboost.callback.EarlyStopping(
                rounds=stopping,
                data_name="validation",
                metric_name=metrics[-1],
                maximize=metrics[-1].partition("@")[0] in MAXIMIZED,
                save_best=True,
            )
        )
    own = [name for name in metrics if name in OWN]
    plain = [name for name in metrics if name not in OWN]
    told_params = {**params, **({"eval_metric": plain} if plain else {})}
    told_params.update(nthread=os.cpu_count() or 1, verbosity=0)
    for gone in ("predictor", "dsplit", "sketch_eps", "deterministic_histogram", "prob_buffer_row"):
        told_params.pop(gone, None)
    if told_params.get("tree_method") == "gpu_hist":
        told_params["tree_method"] = "hist"
    if told_params.get("objective") == "reg:linear":
        told_params["objective"] = "reg:squarederror"
    try:
        return xgboost.train(
            told_params,
            train_matrix,
            num_boost_round=rounds,
            evals=[(matrix, name) for name, matrix in matrices.items()],
            custom_metric=measure(own) if own else None,
            callbacks=callbacks,
            verbose_eval=False,
        )
    except (xgboost.core.XGBoostError, ValueError) as error:
        first = str(error).strip().splitlines()[0]
        if any(word in str(error) for word in RAISES_WITH_USER) or isinstance(error, ValueError):
            raise UserError(f"XGB train call failed with exception:\n {first}") from error
        raise


def _metrics(job: Job, params: dict[str, Any]) -> list[str]:
    """What is evaluated, the tuning objective among it."""
    params.pop("save_model_on_termination", None)
    asked: list[str] = params.pop("eval_metric", [])
    tuned = params.pop("_tuning_objective_metric", "").partition(":")[2]
    if tuned:
        _info(f"Setting up HPO optimized metric to be : {tuned}")
        return [*sorted({*asked, tuned} - {tuned}), tuned]
    return asked or _default_metric(job, params.get("objective", "reg:squarederror"))


def load(folder: Path, image: str) -> XgboostModel:
    """The model in an unpacked model.tar.gz: the first file that is none of the hidden ones."""
    found = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name[0] != "."]
    named = [path for path in found if path.name == MODEL_FILE]
    for path in named or found[:1]:
        booster = xgboost.Booster()
        booster.load_model(bytearray(path.read_bytes()))
        return XgboostModel(booster, image)
    raise UserError("The model archive holds no file")


def _failure(error: UserError) -> str:
    return (
        "AlgorithmError: framework error: \n"
        f"sagemaker_algorithm_toolkit.exceptions.UserError: {error}\n\n{error}, exit code: 1"
    )


ALGORITHM = Algorithm(train, load, _failure)
