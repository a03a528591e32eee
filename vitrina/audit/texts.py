"""What the eye does not see in a text: marks that reorder a line, letters in pieces; and summaries that go on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from vitrina.audit.evidence import Evidence
from vitrina.content.config import PATH
from vitrina.content.documents import Document
from vitrina.content.vocabularies import FOLDER
from vitrina.problems import Location, Problem, Problems, Severity, say
from vitrina.reading.text import read_text

LONGEST_SUMMARY = 200
"""Characters. Search engines and lists of results cut off what is longer."""

_CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),  # embeddings and overrides, by POP DIRECTIONAL FORMATTING
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),  # isolates, by POP DIRECTIONAL ISOLATE
}
_CLOSING = frozenset(_CLOSED_BY.values())


def hidden_characters(evidence: Evidence) -> Iterator[Problem]:
    """Yield the lines with marks of direction that do not come in pairs, and the files with letters in pieces."""
    fields = {document.source.path: document for document in evidence.documents}
    for path, file in _files(evidence):
        text = read_text(file, path, Problems())
        if text is not None:
            lines = text.split("\n")
            found = list(_bidi_controls(path, lines))
            yield from found or (_escaped_bidi_controls(fields[path]) if path in fields else ())
            yield from _decomposed(path, lines)


def long_summaries(evidence: Evidence) -> Iterator[Problem]:
    """Yield the summaries that are too long for where they are shown."""
    for document in evidence.published:
        length = len(document.summary or "")
        if length > LONGEST_SUMMARY:
            message = say("The summary has {length} characters.", length=length)
            hint = say("Lists and search engines show about {most}; move the rest into the text.", most=LONGEST_SUMMARY)
            yield Problem(document.locations["summary"], "long-summary", message, hint, Severity.WARNING)


def first_unpaired(line: str) -> str | None:
    """Return the first mark of direction in ``line`` that is never closed, or closes nothing."""
    waiting: list[str] = []
    for char in line:
        if char in _CLOSED_BY:
            waiting.append(char)
        elif char in _CLOSING and (not waiting or _CLOSED_BY[waiting.pop()] != char):
            return char
    return waiting[0] if waiting else None


def is_decomposed(line: str) -> bool:
    """Tell whether NFC would join letters in ``line``.

    That it would only put marks in another order is no reason to speak: an Arabic keyboard types shadda before fatha,
    NFC has them the other way round, and both are the same text.
    """
    composed = unicodedata.normalize("NFC", line)
    return composed != line and sorted(composed) != sorted(line)


def _files(evidence: Evidence) -> Iterator[tuple[str, Path]]:
    yield PATH, evidence.source / PATH
    for document in evidence.documents:
        yield document.source.path, document.source.file
    for facet in evidence.view_context.facets:
        path = f"{FOLDER}/{facet.vocabulary}.yml"
        if (evidence.source / path).is_file():
            yield path, evidence.source / path


def _bidi_controls(path: str, lines: list[str]) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        char = None if line.isascii() else first_unpaired(line)
        if char is not None:
            yield _unpaired(Location(path, number), char)


def _escaped_bidi_controls(document: Document) -> Iterator[Problem]:
    """Yield the fields that have such a mark though no line of the file has it: it is written as an escape."""
    for key, value in (("title", document.title), ("summary", document.summary or "")):
        char = first_unpaired(value)
        if char is not None:
            yield _unpaired(document.locations[key], char)


def _unpaired(location: Location, char: str) -> Problem:
    message = say(
        "A mark that changes the direction of text ({code}) has no counterpart in this line.",
        code=f"U+{ord(char):04X}",
    )
    hint = say("Delete it: pages set the direction by themselves, and such a mark makes text read as another.")
    return Problem(location, "bidi-control", message, hint)


def _decomposed(path: str, lines: list[str]) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        if not line.isascii() and is_decomposed(line):
            message = say("From here on, letters are written as a base and a separate accent (not in Unicode's NFC).")
            hint = say("Searching and sorting would miss them. Type them anew, or let the editor convert to NFC.")
            yield Problem(Location(path, number), "not-nfc", message, hint, Severity.WARNING)
            return
