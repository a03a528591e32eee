"""Slips of the keyboard and of office programs in YAML: each with the line as it should be, and nothing guessed."""

from __future__ import annotations

import re

from vitrina.problems import Message, say

ODD_SPACES = "\u00a0\u2007\u202f\u2009\u200b\u2060\u3000\ufeff"
"""Spaces that look like a space (or like nothing) and are none to YAML; office programs and web pages insert them."""

_WITHOUT_WIDTH = "\u200b\u2060\ufeff"
_ODD_SPACE = re.compile(f"[{ODD_SPACES}]")
_ODD_STRUCTURE = re.compile(
    rf"(?P<before>[ \t{ODD_SPACES}]*(?:-[ {ODD_SPACES}]+)?)(?P<key>[^\s:{ODD_SPACES}]+)(?P<gap>[ {ODD_SPACES}]*):"
    rf"(?P<after>[ {ODD_SPACES}]*)(?P<value>.*)"
)
_SEPARATOR = re.compile("[\x85\u2028\u2029]")
"""Line breaks to YAML and to nobody else: with one, no line would have the number that an editor shows."""

_QUOTED = re.compile(r"(?:“[^“”]*”|”[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|‘[^‘’]*’|’[^‘’]*’|‚[^‚‘’]*[‘’])")


def odd_space(line: str) -> tuple[Message, Message] | None:
    """Return what is wrong with a line whose structure (not its text) holds an odd space, and the line mended."""
    match = _ODD_STRUCTURE.fullmatch(line) if _ODD_SPACE.search(line) else None
    if match is None or not _ODD_SPACE.search(match["before"] + match["gap"] + match["after"]):
        return None
    before = _ODD_SPACE.sub(" ", re.sub(f"[{_WITHOUT_WIDTH}]", "", match["before"]))
    mended = f"{before}{match['key']}: {match['value']}".rstrip()
    message = say("A special space (a non-breaking one, for instance) stands where YAML needs an ordinary one.")
    return message, say("Delete the space and type it anew: {line}", line=mended)


def line_separator(text: str) -> tuple[int, int, Message, Message] | None:
    """Return where the first line break is that only YAML knows (lines from 0, columns from 1), and what to do."""
    match = _SEPARATOR.search(text)
    if match is None:
        return None
    message = say("The character {code} cannot stand here.", code=f"U+{ord(match[0]):04X}")
    hint = say("Delete it and type the text anew; it often comes with text pasted from another program.")
    start = match.start()
    return text.count("\n", 0, start), start - text.rfind("\n", 0, start), message, hint


def mended_key(key: str) -> str:
    """Return ``key`` without the odd spaces around it."""
    return key.strip(f" {ODD_SPACES}")


def typographic_quotes(value: str) -> tuple[Message, Message] | None:
    """Return a remark on a value that stands in typographic quotes as a whole, which YAML takes for its letters."""
    if _QUOTED.fullmatch(value) is None or not value[1:-1].strip():
        return None
    message = say("The quotation marks around {value} will be shown on the page.", value=value)
    return message, say('Leave them out, or use straight ones: "{text}"', text=value[1:-1])
