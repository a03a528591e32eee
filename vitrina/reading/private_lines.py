"""Lines that say who agreed to a picture: reports are read by many, and those of a public repository by everybody."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAME = re.compile(
    r"""(?P<key>\bgiven[_-]?by\b["']?[ :=]*)(?:(?!,\s*["']?(?:date|expires|scope)\b)[^}])+""", re.IGNORECASE
)


def without_name(line: str) -> str:
    """Return ``line`` with stars in the place of who agreed, as long as it was."""
    return _NAME.sub(lambda found: found["key"] + "*" * (len(found[0]) - len(found["key"])), line)


def shown_line(lines: Sequence[str], number: int) -> str:
    """Return line ``number`` (from 0) of ``lines`` for a report; of one that goes on with who agreed, only stars."""
    line = lines[number]
    text = line.lstrip()
    indent = len(line) - len(text)
    for above in reversed(lines[:number] if indent else ()):
        begin = len(above) - len(above.lstrip())
        if above.strip() and (begin < indent or (begin == indent and text.startswith("- "))):
            return line[:indent] + "*" * len(text) if without_name(above) != above else without_name(line)
    return without_name(line)


def is_private(lines: Sequence[str], number: int) -> bool:
    """Tell whether line ``number`` (from 0) of ``lines`` says who agreed; none does that is not there."""
    return number < len(lines) and shown_line(lines, number) != lines[number]
