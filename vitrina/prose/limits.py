"""What a text may have: the Markdown library takes quadratic time for some of it, so its number has a bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from vitrina.problems import Message, say
from vitrina.prose.values import Flaw, Position

LONGEST = 200_000
"""Characters of a body. A long page has 50,000, a short novel has these."""

MOST_BRACKETS = 2000
MOST_SIGNS = {
    "[": MOST_BRACKETS,
    "{": 2000,
    "<": 5000,
    "`": 10_000,
    "\\": 10_000,
    "&": 10_000,
    "*": 20_000,
    "_": 20_000,
}
"""In one paragraph. Each takes about a second; a long page has some hundred in all of its paragraphs."""

MOST_FOOTNOTES = 1000
"""References and notes in one body."""

MOST_CONTENTS = 10
"""Tables of contents in one body."""

MOST_LINES: tuple[tuple[int, re.Pattern[str], Message], ...] = (
    (
        1000,
        re.compile(r"^[ >]*(?:#|-+[ ]*$|=+[ ]*$)", re.MULTILINE),
        say("The text has more than {most} headings and rulers.", most=1000),
    ),
    (1000, re.compile(r"^[ >]*:", re.MULTILINE), say("The text has more than {most} definitions.", most=1000)),
    (5000, re.compile(r"\n[ \t>]*(?=\n)"), say("The text has more than {most} paragraphs.", most=5000)),
    (
        MOST_CONTENTS,
        re.compile(r"\[TOC\]"),
        say("The text has more than {most} tables of contents.", most=MOST_CONTENTS),
    ),
)
"""How many lines of a kind a body may have, the expression that finds them, and what to say of more."""

_FEWEST_LINES = 1000
"""A body of fewer lines has not too many of any kind; only tables of contents can stand in one line together."""


def beyond_limits(body: str) -> Flaw | None:
    """Return the flaw of a ``body`` that is too long or has too much of something; of signs, with the paragraph."""
    divide = say("Divide the text into several pages.")
    if len(body) > LONGEST:
        return Flaw("too-long-text", say("The text has more than {most} characters.", most=LONGEST), divide)
    if body.count("[^") > MOST_FOOTNOTES:
        message = say("The text has more than {most} footnotes and references to them.", most=MOST_FOOTNOTES)
        return Flaw("too-many-footnotes", message, divide)
    if body.count("\n") < _FEWEST_LINES and body.count("[TOC]") <= MOST_CONTENTS:
        return _too_many_signs(body)
    for most, lines, message in MOST_LINES:
        found = list(islice(lines.finditer(body), most + 1))
        if len(found) > most:
            return Flaw("too-many-lines", message, divide, Position(body.count("\n", 0, found[-1].end()), 1))
    return _too_many_signs(body)


def _too_many_signs(body: str) -> Flaw | None:
    suspects = [(sign, most) for sign, most in MOST_SIGNS.items() if body.count(sign) > most]
    if not suspects:
        return None
    for below, paragraph in paragraphs(body):
        for sign, most in suspects:
            if paragraph.count(sign) > most:
                return _too_many(sign, most, below)
    return None


def _too_many(sign: str, most: int, below: int) -> Flaw:
    hint = say("Divide it by empty lines.")
    if sign == "[":
        message = say("A paragraph has more than {most} square brackets.", most=most)
        return Flaw("too-many-brackets", message, hint, Position(below, 1))
    message = say("A paragraph has the sign “{sign}” more than {most} times.", sign=sign, most=most)
    return Flaw("too-many-signs", message, hint, Position(below, 1))


def paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """Yield what stands between empty lines in ``body``, with the number of the lines before it."""
    lines: list[str] = []
    for number, line in enumerate([*body.split("\n"), ""]):
        if line.strip():
            lines.append(line)
        elif lines:
            yield number - len(lines), "\n".join(lines)
            lines = []
