"""Common errors in YAML, made by typing or by office programs, each with a hint that shows the corrected line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from vitrina.problems import Message, say
from vitrina.reading.private_lines import without_name

ODD_SPACES = "\u00a0\u2007\u202f\u2009\u200b\u2060\u3000\ufeff"
"""Characters that look like a space (or are invisible) but are no white space in YAML; office programs insert them."""

_WITHOUT_WIDTH = "\u200b\u2060\ufeff"
_ODD_SPACE = re.compile(f"[{ODD_SPACES}]")
_ODD_STRUCTURE = re.compile(
    rf"(?P<before>[ \t{ODD_SPACES}]*(?:-[ {ODD_SPACES}]+)?)(?P<key>[^\s:{ODD_SPACES}]+)(?P<gap>[ {ODD_SPACES}]*):"
    rf"(?P<after>[ {ODD_SPACES}]*)(?P<value>.*)"
)
_SEPARATOR = re.compile("[\x85\u2028\u2029]")
"""Line breaks in YAML but not in most editors: after one, line numbers would be wrong."""

_QUOTED = re.compile(r"(?:“[^“”]*”|”[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|‘[^‘’]*’|’[^‘’]*’|‚[^‚‘’]*[‘’])")

_QUOTED_AROUND_OTHERS = re.compile(r"""(["'])(?:(?!\1).)+\1\w.*\1""")
"""Straight quotes around a text with the same ones in it: the next one begins a word, so it ends nothing."""


class Mark(Protocol):
    """A position of PyYAML, counted from 0."""

    @property
    def line(self) -> int:
        """The line."""
        ...

    @property
    def column(self) -> int:
        """The character in the line."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What is wrong: ``line`` and ``column`` count from 0, a column of ``None`` means the whole line."""

    line: int
    column: int | None
    message: Message
    hint: Message


def comment_after(lines: Sequence[str], end: Mark | None) -> str:
    """Return the comment behind a value with this ``end`` on its line, from ``#`` on; nothing without one."""
    rest = lines[end.line][end.column :].lstrip() if end is not None and end.line < len(lines) else ""
    return rest if rest.startswith("#") else ""


def odd_space(line: str) -> tuple[Message, Message] | None:
    """Return a message and the corrected line, if indentation, key or separator of ``line`` contain an odd space."""
    match = _ODD_STRUCTURE.fullmatch(line) if _ODD_SPACE.search(line) else None
    if match is None or not _ODD_SPACE.search(match["before"] + match["gap"] + match["after"]):
        return None
    before = _ODD_SPACE.sub(" ", re.sub(f"[{_WITHOUT_WIDTH}]", "", match["before"]))
    mended = f"{before}{match['key']}: {match['value']}".rstrip()
    message = say("There is a special space (a non-breaking one, for instance) where YAML needs an ordinary one.")
    return message, say("Delete the space and type it again: {line}", line=without_name(mended))


def line_separator(text: str) -> tuple[int, int, Message, Message] | None:
    """Return line (from 0), column (from 1), message and hint of the first line break that only YAML knows."""
    match = _SEPARATOR.search(text)
    if match is None:
        return None
    message = say("The character {code} is not allowed here.", code=f"U+{ord(match[0]):04X}")
    hint = say("Delete it and type the text again; it often comes with text pasted from another program.")
    start = match.start()
    return text.count("\n", 0, start), start - text.rfind("\n", 0, start), message, hint


def mended_key(key: str) -> str:
    """Return ``key`` without the odd spaces around it."""
    return key.strip(f" {ODD_SPACES}")


def typographic_quotes(value: str) -> tuple[Message, Message] | None:
    """Return a message and a hint for a value in typographic quotes, which YAML takes as part of the text."""
    if _QUOTED.fullmatch(value) is None or not value[1:-1].strip():
        return None
    message = say("The quotation marks around {value} will be shown on the page.", value=value)
    return message, say('Leave them out, or use straight ones: "{text}"', text=value[1:-1])


def quoted(value: str) -> str:
    """Return ``value`` in straight quotes; those that it is in already give way, others in it become typographic."""
    text = value.strip()
    text = text[1:-1] if _QUOTED.fullmatch(text) or _QUOTED_AROUND_OTHERS.fullmatch(text) else text
    return '"{}"'.format(text.replace('"', "”"))
