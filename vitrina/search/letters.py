"""How words compare in a search: without accents, vowel signs and variants of letters, and by the beginning of a form.

Every step is defined by tables that travel to the browser with the data (``rules``), so that there is one of each:

- ``fold``: Unicode's form NFKD (presentation forms, full-width and composed letters become plain ones), small letters,
  no marks (general category M), then ``LETTERS`` for what does not decompose. In Arabic the forms of hamza, ta marbuta
  and alef maqsura, tatweel, Persian letters and Arabic-Indic digits fall together.
- ``words``: the runs of letters and digits (general categories L and N) of a folded text.
- ``base``: a word without the article and the particles that Arabic writes together with it.
- ``stem``: a base without the endings of its language's inflection. It is light: it may leave a bit of an ending, or
  take a bit of a word, but does the same to all forms, and counts least in the ranking.
- ``spellings``: the words as they are written, in small letters: who writes å gets å first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

SHORTEST = 3
"""Letters that a base and a stem keep at least; after a particle of one letter a base keeps one more."""

_LATIN: Final = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "ß": "ss"}
_LIGATURES: Final = {"æ": "ae", "œ": "oe", "ς": "σ"}
_ARABIC: Final = {"ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ء": "", "ـ": ""}
_DIGITS: Final = {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
LETTERS: Final[Mapping[str, str]] = {**_LATIN, **_LIGATURES, **_ARABIC, **_DIGITS}
"""What a letter that NFKD leaves as it is counts as."""

HAMZA: Final = ("ئو", "ؤو")
"""Two ways to write one word (شئون, شؤون): the first is read as the second, before anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The forms of words in a language, all folded: what stands before them, their endings, and last letters.

    The endings in ``weak`` often belong to the word itself and leave one letter more. ``last`` has pairs, used one
    after the other: a stem that ends in the first ends in the second instead (biblioteka, bibliotece).
    """

    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    weak: str = ""
    last: tuple[tuple[str, str], ...] = ()


def _longest_first(text: str) -> tuple[str, ...]:
    return tuple(sorted(text.split(), key=lambda part: (-len(part), part)))


FORMS: Final[Mapping[str, Forms]] = {
    "sv": Forms(
        weak="nst",
        endings=_longest_first(
            "arnas ernas ornas arna erna orna heten heter ande aste are aren ares ar er or en et na an as es a e n t s"
        ),
    ),
    "pl": Forms(
        endings=_longest_first("owie ami ach ego emu ymi imi iej ych ich ow om em ie ia iu io ej ym im a e i o u y"),
        last=(("c", "k"), ("ek", "k")),
    ),
    "lv": Forms(
        endings=_longest_first(
            "ajiem ajam ajai ajos ajas iem ies ais am as ai os us um is im es em ei ij ie a e i o u s"
        )
    ),
    "ar": Forms(
        prefixes=_longest_first("وال بال كال فال ال لل و ف ب ل ك"),
        endings=_longest_first("تها تهم ات ون ين ان ها هم هن نا كم يه ه ي ت"),
    ),
}
"""By language. A language without rules compares whole words and their beginnings."""


def fold(text: str) -> str:
    """Return ``text`` as searches compare it."""
    return "".join(map(_fold_character, _decomposed(text)))


def words(text: str) -> list[str]:
    """Return the folded words of ``text``."""
    return _WORD.findall(fold(text))


def spellings(text: str) -> list[str]:
    """Return the words of ``text`` as they are written, in small letters and in Unicode's form NFC."""
    return _SPELLED.findall(unicodedata.normalize("NFC", text).lower())


def base(word: str, forms: Forms) -> str:
    """Return a folded word without what stands before it."""
    while True:
        rest = next((word[len(p) :] for p in forms.prefixes if word.startswith(p) and _stands(word, p)), None)
        if rest is None:
            return word
        word = rest


def stem(word: str, forms: Forms) -> str:
    """Return a folded word without what stands before it and without its endings."""
    word = base(word, forms)
    while True:
        rest = next((word[: -len(e)] for e in forms.endings if word.endswith(e) and _leaves(word, e, forms)), None)
        if rest is None:
            break
        word = rest
    for ending, instead in forms.last:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= SHORTEST:
            word = word[: -len(ending)] + instead
    return word


def forms_of(language: str) -> Forms:
    """Return the rules of a language (BCP 47), which may be none."""
    return FORMS.get(language.partition("-")[0].lower(), Forms())


def rules(language: str) -> dict[str, object]:
    """Return the tables of a language as the browser gets them."""
    forms = forms_of(language)
    return {
        "letters": dict(LETTERS),
        "hamza": list(HAMZA),
        "shortest": SHORTEST,
        "prefixes": list(forms.prefixes),
        "endings": list(forms.endings),
        "weak": forms.weak,
        "last": [list(pair) for pair in forms.last],
    }


# ``\w`` is L, N and the underscore.
_WORD: Final = re.compile(r"[^\W_]+")
_SPELLED: Final = _WORD


def _stands(word: str, prefix: str) -> bool:
    return len(word) - len(prefix) >= SHORTEST + (len(prefix) == 1)


def _leaves(word: str, ending: str, forms: Forms) -> bool:
    return len(word) - len(ending) >= SHORTEST + (ending in forms.weak)


def _decomposed(text: str) -> str:
    joined = unicodedata.normalize("NFKC", text).replace(HAMZA[0], HAMZA[1])
    return unicodedata.normalize("NFKD", joined).lower()


@cache
def _fold_character(char: str) -> str:
    return "" if unicodedata.category(char)[0] == "M" else LETTERS.get(char, char)
