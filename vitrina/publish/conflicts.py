"""What stands in an output folder, and what of it stands in the way of a site; nothing is written here."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePosixPath

from vitrina.disk.output import Output, is_behind_a_link
from vitrina.disk.stamps import Noted, Reader, is_as_noted
from vitrina.problems import Location, Message, Problems, say

_NOWHERE = "/"
"""No folder of an output is called so."""

_A_LINK = say("A link stands in the way of this file of the site.")


def digest(content: bytes) -> str:
    """Return the digest by which a file of the site is known (SHA-256)."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the output: digests by path, what of it can be noted, and how many files were not as noted."""

    there: Mapping[str, str]
    seen: Mapping[str, Noted]
    misses: int


def check_folder(output: Output, problems: Problems) -> bool:
    """Tell whether the output is or can become a folder in which the engine's own notes stay inside."""
    if output.folder.exists() and not output.folder.is_dir():
        message = say("The output has to be a folder, and this is a file.")
        _report(problems, output.shown, "output-not-a-folder", message)
        return False
    links = [place for place in (output.own, *output.own.glob("*")) if place.is_symlink()]
    for place in links:
        _report(problems, f"{output.shown}/{place.relative_to(output.folder).as_posix()}", "output-link", _A_LINK)
    return not links


def read_output(output: Output, path: str) -> bytes | None:
    """Return the bytes of a file of the output, or ``None`` where there is no plain file."""
    file = output.file(path)
    return file.read_bytes() if file.is_file() and not is_behind_a_link(output, path) else None


def standing(output: Output, wanted: Collection[str], noted: Mapping[str, Noted]) -> Standing | None:
    """Return what stands in the output of the files ``wanted``; what lies behind a link is not there.

    ``None`` means that all of them are there as they were ``noted``.
    """
    ways: dict[str, _Way] = {"": _Way.FOLDER}
    if _are_as_noted(output, wanted, noted, ways):
        return None
    reader = Reader(noted)
    there: dict[str, str] = {}
    for path in wanted:
        if _way_to(path.rpartition("/")[0], output, ways) is not _Way.FOLDER:
            reader.misses += 1
        elif found := reader.digests(path, f"{output.folder}/{path}", _sha256):
            there[path] = found[0]
    return Standing(there, reader.seen, reader.misses) if reader.misses else None


def _are_as_noted(output: Output, wanted: Iterable[str], noted: Mapping[str, Noted], ways: dict[str, _Way]) -> bool:
    """Tell whether all the files are there as they were noted. They nearly always are, and there are thousands."""
    before = _NOWHERE
    root = f"{output.folder}/"
    for path in wanted:
        folder = path.rpartition("/")[0]
        if folder != before:
            if folder not in ways:
                _see_folders_beside(folder, output, ways)
            if _way_to(folder, output, ways) is not _Way.FOLDER:
                return False
            before = folder
        if not is_as_noted(root + path, noted.get(path)):
            return False
    return True


def _see_folders_beside(folder: str, output: Output, ways: dict[str, _Way]) -> None:
    """Take note of all folders that lie where ``folder`` does: one question for hundreds of them."""
    above = folder.rpartition("/")[0]
    if _way_to(above, output, ways) is not _Way.FOLDER:
        return
    beginning = f"{above}/" if above else ""
    try:
        with os.scandir(f"{output.folder}/{above}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    ways[beginning + entry.name] = _Way.FOLDER
    except OSError:  # then they are asked for one by one
        return


def check_output(output: Output, wanted: Iterable[str], owned: Set[str], problems: Problems) -> None:
    """Note whatever stands in the way of writing the files ``wanted``.

    ``owned`` are the paths that an earlier build wrote. A file that somebody else put there is never overwritten, and
    no link leads the writing out of the folder.
    """
    folders: dict[str, _Way] = {"": _Way.FOLDER}
    for path in wanted:
        way = _way_to(path.rpartition("/")[0], output, folders)
        if way is _Way.FREE:
            continue
        file = output.file(path)
        if way is _Way.LINK or file.is_symlink():
            _report(problems, f"{output.shown}/{path}", "output-link", _A_LINK)
        elif path not in owned and _is_foreign(path, output, owned):
            message = say("Something that Vitrina did not write stands where a file of the site belongs.")
            _report(problems, f"{output.shown}/{path}", "foreign-file", message)


class _Way(Enum):
    """What stands on the way to a file: folders, a file in the place of one, a link, or nothing from some place on."""

    FOLDER = auto()
    FILE = auto()
    LINK = auto()
    FREE = auto()


def _way_to(folder: str, output: Output, known: dict[str, _Way]) -> _Way:
    way = known.get(folder)
    if way is None:
        above = _way_to(folder.rpartition("/")[0], output, known)
        way = known[folder] = _kind_of(f"{output.folder}/{folder}") if above is _Way.FOLDER else above
    return way


def _kind_of(place: str) -> _Way:
    try:
        mode = os.lstat(place).st_mode
    except OSError:
        return _Way.FREE
    if stat.S_ISLNK(mode):
        return _Way.LINK
    return _Way.FOLDER if stat.S_ISDIR(mode) else _Way.FILE


def _is_foreign(path: str, output: Output, owned: Set[str]) -> bool:
    file = output.file(path)
    parents = [str(parent) for parent in PurePosixPath(path).parents if parent.name]
    if any(output.file(parent).is_file() and parent not in owned for parent in parents):
        return True
    if file.is_dir():
        return any(_is_somebody_elses(child, output, owned) for child in (file, *file.rglob("*")))
    return file.exists()


def _is_somebody_elses(child: Path, output: Output, owned: Set[str]) -> bool:
    """Tell whether ``child`` will still be there when everything that the engine wrote is gone."""
    path = child.relative_to(output.folder).as_posix()
    if child.is_symlink() or not child.is_dir():
        return child.is_symlink() or path not in owned
    return not any(child.iterdir()) and not any(own.startswith(f"{path}/") for own in owned)


def _sha256(data: bytes) -> tuple[str]:
    return (digest(data),)


def _report(problems: Problems, path: str, code: str, message: Message) -> None:
    hint = say("Move it away, or choose another folder with --output.")
    problems.error(Location(path), code, message, hint)
