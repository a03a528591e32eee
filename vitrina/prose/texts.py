"""The texts of finished HTML: what stands between tags, but for code, with the direction that it has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

from vitrina.languages.direction import Direction
from vitrina.languages.no_break import NoBreakRules, bound, changed, matches
from vitrina.languages.order import kept_together, runs_in_order

_OF_CODE: Final = frozenset({"code", "pre"})
_EMPTY: Final = re.compile(r"(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b(?!-)")
"""The elements without an end (HTML, 13.1.2)."""
_DIRECTION: Final = re.compile(r' dir="(ltr|rtl|auto)"')


@dataclass(frozen=True, slots=True)
class _Around:
    """What is around a text; ``is_foreign`` tells that it is in another language than the body."""

    direction: str
    is_code: bool = False
    is_foreign: bool = False


def as_shown(html: str, direction: Direction, no_break: NoBreakRules) -> str:
    """Return ``html``, whose text is of ``direction``, with no-break spaces by the rules ``no_break``.

    In text from right to left, what has to keep its order is in elements of its own.
    """
    if direction == "ltr" and "<code" not in html and "<pre" not in html and ' dir="' not in html:
        return _with_spaces(html, no_break)

    def change(text: str, around: _Around) -> str:
        shown = text if around.is_foreign else changed(f">{text}", no_break)[1:]
        return _in_order(shown) if around.direction == "rtl" else shown

    return _with_texts(html, direction, change)


def texts_of(html: str, direction: Direction) -> list[tuple[str, str]]:
    """Return the texts in ``html``, whose text is of ``direction``, but those of code, each with its direction."""
    found: list[tuple[str, str]] = []

    def take(text: str, around: _Around) -> str:
        found.append((unescape(text), around.direction))
        return text

    _with_texts(html, direction, take)
    return found


def _with_spaces(html: str, no_break: NoBreakRules) -> str:
    """Return ``html`` without code with no-break spaces, but inside of tags."""
    for rule in no_break:
        pieces, offset, seen, is_inside = [], 0, 0, False
        for found in matches(html, rule):
            start, end = found.span()
            opening, closing = html.rfind("<", seen, start + 1), html.rfind(">", seen, start + 1)
            if opening != closing:
                is_inside = opening > closing
            seen = end
            if not is_inside:
                pieces += [html[offset:start], bound(found)]
                offset = end
        html = "".join([*pieces, html[offset:]])
    return html


def _with_texts(html: str, direction: str, change: Callable[[str, _Around], str]) -> str:
    """Return ``html`` with every text that is no code changed by ``change``, which is given what is around it."""
    first, *pieces = html.split("<")
    around = _Around(direction)
    shown = [change(first, around) if first else ""]
    opened: list[_Around] = []
    for piece in pieces:
        tag, _, text = piece.partition(">")
        if tag[0] == "/":
            around = opened.pop()
        elif not _EMPTY.match(tag):
            opened.append(around)
            own = _DIRECTION.search(tag)
            is_code = around.is_code or tag.partition(" ")[0] in _OF_CODE
            if own or is_code:
                is_foreign = around.is_foreign or ' lang="' in tag
                around = _Around(own[1] if own else around.direction, is_code, is_foreign)
        shown.append(f"{tag}>{text if around.is_code or not text else change(text, around)}")
    return "<".join(shown)


def _in_order(text: str) -> str:
    plain = unescape(text) if "&" in text else text
    runs = runs_in_order(plain)
    if not runs:
        return text
    pieces, offset = [], 0
    for run in runs:
        element = "bdo" if run.is_overridden else "bdi"
        before, inside = escape(plain[offset : run.start], quote=False), escape(kept_together(plain, run), quote=False)
        pieces.append(f'{before}<{element} dir="ltr">{inside}</{element}>')
        offset = run.end
    return "".join(pieces) + escape(plain[offset:], quote=False)
