"""Reading files that people wrote: text in UTF-8, or a problem that says what stands in the way."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path

from vitrina.problems import Location, Problem, Problems, say
from vitrina.reading.encodings import decode

LARGEST = 2_000_000
"""Bytes of a text file. A long page has 50 kB; a text of this size is a mistake, and reading it would take seconds."""

NOT_A_FILE = "not a file"
"""The reason that a pipe or a device cannot be read, in the place of the system's own words."""


def read_text(file: Path, path: str, problems: Problems) -> str | None:
    """Return the text of ``file``, or ``None`` with the reason in ``problems`` (``read_bytes``, ``text_of``)."""
    data = read_bytes(file, path, problems)
    return None if data is None else text_of(data, path, problems)


def read_bytes(file: Path, path: str, problems: Problems) -> bytes | None:
    """Return what ``file`` holds, or ``None`` with the reason in ``problems``.

    ``path`` is how messages name the file: its way from the source folder. A file that a link reaches outside the
    source is not opened, nor is anything but a regular file of at most ``LARGEST`` bytes.
    """
    if leads_out(file, file.parents[path.count("/")]):
        problems.add(link_out(path))
        return None
    try:
        status = file.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):  # reading a pipe would never end
            problems.add(unreadable(path, OSError(0, NOT_A_FILE)))
            return None
        size = status.st_size
        data = file.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        problems.add(unreadable(path, error))
        return None
    if size <= LARGEST:
        return data
    message = say(
        "The file has {size} MB; a text file may have {most}.", size=size // 1_000_000, most=LARGEST // 1_000_000
    )
    problems.error(
        Location(path), "file-too-large", message, say("Put pictures and documents beside the page instead.")
    )
    return None


def text_of(data: bytes, path: str, problems: Problems) -> str | None:
    r"""Return the text that ``data``, the bytes of a file, hold; ``None`` with the reason in ``problems``.

    Line ends become ``\n`` and a byte-order mark is dropped. Anything but UTF-8 is a problem, and so are control
    characters, which neither HTML nor XML may hold.
    """
    text = decode(data, path, problems)
    return text if text is not None and _has_no_control_characters(text, path, problems) else None


def unreadable(path: str, error: OSError) -> Problem:
    """Return the problem that the system does not let the file or folder at ``path`` be read."""
    message = say("This cannot be read ({reason}).", reason=error.strerror or "unknown reason")
    return Problem(Location(path), "unreadable-file", message, say("Check that it exists and that you may open it."))


def leads_out(file: Path, root: Path) -> bool:
    """Tell whether a link on the way from ``root`` to ``file`` leads out of ``root``."""
    if not _may_meet_link(os.fspath(root), os.fspath(file)):
        return False
    # Not Path.resolve: before Python 3.13 it raises for links that go in a circle.
    return not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root))


def _may_meet_link(root: str, file: str) -> bool:
    """Tell whether a step from ``root`` to ``file`` is a link, or may be: most often none is, which is soon seen."""
    start = "" if root == "." else f"{root}{os.sep}"
    if os.name != "posix" or not file.startswith(start) or ".." in file:
        return True
    end = len(start) - 1
    while (end := file.find(os.sep, end + 1)) >= 0:
        if os.path.islink(file[:end]):  # noqa: PTH114 - making a path of each step takes longer than asking
            return True
    return os.path.islink(file)  # noqa: PTH114


def link_out(path: str) -> Problem:
    """Return the problem that a link stands at ``path``."""
    message = say("This is a link to another place, and links are not followed.")
    return Problem(Location(path), "symbolic-link", message, say("Copy the file or folder itself to this place."))


def _has_no_control_characters(text: str, path: str, problems: Problems) -> bool:
    # Most texts are printable but for their line ends, and looking at each of their characters takes ten times as long.
    if text.replace("\n", "").isprintable() or not (found := [char for char in set(text) if _is_control(char)]):
        return True
    for char in sorted(found):
        line = text.count("\n", 0, text.index(char)) + 1
        message = say("An invisible control character ({code}) stands here.", code=f"U+{ord(char):04X}")
        hint = say("Delete it and type the text anew; it often comes with text pasted from another program.")
        problems.error(Location(path, line), "control-character", message, hint)
    return False


def _is_control(char: str) -> bool:
    if char in "\n\t":
        return False
    code = ord(char)
    return unicodedata.category(char) == "Cc" or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
