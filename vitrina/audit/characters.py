"""Invisible problems of source files: unpaired directional marks, and text that is not in NFC."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from vitrina.audit.checked_site import CheckedSite
from vitrina.content.config import PATH
from vitrina.content.documents import Document
from vitrina.content.vocabularies import FOLDER
from vitrina.contract.declarations import PATH as FACTS
from vitrina.problems import Location, Problem, Problems, Severity, say
from vitrina.reading.text import read_text

_CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),  # embeddings and overrides, by POP DIRECTIONAL FORMATTING
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),  # isolates, by POP DIRECTIONAL ISOLATE
}
_CLOSING = frozenset(_CLOSED_BY.values())


def hidden_characters(checked: CheckedSite) -> Iterator[Problem]:
    """Yield the lines with unpaired directional marks, and the first line of each file that is not in NFC."""
    fields = {document.source.path: document for document in checked.documents}
    for path, file in _files(checked):
        text = read_text(file, path, Problems())
        if text is not None:
            lines = text.split("\n")
            found = list(_bidi_controls(path, lines))
            yield from found or (_escaped_bidi_controls(fields[path]) if path in fields else ())
            yield from _decomposed(path, lines)


def first_unpaired(line: str) -> str | None:
    """Return the first directional mark in ``line`` without its counterpart."""
    waiting: list[str] = []
    for char in line:
        if char in _CLOSED_BY:
            waiting.append(char)
        elif char in _CLOSING and (not waiting or _CLOSED_BY[waiting.pop()] != char):
            return char
    return waiting[0] if waiting else None


def is_decomposed(line: str) -> bool:
    """Tell whether NFC would compose characters in ``line``.

    A different order of marks alone is accepted: Arabic keyboards type shadda before fatha, NFC has the reverse order.
    """
    composed = unicodedata.normalize("NFC", line)
    return composed != line and sorted(composed) != sorted(line)


def _files(checked: CheckedSite) -> Iterator[tuple[str, Path]]:
    yield PATH, checked.source / PATH
    for document in checked.documents:
        yield document.source.path, document.source.file
    files = (f"{FOLDER}/{name}.yml" for name in checked.view_context.site.config.vocabularies)
    for path in (FACTS, *files):
        if (checked.source / path).is_file():
            yield path, checked.source / path


def _bidi_controls(path: str, lines: list[str]) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        char = None if line.isascii() else first_unpaired(line)
        if char is not None:
            yield _unpaired(Location(path, number), char)


def _escaped_bidi_controls(document: Document) -> Iterator[Problem]:
    """Yield the fields with such a mark that is written as an escape, so that no line of the file contains it."""
    for key, value in (("title", document.title), ("summary", document.summary or "")):
        char = first_unpaired(value)
        if char is not None:
            yield _unpaired(document.locations[key], char)


def _unpaired(location: Location, char: str) -> Problem:
    message = say(
        "A mark that changes the direction of text ({code}) has no counterpart in this line.",
        code=f"U+{ord(char):04X}",
    )
    hint = say("Delete it: pages set the direction by themselves, and such a mark makes text appear in another order.")
    return Problem(location, "bidi-control", message, hint)


def _decomposed(path: str, lines: list[str]) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        if not line.isascii() and is_decomposed(line):
            message = say("From here on, letters are written as a base and a separate accent (not in Unicode's NFC).")
            hint = say("Searching and sorting would miss them. Type them again, or let the editor convert to NFC.")
            yield Problem(Location(path, number), "not-nfc", message, hint, Severity.WARNING)
            return
