"""Mends the text of a file, and takes it back; knows no disk and no git."""

from __future__ import annotations

import json
from typing import Any

from .asked import Change


def mend(path: str, text: str, changes: list[Change]) -> tuple[str, list[str]]:
    """Returns the mended text, and by change why it could not be made: empty where it was."""
    if not path.endswith(".ipynb"):
        return _mend_plain(text, changes)
    notebook = json.loads(text)
    reasons = []
    for change in changes:
        if change.kernel:
            reasons.append(_name_kernel(notebook, change))
            continue
        cells = notebook["cells"]
        if not 0 <= change.cell < len(cells):
            reasons.append(f"there is no cell {change.cell}")
            continue
        source, why = _replaced(_source(cells[change.cell]), change.find, change.replace)
        reasons.append(why and f"cell {change.cell} {why}")
        if not why:
            _set_source(cells[change.cell], source)
    return (text if all(reasons) else _written(notebook)), reasons


def unmend(path: str, text: str, changes: list[Change], original: str) -> tuple[str, list[str]]:
    """Takes changes back in a file that its owner has changed since, wherever they stand now.

    original: the file as it was cloned. Returns the text, and by change why it stays.
    """
    if not path.endswith(".ipynb"):
        turned = [change._replace(find=change.replace, replace=change.find) for change in changes]
        text, reasons = _mend_plain(text, turned[::-1])
        return text, reasons[::-1]
    notebook = json.loads(text)
    reasons = []
    for change in reversed(changes):
        if change.kernel:
            reasons.append(_name_kernel_again(notebook, change, json.loads(original)))
        else:
            reasons.append(_put_back(notebook["cells"], change))
    return (text if all(reasons) else _written(notebook)), reasons[::-1]


def _mend_plain(text: str, changes: list[Change]) -> tuple[str, list[str]]:
    reasons = []
    for change in changes:
        text, why = _replaced(text, change.find, change.replace)
        reasons.append(why and f"it {why}")
    return text, reasons


def _replaced(text: str, find: str, replace: str) -> tuple[str, str]:
    """Nothing to find stands for a text that is empty."""
    if not find:
        return (text, "is not empty any more") if text.strip() else (replace, "")
    if find not in text:
        return text, f"does not say {find.splitlines()[0][:60]!r} any more"
    return text.replace(find, replace), ""


def _put_back(cells: list[Any], change: Change) -> str:
    if not change.replace:
        return "what was taken out has no place to go back to"
    there = cells[change.cell : change.cell + 1]
    for cell in [*there, *cells]:
        source, why = _replaced(_source(cell), change.replace, change.find)
        if cell.get("cell_type") == "code" and not why:
            _set_source(cell, source)
            return ""
    return "you have changed what was mended"


def _name_kernel(notebook: dict[str, Any], change: Change) -> str:
    notebook.setdefault("metadata", {})["kernelspec"] = {
        "display_name": change.title,
        "language": "python",
        "name": change.kernel,
    }
    return ""


def _name_kernel_again(notebook: dict[str, Any], change: Change, original: dict[str, Any]) -> str:
    metadata = notebook.setdefault("metadata", {})
    if metadata.get("kernelspec", {}).get("name") != change.kernel:
        return "you have chosen another kernel"
    metadata.pop("kernelspec")
    before = original.get("metadata", {}).get("kernelspec")
    if before is not None:
        metadata["kernelspec"] = before
    return ""


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def _set_source(cell: dict[str, Any], text: str) -> None:
    is_text = isinstance(cell.get("source"), str)
    cell["source"] = text if is_text else text.splitlines(keepends=True)


def _written(notebook: dict[str, Any]) -> str:
    """As Jupyter writes it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
