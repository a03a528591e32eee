"""Where something stands in a body, carried through a conversion by the text itself.

Before the library parses a text, a *mark* with its offset is written into each thing that may have to be found again:
the address of a link, the definition of a reference, a tag, a list of attributes, a heading. There it stays, whatever
the library cuts, joins and moves, and the processors read it where they find a problem. A mark is made of Unicode's
noncharacters, which are no text and which nothing in Markdown looks for; what is left of them in the end is taken out.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from vitrina.prose.features import TAB_LENGTH
from vitrina.prose.values import Position

ATTRIBUTE = "-"
"""The attribute that holds the mark of a list of attributes."""

_ZERO, _END, _END_IN_LIST = 0xFDD0, "\ufdda", "\ufddb"
_DIGITS = {ord(str(digit)): chr(_ZERO + digit) for digit in range(10)}
_NUMBERS = {ord(char): chr(digit) for digit, char in _DIGITS.items()}
_MARK = re.compile(rf"(?:{ATTRIBUTE}=)?([\ufdd0-\ufdd9]+)(?:{_END}|{_END_IN_LIST} ?)")

_CONTAINERS = r"[ >]*(?:(?:[-*+:]|\d+\.)[ ]+)*"  # quotations and items of lists that a line begins with
_NO_HEADING = r"[-=:>+|\#{]|[*_][\s*_]|\d+\.|\[\^|```|~~~|<!--"  # what a line above dashes may be instead
_PLACES = re.compile(
    rf"""
      # [text](address), with the mark before the address; an address in angle brackets is one of the next kind
      (?P<address>     \]\( (?!\s*<[^<>]*>) )
      # <tag>, <https://…> and (<address>), with the mark before the second bracket; not <name@…>, which is encoded
    | (?P<angle>       < (?:(?<=\(<)|(?![!?\s])) (?![^<>\s!]+@[^@<>\s]+>) [^<>\\]* (?<!\n) (?=>) )
      # [reference]: address
    | (?P<definition>  (?<!\*) \[ (?!\^) [^\[\]]* \]: [ ]* (?: \n [ >]* (?=[A-Za-z/.]) )? (?=[^\s<{{]) )
      # {{: attributes }}
    | (?P<attributes>  (?<! [\\\[{{] | [^\W_] ) \{{ :? [ ]* (?=[^}}\n ][^\n]*\}}) )
      # ## heading
    | (?P<heading>     ^ {_CONTAINERS} \#{{1,6}} [ ]* (?=[^\s\#]) )
      # a heading above a line of dashes
    | (?P<underlined>  ^ (?=[^\n]+\n[ >]*(?:=+|-+)[ ]*$) {_CONTAINERS} (?=\S) (?!{_NO_HEADING}) )
    """,
    re.VERBOSE | re.MULTILINE,
)
_NEWLINE = re.compile(r"\n")
_SPACES = re.compile(r"\s*")


def with_marks(text: str) -> str:
    """Return ``text`` with marks in it."""
    return _PLACES.sub(_marked, text)


def without_marks(text: str) -> str:
    """Return ``text`` without marks."""
    return _MARK.sub("", text)


def offset_in(marked: str) -> int | None:
    """Return the offset that the first mark in ``marked`` tells, if there is one."""
    mark = _MARK.search(marked)
    return int(mark[1].translate(_NUMBERS)) if mark else None


class Places:
    """The positions in ``body`` of offsets in ``text``, which is the same with its tabs expanded."""

    def __init__(self, text: str, body: str) -> None:
        self._starts = [0, *(newline.end() for newline in _NEWLINE.finditer(text))]
        self._lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def position(self, offset: int) -> Position:
        """Return the position of what stands at ``offset``."""
        below = bisect_right(self._starts, offset) - 1
        before, line = offset - self._starts[below], self._lines[below]
        return Position(below, (_column(line, before) if "\t" in line else min(before, len(line))) + 1)


def _column(line: str, before: int) -> int:
    """Return the number of characters of ``line`` that fit into ``before`` columns."""
    columns = 0
    for number, char in enumerate(line):
        columns += TAB_LENGTH - columns % TAB_LENGTH if char == "\t" else 1
        if columns > before:
            return number
    return len(line)


def _marked(found: re.Match[str]) -> str:
    """Return what was found with a mark behind it."""
    offset = found.end()
    match found.lastgroup:
        case "address":
            spaces = _SPACES.match(found.string, offset)
            offset = spaces.end() if spaces else offset
        case "angle":
            offset = found.start() + 1
        case "attributes":
            return f"{found[0]}{ATTRIBUTE}={_digits(offset)}{_END_IN_LIST} "
    return f"{found[0]}{_digits(offset)}{_END}"


def _digits(offset: int) -> str:
    return str(offset).translate(_DIGITS)
