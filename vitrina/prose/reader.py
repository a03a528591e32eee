"""What is open while the lines of a text are read into blocks."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from vitrina.prose.block_writer import BlockWriter
from vitrina.prose.containers import Container, ListOf, Quotation
from vitrina.prose.features import TAB_LENGTH
from vitrina.prose.leaves import IndentedCode, Leaf, Paragraph

_DEEPEST = 150
"""Levels of blocks; the library writes each by a call in a call."""

_COMMENT, _END_OF_COMMENT = "<!--", "-->"


class Reader:
    """The lines, the number of the one that is read, the containers that hold each other, and an open leaf perhaps."""

    def __init__(self, root: Element, lines: Sequence[str], first: int, writer: BlockWriter) -> None:
        self.lines = lines
        self._first = first
        self.number = 0
        self.writer = writer
        self.open: list[Container] = [Container(root)]
        self.leaf: Leaf | None = None
        self._end_of_comment = (-1, "")

    @property
    def line(self) -> int:
        """The number in the body of the line that is read."""
        return self._first + self.number

    def blank(self, matched: int, line: str = "") -> None:
        """End what an empty line ends, below the first ``matched`` containers."""
        if isinstance(self.leaf, IndentedCode) and matched == len(self.open):
            self.leaf.lines.append(line[TAB_LENGTH:])
        else:
            self.close(matched)
        for container in reversed(self.open):
            container.is_after_blank = True
            if isinstance(container, Quotation):
                break

    def is_in_paragraph(self, matched: int) -> bool:
        """Tell whether a line stands right below the text of a paragraph, in the same containers."""
        return isinstance(self.leaf, Paragraph) and matched == len(self.open)

    def close(self, matched: int) -> None:
        """Close the leaf, and the containers from ``matched`` on."""
        leaf, self.leaf = self.leaf, None
        if leaf is not None:
            self.writer.write(leaf, self.open[-1].element)
        while len(self.open) > matched:
            self.open.pop().close()

    def parent(self, matched: int) -> Element:
        """Return the element of a block that begins in the container before ``matched``; a list ends there."""
        self.close(matched)
        if isinstance(self.open[-1], ListOf):
            self.open.pop().close()
        self.open[-1].begin_block()
        return self.open[-1].element

    def hold(self, container: Container) -> None:
        """Open ``container`` in the last one."""
        if len(self.open) > _DEEPEST:
            raise RecursionError("blocks are nested too deeply")
        self.open.append(container)

    def end_of_comment(self, line: str, begin: int) -> int | None:
        """Return the number of the line that ends the comment which begins in ``line``; nothing with text behind it."""
        _, end, rest = line[begin + len(_COMMENT) :].partition(_END_OF_COMMENT)
        if end:
            return None if rest.strip() else self.number
        number, rest = self._end_of_comment
        if number <= self.number:  # looked for once, however many comments begin above it
            number = next(
                (below for below in range(self.number + 1, len(self.lines)) if _END_OF_COMMENT in self.lines[below]),
                len(self.lines),
            )
            rest = "" if number == len(self.lines) else self.lines[number].partition(_END_OF_COMMENT)[2]
            self._end_of_comment = number, rest
        return None if rest.strip() else number
