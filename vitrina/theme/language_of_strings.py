"""The language of strings that a page shows in English, because its own language does not have them.

Templates put them anywhere: into text, into attributes, into the title. The page is gone through once, and the marks
around such a string (``vitrina.languages.partial_strings``) become an element that says the language and the direction,
or nothing where no element can stand.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vitrina.languages.catalogues import ENGLISH
from vitrina.languages.partial_strings import END, MARKS, START, VALUE, VALUE_END, unmarked
from vitrina.model import Direction

_ATTRIBUTES = r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?|["'])*+"""
_PIECE = re.compile(
    rf"""
      <!--.*?(?:-->|\Z) | <[!?][^>]*+>
    | <(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>]){_ATTRIBUTES}(?<!/)>
      (?:.*?</(?P=raw)(?=[\s/>])[^>]*+>|.*)
    | </(?P<closed>[a-z][^\s/>]*+)[^>]*+>
    | <(?P<opened>[a-z][^\s/>]*+){_ATTRIBUTES}>
    | [{MARKS}]
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""Comments, elements whose content is text for every parser, tags, marks. No part is tried twice at one place."""

_TAG = re.compile(r"<[^>]*>")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_TEXT_ALONE = frozenset(("option", "svg", "math"))
"""Elements in which none of HTML can stand."""

_OPENED_BY = {END: START, VALUE_END: VALUE}

_KEEP_MARKS = frozenset(("d", "default", "e", "escape", "indent", "join", "lower", "safe", "string", "trim", "upper"))
"""Jinja's filters that leave marks around the text they belong to."""


@dataclass(slots=True)
class _Element:
    """An open element: whether others can stand in it, and the marks in it that wait for their counterparts.

    Each is known by its place among the pieces of the page.
    """

    name: str
    takes_elements: bool
    waiting: list[tuple[str, int]] = field(default_factory=list)

    def counterpart(self, mark: str) -> int | None:
        """Return the place of the last mark that ``mark`` closes; those that were opened after it wait no longer."""
        opening = _OPENED_BY[mark]
        for number in range(len(self.waiting) - 1, -1, -1):
            if self.waiting[number][0] == opening:
                place = self.waiting[number][1]
                del self.waiting[number:]
                return place
        return None


def with_language_of_strings(html: str, language: str, direction: Direction) -> str:
    """Return a page with elements instead of the marks; one in ``language``, which runs in ``direction``.

    A mark without its counterpart in the same element, which only a template can make, is left out.
    """
    english, own = _tags(ENGLISH, "ltr", direction), _tags(language, direction, "ltr")
    pieces: list[str] = []
    elements, names = [_Element("", takes_elements=True)], Counter[str]()
    end = 0
    for piece in _PIECE.finditer(html):
        pieces.append(html[end : piece.start()])
        end = piece.end()
        found = piece[0]
        if found in MARKS:
            pieces.append("")
            _take(found, elements[-1], pieces, english if found in (START, END) else own)
            continue
        pieces.append(unmarked(found))
        if piece["opened"]:
            name = piece["opened"].lower()
            if name not in _VOID and not found.endswith("/>"):
                elements.append(_Element(name, elements[-1].takes_elements and name not in _TEXT_ALONE))
                names[name] += 1
        elif piece["closed"]:
            _close(piece["closed"].lower(), elements, names)
    return "".join((*pieces, html[end:]))


def _take(mark: str, element: _Element, pieces: list[str], tags: tuple[str, str]) -> None:
    """Let ``mark``, the last of ``pieces``, wait in its element, or put ``tags`` in its place and its counterpart's."""
    place = len(pieces) - 1
    if mark in (START, VALUE):
        element.waiting.append((mark, place))
        return
    start = element.counterpart(mark)
    if start is None or not element.takes_elements:
        return
    if mark == END or any(map(str.isalpha, _TAG.sub("", "".join(pieces[start:place])))):  # a number has no language
        pieces[start], pieces[place] = tags


def _close(name: str, elements: list[_Element], names: Counter[str]) -> None:
    """Take the element ``name`` from the open ones, with all that was left open in it."""
    while names[name]:
        closed = elements.pop().name
        names[closed] -= 1
        if closed == name:
            return


def _tags(language: str, direction: Direction, around: Direction) -> tuple[str, str]:
    """Return the tags of an element with a text in ``language``, among words that run ``around``."""
    if direction == around:
        return f'<span lang="{language}">', "</span>"
    return f'<bdi lang="{language}" dir="{direction}">', "</bdi>"


def without_marks(filters: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Return Jinja's ``filters`` as ones that never see a mark, so that none is encoded, counted or cut off."""
    return {name: each if name in _KEEP_MARKS else _unmarking(each) for name, each in filters.items()}


def _unmarking(apply: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(apply)  # with what it asks Jinja for (its context, its environment)
    def filtered(*values: object, **named: object) -> object:
        return apply(*map(_cleaned, values), **{name: _cleaned(value) for name, value in named.items()})

    return filtered


def _cleaned(value: object) -> object:
    return unmarked(value) if isinstance(value, str) and not value.isascii() else value
