"""Which names a cell needs, and which it gives to those after it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager

ASSIGNMENT = re.compile(r"^([A-Za-z_][\w, ]*?)\s*=(?!=)", re.M)
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Names:
    """Of one cell.

    `touched` are those on which it calls something, which may change what they stand for: after
    `model.fit()` failed, `model` is not what later cells take it for.
    """

    used: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    touched: frozenset[str] = frozenset()


def names_of(source: str) -> Names:
    """Of a cell that is not Python, such as an exercise with blanks, what it seems to bind."""
    try:
        tree = ast.parse(TransformerManager().transform_cell(_without_timing(source)))
    except (SyntaxError, ValueError):
        lines = [] if source.lstrip().startswith("%%") else ASSIGNMENT.findall(source)
        return Names(bound=frozenset(name for line in lines for name in WORD.findall(line)))
    reader = _Reader()
    reader.visit(tree)
    return Names(
        frozenset(reader.used) - {"get_ipython"},
        frozenset(reader.bound),
        frozenset(reader.touched) - {"get_ipython"} - reader.imported,
    )


def _without_timing(source: str) -> str:
    """`%%time` and `%%capture` run what stands below them."""
    first, _, rest = source.lstrip().partition("\n")
    return rest if first.startswith(("%%time", "%%capture")) else source


class _Reader(ast.NodeVisitor):
    def __init__(self) -> None:
        self.used: set[str] = set()
        self.bound: set[str] = set()
        self.touched: set[str] = set()
        self.imported: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            if node.id not in self.bound:
                self.used.add(node.id)
        else:
            self.bound.add(node.id)

    def visit_Assign(self, node: ast.Assign) -> None:
        # In `x = x + 1` the value comes first.
        self.visit(node.value)
        for target in node.targets:
            self.visit(target)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.used.add(node.target.id)
        self.generic_visit(node)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            name = (alias.asname or alias.name).split(".")[0]
            self.bound.add(name)
            self.imported.add(name)

    visit_ImportFrom = visit_Import

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.ClassDef) -> None:
        # Its own names stay inside; what it takes from outside it needs.
        inner = _Reader()
        for part in ast.iter_child_nodes(node):
            inner.visit(part)
        self.used |= inner.used - self.bound - _arguments(node)
        self.bound.add(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef
    visit_ClassDef = visit_FunctionDef

    def visit_Call(self, node: ast.Call) -> None:
        root: ast.expr = node.func
        while isinstance(root, ast.Attribute | ast.Subscript | ast.Call):
            root = root.func if isinstance(root, ast.Call) else root.value
        if isinstance(root, ast.Name) and not isinstance(node.func, ast.Name):
            self.touched.add(root.id)
        self.generic_visit(node)


def _arguments(node: ast.AST) -> set[str]:
    return {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}


class Broken:
    """What failed cells should have given, and so must not be used."""

    def __init__(self) -> None:
        self.by: dict[str, int] = {}
        """The cell that failed to give a name."""

    def needed_by(self, names: Names) -> tuple[str, int] | None:
        """A broken name that a cell needs, and the cell that broke it."""
        for name in sorted(names.used | (names.touched & self.by.keys())):
            if name in self.by:
                return name, self.by[name]
        return None

    def add(self, names: Names, cell: int) -> None:
        """A cell failed or was skipped."""
        for name in names.bound | names.touched:
            self.by.setdefault(name, cell)

    def mend(self, names: Names) -> None:
        """A cell ran: what it gives is whole again."""
        for name in names.bound:
            self.by.pop(name, None)
