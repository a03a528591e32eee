"""Reading files that people wrote: text in UTF-8, or a problem that says what stands in the way."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from vitrina.encodings import decode
from vitrina.problems import Place, Problem, Problems, say
from vitrina.strictyaml import Fields, parse

LARGEST = 2_000_000
"""Bytes of a text file. A long page has 50 kB; a text of this size is a mistake, and reading it would take seconds."""


def read_text(file: Path, path: str, problems: Problems) -> str | None:
    r"""Return the text of ``file`` with line ends as ``\n``, or ``None`` with the reason in ``problems``.

    ``path`` is how messages name the file. A byte-order mark is dropped; anything but UTF-8 is a problem, and so are
    control characters, which neither HTML nor XML may hold.
    """
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        problems.add(unreadable(path, error))
        return None
    if size > LARGEST:
        message = say(
            "The file has {size} MB; a text file may have {most}.", size=size // 1_000_000, most=LARGEST // 1_000_000
        )
        problems.error(
            Place(path), "file-too-large", message, say("Put pictures and documents beside the page instead.")
        )
        return None
    text = decode(data, path, problems)
    return text if text is not None and _has_no_control_characters(text, path, problems) else None


def read_yaml(file: Path, path: str, problems: Problems) -> Fields | None:
    """Return the mapping in the YAML file ``file``, or ``None`` with the reason in ``problems``."""
    text = read_text(file, path, problems)
    return None if text is None else parse(text, path, problems)


def unreadable(path: str, error: OSError) -> Problem:
    """Return the problem that the system does not let the file or folder at ``path`` be read."""
    message = say("This cannot be read ({reason}).", reason=error.strerror or "unknown reason")
    return Problem(Place(path), "unreadable-file", message, say("Check that it exists and that you may open it."))


def _has_no_control_characters(text: str, path: str, problems: Problems) -> bool:
    # Most texts are printable but for their line ends, and looking at each of their characters takes ten times as long.
    if text.replace("\n", "").isprintable() or not (found := [char for char in set(text) if _is_control(char)]):
        return True
    for char in sorted(found):
        line = text.count("\n", 0, text.index(char)) + 1
        message = say("An invisible control character ({code}) stands here.", code=f"U+{ord(char):04X}")
        hint = say("Delete it and type the text anew; it often comes with text pasted from another program.")
        problems.error(Place(path, line), "control-character", message, hint)
    return False


def _is_control(char: str) -> bool:
    if char in "\n\t":
        return False
    code = ord(char)
    return unicodedata.category(char) == "Cc" or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
