"""Spaces at which no line may end: inside numbers, before units and months, behind words that never end a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from vitrina.languages.number_words import words_of_dates
from vitrina.model import Language

_SPACE: Final = "[ \n]"
_NO_BREAK: Final = dict.fromkeys(map(ord, " \n"), "\u00a0")
_UNITS: Final = (
    r"[%‰€$£¥°](?!\w)|°C(?!\w)|[A-Z]{3}(?!\w)"
    r"|(?:[kcm]?m[²³]?|[km]?g|ha|[hm]?l|min|[kMGT]?Wh?|[kMGT]B|km/h)(?!\w)"
)
"""Units of the SI and those beside them, currencies (ISO 4217), and signs; they are the same in all languages."""
_DIGIT: Final = "[0-9٠-٩۰-۹]"
"""What most texts are passed over by, so that a set is better than all digits of Unicode."""
_BEFORE_WORD: Final = "[\n\u00a0(\\[>„“”«»\"'/–—-]"
"""What stands before a word, but for the space, which is looked for alone: that is much faster."""

NoBreakRules = tuple[str, ...]
"""Expressions for what has spaces inside that must be no-break spaces; its first character is none of them."""


def no_break_rules(language: Language) -> NoBreakRules:
    """Return the rules for texts in ``language``.

    Two numbers in a text from right to left are left apart: with a no-break space they would be one (UAX #9, W4).
    """
    data = language.data
    dates = words_of_dates(language.locale, data.year_words)
    return _rules(dates, data.no_break_after, data.no_break_before, language.direction == "ltr")


@lru_cache(maxsize=1 << 13)
def without_breaks(text: str, rules: NoBreakRules) -> str:
    """Return a short ``text`` by the ``rules``."""
    return changed(f" {text}", rules)[1:]


def changed(text: str, rules: NoBreakRules) -> str:
    """Return ``text``, which begins with no word, by the ``rules``."""
    for rule in rules:
        text = _compiled(rule).sub(bound, text)
    return text


def matches(text: str, rule: str) -> Iterator[re.Match[str]]:
    """Return what ``rule`` finds."""
    return _compiled(rule).finditer(text)


def bound(found: re.Match[str]) -> str:
    """Return what a rule has found with no-break spaces."""
    return found[0][0] + found[0][1:].translate(_NO_BREAK)


@cache
def _compiled(rule: str) -> re.Pattern[str]:
    return re.compile(rule)


@lru_cache(maxsize=1 << 8)
def _rules(dates: str, after: tuple[str, ...], before: tuple[str, ...], is_joined: bool) -> NoBreakRules:
    """Return the rules; each begins with a character, so that most of a text is passed over in no time."""
    words = "|".join(re.escape(word) for word in sorted(before, key=len, reverse=True))
    units = f"{_UNITS}|(?:{words})(?!\\w)" if words else _UNITS
    inside = rf"{_SPACE}(?={_DIGIT})| / ?(?={_DIGIT})|" if is_joined else ""
    scaled = f"{_SPACE}(?:{words}){_SPACE}(?={units})|" if words else ""  # "44 tys. zł"
    number = rf"(?=[ \n.])(?:{inside}{scaled}{_SPACE}(?={units})|\.?{_SPACE}(?={dates}))"
    if not after:
        return (f"{_DIGIT}{number}",)
    spelled = dict.fromkeys(case for word in after for case in (word, word[:1].upper() + word[1:]))
    begin = "".join(dict.fromkeys(re.escape(word[0]) for word in spelled))
    word = f"(?=[{begin}])(?:(?:{'|'.join(map(re.escape, spelled))})(?:</[a-z]+>)?{_SPACE})+"
    return f" {word}", f"{_DIGIT[:-1]}{_BEFORE_WORD[1:]}(?:(?<={_DIGIT}){number}(?:{word})?|(?<!{_DIGIT}){word})"
