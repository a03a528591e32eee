"""Names of files and folders that every system can have: Linux, macOS, Windows, and addresses on the web.

The rules are those of Windows ("Naming Files, Paths, and Namespaces"). Besides, Windows and macOS take names for the
same that differ only in capital letters or in how accents are encoded (NFC, NFD).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from vitrina.problems import Location, Message, Problem, say
from vitrina.values.urls import is_identifier

LONGEST_NAME = 255
"""Bytes in UTF-8: the limit of most file systems."""

LONGEST_PATH = 200
"""Characters from the folder of the site on. Windows allows 260 for the whole path, with the folders above."""

LONGEST_PROPOSAL = 40
"""Characters of an id that is proposed."""

_FORBIDDEN = '<>:"|?*\\'
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE | re.DOTALL)


def misnamed(path: str) -> Problem | None:
    """Return the problem of the file or folder at ``path`` (from the source on) where some system cannot have it."""
    name = path.rpartition("/")[2]
    message = _fault_of(name)
    if message is None and len(path.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_PATH:
        message = say(
            "The path is too long for Windows: {count} characters, of at most {most}.",
            count=len(path),
            most=LONGEST_PATH,
        )
        return Problem(Location(path), "misnamed-file", message, say("Give the file or its folders shorter names."))
    if message is None:
        return None
    hint = say("Rename it, for instance to “{name}”.", name=portable(name))
    return Problem(Location(path), "misnamed-file", message, hint)


def same_name(path: str, other: str) -> Problem:
    """Return the problem of a file or folder at ``path`` whose name is the same as that of ``other`` beside it."""
    message = say("On Windows and macOS this is the same name as “{other}” beside it.", other=other)
    return Problem(Location(path), "same-name", message, say("Give one of them another name."))


def folded(name: str) -> str:
    """Return what is equal for names that are the same on some system."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def meant(name: str, names: Iterable[str]) -> str | None:
    """Return the one of ``names`` that differs from ``name`` in capitals, accents or ending alone; else ``None``."""
    known = list(names)
    same = [other for other in known if folded(other) == folded(name)]
    stem = folded(name).rpartition(".")[0]
    alike = same or [other for other in known if stem and folded(other).rpartition(".")[0] == stem]
    return alike[0] if len(alike) == 1 else None


def identifier_for(name: str) -> str | None:
    """Return an id for ``name`` in Latin letters, whatever its script; ``None`` where nothing of it can be kept."""
    from anyascii import anyascii  # noqa: PLC0415 - for hints only

    words = re.findall(r"[a-z0-9]+", anyascii(name).lower())
    proposal = "-".join(words)[:LONGEST_PROPOSAL].rstrip("-")
    return proposal if is_identifier(proposal) else None


def portable(name: str) -> str:
    """Return a name like ``name`` that every system can have."""
    composed = unicodedata.normalize("NFC", name)
    kept = "".join(char if char.isprintable() and char not in _FORBIDDEN else "-" for char in composed)
    kept = re.sub(r"-{2,}", "-", kept).rstrip(". -").lstrip("-") or "file"
    if _DEVICE.fullmatch(kept):
        kept = f"file-{kept}"
    suffix = PurePosixPath(kept).suffix[:20]
    stem = kept.removesuffix(suffix).encode()[: 80 - len(suffix.encode())].decode("utf-8", "ignore")
    return kept if len(kept.encode()) <= LONGEST_NAME else f"{stem}{suffix}"


def _fault_of(name: str) -> Message | None:
    if not name.isprintable():
        return say("The name holds characters that an address cannot have.")
    if forbidden := [char for char in _FORBIDDEN if char in name]:
        return say("Windows does not allow {characters} in a name.", characters=" ".join(forbidden))
    if name.endswith((".", " ")):
        return say("The name ends with a dot or a space, which Windows does not allow.")
    if _DEVICE.fullmatch(name):
        return say("“{name}” is the name of a device on Windows, with or without an ending.", name=name)
    if len(name.encode("utf-8", "surrogatepass")) > LONGEST_NAME:
        return say("The name is too long: no system has names of more than {most} bytes.", most=LONGEST_NAME)
    return None
