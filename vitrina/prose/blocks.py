"""The blocks of a text, line by line, by the rules of CommonMark (0.31, “Phase 1: block structure”).

The library divides a text at its empty lines before it looks what they are in; lists, quotations and code that people
write as they are used to are then something else. So one block processor takes the whole text, and leaves tables and
abbreviations to those of the library.
"""

from __future__ import annotations

import re
from itertools import islice
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.footnotes import FootnoteExtension

from vitrina.prose.block_writer import LEAF, BlockWriter
from vitrina.prose.conversion import Conversion
from vitrina.prose.features import TAB_LENGTH
from vitrina.prose.leaves import IndentedCode, Paragraph
from vitrina.prose.reader import Reader
from vitrina.prose.starts import starts_of

_BEFORE_TEXT = re.compile(r"(?:[ \t>]|(?:[-+*•·▪◦‣●○–]|\d{1,9}[.)])(?=[ \t]))*\t")


class Blocks(BlockProcessor):
    """Takes all blocks of the library at once, and reads them as lines."""

    def __init__(self, parser: BlockParser, conversion: Conversion, footnotes: FootnoteExtension) -> None:
        super().__init__(parser)
        self._conversion = conversion
        self._writer = BlockWriter(parser, conversion, footnotes)

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 (the library's names)
        """Tell whether the blocks are not those of a paragraph that was read before."""
        return not self.parser.state.isstate(LEAF)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Add the ``blocks`` to ``parent``."""
        text = "\n\n".join(blocks)
        blocks.clear()
        first = self._conversion.lines_of_notes.get(text, 0)
        reader = Reader(parent, text.removesuffix("\n").split("\n"), first, self._writer)
        while reader.number < len(reader.lines):
            line = reader.lines[reader.number]
            if "\t" in line and (before := _BEFORE_TEXT.match(line)):
                line = before[0].expandtabs(TAB_LENGTH) + line[before.end() :]
            _take(reader, line)
            reader.number += 1
        reader.close(0)


def _take(reader: Reader, line: str) -> None:
    """Add ``line`` to the blocks that go on, and begin others."""
    matched = 1
    for container in islice(reader.open, 1, None):
        rest = container.rest(line)
        if rest is None:
            break
        line = rest
        matched += 1
    if reader.leaf is not None and matched == len(reader.open) and reader.leaf.takes(line):
        return
    if not line.strip(" "):
        reader.blank(matched, line)
        return
    _begin(reader, line, matched)
    for container in reader.open:
        container.is_after_blank = False


def _begin(reader: Reader, line: str, matched: int) -> None:
    """Begin the blocks that ``line`` begins; what is left of it is text."""
    while True:
        indent = len(line) - len(line.lstrip(" "))
        if indent >= TAB_LENGTH:
            if not isinstance(reader.leaf, Paragraph):
                reader.parent(matched)
                reader.leaf = IndentedCode([line[TAB_LENGTH:]])
                return
            break
        rest = None
        for start in starts_of(line[indent]):
            rest = start(reader, line, indent, matched)
            if rest is not None:
                break
        if rest is None:
            break
        if not rest.strip(" "):
            return
        line, matched = rest, len(reader.open)
    if isinstance(reader.leaf, Paragraph):
        reader.leaf.lines.append(line.lstrip(" "))
    else:
        reader.parent(matched)
        reader.leaf = Paragraph(reader.line, [line.lstrip(" ")])
