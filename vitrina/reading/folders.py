"""Places of a site that are folders: a file in one of them would leave out all that should be in it, without a word."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from vitrina.model.sections import STANDARD
from vitrina.problems import Location, Problem, Problems, say
from vitrina.reading.links import is_link
from vitrina.reading.paths import CONTENT, STATIC, THEMES

_FOLDERS = (
    *(f"{CONTENT}/{section}" for section in STANDARD),
    f"{CONTENT}/{STATIC}",
    "i18n",
    "i18n/vocabularies",
    THEMES,
)
_IN_A_THEME = ("static", "templates")


def check_folders(source: Path, problems: Problems) -> None:
    """Report every file that is in the place of a folder of the site in ``source``."""
    for path in (*_FOLDERS, *_folders_of_themes(source)):
        if is_no_folder(source, path):
            problems.add(not_a_folder(path))


def is_no_folder(source: Path, path: str) -> bool:
    """Tell whether something other than a folder is at ``path``; a link is another problem."""
    place = f"{source}/{path}"
    return os.path.exists(place) and not os.path.isdir(place) and not is_link(place)  # noqa: PTH110, PTH112 - Path raises where the way is barred


def not_a_folder(path: str) -> Problem:
    """Return the problem of a file at ``path``, where a folder has to be."""
    message = say("This is a file, and there has to be a folder of this name.")
    return Problem(Location(path), "not-a-folder", message, say("Rename or delete the file, and make the folder."))


def _folders_of_themes(source: Path) -> Iterator[str]:
    if is_link(f"{source}/{THEMES}"):
        return  # nothing behind a link is listed
    try:
        names = sorted(os.listdir(source / THEMES))  # noqa: PTH208 - the names alone
    except OSError:
        return  # whatever reads the folder says so
    for name in names:
        yield from (f"{THEMES}/{name}/{inner}" for inner in _IN_A_THEME)
