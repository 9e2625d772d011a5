"""What of a repository is on this computer already: in a mirror, or in a store that is shared."""

from __future__ import annotations

import os
import re

from labs_agent.wishes import Item
from labs_prepare.git import GitError, Repository


def use(repository: Repository, item: Item) -> bool:
    """Lets a repository share what is near; says whether that is all that is wished."""
    # A mirror on a disk gives parts only where its own settings, or this, say so.
    on_disk = re.match(rb"/|file:", repository.run("remote", "get-url", "origin"))
    filters = "git -c uploadpack.allowFilter=true upload-pack"
    pack = filters if on_disk else "git-upload-pack"
    repository.run("config", "remote.origin.uploadpack", pack)
    # A store that only our environment names: others who use this repository need it, too.
    for store in os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "").split(os.pathsep):
        if store:
            _add_line(repository, "objects/info/alternates", store)
    return _is_here(repository, item)


def _is_here(repository: Repository, item: Item) -> bool:
    """Whether all that is wished lies in the object store already, or in one that it shares."""
    config = repository.run("config", "--list").decode(errors="replace")
    if "remote.origin.promisor=" in config:
        return False  # git would fetch what we ask for, one by one
    try:
        files = repository.files(item.commit)
        if not repository.has_all(what for path, (_, what) in files.items() if item.has(path)):
            return False
        header = repository.run("cat-file", "commit", item.commit).decode(errors="replace")
    except GitError:
        return False
    if not repository.has_all(re.findall(r"^parent (\w+)$", header, re.M)):
        _add_line(repository, "shallow", item.commit)
    return True


def _add_line(repository: Repository, name: str, line: str) -> None:
    """Adds a line to a file in `.git`, once."""
    path = os.path.join(repository.git_dir, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a+", encoding="utf-8") as file:
        file.seek(0)
        if line not in file.read().splitlines():
            file.write(f"{line}\n")
