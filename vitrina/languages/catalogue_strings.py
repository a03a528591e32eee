"""What a translation in a ``.po`` file has to have in common with its original: placeholders and markup.

Strings are text. A placeholder is filled with a value by a template or a message, and a format of Python's in it could
ask for gigabytes (``%(name)1000000000s``) or for the inside of a value (``{name.attribute}``). So a translation has the
placeholders of its original as they are, and no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vitrina.problems import Location, Message, Problem, say

if TYPE_CHECKING:  # Babel is slow to import
    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as Entry

MARKUP = re.compile(r"</?[A-Za-z!?][^<>]*>?|&(?:#\w+|[A-Za-z]\w*);")
"""Tags, comments and character references."""

MOST_PLURAL_FORMS = 12
"""Twice as many as any language has in CLDR; gettext makes room for as many as a catalogue asks for."""

_GAP = re.compile(r"%\([^()\s]*\)[^A-Za-z%\s]*[A-Za-z]?|\{\w+(?:[.!:\[][^{}\s]*)?\}")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PLURAL_FORMS = re.compile(r"plural-forms\s*:((?:[^\r\n]|[\r\n]+[ \t])*)", re.IGNORECASE)
_NUMBER_OF_FORMS = re.compile(r"\s*nplurals\s*=\s*([0-9]+)\s*(?:;|$)")


def too_many_plural_forms(text: str, path: str) -> Problem | None:
    """Return the problem of a catalogue whose header asks for more plural forms than a language can have.

    Nor may the header ask in one of the other ways that Babel reads, as a header of mails (RFC 2045, 2231).
    """
    lines = ["".join(_TEXT.findall(line)) if not line.startswith("#") else "" for line in text.split("\n")]
    for header in _PLURAL_FORMS.finditer(_unescaped("".join(lines))):
        value = header[1]
        asked = _NUMBER_OF_FORMS.match(value)
        is_plain = value.lower().count("nplurals") == (0 if asked is None else 1)
        if is_plain and (asked is None or (len(asked[1]) <= 2 and int(asked[1]) <= MOST_PLURAL_FORMS)):
            continue
        line = next((number for number, line in enumerate(lines, start=1) if "nplurals" in line), 1)
        message = say("The catalogue has more than {most} plural forms.", most=MOST_PLURAL_FORMS)
        if not is_plain:
            message = say("The catalogue cannot be read ({reason}).", reason="Plural-Forms")
        hint = say("Compare the lines at the head of the file with those of another catalogue.")
        return Problem(Location(path, line), "catalogue-syntax", message, hint)
    return None


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: {"n": "\n", "t": "\t", "r": "\r"}.get(found[1], found[1]), text)


def wrong_strings(catalog: Catalog, path: str) -> Iterator[Problem]:
    """Yield the problems of translations that have other placeholders or other markup than their originals."""
    for entry in catalog:
        if entry.id and not entry.fuzzy:
            for code, message, hint in _faults(entry):
                yield Problem(Location(path, entry.lineno or 0), code, message, hint)


def forms(entry: Entry) -> list[str]:
    """Return the translation of ``entry``: one string for each plural form, empty where it is missing."""
    string = entry.string
    return [string] if isinstance(string, str) else [str(form or "") for form in string or ("",)]


def _faults(entry: Entry) -> Iterator[tuple[str, Message, Message]]:
    originals = [entry.id] if isinstance(entry.id, str) else list(entry.id)
    strings = [string for string in forms(entry) if string]
    if not strings:
        return
    known = {gap for original in originals for gap in _GAP.findall(original)}
    used = {gap for string in strings for gap in _GAP.findall(string)}
    if used - known or set(_GAP.findall(originals[0])) - used:  # a form for one may leave out the number
        message = say("The translation of “{string}” has other placeholders for values.", string=originals[0])
        yield "wrong-gaps", message, say("Keep these as they are: {gaps}", gaps=tuple(sorted(known)) or "–")
    tags = {tag for original in originals for tag in MARKUP.findall(original)}
    if any({*MARKUP.findall(string)} != tags for string in strings):
        message = say("The translation of “{string}” has other markup.", string=originals[0])
        hint = say("Write text only; markup belongs in the template.")
        if tags:
            hint = say("Keep this as it is: {markup}", markup=tuple(sorted(tags)))
        yield "wrong-markup", message, hint
