"""`python -m labs_rehearse NOTEBOOK KERNEL SECONDS`: runs a notebook in its folder.

Seconds: the longest that one cell may take. The notebook itself is left as it is.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from .names import Broken, names_of

ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f]")


# What a cell starts writes to the kernel's standard output, which is this process's: it goes to
# standard error, so that only `tell` is heard on the other.
told = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)


def tell(event: str, **values: Any) -> None:
    """A line of JSON."""
    print(json.dumps({"event": event, **values}, ensure_ascii=False), file=told, flush=True)


def plain(text: str) -> str:
    """The first line that says something, without colours."""
    lines = [ANSI.sub("", line).strip() for line in text.splitlines()]
    return next((line for line in lines if line), "")[:500]


def why(error: Exception, cell: Any = None) -> str:
    """What a cell failed of."""
    if isinstance(error, CellExecutionError) and error.ename == "CalledProcessError":
        # IPython repeats the whole cell that it gave to a shell, and not what that said.
        said = [output.text for output in cell.outputs if output.output_type == "stream"]
        last = [line for line in "\n".join(said).splitlines() if line.strip()][-1:]
        return plain(f"its command failed: {(last or ['without a word'])[0]}")
    if isinstance(error, CellExecutionError):
        return plain(f"{error.ename}: {error.evalue}")
    if isinstance(error, CellTimeoutError):
        return "it took longer than a rehearsal waits"
    return plain(f"{type(error).__name__}: {error}")


def run(path: Path, kernel: str, seconds: int) -> None:
    notebook = nbformat.read(path, as_version=4)
    cells = [
        (index, cell)
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and cell.source.strip()
    ]
    tell("begin", cells=len(cells))
    client = NotebookClient(
        notebook,
        timeout=seconds,
        kernel_name=kernel,
        resources={"metadata": {"path": str(path.parent)}},
    )
    broken = Broken()
    with client.setup_kernel():
        for index, cell in cells:
            names = names_of(cell.source)
            needed = broken.needed_by(names)
            if needed is not None:
                broken.add(names, needed[1])
                tell("cell", cell=index, state="skipped", needs=needed[0], cause=needed[1])
                continue
            started = time.monotonic()
            tell("cell", cell=index, state="running")
            try:
                client.execute_cell(cell, index)
            except DeadKernelError as error:
                tell("cell", cell=index, state="failed", error=why(error), seconds=0)
                return
            except (CellExecutionError, CellTimeoutError) as error:
                broken.add(names, index)
                spent = round(time.monotonic() - started, 1)
                tell("cell", cell=index, state="failed", error=why(error, cell), seconds=spent)
            else:
                broken.mend(names)
                tell("cell", cell=index, state="ran", seconds=round(time.monotonic() - started, 1))


def main() -> None:
    path, kernel, seconds = sys.argv[1:4]
    try:
        run(Path(path), kernel, int(seconds))
    except Exception as error:
        tell("broken", error=plain(f"{type(error).__name__}: {error}"))
        raise SystemExit(1) from error
    tell("end")


main()
