"""Sort keys for the alphabetical order of a language: the Unicode Collation Algorithm with the rules of CLDR.

A key has four levels: letters; accents; case and variants; and the text itself, so that different texts never have
equal keys. Standards: UTS #10 (UCA), UTS #35 part 5 (CLDR collation), with CLDR's default for punctuation
("non-ignorable").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TypeAlias

from vitrina.languages.root_order import IGNORED
from vitrina.languages.tailoring import (
    CAPITAL,
    CASED,
    COMMON,
    DIGIT,
    FORMS,
    OTHER_ACCENT,
    OTHER_LETTER,
    OTHER_SYMBOL,
    SMALL,
    Element,
    Table,
    capital,
    in_form,
    table_of,
)
from vitrina.model import LetterOrder

SortKey: TypeAlias = tuple[str, str, str, str]
"""Weights of letters, accents and case, and the text. Compare only keys of the same order."""

ROOT = LetterOrder()
"""CLDR's root order, for languages without rules of their own."""

_SMALL_LAST = 0x40
"""What is added to the third level of all but capital letters where these come first."""


def sort_key(text: str, order: LetterOrder = ROOT) -> SortKey:
    """Return the sort key of ``text`` in ``order``. Two texts have equal keys only if they are equal."""
    return _collator(order).key(text)


@cache
def _collator(order: LetterOrder) -> _Collator:
    return _Collator(order)


class _Collator:
    """The tables of one order, and the weights that were worked out with them."""

    def __init__(self, order: LetterOrder) -> None:
        self._table: Table = table_of(order)
        self._is_upper_first = order.is_upper_first
        sequences = sorted((item for item in self._table if _bases(item) > 1), key=len, reverse=True)
        self._sequence = re.compile("|".join(map(re.escape, sequences))) if sequences else None
        self._weights = lru_cache(maxsize=65536)(self._weights_of)

    def key(self, text: str) -> SortKey:
        levels = [self._weights(cluster) for cluster in self._clusters(text)]
        return (
            "".join([level[0] for level in levels]),
            "".join([level[1] for level in levels]),
            "".join([level[2] for level in levels]),
            text,
        )

    def _clusters(self, text: str) -> list[str] | str:
        """Split decomposed ``text`` into letters (several characters may be one), each with the marks that follow."""
        if self._sequence is None and text.isascii():
            return text
        found: list[str] = []
        text = unicodedata.normalize("NFD", text)
        for part in self._parts(text) if self._sequence is not None else text:
            if found and unicodedata.combining(part[0]):
                found[-1] += part
            else:
                found.append(part)
        return found

    def _parts(self, text: str) -> Iterator[str]:
        """Yield the sequences of characters that are one letter, and the single characters between them."""
        place = 0
        for match in self._sequence.finditer(text) if self._sequence is not None else ():
            yield from text[place : match.start()]
            yield match[0]
            place = match.end()
        yield from text[place:]

    def _weights_of(self, cluster: str) -> tuple[str, str, str]:
        """Return the weights of a decomposed letter with its marks on the three levels."""
        match = self._sequence.match(cluster) if self._sequence is not None else None
        length = match.end() if match is not None else 1
        base, marks = self._contract(cluster[:length], cluster[length:])
        elements = [*self._elements(base)]
        for mark in marks:
            elements += self._elements(mark)
        third = [element.tertiary for element in elements]
        if self._is_upper_first:
            third = [
                weight if element.primary and _is_capital(element) else weight + _SMALL_LAST
                for element, weight in zip(elements, third, strict=True)
            ]
        return (
            "".join([element.primary for element in elements]),
            "".join([element.secondary for element in elements]),
            "".join(map(chr, third)),
        )

    def _contract(self, base: str, marks: str) -> tuple[str, str]:
        """Join ``base`` with the marks that form a letter with it, also discontiguous ones (UTS #10, S2.1)."""
        kept = ""
        for mark in marks:
            blocked = kept and unicodedata.combining(kept[-1]) == unicodedata.combining(mark)
            letter = unicodedata.normalize("NFC", base + mark)
            if not blocked and (letter in self._table or letter.lower() in self._table):
                base = letter
            else:
                kept += mark
        return base, kept

    def _elements(self, char: str) -> tuple[Element, ...]:
        """Return the collation elements of a letter: from the table, by its decomposition, or by its category."""
        if char in self._table:
            return self._table[char]
        small = char.lower()
        if small != char and small in self._table:
            return tuple(capital(element) for element in self._table[small])
        form, *parts = unicodedata.decomposition(char).split() or [""]
        if form.startswith("<"):
            plain = "".join(chr(int(part, 16)) for part in parts)
            found = [element for part in unicodedata.normalize("NFKD", plain) for element in self._elements(part)]
            return tuple(in_form(element, FORMS.get(form, SMALL)) for element in found)
        return _by_category(char, small)


def _bases(item: str) -> int:
    return sum(not unicodedata.combining(char) for char in unicodedata.normalize("NFD", item))


def _is_capital(element: Element) -> bool:
    return element.tertiary in CASED


def _by_category(char: str, small: str) -> tuple[Element, ...]:
    digit = unicodedata.decimal(char, None)
    category = unicodedata.category(char)
    if digit is not None:
        return (Element(chr(DIGIT + digit), chr(COMMON), SMALL),)
    if category in ("Cc", "Cf") or IGNORED.match(char):
        return ()
    if unicodedata.combining(char):
        return (Element("", chr(OTHER_ACCENT) + char, SMALL),)
    if category[0] in "PSZ":
        return (Element(chr(OTHER_SYMBOL) + char, chr(COMMON), SMALL),)
    return (Element(chr(OTHER_LETTER) + small, chr(COMMON), SMALL + (0 if small == char else CAPITAL)),)
