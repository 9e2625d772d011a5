"""Rows of numbers in the formats that the containers read."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.datasets import load_svmlight_file

from . import recordio
from .errors import UserError

Matrix = NDArray[np.float64] | sparse.csr_matrix


@dataclass(frozen=True)
class Table:
    """Features, one row for each example, and labels where there are any."""

    features: Matrix
    labels: NDArray[np.float64] | None
    weights: NDArray[np.float64] | None = None

    @property
    def rows(self) -> int:
        return int(self.features.shape[0])

    @property
    def columns(self) -> int:
        return int(self.features.shape[1])


def media_type(content_type: str) -> tuple[str, dict[str, str]]:
    """`text/csv; label_size=1` as its type and parameters, in small letters."""
    kind, *rest = content_type.lower().split(";")
    pairs = (part.partition("=") for part in rest)
    return kind.strip(), {name.strip(): value.strip() for name, _, value in pairs}


def delimiter_of(line: str) -> str:
    """The sign between values, as the containers guess it from the first line."""
    try:
        found = csv.Sniffer().sniff(line[:512]).delimiter
    except csv.Error:
        # One column has none.
        return ","
    return "," if found.isalnum() or found in ".-+" else found


def numbers(text: str) -> NDArray[np.float64]:
    """Rows of a CSV; an empty value is none (nan).

    Raises ValueError for anything that is no number, a header included, with its place.
    """
    delimiter = delimiter_of(text.partition("\n")[0])

    def read(**how: Any) -> NDArray[np.float64]:
        return np.loadtxt(io.StringIO(text), delimiter=delimiter, ndmin=2, comments=None, **how)

    try:
        return read()
    except ValueError:
        # Slower by far, so only where it is needed.
        if not re.search(rf"(^|{re.escape(delimiter)})\s*({re.escape(delimiter)}|$)", text, re.M):
            raise
    return read(converters=lambda value: float(value) if value.strip() else float("nan"))


def table_of_csv(text: str, *, weighted: bool = False) -> Table:
    """A CSV without header whose first column is the label, the second a weight if asked for."""
    rows = numbers(text)
    first = 2 if weighted else 1
    if rows.shape[1] <= first:
        raise ValueError(f"rows have {rows.shape[1]} columns, label included")
    return Table(rows[:, first:], rows[:, 0], rows[:, 1] if weighted else None)


def table_of_libsvm(data: bytes, columns: int | None = None) -> Table:
    """Lines of `label index:value …`; an index is the column, counted from 0 as XGBoost does.

    columns: of the model, for a request whose rows need not name them all.
    """
    features, labels = load_svmlight_file(
        io.BytesIO(data), n_features=columns, zero_based=True, dtype=np.float64
    )[:2]
    return Table(features, labels)


def table_of_recordio(data: bytes) -> Table:
    """Records of dense or sparse features, with or without labels."""
    rows, labels = recordio.read(data)
    if not rows:
        raise UserError("There is no record in the data")
    found = None if labels is None else np.array(labels, dtype=np.float64)
    if any(row.keys.size for row in rows):
        return Table(_sparse(rows), found)
    if len({row.values.size for row in rows}) > 1:
        raise UserError("Records have different numbers of features")
    return Table(np.stack([row.values for row in rows]), found)


def _sparse(rows: list[recordio.Tensor]) -> sparse.csr_matrix:
    columns = max(
        max((row.shape[-1] for row in rows if row.shape), default=0),
        max((int(row.keys.max()) + 1 for row in rows if row.keys.size), default=0),
    )
    starts = np.cumsum([0, *(row.values.size for row in rows)])
    values = np.concatenate([row.values for row in rows])
    places = np.concatenate([row.keys for row in rows])
    return sparse.csr_matrix((values, places, starts), shape=(len(rows), columns))


def joined(tables: list[Table]) -> Table:
    """The rows of several files, one after the other."""
    if len(tables) == 1:
        return tables[0]
    widest = max(table.columns for table in tables)
    features = [_widened(table.features, widest) for table in tables]
    stack = sparse.vstack(features, format="csr") if _any_sparse(features) else np.vstack(features)
    labels = [table.labels for table in tables if table.labels is not None]
    weights = [table.weights for table in tables if table.weights is not None]
    return Table(
        stack,
        np.concatenate(labels) if labels else None,
        np.concatenate(weights) if weights else None,
    )


def _any_sparse(features: list[Matrix]) -> bool:
    return any(sparse.issparse(one) for one in features)


def _widened(features: Matrix, columns: int) -> Matrix:
    if features.shape[1] == columns:
        return features
    if not sparse.issparse(features):
        raise UserError(f"Files have {features.shape[1]} and {columns} features")
    wide = features.copy()
    wide.resize((features.shape[0], columns))
    return wide
