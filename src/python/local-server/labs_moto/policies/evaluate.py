"""The verdict of a role's policies about one action on one resource.

An explicit deny counts before every allow, and what nothing allows is denied:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .conditions import Context, as_list, conditions_hold
from .patterns import arn_matches, matches

Verdict = Literal["allowed", "explicitly denied", "not allowed"]


@dataclass(frozen=True)
class Check:
    """One thing that a call needs to be allowed."""

    action: str
    """`sagemaker:CreateModel`"""
    resource: str
    """Its ARN, or `*` for an action that IAM checks against none."""
    context: Context = field(default_factory=dict)


def _names(statement: Mapping[str, Any], action: str) -> bool:
    if "NotAction" in statement:
        return not any(matches(p, action, any_case=True) for p in as_list(statement["NotAction"]))
    return any(matches(p, action, any_case=True) for p in as_list(statement["Action"]))


def _covers(statement: Mapping[str, Any], resource: str) -> bool:
    if "NotResource" in statement:
        return not any(arn_matches(p, resource) for p in as_list(statement["NotResource"]))
    return any(arn_matches(p, resource) for p in as_list(statement["Resource"]))


def _applies(statement: Mapping[str, Any], check: Check) -> bool:
    return (
        _names(statement, check.action)
        and _covers(statement, check.resource)
        and conditions_hold(statement.get("Condition", {}), check.context)
    )


def evaluate(documents: Iterable[Mapping[str, Any]], check: Check) -> Verdict:
    """What identity policies say; boundaries, service control and resource policies are none."""
    effects = {
        statement["Effect"]
        for document in documents
        for statement in _statements(document)
        if _applies(statement, check)
    }
    if "Deny" in effects:
        return "explicitly denied"
    return "allowed" if "Allow" in effects else "not allowed"


def _statements(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    statements = document["Statement"]
    return statements if isinstance(statements, list) else [statements]
