"""Where the front matter of a document ends and its body begins, without reading either."""

from __future__ import annotations

import re

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
_FRONT = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:.*?\n)??---[ \t]*(?:\r?\n|\r|\Z)", re.DOTALL)


def body_of(text: str) -> tuple[str, int]:
    r"""Return the body of a document's ``text`` (line ends as ``\n``) and the line on which it begins.

    A document without front matter, or with one that has no end, has no body.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if closing is None:
        return "", text.count("\n") + 1
    return text[closing.end() + 1 :], text.count("\n", 0, closing.end()) + 2


def end_of_front(data: bytes) -> int:
    """Return how many of a document's bytes hold its front matter, fences included: perhaps more, never fewer.

    Where there is no front matter that can be told from the body, it is all of them.
    """
    match = _FRONT.match(data)
    return match.end() if match else len(data)
