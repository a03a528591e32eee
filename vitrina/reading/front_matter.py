"""Splitting a document into front matter (between two lines ``---``) and body, without parsing either."""

from __future__ import annotations

import re

_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
_FRONT = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:.*?\n)??---[ \t]*(?:\r?\n|\r|\Z)", re.DOTALL)


def is_opened(text: str) -> bool:
    """Tell whether ``text`` begins with a line ``---``."""
    return _OPENING.match(text) is not None


def parts_of(text: str) -> tuple[str, str, int] | None:
    r"""Return the front matter of ``text`` (line ends as ``\n``), the body, and the line on which the body begins.

    ``None`` where the front matter is missing or not closed.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening and opening[0].endswith("\n") else None
    if opening is None or closing is None:
        return None
    front_matter = text[opening.end() : closing.start()] or "\n"
    return front_matter, text[closing.end() + 1 :], text.count("\n", 0, closing.end()) + 2


def body_of(text: str) -> tuple[str, int]:
    """Return the body of ``text`` and the line on which it begins; a document without front matter has no body."""
    parts = parts_of(text)
    return ("", text.count("\n") + 1) if parts is None else parts[1:]


def end_of_front(data: bytes) -> int:
    """Return an upper bound for the length of the front matter in bytes, both lines ``---`` included.

    The length of ``data`` if it has no closed front matter.
    """
    match = _FRONT.match(data)
    return match.end() if match else len(data)
