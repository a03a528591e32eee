"""What keeps its order in text from right to left: telephone numbers, addresses, dates and numbers of several parts.

The bidirectional algorithm (UAX #9) shows such a run in pieces, because what stands between its parts takes the
direction of the text around: an address loses the slash at its end, "+371 67 12" begins with 12. A run that the
algorithm keeps together anyway is left alone. So is everything in a text with directional formatting of its own.

The algorithm and the standards for data decide what a run is:

- A number that is one value has one order, as its parts have: telephone numbers (E.123), dates (ISO 8601), signs
  (CLDR writes them with a mark), and thousands.
- Two growing numbers with a dash between them are a range, which reads as the text does, from right to left: so the
  algorithm shows it behind an Arabic letter (W2), and Vitrina its own periods, in the patterns of CLDR. It is the same
  then behind a Hebrew letter or at the beginning of a cell, where the algorithm alone would turn it round.
- Whatever has a Latin letter reads from left to right, with the signs at its beginning and end that belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_RIGHT_TO_LEFT: Final = (
    "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\u200f\u061c\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
"""Blocks of scripts from right to left, without their digits."""
_ARABIC: Final = "\u0660-\u0669"
"""Digits that are Arabic numbers (AN) wherever they stand, and never go together with what is beside them."""
_FORMATTING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_END: Final = re.compile(f"[{_RIGHT_TO_LEFT}]")
_FROM_LEFT: Final = re.compile(
    "[0-9A-Za-z\u00aa-\u058f\u0660-\u0669\u06f0-\u06f9\u0900-\u1fff\u2c00-\ufb1c\uff10-\uffdc]"
)
"""Digits, and letters from left to right: first of all looked for, because most texts have few."""
_LETTER: Final = re.compile("[^\\W\\d_]|\u200e")
_JOINING: Final = "0-9۰-۹\\-–./\\\\_:+#&@="
_LEADING: Final = "$~./\\\\+&"
_BEFORE_LETTER: Final = re.compile(rf"(?:[@#]|(?<![^\s(\[{{«“\"'])[{_LEADING}]+)?(?:[0-9۰-۹][{_JOINING}]*)?$")
_REVERSED: Final = re.compile(f"[{_JOINING}]*[{_LEADING}]*")
"""What ``_BEFORE_LETTER`` may find, from its end on, and more: it is looked for there alone, which is linear."""
_WHOLE_NUMBER: Final = re.compile(r"\d+(?:[.,:/٫٬\u00a0\u202f]\d+)*")
"""A number that the algorithm keeps together: what stands between its parts are common separators (CS)."""
_PHRASE: Final = re.compile(rf"[^{_ARABIC}]*[^\W{_ARABIC}]")
_BEHIND_PHRASE: Final = re.compile(r"[/+#%=&°€$]+(?!\w)")
_REMARK: Final = re.compile(r"\s+\([\d\W]+$")
"""Numbers in brackets behind a phrase, which say something about it and are no part of it."""
_CLOSING: Final = {")": "(", "]": "[", "}": "{", "”": "“„”", "»": "«»", "’": "‘‚", '"': '"'}

_GAP: Final = "[ \u2009\u00a0\u202f]"
_NUMBER: Final = re.compile(
    rf"(?:(?<!\d)[+−±]|(?<![\w)\]])-)?(?:\(\+?\d{{1,5}}\){_GAP}?)?(?<!\d)\d+(?:(?:[.,:٫٬'’]|{_GAP}?[-–—−/_#]{_GAP}?|{_GAP}?\(\d\){_GAP}?|{_GAP})\d+)*"
)
_SIGNED: Final = re.compile(r"[+−±-][0-9۰-۹]+(?:[.,][0-9۰-۹]+)*")
_PHONE: Final = re.compile(r"(?:\+|00(?=\d)|\(\+?\d)[\d\s()/.–-]*\d")
_DATE: Final = re.compile(r"\d{4}-(?:0\d|1[0-2])(?:-[0-3]\d)?")
_RANGE: Final = re.compile(rf"(\d[\d.,:/٫٬]*)({_GAP}?[-–—−]{_GAP}?)(\d[\d.,:/٫٬]*)")
_GROUPS: Final = re.compile(r"\d{1,3}(?:[ \u2009]\d{3})+|\d{2,4}(?:[ \u2009]\d{2,4}){2,}")
_PAIR: Final = re.compile(r"\d+ \d+")
_SPLIT_BY: Final = re.compile("[ \u2009]")


@dataclass(frozen=True, slots=True)
class Run:
    """A run that has to be isolated, from ``start`` to before ``end``.

    ``is_overridden`` tells that the algorithm would reorder it even then, because its digits are Arabic numbers.
    """

    start: int
    end: int
    is_overridden: bool = False


def runs_in_order(text: str) -> list[Run]:
    """Return what has to be isolated in ``text``, which stands in a paragraph from right to left."""
    return [run for start, end in _stretches(text) for run in _runs_of(text, start, end)]


def kept_together(text: str, run: Run) -> str:
    """Return the text of ``run``; the parts of a number have no-break spaces between them."""
    inside = text[run.start : run.end]
    return inside if _LETTER.search(inside) else inside.replace(" ", "\u00a0")


@lru_cache(maxsize=1 << 13)
def in_order(text: str) -> str:
    """Return ``text`` from right to left with Unicode isolates, where markup is not possible."""
    pieces, offset = [], 0
    for run in runs_in_order(text):
        begin, end = ("\u2066\u202d", "\u202c\u2069") if run.is_overridden else ("\u2066", "\u2069")
        pieces += [text[offset : run.start], begin, kept_together(text, run), end]
        offset = run.end
    return "".join([*pieces, text[offset:]])


def pairs_of_numbers(text: str) -> Iterator[str]:
    """Yield what could be one number or two in ``text`` from right to left; it is shown as two."""
    return (number for number in _numbers_alone(text) if _PAIR.fullmatch(number) and not _GROUPS.fullmatch(number))


def months_or_ranges(text: str) -> Iterator[str]:
    """Yield what could be a month or a range of years in ``text`` from right to left; it is shown as a month."""
    return (number for number in _numbers_alone(text) if _DATE.fullmatch(number) and _could_be_years(number))


def _numbers_alone(text: str) -> Iterator[str]:
    """Yield the numbers without letters beside them."""
    for start, end in _stretches(text):
        if not _LETTER.search(text, start, end):
            yield from (number[0] for number in _NUMBER.finditer(text, start, end))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of what stands between two letters from right to left, with a letter or a digit in it.

    There is none in a text with directional formatting, whose order is the writer's.
    """
    offset = 0
    while found := _FROM_LEFT.search(text, offset):
        if offset == 0 and _FORMATTING.search(text):
            return
        start = found.start()
        while start > offset and not (text[start - 1].isalnum() or text[start - 1].isspace()):
            start -= 1
        end = _END.search(text, found.end())
        offset = end.start() if end else len(text)
        yield start, offset


