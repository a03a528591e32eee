"""What holds other blocks: quotations, lists and their items, definitions; each knows which lines go on in it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

_QUOTATION = re.compile(r" {0,3}> ?")
_DEFINITION = re.compile(r" {2,4}")


class Container:
    """A block that is open: its ``element``, how many blocks began in it, and whether an empty line was its last."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.blocks = 0
        self.is_after_blank = False

    def rest(self, line: str) -> str | None:
        """Return what of ``line`` is inside; nothing where the block ends above it."""
        return line

    def begin_block(self) -> None:
        """Note that a block begins in this one."""
        self.blocks += 1

    def close(self) -> None:
        """Finish the element."""


class Quotation(Container):
    """Lines that begin with ``>``."""

    def rest(self, line: str) -> str | None:
        """Return the line without its sign."""
        found = _QUOTATION.match(line)
        return line[found.end() :] if found else None


class ListOf(Container):
    """The items of a list; it is *loose*, with paragraphs, where an empty line stands between two of its blocks."""

    def __init__(self, element: Element, kind: str, number: int) -> None:
        super().__init__(element)
        self.kind = kind
        self.next_number = number
        self.is_loose = False

    def close(self) -> None:
        """Take the paragraphs of a list that is not loose out of their elements."""
        for item in self.element:
            if not self.is_loose:
                without_paragraphs(item)


class Item(Container):
    """An item: the lines that are indented as much as its text, and empty ones."""

    def __init__(self, element: Element, parent: ListOf, indent: int, *, is_empty: bool) -> None:
        super().__init__(element)
        self._parent = parent
        self._indent = indent
        self._is_empty = is_empty

    def rest(self, line: str) -> str | None:
        """Return the line without the indentation of the item."""
        if not line.strip(" "):
            return None if self._is_empty and not self.blocks else ""
        return line[self._indent :] if line.startswith(" " * self._indent) else None

    def begin_block(self) -> None:
        """Note a block, behind an empty line perhaps."""
        if self.is_after_blank and self.blocks:
            self._parent.is_loose = True
        self.blocks += 1


class Definition(Container):
    """What a term means: indented lines, and empty ones."""

    def __init__(self, element: Element, *, is_loose: bool) -> None:
        super().__init__(element)
        self._is_loose = is_loose

    def rest(self, line: str) -> str | None:
        """Return the line without its indentation."""
        if not line.strip(" "):
            return ""
        found = _DEFINITION.match(line)
        return line[found.end() :] if found else None

    def begin_block(self) -> None:
        """Note a block, behind an empty line perhaps."""
        self._is_loose = self._is_loose or (self.is_after_blank and self.blocks > 0)
        self.blocks += 1

    def close(self) -> None:
        """Take the paragraphs of a short definition out of their elements."""
        if not self._is_loose:
            without_paragraphs(self.element)


def without_paragraphs(element: Element) -> None:
    """Put the text of the paragraphs of ``element`` where they stand."""
    children = list(element)
    if not any(child.tag == "p" for child in children):
        return
    for child in children:
        element.remove(child)
    is_text = False
    for child in children:
        if child.tag != "p":
            element.append(child)
        else:
            _add_text(element, f"\n{child.text}" if is_text else child.text or "")
            element.extend(child)  # what an item of a list of tasks begins with
        is_text = child.tag == "p"


def _add_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{text}"
    else:
        element.text = f"{element.text or ''}{text}"
