"""Hyperparameters of the XGBoost container: what it takes, and how it refuses.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/xgboost_hyperparameters.html , with the
messages of https://github.com/aws/sagemaker-xgboost-container . The container of before (the
repository `xgboost`, release 0.72) hands on what it does not know.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .errors import UserError

MAXIMIZED = (
    *("accuracy", "auc", "aucpr", "balanced_accuracy", "f1", "f1_binary", "f1_macro", "map"),
    *("ndcg", "precision", "r2", "recall", "precision_macro", "precision_micro"),
    *("recall_macro", "recall_micro"),
)
MINIMIZED = (
    *("aft-nloglik", "cox-nloglik", "error", "gamma-deviance", "gamma-nloglik"),
    *("interval-regression-accuracy", "logloss", "mae", "mape", "merror", "mlogloss", "mphe"),
    *("mse", "poisson-nloglik", "rmse", "rmsle", "tweedie-nloglik"),
)
OBJECTIVES = (
    *("aft_loss_distribution", "binary:logistic", "binary:logitraw", "binary:hinge"),
    *("count:poisson", "multi:softmax", "multi:softprob", "rank:pairwise", "rank:ndcg"),
    *("rank:map", "reg:linear", "reg:squarederror", "reg:logistic", "reg:gamma"),
    *("reg:pseudohubererror", "reg:squaredlogerror", "reg:absoluteerror", "reg:tweedie"),
    *("survival:aft", "survival:cox"),
)
ALIASES = {
    "learning_rate": "eta",
    "min_split_loss": "gamma",
    "reg_lambda": "lambda",
    "reg_alpha": "alpha",
}
INFINITE = float("inf")


@dataclass(frozen=True)
class Rule:
    """How a value is read, and which values are taken."""

    read: Callable[[str], Any]
    allowed: Callable[[Any], bool]
    told: str


def _number(read: Callable[[str], float], least: float, most: float, *, open_: str = "") -> Rule:
    """A range; `open_` is `(`, `)` or both where an end does not belong to it."""

    def allowed(value: float) -> bool:
        above = value > least if "(" in open_ else value >= least
        below = value < most if ")" in open_ else value <= most
        return above and below

    left = "(" if "(" in open_ or least == -INFINITE else "["
    right = ")" if ")" in open_ or most == INFINITE else "]"
    ends = ("-inf" if least == -INFINITE else least, "+inf" if most == INFINITE else most)
    return Rule(read, allowed, f"{left}{ends[0]}, {ends[1]}{right}")


def _one_of(*values: str) -> Rule:
    return Rule(str, lambda value: value in values, str(list(values)))


def _integer(least: int, most: float = INFINITE) -> Rule:
    return _number(int, least, most)


def _real(least: float, most: float = INFINITE, open_: str = "") -> Rule:
    return _number(float, least, most, open_=open_)


def _metrics(values: list[str]) -> bool:
    return all(
        one.partition("@")[0] in (*MAXIMIZED, *MINIMIZED)
        and ("@" not in one or one.partition("@")[0] in ("error", "ndcg", "map"))
        for one in values
    )


_SHARE = _real(0, 1)
_PART = _real(0, 1, "(")
_SWITCH = _integer(0, 1)
_TRUTH = _one_of("true", "false")

RULES: dict[str, Rule] = {
    "num_round": _integer(1),
    "csv_weights": _SWITCH,
    "early_stopping_rounds": _integer(1),
    "booster": _one_of("gbtree", "gblinear", "dart"),
    "verbosity": _integer(0, 3),
    "nthread": _integer(1),
    "eta": _SHARE,
    "gamma": _real(0),
    "max_depth": _integer(0),
    "min_child_weight": _real(0),
    "max_delta_step": _real(0),
    "subsample": _PART,
    "colsample_bytree": _PART,
    "colsample_bylevel": _PART,
    "colsample_bynode": _PART,
    "lambda": _real(0),
    "alpha": _real(0),
    "tree_method": _one_of("auto", "exact", "approx", "hist", "gpu_hist"),
    "sketch_eps": _real(0, 1, "()"),
    "scale_pos_weight": _real(0, open_="("),
    "updater": Rule(str, bool, "updaters"),
    "dsplit": _one_of("row", "col"),
    "refresh_leaf": _SWITCH,
    "process_type": _one_of("default", "update"),
    "grow_policy": _one_of("depthwise", "lossguide"),
    "max_leaves": _integer(0),
    "max_bin": _integer(0),
    "predictor": _one_of("auto", "cpu_predictor", "gpu_predictor"),
    "monotone_constraints": Rule(
        ast.literal_eval, lambda found: all(one in (-1, 0, 1) for one in found), "[-1, 0, 1]"
    ),
    "interaction_constraints": Rule(ast.literal_eval, lambda found: bool(found), "lists"),
    "sample_type": _one_of("uniform", "weighted"),
    "normalize_type": _one_of("tree", "forest"),
    "rate_drop": _SHARE,
    "one_drop": _SWITCH,
    "skip_drop": _SHARE,
    "lambda_bias": _SHARE,
    "tweedie_variance_power": _real(1, 2, "()"),
    "objective": _one_of(*OBJECTIVES),
    "num_class": _integer(2),
    "base_score": _real(0),
    "_kfold": _integer(2),
    "_num_cv_round": _integer(1),
    "_tuning_objective_metric": Rule(str, lambda found: _metrics([_metric(found)]), "metrics"),
    "eval_metric": Rule(lambda text: text.split(","), _metrics, str([*MAXIMIZED, *MINIMIZED])),
    "seed": _number(int, -(2**31), 2**31 - 1, open_="()"),
    "num_parallel_tree": _integer(1),
    "save_model_on_termination": _TRUTH,
    "aft_loss_distribution": _one_of("normal", "logistic", "extreme"),
    "aft_loss_distribution_scale": _real(0),
    "deterministic_histogram": _TRUTH,
    "sampling_method": _one_of("uniform", "gradient_based"),
    "prob_buffer_row": _real(1, open_="("),
    "use_dask_gpu_training": _TRUTH,
}


def _metric(objective: str) -> str:
    """`auc` of a tuning objective `validation:auc`."""
    return objective.partition(":")[2]


def checked(given: dict[str, str], *, strict: bool) -> dict[str, Any]:
    """The hyperparameters with their types; `strict` refuses what the container does not know."""
    named = {ALIASES.get(name, name): value for name, value in given.items()}
    if "num_round" not in named:
        raise UserError("Missing required hyperparameter: num_round")
    found: dict[str, Any] = {}
    for name, text in named.items():
        rule = RULES.get(name)
        if rule is None:
            if strict:
                raise UserError(f"Extraneous hyperparameter found: {name}")
            continue
        try:
            found[name] = rule.read(text)
        except (ValueError, SyntaxError, TypeError) as cause:
            raise UserError(
                f"Hyperparameter {name}: could not parse value (caused by ValueError)"
            ) from cause
    for name, value in found.items():
        if not RULES[name].allowed(value):
            raise UserError(f"Hyperparameter {name}: {value} is not in {RULES[name].told}")
    _refuse_combinations(found)
    return found


def _refuse_combinations(found: dict[str, Any]) -> None:
    objective = found.get("objective")
    if objective in ("multi:softmax", "multi:softprob") and "num_class" not in found:
        raise UserError("Require input for parameter 'num_class' for multi-classification")
    if "auc" in found.get("eval_metric", ()) and not (objective or "").startswith(
        ("binary:", "rank:")
    ):
        raise UserError("Metric 'auc' can only be applied for classification and ranking problems.")
    for name, why in (("_kfold", "cross-validation"), ("use_dask_gpu_training", "GPU training")):
        if found.get(name) not in (None, "false"):
            raise UserError(f"The local AWS does not compute {why} ({name})")
