"""Blocks that hold lines and no other blocks: paragraphs, code, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vitrina.prose.features import TAB_LENGTH

_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]*\]:")


@dataclass(slots=True)
class Paragraph:
    """Lines of text, the first of which is the one with this number; ``box`` is that of a task."""

    line: int
    lines: list[str]
    box: str = ""

    def takes(self, _: str) -> bool:
        """Tell whether a line is a part of it, whatever it begins with."""
        return False


@dataclass(slots=True)
class Fence:
    """Code between two lines of signs."""

    line: int
    sign: str
    indent: int
    info: str
    lines: list[str] = field(default_factory=list)
    is_closed: bool = False

    def takes(self, line: str) -> bool:
        """Take every line up to the one that closes it."""
        if self.is_closed:
            return False
        text = line.lstrip(" ")
        if len(line) - len(text) < TAB_LENGTH and text.startswith(self.sign) and not text.strip(self.sign[0]).strip():
            self.is_closed = True
        else:
            self.lines.append(line[min(self.indent, len(line) - len(text)) :])
        return True


@dataclass(slots=True)
class IndentedCode:
    """Code that is indented."""

    lines: list[str]

    def takes(self, line: str) -> bool:
        """Take lines that are indented; an empty one may be the end of it."""
        if not line.startswith(" " * TAB_LENGTH) or not line.strip(" "):
            return False
        self.lines.append(line[TAB_LENGTH:])
        return True


@dataclass(slots=True)
class Note:
    """The definition of a footnote."""

    line: int
    name: str
    lines: list[str]

    def takes(self, line: str) -> bool:
        """Take indented lines and empty ones, and those that stand right below its text."""
        if not line.strip(" "):
            self.lines.append("")
        elif line.startswith(" " * TAB_LENGTH):
            self.lines.append(line[TAB_LENGTH:])
        elif self.lines[-1] and not _FOOTNOTE.match(line):
            self.lines.append(line)
        else:
            return False
        return True


Leaf = Paragraph | Fence | IndentedCode | Note
