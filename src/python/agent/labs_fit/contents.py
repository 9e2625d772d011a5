"""Labs without a repository: an archive in the bucket becomes a commit of a repository."""

from __future__ import annotations

import hashlib
import os
import shutil
import tarfile

from labs_agent.tick import Tick
from labs_agent.wishes import Item
from labs_prepare.git import Repository

LARGEST = 500_000_000
MOST_FILES = 20_000


def snapshot(tick: Tick, item: Item, repository: Repository) -> str:
    """Makes the archive's files a commit; the same archive always gives the same one.

    Raises ValueError for an archive that is another than wished, or not a harmless one.
    """
    archive = tick.place.file("clones", f"{item.dir}.tar.gz")
    folder = tick.place.file("clones", f"{item.dir}.files")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    try:
        answer = tick.client("s3").get_object(
            Bucket=tick.settings.bucket, Key=f".labs/content/{item.lab}.tar.gz"
        )
        with open(archive, "wb") as file:
            shutil.copyfileobj(answer["Body"], file)
        with open(archive, "rb") as file:
            if hashlib.sha256(file.read()).hexdigest() != item.sha256:
                raise ValueError(f".labs/content/{item.lab}.tar.gz is not the wished edition")
        extract(archive, folder)
        index = repository.scratch()
        repository.run("add", "-Af", ".", index=index, tree=folder)
        tree = repository.run("write-tree", index=index).decode().strip()
        variables = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "labs"), ("EMAIL", "labs"), ("DATE", "@0 +0000"))
        }
        text = f"{item.lab}\n".encode()
        made = repository.run("commit-tree", tree, stdin=text, variables=variables)
        return made.decode().strip()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def extract(archive: str, folder: str) -> None:
    """Unpacks files and folders; refuses anything else, and any way out of the folder."""
    size = count = 0
    with tarfile.open(archive, mode="r:gz") as tar:
        for member in tar:
            parts = [part for part in member.name.split("/") if part not in ("", ".")]
            if member.name.startswith("/") or ".." in parts or ".git" in parts:
                raise ValueError(f"the archive's path {member.name!r} is not allowed")
            if not (member.isfile() or member.isdir()):
                raise ValueError(f"the archive's {member.name!r} is neither file nor folder")
            size, count = size + member.size, count + 1
            if size > LARGEST or count > MOST_FILES:
                raise ValueError(f"the archive has over {LARGEST} bytes or {MOST_FILES} files")
            target = os.path.join(folder, *parts)
            if member.isdir():
                os.makedirs(target, exist_ok=True)
                continue
            os.makedirs(os.path.dirname(target), exist_ok=True)
            source = tar.extractfile(member)
            with open(target, "xb") as file:
                shutil.copyfileobj(source, file)
            os.chmod(target, 0o755 if member.mode & 0o100 else 0o644)
