"""Definitions of links and abbreviations that nothing uses: such a line is left out, and may be meant as text."""

from __future__ import annotations

import html
from collections.abc import Collection, Iterator, Sequence

from vitrina.problems import say
from vitrina.prose.conversion import Defined
from vitrina.prose.values import Flaw, Position

_LONGEST = 60


def unused(page: str, definitions: Sequence[Defined], used: Collection[str]) -> Iterator[Flaw]:
    """Yield the flaws of ``definitions`` that nothing on the ``page`` uses; ``used`` are the labels of links."""
    counting: dict[tuple[str, bool], Defined] = {}
    for defined in definitions:  # of two links with one name the first counts, of two abbreviations the last
        key = defined.label, defined.is_abbreviation
        counting[key] = defined if defined.is_abbreviation else counting.get(key, defined)
    for defined in definitions:
        label, text = defined.label, " ".join(defined.text.split())[:_LONGEST]
        position, literal = Position(defined.line, 0), f"\\{text}"
        is_abbreviation = f">{html.escape(label, quote=False)}</abbr>" in page
        if counting[label, defined.is_abbreviation] is not defined:
            message = say("Another line defines the same name, so this one is not shown: {text}", text=text)
            hint = say("Give one of the two another name, or write a backslash before text: {text}", text=literal)
            yield Flaw("unused-definition", message, hint, position, is_warning=True)
        elif not (is_abbreviation if defined.is_abbreviation else label in used):
            message = say("Nothing uses this definition, so the line is not shown: {text}", text=text)
            hint = say("Use it, or, if the line is text, write a backslash before it: {text}", text=literal)
            yield Flaw("unused-definition", message, hint, position, is_warning=True)
