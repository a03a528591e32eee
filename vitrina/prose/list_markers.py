"""What an item of a list begins with, and what only looks like it: years and days at the beginning of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKER = re.compile(r"([-•·▪◦‣●○–])(?=[ \u00a0]|$)|([+*])(?= |$)|(\d{1,9})([.)])(?=[ \u00a0]|$)")
_PASTED = re.compile(r"[ \u00a0]*\u00a0[ \u00a0]*")
_SPACES = re.compile(" *")
_LARGEST_DAY = 31
_MOST_SPACES = 4
DASH = "–"
"""Word makes lists of it, and people begin what somebody says with it: alone it is text."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker: its ``kind`` (the sign, or what stands behind the number), its number, the column of its text."""

    kind: str
    number: int | None
    indent: int
    text: str

    @property
    def may_interrupt(self) -> bool:
        """Tell whether such an item can begin right below the text of a paragraph."""
        return bool(self.text) and self.number in (None, 1)


def marker_of(line: str, indent: int) -> Marker | None:
    """Return the marker that stands in ``line`` behind its indentation."""
    found = _MARKER.match(line, indent)
    if found is None:
        return None
    kind, number = (found[4], int(found[3])) if found[3] else (found[1] or found[2], None)
    end = found.end()
    if pasted := _PASTED.match(line, end):
        return Marker(kind, number, end + 1, line[pasted.end() :])
    spaces = _SPACES.match(line, end)
    begin = spaces.end() if spaces else end
    if begin == len(line):
        return Marker(kind, number, end + 1, "")
    if begin - end > _MOST_SPACES:
        return Marker(kind, number, end + 1, line[end + 1 :])
    return Marker(kind, number, begin, line[begin:])


def is_date(marker: Marker, expected: int | None, words: re.Pattern[str] | None) -> bool:
    """Tell whether the number of ``marker`` is a year or a day: ``words`` are those that make it one.

    ``expected`` is the number that comes next in a list above: a long list has numbers above those of days.
    """
    if marker.number is None or marker.kind != ".":
        return False
    if words is not None and words.match(marker.text):
        return True
    return marker.number > _LARGEST_DAY and marker.number != expected