def _runs_of(text: str, start: int, end: int) -> Iterator[Run]:
    """Yield the runs of a stretch without letters from right to left."""
    letter = _LETTER.search(text, start, end)
    if letter is None:
        yield from _numbers(text, start, end)
        return
    joined = _REVERSED.match(text[start : letter.start()][::-1])
    first = letter.start() - (joined.end() if joined else 0)
    before = _BEFORE_LETTER.search(text, first, letter.start())
    begin = before.start() if before else letter.start()
    yield from _numbers(text, start, begin)
    phrase = _PHRASE.match(text, letter.start(), end)
    whole = _with_what_belongs(text, begin, phrase.end() if phrase else letter.end(), end)
    is_torn = whole[1] or (begin < letter.start() and not _WHOLE_NUMBER.fullmatch(text, begin, letter.start()))
    rest = whole[0]
    if is_torn:
        remark = _REMARK.search(text, letter.end(), rest)
        rest = remark.start() if remark else rest
        yield Run(begin, rest)
    yield from _numbers(text, rest, end)


def _with_what_belongs(text: str, begin: int, end: int, limit: int) -> tuple[int, bool]:
    """Return the end of a phrase with the signs behind it that belong to it, and whether they would leave it."""
    is_torn = False
    while end < limit:
        opening = _CLOSING.get(text[end])
        sign = _BEHIND_PHRASE.match(text, end, limit)
        if sign:
            end, is_torn = sign.end(), True
        elif opening and _is_open(text[begin:end], opening, text[end]):
            is_torn = is_torn or text[end] not in ")]}"
            end += 1
        else:
            break
    return end, is_torn


def _is_open(phrase: str, opening: str, closing: str) -> bool:
    opened = sum(map(phrase.count, opening))
    return opened % 2 == 1 if closing in opening else opened > phrase.count(closing)


def _numbers(text: str, start: int, end: int) -> Iterator[Run]:
    for number in _NUMBER.finditer(text, start, end):
        yield from _runs_of_number(text, *number.span())


def _runs_of_number(text: str, start: int, end: int) -> Iterator[Run]:
    number = text[start:end]
    is_arabic = any("٠" <= char <= "٩" for char in number)
    if number.isdecimal() or _WHOLE_NUMBER.fullmatch(number):
        return
    if _SIGNED.fullmatch(number):
        yield Run(start, end + text.startswith("%", end))
    elif _PHONE.fullmatch(number) or _DATE.fullmatch(number) or _GROUPS.fullmatch(number):
        yield Run(start, end, is_arabic)
    elif found := _RANGE.fullmatch(number):
        if not _is_range(found[1], found[3]):
            yield Run(start, end, is_arabic)
        elif found[2] in "-−" and not is_arabic:
            yield Run(start, start + len(found[1]))
    elif _SPLIT_BY.search(number) and not re.search("[/(]", number):
        for part in re.finditer("[^ \u2009]+", number):
            yield from _runs_of_number(text, start + part.start(), start + part.end())
    else:
        yield Run(start, end, is_arabic)


def _is_range(first: str, second: str) -> bool:
    """Tell whether two numbers with a dash between them are a range: they grow, or are dates or times."""
    if not (first.isdecimal() and second.isdecimal()):
        return True
    if int(second) <= int(first):
        return len(first) == 4 and len(second) == 2 and int(second) > int(first[2:])
    return len(first) == len(second) or not (first.startswith("0") or second.startswith("0"))


def _could_be_years(date: str) -> bool:
    return len(date) == len("2010-12") and int(date[5:]) > int(date[2:4])
