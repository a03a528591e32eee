"""The texts of finished HTML: what stands between tags, but for code, with the direction that it has."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Final

from vitrina.languages.direction import Direction
from vitrina.languages.order import runs_in_order

_OF_CODE: Final = frozenset({"code", "pre"})
_EMPTY: Final = re.compile(r"(?:br|hr|img)\b")
"""The elements without an end that Markdown has."""
_DIRECTION: Final = re.compile(r' dir="(ltr|rtl|auto)"')


def keep_order(html: str, direction: Direction) -> str:
    """Return ``html``, whose text is of ``direction``, with what has to keep its order in elements of its own."""
    if direction == "ltr" and ' dir="rtl"' not in html:
        return html
    return _with_texts(html, direction, lambda text, around: _in_order(text) if around == "rtl" else text)


def texts_of(html: str, direction: Direction) -> list[tuple[str, str]]:
    """Return the texts in ``html``, whose text is of ``direction``, but those of code, each with its direction."""
    found: list[tuple[str, str]] = []

    def take(text: str, around: str) -> str:
        found.append((unescape(text), around))
        return text

    _with_texts(html, direction, take)
    return found


def _with_texts(html: str, direction: str, change: Callable[[str, str], str]) -> str:
    """Return ``html`` with every text that is no code changed by ``change``, which is given its direction, too."""
    first, *pieces = html.split("<")
    shown = [change(first, direction) if first else ""]
    around, is_code = direction, False
    opened: list[tuple[str, bool]] = []
    for piece in pieces:
        tag, _, text = piece.partition(">")
        if tag[0] == "/":
            around, is_code = opened.pop()
        elif not _EMPTY.match(tag):
            opened.append((around, is_code))
            is_code = is_code or tag.partition(" ")[0] in _OF_CODE
            own = _DIRECTION.search(tag)
            around = own[1] if own else around
        shown.append(f"{tag}>{text if is_code or not text else change(text, around)}")
    return "<".join(shown)


def _in_order(text: str) -> str:
    plain = unescape(text) if "&" in text else text
    runs = runs_in_order(plain)
    if not runs:
        return text
    pieces, offset = [], 0
    for run in runs:
        element = "bdo" if run.is_overridden else "bdi"
        before, inside = escape(plain[offset : run.start], quote=False), escape(plain[run.start : run.end], quote=False)
        pieces.append(f'{before}<{element} dir="ltr">{inside}</{element}>')
        offset = run.end
    return "".join(pieces) + escape(plain[offset:], quote=False)
