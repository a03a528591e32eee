"""Where the front matter of a document ends and its body begins, without reading either."""

from __future__ import annotations

import re

_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
_FRONT = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:.*?\n)??---[ \t]*(?:\r?\n|\r|\Z)", re.DOTALL)


def is_opened(text: str) -> bool:
    """Tell whether a document's ``text`` begins with a fence."""
    return _OPENING.match(text) is not None


def parts_of(text: str) -> tuple[str, str, int] | None:
    r"""Return the front matter of a document's ``text`` (line ends as ``\n``), its body, and the line of the body.

    ``None`` where there is no front matter, or one that has no end.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening and opening[0].endswith("\n") else None
    if opening is None or closing is None:
        return None
    front_matter = text[opening.end() : closing.start()] or "\n"
    return front_matter, text[closing.end() + 1 :], text.count("\n", 0, closing.end()) + 2


def body_of(text: str) -> tuple[str, int]:
    """Return the body of a document's ``text`` and the line on which it begins; one without front matter has none."""
    parts = parts_of(text)
    return ("", text.count("\n") + 1) if parts is None else parts[1:]


def end_of_front(data: bytes) -> int:
    """Return how many of a document's bytes hold its front matter, fences included: perhaps more, never fewer.

    Where there is no front matter that can be told from the body, it is all of them.
    """
    match = _FRONT.match(data)
    return match.end() if match else len(data)
