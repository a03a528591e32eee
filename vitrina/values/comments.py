"""Comments of HTML in Markdown that stand by themselves: ``<!-- … -->`` on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Callable

_OPENING = re.compile(r"^[ ]{0,3}<!--", re.MULTILINE)
_CLOSING = re.compile(r"-->[ \t]*$", re.MULTILINE)
_END = "-->"


def replace_comments(text: str, replacement: Callable[[str], str], *, is_end_needed: bool) -> str:
    """Return ``text`` with each of its comments replaced.

    Without ``is_end_needed``, a comment that is never closed reaches to the end of the text. The text is read once,
    however many comments begin in it: one expression for the whole would look for the end of each from its beginning.
    """
    parts: list[str] = []
    done = position = 0
    end = -1
    while opening := _OPENING.search(text, position):
        if end < opening.end():
            end = text.find(_END, opening.end())
        if end < 0 and is_end_needed:
            break
        closing = _CLOSING.match(text, end) if end >= 0 else None
        if end >= 0 and closing is None:
            position = opening.end()
            continue
        position = closing.end() if closing else len(text)
        parts += text[done : opening.start()], replacement(text[opening.start() : position])
        done = position
    return "".join((*parts, text[done:]))
