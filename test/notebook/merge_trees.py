"""Merges editions of many shapes into work trees, and prints what came out wrong, as JSON.

Arguments: a folder for the repository, and the agent's folder.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from typing import Callable

FOLDER, AGENT = sys.argv[1:]
sys.path.insert(0, AGENT)

from labs_fit import merging  # noqa: E402
from labs_prepare.git import Repository  # noqa: E402

PATHS = ["a", "a/b", "a/b/c", "a/b/d", "a/e", "f", "f/g", "h"]
Tree = dict[str, str]


def git(*arguments: str, stdin: str = "") -> str:
    command = ["git", "-C", FOLDER, *arguments]
    return subprocess.run(
        command, input=stdin, text=True, check=True, stdout=subprocess.PIPE
    ).stdout.strip()


def commits_of(trees: list[Tree]) -> list[str]:
    """A commit for each tree, without a parent."""
    lines = []
    for at, tree in enumerate(trees):
        lines += [f"commit refs/heads/t{at}", "committer t <t@t> 0 +0000", "data 0"]
        for path, text in tree.items():
            lines += [f"M 100644 inline {path}", f"data {len(text)}", text]
        lines.append("")
    git("fast-import", "--quiet", "--force", stdin="\n".join(lines) + "\n")
    return git("rev-parse", *(f"t{at}" for at in range(len(trees)))).split()


def some_tree(dice: random.Random, edition: str) -> Tree:
    """Files, none of which lies below another."""
    tree: Tree = {"always": "same"}
    for path in dice.sample(PATHS, len(PATHS)):
        fits = not any(path.startswith(f"{one}/") or one.startswith(f"{path}/") for one in tree)
        if fits and dice.random() < 0.6:
            tree[path] = dice.choice(["same", edition])
    return tree


def work_tree() -> Tree:
    found = {}
    for folder, folders, files in os.walk(FOLDER):
        folders[:] = [name for name in folders if name != ".git"]
        for name in files:
            path = os.path.join(folder, name)
            with open(path) as file:
                found[os.path.relpath(path, FOLDER)] = file.read()
    return found


def write(path: str, text: str) -> None:
    with open(os.path.join(FOLDER, path), "w") as file:
        file.write(text)


def merged(base: str, new: str, after_look: tuple[int, Callable[[], None]] | None = None) -> list[str]:
    """What is kept; after_look: what the learner does after so many looks at the work tree."""
    look, looks = merging._differing, 0

    def watched(repository: Repository, commit: str, index: str) -> set[str]:
        nonlocal looks
        found = look(repository, commit, index)
        looks += 1
        if after_look and looks == after_look[0]:
            after_look[1]()
        return found

    merging._differing = watched
    try:
        return merging.merge(Repository(FOLDER, lambda: None), base, new, lambda path: True)
    finally:
        merging._differing = look


def check_out(commit: str) -> None:
    for name in set(os.listdir(FOLDER)) - {".git"}:
        path = os.path.join(FOLDER, name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
    git("checkout", "-qf", "--detach", commit)


def shapes() -> list[str]:
    """Who changed nothing gets every edition whole; who changed a file keeps it."""
    dice = random.Random(4)
    trees = [some_tree(dice, f"edition {at}") for at in range(16)]
    trees += [{"always": "same", "hw/sub/c": "1"}, {"always": "same", "hw/sub": "2"}] * 2
    commits = commits_of(trees)
    wrong = []
    check_out(commits[0])
    for base, new, tree in zip(commits, commits[1:], trees[1:]):
        kept = merged(base, new)
        if kept or work_tree() != tree:
            wrong.append(f"untouched: {tree} became {work_tree()}, kept {kept}")
    for at in range(0, 16, 2):
        before, after = trees[at], trees[at + 1]
        mine = dice.choice(sorted(before))
        check_out(commits[at])
        write(mine, "mine")
        kept = merged(commits[at], commits[at + 1])
        found = work_tree()
        is_said = before.get(mine) == after.get(mine) or mine in kept or mine not in after
        if found.get(mine) != "mine" or not is_said:
            wrong.append(f"changed {mine}: {before} to {after} became {found}, kept {kept}")
    return wrong


def races() -> list[str]:
    """What the learner does between a look and what follows from it is not lost."""
    old, new = commits_of(
        [{"always": "1", "gone": "1", "dir/gone": "1"}, {"always": "2"}],
    )
    elsewhere = f"{FOLDER}-elsewhere"
    wrong = []

    def save(path: str) -> Callable[[], None]:
        return lambda: write(path, "mine")

    def swap() -> None:
        os.rename(os.path.join(FOLDER, "dir"), elsewhere)
        os.symlink(elsewhere, os.path.join(FOLDER, "dir"))

    for path, look in (("gone", 1), ("always", 1), ("always", 2)):
        check_out(old)
        kept = merged(old, new, (look, save(path)))
        if work_tree().get(path) != "mine" or path not in kept:
            wrong.append(f"saved {path} after look {look}: {work_tree()}, kept {kept}")
    check_out(old)
    kept = merged(old, new, (1, swap))
    if os.listdir(elsewhere) != ["gone"] or kept != ["dir/gone"]:
        wrong.append(f"a link on the way: {os.listdir(elsewhere)}, kept {kept}")
    return wrong


os.makedirs(FOLDER)
git("init", "-q")
print(json.dumps({"shapes": shapes(), "races": races()}))
