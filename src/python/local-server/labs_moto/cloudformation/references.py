"""What a value of a template refers to: by Ref, Fn::GetAtt and Fn::Sub."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def references(node: Any) -> Iterator[str]:
    """The names that Ref, Fn::GetAtt and Fn::Sub mention anywhere in a value."""
    if isinstance(node, list):
        for item in node:
            yield from references(item)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key == "Ref" and isinstance(value, str):
            yield value
        elif key == "Fn::GetAtt":
            yield (value.split(".") if isinstance(value, str) else value)[0]
        elif key == "Fn::Sub":
            text, local = (value, {}) if isinstance(value, str) else (value[0], value[1])
            yield from (n for n in _sub_names(text) if n not in local)
            yield from references(local)
        else:
            yield from references(value)


def attributes_used(node: Any) -> Iterator[tuple[str, str]]:
    """Resource and attribute of every Fn::GetAtt, also of those in a Fn::Sub."""
    if isinstance(node, list):
        for item in node:
            yield from attributes_used(item)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key == "Fn::GetAtt":
            name, attribute = value.split(".", 1) if isinstance(value, str) else value
            if isinstance(attribute, str):
                yield name, attribute
        elif key == "Fn::Sub":
            text, local = (value, {}) if isinstance(value, str) else (value[0], value[1])
            for name in _placeholders(text):
                if "." in name and name not in local:
                    resource, attribute = name.split(".", 1)
                    yield resource, attribute
        yield from attributes_used(value)


def _sub_names(text: str) -> Iterator[str]:
    for name in _placeholders(text):
        yield name.split(".")[0]


def _placeholders(text: str) -> Iterator[str]:
    for part in text.split("${")[1:]:
        name = part.split("}", 1)[0].strip()
        if not name.startswith("!"):
            yield name
