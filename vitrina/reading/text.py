"""Reading source files as UTF-8 text; other encodings are reported, never guessed."""

from __future__ import annotations

import codecs
import re
from functools import cache
from pathlib import Path

from vitrina.disk.inputs import LinkError, read_input
from vitrina.problems import Location, Problem, Problems, say
from vitrina.values.characters import is_control

LARGEST = 2_000_000
"""The largest size of a text file in bytes. A long page has 50 kB; rendering 2 MB takes seconds."""

_OTHER_UNICODE = {
    "UTF-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
    "UTF-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
}
_ENCODINGS = Path(__file__).parent / "legacy_encodings.txt"
_LARGEST_GROUP = "Windows-1252"
"""The code page of every language that the file does not list."""

_LANGUAGE_IN_NAME = re.compile(r"(?:^|[./])(?P<language>[A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\.(?:md|po)$")


def is_there(file: Path) -> bool:
    """Tell whether anything is at ``file``, readable or not: what cannot be read is to be reported, not left out."""
    try:
        file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def read_text(file: Path, path: str, problems: Problems) -> str | None:
    """Return the text of ``file``, or ``None`` with the reason in ``problems`` (see ``read_bytes`` and ``text_of``)."""
    data = read_bytes(file, path, problems)
    return None if data is None else text_of(data, path, problems)


def read_bytes(file: Path, path: str, problems: Problems) -> bytes | None:
    """Return the content of ``file``, or ``None`` with the reason in ``problems``.

    ``path`` is the file's path relative to the source folder, as messages show it. Only regular files of at most
    ``LARGEST`` bytes are read, and none that a symbolic link leads to (see ``vitrina.disk.inputs``).
    """
    root = file.parents[path.count("/")]
    try:
        data, status = read_input(root, file.relative_to(root).as_posix(), LARGEST)
    except LinkError as error:
        problems.add(symbolic_link("/".join(path.split("/")[: error.path.count("/") + 1])))
        return None
    except OSError as error:
        problems.add(unreadable(path, error))
        return None
    size = status.st_size
    if size <= LARGEST:
        return data
    message = say(
        "The file has {size} MB; a text file may have {most}.", size=size // 1_000_000, most=LARGEST // 1_000_000
    )
    problems.error(
        Location(path), "file-too-large", message, say("Put pictures and documents beside the page instead.")
    )
    return None


def lines_of(file: Path, path: str) -> list[str]:
    """Return the lines of ``file``, none where it cannot be read (see ``read_bytes``), whatever its encoding."""
    data = read_bytes(file, path, Problems())
    return [] if data is None else data.decode("utf-8", errors="replace").split("\n")


def text_of(data: bytes, path: str, problems: Problems) -> str | None:
    r"""Decode the content of a file; return ``None`` with the reason in ``problems`` where it is not valid text.

    Line ends become ``\n`` and a byte-order mark is removed. Other encodings than UTF-8, and control characters that
    HTML and XML forbid, are problems.
    """
    text = decode(data, path, problems)
    return text if text is not None and _has_no_control_characters(text, path, problems) else None


def decode(data: bytes, path: str, problems: Problems) -> str | None:
    r"""Decode UTF-8, with line ends as ``\n`` and without a byte-order mark; return ``None`` for other encodings."""
    unicode = _other_unicode(data)
    if unicode is not None:
        message = say("The file is saved as {encoding}, not as UTF-8.", encoding=unicode)
        problems.error(Location(path, 1), "not-utf-8", message, say("Save the file again with the encoding “UTF-8”."))
        return None
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        _report_old_encoding(data, error.start, path, problems)
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def unreadable(path: str, error: OSError) -> Problem:
    """Return the problem of a file or folder at ``path`` that the operating system does not let us read."""
    message = say("This cannot be read ({reason}).", reason=error.strerror or "unknown reason")
    return Problem(Location(path), "unreadable-file", message, say("Check that it exists and that you may open it."))


def symbolic_link(path: str) -> Problem:
    """Return the problem of a symbolic link at ``path``."""
    message = say("This is a link to another place, and links are not followed.")
    return Problem(Location(path), "symbolic-link", message, say("Copy the file or folder itself to this place."))


def _has_no_control_characters(text: str, path: str, problems: Problems) -> bool:
    # Nearly all texts pass this check, which is ten times as fast as one of each character.
    if text.replace("\n", "").isprintable() or not (found := [char for char in set(text) if is_control(char)]):
        return True
    for char in sorted(found):
        line = text.count("\n", 0, text.index(char)) + 1
        message = say("There is an invisible control character ({code}) here.", code=f"U+{ord(char):04X}")
        hint = say("Delete it and type the text again; it often comes with text pasted from another program.")
        problems.error(Location(path, line), "control-character", message, hint)
    return False


def _other_unicode(data: bytes) -> str | None:
    for name, marks in _OTHER_UNICODE.items():
        if data.startswith(marks):
            return name
    start = data[:200]
    zeros = start.count(0)
    return "UTF-16" if zeros and zeros * 3 >= len(start) else None


def _report_old_encoding(data: bytes, position: int, path: str, problems: Problems) -> None:
    """Report the first line that is not UTF-8, with its text in the likely code page for the writer to compare."""
    line = data.count(b"\n", 0, position) + 1
    first = data.rfind(b"\n", 0, position) + 1
    last = data.find(b"\n", position)
    match = _LANGUAGE_IN_NAME.search(path)
    encoding = legacy_encoding(match["language"].lower() if match else "")
    read = data[first : last if last >= 0 else len(data)].decode(encoding, errors="replace").strip()
    message = say("The file is not saved as UTF-8 text.")
    hint = say(
        "Save the file again with the encoding “UTF-8”. It may be {encoding}; then this line says: {line}",
        encoding=encoding,
        line=read,
    )
    problems.error(Location(path, line), "not-utf-8", message, hint)


@cache
def legacy_encoding(language: str) -> str:
    """Return the Windows code page of a language, in which files were saved before UTF-8."""
    lines = [line.split() for line in _ENCODINGS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return next((encoding for encoding, *languages in lines if language in languages), _LARGEST_GROUP)
