"""The direction of text: from its language (CLDR's likely scripts) or its first strong character (UAX #9, P2, P3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, TypeAlias

from vitrina.values.language_tags import broader_tags, canonical_tag, main_subtags

Direction: TypeAlias = Literal["ltr", "rtl"]

# The scripts that Unicode writes from right to left (ISO 15924).
_RIGHT_TO_LEFT: Final = (
    "Adlm Arab Aran Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb Nbat Nkoo "
    "Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Thaa Yezi"
)
_FIRST_STRONG: Final[Mapping[str, Direction]] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_ISOLATE_INITIATORS: Final = ("LRI", "RLI", "FSI")
_INITIATOR: Final[Mapping[Direction, str]] = {"ltr": "\u2066", "rtl": "\u2067"}
_FORMATTING: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_AGAINST: Final[Mapping[Direction, frozenset[str]]] = {
    "ltr": _FORMATTING | {"R", "AL", "AN"},
    "rtl": _FORMATTING | {"L"},
}
_NUMBERS: Final = frozenset({"EN", "AN"})
_SIGNS_OF_NUMBERS: Final = frozenset({"ES", "ET"})
_FIRST_STRONG_ISOLATE: Final = "\u2068"
_POP_ISOLATE: Final = "\u2069"


@cache
def direction_of_language(language: str) -> Direction:
    """Return the direction of ``language``, a BCP 47 or CLDR tag (``ar``, ``ar-PS``, ``az_Arab``)."""
    return direction_of_script(script_of_language(language))


@cache
def script_of_language(language: str) -> str:
    """Return the script (ISO 15924) of ``language``, a BCP 47 or CLDR tag.

    It is that of the tag, or else the likely script of the language in CLDR; Latin if CLDR has none.
    """
    code, *subtags = main_subtags(canonical_tag(language))
    scripts = [subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return scripts[0]
    regions = [subtag for subtag in subtags if len(subtag) == 2]
    likely = _likely_subtags()
    found = next((likely[tag] for tag in (*(f"{code}_{region}" for region in regions), code) if tag in likely), "")
    return next((part for part in found.split("_")[1:] if len(part) == 4), "Latn")


@cache
def readable_languages(language: str) -> tuple[str, ...]:
    """Return ``language`` (BCP 47) and the more general ones in the same script, whose texts its readers can read."""
    broader = broader_tags(language)[1:]
    return (language, *(tag for tag in broader if script_of_language(tag) == script_of_language(language)))


@cache
def scripts_of_languages() -> Mapping[str, str]:
    """Return the script of each language with a code of two letters in CLDR."""
    return {code: script_of_language(code) for code in _likely_subtags() if len(code) == 2}


def direction_of_text(text: str, default: Direction) -> Direction:
    """Return the direction of the first strong character of ``text``, or ``default`` where there is none.

    Characters inside Unicode isolates are skipped; ``text`` is one paragraph, as for ``dir=auto`` in HTML.
    """
    depth = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _ISOLATE_INITIATORS:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in _FIRST_STRONG:
            return _FIRST_STRONG[kind]
    return default


def can_stand_bare(text: str, around: Direction) -> bool:
    """Tell whether ``text`` looks the same bare as isolated among words that run ``around``, and moves none of them.

    No letter of it may run the other way, and no character format it. Digits run the same way everywhere, but after an
    Arabic letter they are Arabic numbers, which do not keep a sign in front of or behind them (UAX #9, W2 to W5), and
    go together with other Arabic numbers: in a text from right to left, these need a letter of the text's own before.
    """
    if around == "ltr" and text.isascii():
        return True
    kinds = set(map(unicodedata.bidirectional, text))
    if not kinds.isdisjoint(_AGAINST[around]):
        return False
    depends = around == "rtl" and (not kinds.isdisjoint(_SIGNS_OF_NUMBERS) or kinds >= _NUMBERS)
    return not depends or unicodedata.bidirectional(text[0]) in _FIRST_STRONG


def isolate(text: str, direction: Direction) -> str:
    """Return ``text`` in a Unicode isolate (UAX #9), where markup is not possible: ``<title>``, attributes, e-mail."""
    return f"{_INITIATOR[direction]}{text}{_POP_ISOLATE}"


def isolate_unknown(text: str) -> str:
    """Return ``text`` in a Unicode isolate with the direction of its first strong character (FSI)."""
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def direction_of_script(script: str) -> Direction:
    """Return the direction of a script (ISO 15924)."""
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"


@cache
def _likely_subtags() -> Mapping[str, str]:
    from babel.core import get_global  # noqa: PLC0415 - Babel is slow to import

    return get_global("likely_subtags")
