"""wget in a rehearsal: where an address cannot be reached, its stand-in.

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
ANYWHERE = re.compile(r"https?://([^?#]+)")
WEB = "labs-rehearsal-web"
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


def fetch(bucket: str, key: str, path: Path) -> bool:
    """Whether there is a stand-in, which is then in the file."""
    import boto3
    from botocore.exceptions import ClientError

    try:
        boto3.client("s3").download_file(bucket, key, str(path))
    except ClientError:
        return False
    return True


def main(arguments: list[str]) -> int:
    program = real()
    if program is not None:
        done = subprocess.run([program, "--tries=1", "--timeout=10", *arguments], check=False)
        if done.returncode == 0:
            return 0
    for argument in arguments:
        hosted = HOSTED.match(argument) or BY_PATH.match(argument)
        found = hosted or ANYWHERE.match(argument)
        if found is None:
            continue
        bucket, key = (found[1], unquote(found[2])) if hosted else (WEB, unquote(found[1]))
        path = target(arguments, key)
        if not fetch(bucket, key, path):
            continue
        print(f"labs rehearse: {argument} cannot be reached; {path} is a small stand-in")
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
