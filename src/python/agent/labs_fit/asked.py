"""What the wish asks this package for."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, NamedTuple

from labs_agent.wishes import Wish

from .desired import allowed

MOST = 2_000
NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
PYTHON = r"3\.\d{1,2}"
VERSION = r"[A-Za-z0-9][A-Za-z0-9.+!_-]{0,63}"


class Runtime(NamedTuple):
    """What a lab's notebooks run in. kernel: its own name; names: which else it answers to."""

    lab: str
    title: str
    kernel: str
    names: tuple[str, ...]
    python: str
    packages: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """Names the environment: labs with equal pins share one."""
        pins = json.dumps([self.python, self.packages])
        return hashlib.sha256(pins.encode()).hexdigest()[:12]


class Change(NamedTuple):
    """What is mended in one place of a file. dir: folder of its repository; path: below that.

    kernel: the kernel that a notebook shall name; else `find` becomes `replace`, in a cell of a
    notebook, or in a file that is none, which has no cell.
    """

    lab: str
    dir: str
    path: str
    cell: int
    find: str
    replace: str
    kernel: str
    title: str


def runtimes(wish: Wish) -> list[Runtime]:
    """Raises ValueError, KeyError or TypeError for what no catalog says."""
    return [
        Runtime(
            lab=allowed("lab", given["lab"]),
            title=_text(given["title"], 200),
            kernel=_matching(NAME, given["kernel"]),
            names=tuple(_matching(NAME, name) for name in given["names"]),
            python=_matching(PYTHON, given["python"]),
            packages=tuple(
                sorted(
                    (_matching(NAME, name), _matching(VERSION, version))
                    for name, version in given["packages"].items()
                )
            ),
        )
        for given in wish.asked.get("runtimes", ())[:MOST]
    ]


def changes(wish: Wish) -> list[Change]:
    """Raises ValueError, KeyError or TypeError for what no catalog says."""
    found = []
    titles = {runtime.kernel: runtime.title for runtime in runtimes(wish)}
    for given in wish.asked.get("fixups", ())[:MOST]:
        lab = allowed("lab", given["lab"])
        folder, _, path = allowed("sparse", given["path"]).partition("/")
        cell = given.get("cell", -1)
        if not isinstance(cell, int):
            raise ValueError(f"cell {cell!r:.80} is not allowed")
        kernel = _matching(f"({NAME})?", given.get("kernel", ""))
        found.append(
            Change(
                lab,
                folder,
                path,
                cell,
                _text(given.get("find", ""), 50_000),
                _text(given.get("replace", ""), 50_000),
                kernel,
                titles.get(kernel, kernel),
            )
        )
    return found


def _matching(pattern: str, text: Any) -> str:
    if not isinstance(text, str) or not re.fullmatch(pattern, text):
        raise ValueError(f"{text!r:.80} is not allowed")
    return text


def _text(text: Any, longest: int) -> str:
    if not isinstance(text, str) or len(text) > longest:
        raise ValueError(f"{text!r:.80} is not a text of at most {longest} characters")
    return text
