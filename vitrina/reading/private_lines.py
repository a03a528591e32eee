"""Lines that say who agreed to a picture: reports are read by many, and those of a public repository by everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NAME = re.compile(
    r"""(?P<key>\bgiven[_-]?by\b["']?[ :=]*)(?:(?!,\s*["']?(?:date|expires|scope)\b)[^}])+""", re.IGNORECASE
)


def without_name(line: str) -> str:
    """Return ``line`` with stars in the place of who agreed, as long as it was."""
    return _NAME.sub(lambda found: found["key"] + "*" * (len(found[0]) - len(found["key"])), line)


def shown_lines(lines: Sequence[str]) -> Sequence[str]:
    """Return ``lines`` as a report may show them: who agreed is stars, on all the lines below its key, too."""
    return list(_shown(lines)) if any(_NAME.search(line) for line in lines) else lines


def private_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers (from 0) of those ``lines`` that say who agreed."""
    shown = shown_lines(lines)
    return frozenset(number for number, line in enumerate(lines) if line != shown[number])


def _shown(lines: Sequence[str]) -> Iterator[str]:
    above: list[_Above] = []
    for line in lines:
        text = line.lstrip()
        indent, is_item = len(line) - len(text), text.startswith("- ")
        while text and above and not above[-1].holds(indent, is_item=is_item):
            above.pop()
        shown = line[:indent] + "*" * len(text) if above and above[-1].is_private else without_name(line)
        if text:
            above.append(_Above(indent, is_item, shown != line))
        yield shown


@dataclass(frozen=True, slots=True)
class _Above:
    indent: int
    is_item: bool
    is_private: bool

    def holds(self, indent: int, *, is_item: bool) -> bool:
        """Tell whether a line belongs to this one: an item may stand as far left as the key of its list."""
        return self.indent < indent or (self.indent == indent and is_item and not self.is_item)
