"""Where something stands in a body, carried through a conversion by the text itself.

Before the library parses a text, a *mark* with its offset is written into each thing that may have to be found again:
the address of a link, the definition of a reference, a tag, a list of attributes, a heading. There it stays, whatever
the library cuts, joins and moves, and the processors read it where they find a problem. A mark is made of Unicode's
noncharacters, which are no text and which nothing in Markdown looks for; what is left of them in the end is taken out.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from vitrina.prose.values import Position

ATTRIBUTE = "-"
"""The attribute that holds the mark of a list of attributes."""

_ZERO, _END, _END_IN_LIST = 0xFDD0, "\ufdda", "\ufddb"
_DIGITS = {ord(str(digit)): chr(_ZERO + digit) for digit in range(10)}
_NUMBERS = {ord(char): chr(digit) for digit, char in _DIGITS.items()}
_MARK = re.compile(rf"(?:{ATTRIBUTE}=)?([\ufdd0-\ufdd9]+)(?:{_END}|{_END_IN_LIST} ?)")

_CONTAINERS = (
    r"[ \t>]*(?:(?:[-*+:•·▪◦‣●○–]|\d+[.)])[ \t\u00a0]+)*"  # quotations and items of lists that a line begins with
)
_NO_HEADING = r"[-=:>+|\#{]|[*_][\s*_]|\d+[.)]|\[\^|```|~~~|<!--"  # what a line above dashes may be instead
_PLACES = re.compile(
    rf"""
      # [text](address), with the mark before the address; an address in angle brackets is one of the next kind
      (?P<address>     \]\( [ ]* (?: \n [ >]* )? (?!<[^<>]*>) )
      # <tag>, <https://…> and (<address>), with the mark before the second bracket; not <name@…>, which is encoded
    | (?P<angle>       < (?:(?<=\(<)|(?![!?\s])) (?![^<>\s!]+@[^@<>\s]+>) [^<>\\]* (?<!\n) (?=>) )
      # [reference]: address
    | (?P<definition>  (?<!\*) \[ (?!\^) [^\[\]]* \]: [ ]* (?: \n [ >]* (?=[A-Za-z/.]) )? (?=[^\s<{{]) )
      # {{: attributes }}
    | (?P<attributes>  (?<! [\\\[{{] | [^\W_] ) \{{ :? [ ]* (?=[^}}\n ][^\n]*\}}) )
      # https://… and www.… by themselves
    | (?P<bare>        (?<![^\W_]) (?:https?://|www\.) (?=[^\s<]) )
      # ## heading
    | (?P<heading>     ^ {_CONTAINERS} \#{{1,6}} [ ]+ (?=[^\s\#]) )
      # a heading above a line of dashes
    | (?P<underlined>  ^ (?=[^\n]+\n[ >]*(?:=+|-+)[ ]*$) {_CONTAINERS} (?=\S) (?!{_NO_HEADING}) )
    """,
    re.VERBOSE | re.MULTILINE,
)
_NEWLINE = re.compile(r"\n")


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
    """The positions in ``body`` of offsets in ``text``, which is the same with other ends of lines."""

    def __init__(self, text: str, body: str) -> None:
        self._starts = [0, *(newline.end() for newline in _NEWLINE.finditer(text))]
        self._lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def position(self, offset: int) -> Position:
        """Return the position of what stands at ``offset``."""
        below = bisect_right(self._starts, offset) - 1
        return Position(below, min(offset - self._starts[below], len(self._lines[below])) + 1)


def _marked(found: re.Match[str]) -> str:
    """Return what was found with a mark behind it."""
    offset = found.end()
    match found.lastgroup:
        case "angle":
            offset = found.start() + 1
        case "bare":
            offset = found.start()
        case "attributes":
            return f"{found[0]}{ATTRIBUTE}={_digits(offset)}{_END_IN_LIST} "
    return f"{found[0]}{_digits(offset)}{_END}"


def _digits(offset: int) -> str:
    return str(offset).translate(_DIGITS)
