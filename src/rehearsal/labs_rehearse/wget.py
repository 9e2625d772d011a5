"""wget in a rehearsal: where an address of S3 cannot be reached, the stand-in of its object.

It asks the real one first. Only objects that `samples.py` put into the local AWS are taken.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

HOSTED = re.compile(r"https?://([a-z0-9.-]+?)\.s3[a-z0-9.-]*\.amazonaws\.com/([^?#]+)")
BY_PATH = re.compile(r"https?://s3[a-z0-9.-]*\.amazonaws\.com/([a-z0-9.-]+)/([^?#]+)")


def real() -> str | None:
    """The wget behind this one on the PATH."""
    own = Path(__file__).resolve().parent.parent / "bin"
    folders = os.environ.get("PATH", "").split(os.pathsep)
    others = [folder for folder in folders if folder and Path(folder).resolve() != own]
    return shutil.which("wget", path=os.pathsep.join(others))


def target(arguments: list[str], key: str) -> Path:
    """Where wget would write the file."""
    folder = Path()
    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        if option in ("-O", "--output-document"):
            return Path(value)
        if option in ("-P", "--directory-prefix"):
            folder = Path(value)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / Path(key).name


def main(arguments: list[str]) -> int:
    program = real()
    if program is not None:
        done = subprocess.run([program, "--tries=1", "--timeout=10", *arguments], check=False)
        if done.returncode == 0:
            return 0
    for argument in arguments:
        found = HOSTED.match(argument) or BY_PATH.match(argument)
        if found is None:
            continue
        import boto3

        bucket, key = found[1], unquote(found[2])
        path = target(arguments, key)
        boto3.client("s3").download_file(bucket, key, str(path))
        print(f"labs rehearse: {argument} cannot be reached; {path} is a small stand-in")
        return 0
    return 1


sys.exit(main(sys.argv[1:]))
