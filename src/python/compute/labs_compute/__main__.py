"""`python -m labs_compute train|transform|serve`: an order in the first line of standard input.

What it has to tell goes to standard output, a line of JSON each. It ends when standard input
closes.
"""

from __future__ import annotations

import json
import sys

from .limits import bound_memory, end_with_parent


def main() -> None:
    kind = sys.argv[1]
    order = json.loads(sys.stdin.buffer.readline())
    bound_memory()
    if kind == "serve":
        from . import serving

        serving.run(order, sys.stdin.buffer)
        return
    end_with_parent()
    if kind == "train":
        from . import training

        training.run(order)
    else:
        from . import transform

        transform.run(order)


main()
