"""Runs the agent many times without starting a Python and loading botocore each time.

Reads a request a line from stdin: {"id", "argv", "env", "cwd"}, runs argv (a program of Python and
its arguments, without the interpreter) in a fork, and prints {"id", "code", "output"}.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import socket  # noqa: F401  loaded before the forks, like the next two
import sys
import tarfile  # noqa: F401
import tempfile
import threading
import traceback
import urllib.request  # noqa: F401
from functools import lru_cache
from typing import Any, NoReturn

import botocore.loaders
import botocore.session

load = botocore.loaders.JSONFileLoader.load_file
botocore.loaders.JSONFileLoader.load_file = lru_cache(maxsize=None)(load)  # type: ignore[method-assign]


def warm() -> None:
    session = botocore.session.get_session()
    for service in ("s3", "sagemaker"):
        session.create_client(
            service, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
        )


def become(request: dict[str, Any], output: int) -> NoReturn:
    """The forked process: is what a Python that was started for it would be."""
    for stream in (1, 2):
        os.dup2(output, stream)
    code = 1
    try:
        os.environ.clear()
        os.environ.update(request["env"])
        os.chdir(request["cwd"])
        sys.executable, *sys.argv = request["argv"]
        sys.prefix = sys.exec_prefix = os.path.dirname(os.path.dirname(sys.executable))
        tempfile.tempdir = None
        runpy.run_path(sys.argv[0], run_name="__main__")
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
        if isinstance(left.code, str):
            print(left.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def wait(pid: int, number: int, path: str) -> None:
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with open(path, errors="replace") as file:
        answer = {"id": number, "code": code, "output": file.read()}
    os.unlink(path)
    os.write(answers, f"{json.dumps(answer)}\n".encode())


warm()
gc.freeze()
answers = os.dup(1)
for line in sys.stdin:
    asked = json.loads(line)
    descriptor, name = tempfile.mkstemp(prefix="labs-agent-run-")
    child = os.fork()
    if child == 0:
        become(asked, descriptor)
    os.close(descriptor)
    threading.Thread(target=wait, args=(child, asked["id"], name)).start()
