"""Stands for a kernel whose environment is still being made, and becomes it.

Jupyter starts it as `waiting.py <kernel.json> <connection file>`; it imports nothing of ours. While
it waits it binds no port, so what a learner runs meanwhile is queued, and runs in the right kernel.
"""

from __future__ import annotations

import json
import os
import signal
import string
import sys
import time
from typing import Any

LOOK, SAY = 0.2, 15


def main() -> None:
    path, connection = sys.argv[1:3]
    # An interrupt would end it. A handler is forgotten by exec, unlike SIG_IGN.
    signal.signal(signal.SIGINT, lambda *_: None)
    server, began, said = os.getppid(), time.monotonic(), -1
    while os.getppid() == server:
        spec = read(path)
        why = refusal(spec)
        if not why and is_ready(spec):
            try:
                become(spec, connection)
            except OSError as error:
                why = str(error)
        if why:
            tell(path, connection)
            return
        passed = time.monotonic() - began
        if passed // SAY > said:
            said = passed // SAY
            title = spec["display_name"]
            print(f"labs: {title} is being prepared, {passed:.0f} s", file=sys.stderr)
        time.sleep(LOOK)


def read(path: str) -> dict[str, Any]:
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return {}


def is_ready(spec: dict[str, Any]) -> bool:
    return "waits" not in spec.get("metadata", {}).get("labs", {})


def refusal(spec: dict[str, Any]) -> str:
    """Why there is nothing to wait for; empty while there is."""
    if not spec:
        return "nothing asks for this kernel any more"
    return spec.get("metadata", {}).get("labs", {}).get("failed", "")


def become(spec: dict[str, Any], connection: str) -> None:
    given = {
        name: string.Template(value).safe_substitute(os.environ)
        for name, value in spec.get("env", {}).items()
    }
    argv = [part.replace("{connection_file}", connection) for part in spec["argv"]]
    os.execve(argv[0], argv, {**os.environ, **given})


def advice(path: str) -> str:
    spec = read(path)
    title = spec.get("display_name", "this kernel")
    why = refusal(spec)
    if not why:
        return (
            f"{title} is ready now, or soon. Restart the kernel: Kernel > Restart Kernel.\n"
            f"{title} 커널이 준비되었거나 곧 준비됩니다.\n"
            "커널을 다시 시작하세요: Kernel > Restart Kernel."
        )
    return (
        f"{title} could not be prepared: {why}\n"
        "It is tried again by itself. In some minutes restart it: Kernel > Restart Kernel.\n"
        "To try at once, run `labs start` again where you ran it first; `labs status` says why.\n"
        f"{title} 커널을 준비하지 못했습니다: {why}\n"
        "자동으로 다시 시도합니다. 몇 분 뒤 다시 시작하세요: Kernel > Restart Kernel.\n"
        "지금 다시 하려면 처음에 쓴 `labs start` 를 다시 실행하세요.\n"
        "이유는 `labs status` 에 나옵니다."
    )


def tell(path: str, connection: str) -> None:
    """A kernel that answers every cell with what went wrong; one that died would say nothing."""
    print(f"labs: {advice(path)}", file=sys.stderr)
    from ipykernel.kernelapp import IPKernelApp
    from ipykernel.kernelbase import Kernel

    class Telling(Kernel):
        implementation, implementation_version = "labs", "1"
        language_info = {  # noqa: RUF012
            "name": "python",
            "mimetype": "text/x-python",
            "file_extension": ".py",
        }

        @property
        def banner(self) -> str:
            return advice(path)

        def do_execute(self, *_: Any, **__: Any) -> dict[str, Any]:
            text = advice(path)
            error = {"ename": "KernelNotReady", "evalue": text, "traceback": [text]}
            self.send_response(self.iopub_socket, "error", error)
            return {"status": "error", "execution_count": self.execution_count, **error}

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    IPKernelApp.launch_instance(kernel_class=Telling, argv=["-f", connection])


if __name__ == "__main__":
    main()
