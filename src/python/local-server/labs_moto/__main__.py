"""`python -m labs_moto --port 0`: serves until standard input closes.

Prints `{"port": N}` in one line when it serves. `LABS_CONTROL_TOKEN` guards the control API.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading

from .server import make_server
from .world import WORLD


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="labs_moto", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 lets the system choose")
    parser.add_argument(
        "--hooks",
        choices=("external", "none"),
        default="external",
        help="external: transitions wait for the control API; none: they end at once",
    )
    parser.add_argument(
        "--policies",
        choices=("enforced", "ignored"),
        default="ignored",
        help="enforced: calls of roles need what their policies allow",
    )
    parser.add_argument("--user", default="me", help="the IAM user that unknown keys belong to")
    return parser.parse_args()


def _stop_with_stdin() -> None:
    """Ends the process when the pipe to its parent closes, whatever it is doing."""
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


def main() -> None:
    arguments = _arguments()
    WORLD.instant = arguments.hooks == "none"
    WORLD.policies = arguments.policies == "enforced"
    WORLD.user = arguments.user
    WORLD.token = os.environ.get("LABS_CONTROL_TOKEN", "")
    if not WORLD.token:
        sys.exit("labs_moto: LABS_CONTROL_TOKEN is not set")
    server = make_server(arguments.port)
    threading.Thread(target=_stop_with_stdin, daemon=True).start()
    print(json.dumps({"port": server.effective_port}), flush=True)
    server.run()


main()
