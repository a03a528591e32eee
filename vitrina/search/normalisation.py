"""Text normalisation for the search: folding, tokens and light stemming.

Every step is defined by tables that are part of the data for the browser (``rules``), so that each exists once:

- ``fold``: NFKD, lower case, without marks (general category M), then ``LETTERS`` for letters that do not decompose. In
  Arabic, the variants of hamza, ta marbuta and alef maqsura, Persian letters and Arabic-Indic digits become equal.
- ``words``: the sequences of letters and digits (general categories L and N) of a folded text.
- ``base``: a word without prefixes that are written together with it, such as the article and particles of Arabic.

Two more steps are the browser's alone (``tests/search_reference.py`` has them in Python):

- stems: bases without inflectional endings. The stemming is light: it may keep a part of an ending or remove a part
  of a word, but treats all forms of a word alike, and a match of stems has the lowest rank.
- spellings: the words in lower case, not folded, so that a query with å ranks å above a.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

SHORTEST = 3
"""The smallest number of letters of a base and a stem; one more after a prefix of one letter."""

_LATIN: Final = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "ß": "ss"}
_LIGATURES: Final = {"æ": "ae", "œ": "oe", "ς": "σ"}
_ARABIC: Final = {"ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ء": "", "ـ": ""}
_DIGITS: Final = {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
LETTERS: Final[Mapping[str, str]] = {**_LATIN, **_LIGATURES, **_ARABIC, **_DIGITS}
"""Replacements of letters that have no decomposition in NFKD."""

HAMZA: Final = ("ئو", "ؤو")
"""Two spellings of one word (شئون, شؤون): the first is replaced by the second before any other step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflection:
    """The stemming rules of a language, all folded.

    ``prefixes`` and ``endings`` are removed. An ending in ``weak``, which is often part of the word, has to leave one
    letter more. ``last`` has pairs of stem endings, applied in order: the first is replaced by the second (biblioteka,
    bibliotece).
    """

    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    weak: str = ""
    last: tuple[tuple[str, str], ...] = ()


def _longest_first(text: str) -> tuple[str, ...]:
    return tuple(sorted(text.split(), key=lambda part: (-len(part), part)))


INFLECTIONS: Final[Mapping[str, Inflection]] = {
    "sv": Inflection(
        weak="nst",
        endings=_longest_first(
            "arnas ernas ornas arna erna orna heten heter ande aste are aren ares ar er or en et na an as es a e n t s"
        ),
    ),
    "pl": Inflection(
        endings=_longest_first("owie ami ach ego emu ymi imi iej ych ich ow om em ie ia iu io ej ym im a e i o u y"),
        last=(("c", "k"), ("ek", "k")),
    ),
    "lv": Inflection(
        endings=_longest_first(
            "ajiem ajam ajai ajos ajas iem ies ais am as ai os us um is im es em ei ij ie a e i o u s"
        )
    ),
    "ar": Inflection(
        prefixes=_longest_first("وال بال كال فال ال لل و ف ب ل ك"),
        endings=_longest_first("تها تهم ات ون ين ان ها هم هن نا كم يه ه ي ت"),
    ),
}
"""Stemming rules by language; without them, words match as a whole or by their beginning."""


def fold(text: str) -> str:
    """Return ``text`` folded."""
    return "".join(map(_fold_character, _decomposed(text)))


def words(text: str) -> list[str]:
    """Return the folded words of ``text``."""
    return _WORD.findall(fold(text))


def base(word: str, inflection: Inflection) -> str:
    """Return a folded word without prefixes."""
    while True:
        rest = next((word[len(p) :] for p in inflection.prefixes if word.startswith(p) and _stands(word, p)), None)
        if rest is None:
            return word
        word = rest


def inflection_of(language: str) -> Inflection:
    """Return the stemming rules of a language (BCP 47), possibly empty ones."""
    return INFLECTIONS.get(language.partition("-")[0].lower(), Inflection())


def rules(language: str) -> dict[str, object]:
    """Return all tables of a language for the data of the browser."""
    inflection = inflection_of(language)
    return {
        "letters": dict(LETTERS),
        "hamza": list(HAMZA),
        "shortest": SHORTEST,
        "prefixes": list(inflection.prefixes),
        "endings": list(inflection.endings),
        "weak": inflection.weak,
        "last": [list(pair) for pair in inflection.last],
    }


# ``\w`` is L, N and the underscore.
_WORD: Final = re.compile(r"[^\W_]+")


def _stands(word: str, prefix: str) -> bool:
    return len(word) - len(prefix) >= SHORTEST + (len(prefix) == 1)


def _decomposed(text: str) -> str:
    joined = unicodedata.normalize("NFKC", text).replace(HAMZA[0], HAMZA[1])
    return unicodedata.normalize("NFKD", joined).lower()


@cache
def _fold_character(char: str) -> str:
    return "" if unicodedata.category(char)[0] == "M" else LETTERS.get(char, char)
