"""Output conflicts: what in an output folder keeps a site from being written; nothing is written here."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Set
from pathlib import Path, PurePosixPath

from vitrina.disk.output import Output, is_behind_a_link
from vitrina.disk.writing import is_linked
from vitrina.problems import Location, Message, Problems, say
from vitrina.publish.output_scan import OutputFolders, Way

_NOTHING_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""Errors that do not tell of a folder that may not be opened; a loop of links is told as a link."""

_A_LINK = say("There is a link where this file of the site belongs.")


def check_folder(output: Output, source: Path, problems: Problems) -> bool:
    """Tell whether the output is or can become a folder in which the engine's own notes stay inside.

    The output may be a link of the user's own. One that lies in the ``source`` came with the content, and would lead
    the site wherever it likes.
    """
    absolute, root = Path(os.path.abspath(output.folder)), Path(os.path.abspath(source))  # noqa: PTH100 - no link
    if absolute.is_relative_to(root):
        is_led_away = is_linked(root, absolute.relative_to(root).as_posix())
    else:
        is_led_away = os.path.islink(absolute) and not os.path.exists(absolute)  # noqa: PTH110, PTH114
    if is_led_away:
        _report(problems, output.shown, "output-link", _A_LINK)
        return False
    if os.path.exists(output.folder) and not os.path.isdir(output.folder):  # noqa: PTH110, PTH112 - Path raises where the way is barred
        message = say("The output has to be a folder, and this is a file.")
        _report(problems, output.shown, "output-not-a-folder", message)
        return False
    names: list[str] = []
    try:
        names = os.listdir(output.own)  # noqa: PTH208
    except OSError as error:
        if error.errno not in _NOTHING_THERE:
            _report_barred(problems, output.shown, error)
            return False
    links = [place for place in (output.own, *(output.own / name for name in sorted(names))) if place.is_symlink()]
    for place in links:
        _report(problems, f"{output.shown}/{place.relative_to(output.folder).as_posix()}", "output-link", _A_LINK)
    return not links


def read_output(output: Output, path: str) -> bytes | None:
    """Return the bytes of a file of the output, or ``None`` where there is no plain file."""
    file = output.file(path)
    return file.read_bytes() if file.is_file() and not is_behind_a_link(output, path) else None


def check_output(output: Output, wanted: Iterable[str], owned: Set[str], problems: Problems) -> None:
    """Note whatever stands in the way of writing the files ``wanted``.

    ``owned`` are the paths that an earlier build wrote. A file of another origin is never overwritten, and
    no link leads the writing out of the folder.
    """
    folders = OutputFolders(output)
    for path in wanted:
        way = folders.way_to(path.rpartition("/")[0])
        if way is Way.FREE:
            continue
        file = output.file(path)
        try:
            file.lstat()
        except OSError as error:
            if error.errno not in _NOTHING_THERE:
                _report_barred(problems, f"{output.shown}/{path}", error)
                continue
        if way is Way.LINK or file.is_symlink():
            _report(problems, f"{output.shown}/{path}", "output-link", _A_LINK)
        elif path not in owned and _is_foreign(path, output, owned):
            message = say("There is something that Vitrina did not write where a file of the site belongs.")
            _report(problems, f"{output.shown}/{path}", "foreign-file", message)


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


def _report_barred(problems: Problems, path: str, error: OSError) -> None:
    message = say("The site could not be written ({reason}).", reason=error.strerror or "unknown reason")
    _report(problems, path, "output-failed", message)


def _report(problems: Problems, path: str, code: str, message: Message) -> None:
    hint = say("Move it away, or choose another folder with --output.")
    problems.error(Location(path), code, message, hint)
