"""Lets the operations of all stacks go on, each as far as it can."""

from __future__ import annotations

import sys
import traceback

from ..world import WORLD
from .stack import Operation, Stack
from .stacks import all_stacks


def start(stack: Stack, operation: Operation) -> None:
    """Begins an operation, in place of the one under way."""
    if stack.operation is not None:
        stack.operation.close()
    stack.operation = operation
    advance()


def advance() -> None:
    """Lets every stack go on until it must wait."""
    for stack in all_stacks():
        operation = stack.operation
        if operation is not None and _ended(stack, operation):
            if stack.operation is operation:
                stack.operation = None
            WORLD.progress += 1


def _ended(stack: Stack, operation: Operation) -> bool:
    """Takes an operation on to where it waits; a fault of ours fails the stack, not the server."""
    try:
        next(operation)
    except StopIteration:
        return True
    except Exception:
        traceback.print_exc(file=sys.stderr)
        failed = stack.status.replace("_IN_PROGRESS", "_FAILED")
        stack.set_status(failed, "Internal Failure: a fault of the local AWS, see its log")
        return True
    return False


WORLD.on_settle(advance)
