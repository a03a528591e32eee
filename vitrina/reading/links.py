"""Symbolic links in the folders of a site: all of them are refused, wherever they lead, and none is followed."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from vitrina.disk.inputs import is_link as is_link_by_status
from vitrina.problems import Problems
from vitrina.reading.paths import FOLDERS
from vitrina.reading.text import symbolic_link

LOCK_OF_EMACS = ".#"
"""What the name of a file begins with by which Emacs marks that it is edited: a link to nowhere, never read."""


def is_link(place: str | os.DirEntry[str]) -> bool:
    """Tell whether ``place`` is a symbolic link, or a folder of Windows that stands for another."""
    try:
        if isinstance(place, str):
            return is_link_by_status(os.lstat(place))
        return place.is_symlink() or (os.name == "nt" and is_link_by_status(place.stat(follow_symlinks=False)))
    except (OSError, ValueError):
        return False


def files_named(source: Path, folder: str, pattern: str) -> list[Path]:
    """Return the files in ``folder`` of the ``source`` whose names match ``pattern``, sorted; none behind a link."""
    names = folder.split("/")
    if any(is_link(f"{source}/{'/'.join(names[:depth])}") for depth in range(1, len(names) + 1)):
        return []
    try:
        found = os.listdir(source / folder)  # noqa: PTH208 - the names alone
    except OSError:
        return []  # whatever reads the folder says so
    names = sorted(name for name in fnmatch.filter(found, pattern) if not name.startswith(LOCK_OF_EMACS))
    return [source / folder / name for name in names]


def is_refused_link(entry: os.DirEntry[str]) -> bool:
    """Tell whether ``entry`` is a link that is a problem: any but the lock of Emacs."""
    return not entry.name.startswith(LOCK_OF_EMACS) and is_link(entry)


def check_links(source: Path, problems: Problems) -> None:
    """Report every link in the folders of the site in ``source``: in use or not, hidden or not, at any depth."""
    for path in find_links(source, FOLDERS):
        problems.add(symbolic_link(path))


def find_links(source: Path, paths: Iterable[str]) -> Iterator[str]:
    """Yield the links among ``paths`` below ``source``, and at any depth in the folders there that can be opened."""
    waiting = []
    for path in paths:
        if is_link(f"{source}/{path}"):
            yield path
        elif os.path.isdir(f"{source}/{path}"):  # noqa: PTH112 - thousands of them
            waiting.append(path)
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(f"{source}/{folder}") as entries:
                for entry in entries:
                    path = f"{folder}/{entry.name}"
                    if is_refused_link(entry):
                        yield path
                    elif entry.is_dir(follow_symlinks=False):
                        waiting.append(path)
        except OSError:
            continue  # whatever reads the folder says so
