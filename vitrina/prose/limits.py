"""What a paragraph may have: the Markdown library takes quadratic time for some signs, so their number has a bound."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.problems import say
from vitrina.prose.values import Flaw, Position

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


def beyond_limits(body: str) -> Flaw | None:
    """Return the flaw of the first paragraph of ``body`` with too many of one sign, or of too many footnotes."""
    if body.count("[^") > MOST_FOOTNOTES:
        message = say("The text has more than {most} footnotes and references to them.", most=MOST_FOOTNOTES)
        return Flaw("too-many-footnotes", message, say("Divide the text into several pages."))
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
