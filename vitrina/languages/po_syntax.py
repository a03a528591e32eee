"""Quotation marks in ``.po`` files, checked line by line, because Babel silently misreads wrong ones.

Babel takes everything between the first and the last character of a line for the string. Here every string has to begin
and end with a straight quotation mark, with others escaped, as in GNU gettext. Several strings on one line, which
gettext allows, are refused: Babel would join them, quotation marks included.
"""

from __future__ import annotations

import re

from vitrina.problems import Location, Message, Problem, say
from vitrina.values.suggestions import did_you_mean

_KEYWORD = re.compile(r"(?:msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?)(?=[\s\"“”„«‘’']|$)")
_KEYWORDS = "msgctxt, msgid, msgid_plural, msgstr"
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_BEGUN = re.compile(r'"(?:[^"\\]|\\.)*\\?')


def first_broken_line(text: str, path: str) -> Problem | None:
    """Return the problem of the first malformed line of the catalogue ``text``, ``None`` if there is none."""
    for number, line in enumerate(text.split("\n"), start=1):
        written = line.strip()
        keyword = _KEYWORD.match(written)
        if keyword is None and not written.startswith('"'):
            if not written or written.startswith("#"):
                continue
            word = written.split()[0]
            message = say("“{word}” is not a keyword of catalogues.", word=word)
            otherwise = say("A line begins with one of: {keywords}; or with a quotation mark or #.", keywords=_KEYWORDS)
            hint = did_you_mean(word, ("msgid", "msgid_plural", "msgstr", "msgctxt"), otherwise)
            return Problem(Location(path, number, line.index(written) + 1), "catalogue-syntax", message, hint)
        start = keyword.end() if keyword is not None else 0
        string = written[start:].lstrip()
        wrong = _wrong(string, keyword[0] if keyword is not None else "")
        if wrong is not None:
            offset, message, hint = wrong
            column = line.index(written) + len(written) - len(string) + offset + 1
            return Problem(Location(path, number, column), "catalogue-syntax", message, hint)
    return None


def _wrong(string: str, keyword: str) -> tuple[int, Message, Message] | None:
    """Return offset, message and hint for a malformed ``string``, ``None`` for a valid one."""
    if _TEXT.fullmatch(string):
        return None
    example = f'{keyword} "…"'.lstrip()
    if not string.startswith('"'):
        message = say("A text between straight quotation marks is missing here.")
        return 0, message, say("Write for instance: {example}", example=example)
    if _BEGUN.fullmatch(string):
        message = say("The quotation mark that begins this text has no counterpart.")
        return 0, message, say("End the line with a straight quotation mark: {example}", example=example)
    end = _TEXT.match(string)
    message = say("The text ends at this quotation mark, and the line goes on.")
    hint = say("Write {escaped} for a quotation mark inside a text; each line has one text.", escaped='\\"')
    return (end.end() - 1 if end is not None else 0), message, hint
