"""Hyperparameters of Linear Learner, with the defaults of its documentation.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/ll_hyperparameters.html
"""

from __future__ import annotations

from dataclasses import dataclass

from .errors import UserError

PREDICTORS = ("binary_classifier", "regressor", "multiclass_classifier")
LOSSES = {
    "binary_classifier": ("logistic", "hinge_loss"),
    "regressor": (
        "squared_loss",
        "absolute_loss",
        "quantile_loss",
        "huber_loss",
        "eps_insensitive_squared_loss",
        "eps_insensitive_absolute_loss",
    ),
}
CRITERIA = (
    "accuracy",
    "f_beta",
    "precision_at_target_recall",
    "recall_at_target_precision",
    "cross_entropy_loss",
    "loss_function",
    "f1",
)
DEFAULTS = {
    "accuracy_top_k": "3",
    "balance_multiclass_weights": "false",
    "beta_1": "auto",
    "beta_2": "auto",
    "bias_lr_mult": "auto",
    "bias_wd_mult": "auto",
    "binary_classifier_model_selection_criteria": "accuracy",
    "early_stopping_patience": "3",
    "early_stopping_tolerance": "0.001",
    "epochs": "15",
    "f_beta": "1.0",
    "feature_dim": "auto",
    "huber_delta": "1.0",
    "init_bias": "0.0",
    "init_method": "uniform",
    "init_scale": "0.07",
    "init_sigma": "0.01",
    "l1": "auto",
    "learning_rate": "auto",
    "loss": "auto",
    "loss_insensitivity": "0.01",
    "lr_scheduler_factor": "auto",
    "lr_scheduler_minimum_lr": "auto",
    "lr_scheduler_step": "auto",
    "margin": "1.0",
    "mini_batch_size": "1000",
    "momentum": "auto",
    "normalize_data": "true",
    "normalize_label": "auto",
    "num_calibration_samples": "10000000",
    "num_classes": "1",
    "num_models": "auto",
    "num_point_for_scaler": "10000",
    "optimizer": "auto",
    "positive_example_weight_mult": "1.0",
    "quantile": "0.5",
    "target_precision": "0.8",
    "target_recall": "0.8",
    "unbias_data": "auto",
    "unbias_label": "auto",
    "use_bias": "true",
    "use_lr_scheduler": "true",
    "wd": "auto",
}
INTERNAL = ("_tuning_objective_metric", "_log_level", "_num_gpus", "_num_kv_servers", "_kvstore")


@dataclass(frozen=True)
class Settings:
    """The hyperparameters that have an effect on this stand-in; None is `auto`."""

    predictor: str
    loss: str
    feature_dim: int | None
    epochs: int
    patience: int
    tolerance: float
    wd: float | None
    l1: float
    num_models: int | None
    criterion: str
    target_recall: float
    target_precision: float
    f_beta: float
    positive_weight: float | None
    normalize: bool
    use_bias: bool
    quantile: float
    huber_delta: float
    insensitivity: float
    tuned: bool


def _refusal(why: str) -> UserError:
    return UserError(
        "Unable to initialize the algorithm. Failed to validate hyperparameters. "
        f"(caused by ValidationError)\n\nCaused by: {why}"
    )


def settings(given: dict[str, str]) -> Settings:
    """Reads and checks the hyperparameters of a job."""
    for name in given:
        if name not in DEFAULTS and name != "predictor_type" and name not in INTERNAL:
            raise _refusal(f"Additional properties are not allowed ('{name}' was unexpected)")
    predictor = given.get("predictor_type")
    if predictor is None:
        raise _refusal("'predictor_type' is a required property")
    if predictor not in PREDICTORS:
        raise _refusal(f"'{predictor}' is not one of {list(PREDICTORS)}")
    if predictor == "multiclass_classifier":
        raise UserError(
            "The local AWS computes Linear Learner's binary_classifier and regressor, "
            "not its multiclass_classifier"
        )
    values = _Values({**DEFAULTS, **given})
    loss = values.word("loss", ("auto", *LOSSES[predictor]))
    if loss == "auto":
        loss = LOSSES[predictor][0]
    tuned = bool(given.get("_tuning_objective_metric"))
    weight = values.given["positive_example_weight_mult"]
    return Settings(
        predictor=predictor,
        loss=loss,
        feature_dim=values.whole("feature_dim", least=1),
        epochs=values.whole("epochs", least=1) or 15,
        patience=values.whole("early_stopping_patience", least=1) or 3,
        tolerance=values.real("early_stopping_tolerance", least=0) or 0.0,
        wd=values.real("wd", least=0),
        l1=values.real("l1", least=0) or 0.0,
        # "When you use automatic model tuning, [...] num_models [is set] to 1."
        # https://docs.aws.amazon.com/sagemaker/latest/dg/linear-learner-tuning.html
        num_models=1 if tuned else values.whole("num_models", least=1),
        criterion=values.word("binary_classifier_model_selection_criteria", CRITERIA),
        target_recall=values.real("target_recall", least=0, most=1) or 0.8,
        target_precision=values.real("target_precision", least=0, most=1) or 0.8,
        f_beta=values.real("f_beta", least=0) or 1.0,
        positive_weight=(
            None if weight == "balanced" else values.real("positive_example_weight_mult", least=0)
        ),
        normalize=values.truth("normalize_data"),
        use_bias=values.truth("use_bias"),
        quantile=values.real("quantile", least=0, most=1) or 0.5,
        huber_delta=values.real("huber_delta", least=0) or 1.0,
        insensitivity=values.real("loss_insensitivity", least=0) or 0.01,
        tuned=tuned,
    )


class _Values:
    """The texts of hyperparameters, read as what they should be."""

    def __init__(self, given: dict[str, str]) -> None:
        self.given = given

    def word(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.given[name]
        if value not in allowed:
            raise _refusal(f"'{value}' is not one of {list(allowed)} ({name})")
        return value

    def truth(self, name: str) -> bool:
        return self.word(name, ("true", "false", "True", "False", "auto")).lower() != "false"

    def real(self, name: str, *, least: float, most: float = float("inf")) -> float | None:
        """The number; None for `auto`."""
        text = self.given[name]
        if text == "auto":
            return None
        try:
            value = float(text)
        except ValueError as cause:
            raise _refusal(f"'{text}' is not of type 'number' ({name})") from cause
        if not least <= value <= most:
            raise _refusal(f"{text} is not between {least} and {most} ({name})")
        return value

    def whole(self, name: str, *, least: int) -> int | None:
        """The integer; None for `auto`."""
        value = self.real(name, least=least)
        if value is not None and value != int(value):
            raise _refusal(f"'{self.given[name]}' is not of type 'integer' ({name})")
        return None if value is None else int(value)
