"""Text as comparable words: without case, marks and variants of letters, in every script.

``Folding`` does this for a language. Its steps, which ``scripts/search.js`` of the theme repeats on the same data:

1. Numbers lose what separates the groups of their digits: 69 419, 69,419 and 69.419 are 69419.
2. Compatibility characters are replaced (NFKC), then the pairs of ``replaced``.
3. Small letters without marks (NFKD, general category M), then the replacements of ``letters`` for what does not
   decompose: ł, ø, and in Arabic ta marbuta, alef maqsura, Persian letters and digits.
4. The marks of ``inside`` disappear between two letters: the apostrophe of сім'я, the gershayim of צה״ל.
5. Words are the sequences of letters and digits (general categories L and N). A sequence of a script that writes no
   spaces (``unspaced``) becomes its pairs of neighbouring characters instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, kw_only=True)  # no slots: the tables are computed once
class Folding:
    """What counts as equal in a language.

    ``replaced`` has texts with their replacements, ``letters`` single letters beyond ASCII, ``inside`` single marks,
    ``unspaced`` ranges of characters as in a regular expression.
    """

    replaced: tuple[tuple[str, str], ...] = ()
    letters: Mapping[str, str]
    inside: str = ""
    unspaced: str = ""

    def fold(self, text: str) -> str:
        """Return ``text`` folded; what stands between words stays."""
        text = with_whole_numbers(text)
        folded = text.lower() if text.isascii() else self._without_marks(text)
        return self._inside.sub(r"\1", folded) if self._inside is not None else folded

    def words(self, text: str) -> list[str]:
        """Return the folded words of ``text``."""
        folded = self.fold(text)
        if folded.isascii() or self._unspaced is None or not self._unspaced.search(folded):
            return _WORD.findall(folded)
        return [word for run in self._runs_of(folded) for word in run]

    def runs(self, text: str) -> list[list[str]]:
        """Return the folded words of ``text``, those of each sequence without spaces together."""
        return list(self._runs_of(self.fold(text)))

    def _runs_of(self, folded: str) -> Iterator[list[str]]:
        for run in self._run.findall(folded):
            is_unspaced = self._unspaced is not None and self._unspaced.match(run)
            yield [run[at : at + 2] for at in range(max(len(run) - 1, 1))] if is_unspaced else [run]

    def _without_marks(self, text: str) -> str:
        text = unicodedata.normalize("NFKC", text)
        for written, instead in self.replaced:
            text = text.replace(written, instead)
        return "".join(map(self._characters.__getitem__, unicodedata.normalize("NFKD", text).lower()))

    def patterns(self) -> tuple[str, ...]:
        """Return what the browser looks for, as regular expressions.

        These are numbers with groups, marks inside of words, words, the beginning of those without spaces, and all that
        can be a word of a text as it is written.
        """
        number = _GROUPED.pattern.replace(r"\d", r"\p{Nd}")
        marks = "".join(rf"\{mark}" if mark in r"\]^-" else mark for mark in self.inside)
        spaced = rf"(?:(?![{self.unspaced}])[\p{{L}}\p{{N}}])+"
        return (
            number,
            rf"([\p{{L}}\p{{N}}])[{marks}]+(?=[\p{{L}}\p{{N}}])",
            rf"[{self.unspaced}]+|{spaced}",
            rf"^[{self.unspaced}]",
            rf"({number}|[\p{{L}}\p{{M}}\p{{N}}\u0640{marks}]+)",
        )

    @cached_property
    def _characters(self) -> _Characters:
        return _Characters(self.letters)

    @cached_property
    def _inside(self) -> re.Pattern[str] | None:
        return re.compile(rf"([^\W_])[{re.escape(self.inside)}]+(?=[^\W_])") if self.inside else None

    @cached_property
    def _unspaced(self) -> re.Pattern[str] | None:
        return re.compile(f"[{self.unspaced}]+") if self.unspaced else None

    @cached_property
    def _run(self) -> re.Pattern[str]:
        return re.compile(rf"[{self.unspaced}]+|(?:(?![{self.unspaced}])[^\W_])+") if self.unspaced else _WORD


def with_whole_numbers(text: str) -> str:
    """Return ``text`` with numbers whose digits are not in groups.

    A group has three digits, in India two before the last (12,34,567). What may be a list, a decimal or a telephone
    number is left alone: “3, 4”, “1.5 300”, “2021 300”, “08 123 456”.
    """
    return _GROUPED.sub(lambda number: "".join(filter(str.isdecimal, number[0])), text)


class _Characters(dict[str, str]):
    """The folded form of each small, decomposed character."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        super().__init__(letters)

    def __missing__(self, char: str) -> str:
        folded = self[char] = "" if unicodedata.category(char)[0] == "M" else char
        return folded


# ``\w`` is L, N and the underscore.
_WORD = re.compile(r"[^\W_]+")

_GROUPED = re.compile(r"\d(?<![\d.,٫٬]\d)(?<![0٠۰])\d{0,2}(?:[,٬]\d\d)*(?:[ \u00a0\u2009\u202f.,'’٬]\d{3})+(?!\d)")
"""Begins with what is rare, because all texts are searched for it."""
