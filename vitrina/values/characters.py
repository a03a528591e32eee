"""Characters that no text may have, and invisible ones."""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Fillers and blanks that Unicode counts as letters, marks or symbols."""

_VARIATION_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_LOOK_ALIKES = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Scripts with letters that look like those of another (UTS 39, confusables)."""


def is_control(char: str) -> bool:
    """Tell whether ``char`` is a control character or no character of a text, which XML 1.0 or HTML forbid."""
    if char in "\n\t":
        return False
    code = ord(char)
    return unicodedata.category(char) in ("Cc", "Cs") or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def is_visible(char: str) -> bool:
    """Tell whether ``char`` can be seen by itself: no space, mark of formatting or filler."""
    if char in _INVISIBLE or any(ord(char) in selectors for selectors in _VARIATION_SELECTORS):
        return False
    return unicodedata.category(char)[0] not in "CZ"


def is_legible(text: str) -> bool:
    """Tell whether any character of ``text`` can be seen; an empty text has nothing to see and is legible."""
    return not text or any(map(is_visible, text))


def has_look_alikes(word: str) -> bool:
    """Tell whether ``word`` mixes letters of scripts that look like each other, as a false ``p\u0430ypal`` does."""
    names = (unicodedata.name(char, "") for char in word if unicodedata.category(char).startswith("L"))
    return len({name.partition(" ")[0] for name in names} & set(_LOOK_ALIKES)) > 1
