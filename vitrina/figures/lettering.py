"""How much room words take on a drawing: an estimate for common typefaces, rather too wide than too narrow."""

from __future__ import annotations

import itertools
import unicodedata
from typing import Final

LINE: Final = 1.3
"""The height of a line, in units of the size of the letters; letters of all scripts have room in it."""

_SLIM, _SLIM_LETTERS = 0.36, frozenset("ijlIftr.,:;'|!()[]- ’‐")
_BROAD, _BROAD_LETTERS = 0.95, frozenset("mwMW@%&—")
_CAPITAL, _LETTER, _WIDE = 0.74, 0.61, 1.0


def width(text: str) -> float:
    """Return the width of ``text`` in units of the size of its letters."""
    return sum(map(_width_of, text))


def lines(text: str, most: float) -> tuple[str, ...]:
    """Return ``text`` in one line, or in two about equally long ones if it is wider than ``most``.

    What is still too wide ends in an ellipsis.
    """
    if width(text) <= most:
        return (text,)
    cuts = [cut for cut in range(2, len(text)) if text[cut - 1] in " -" and text[cut] not in " -"]
    halves = [(text[:cut].strip(), text[cut:].strip()) for cut in cuts]
    best: tuple[str, ...] = min(halves, key=lambda pair: max(map(width, pair)), default=(text,))
    return tuple(shortened(line, most) for line in best)


def shortened(text: str, most: float) -> str:
    """Return ``text``, with an ellipsis instead of its end if it is wider than ``most``."""
    if width(text) <= most:
        return text
    room = most - width("…")
    kept = sum(1 for reached in itertools.accumulate(map(_width_of, text)) if reached <= room)
    return text[:kept].rstrip() + "…"


def _width_of(letter: str) -> float:
    if letter in _SLIM_LETTERS:
        return _SLIM
    if letter in _BROAD_LETTERS:
        return _BROAD
    category = unicodedata.category(letter)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return _WIDE
    return _CAPITAL if category == "Lu" else _LETTER
