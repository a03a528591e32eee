"""The library's own parts, quicker: each does what the one that it stands in for does, to the last byte.

They ask cheap questions first (is the character there at all?), and make nothing that nobody reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Self
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.inlinepatterns import LINK_RE, DelimiterProcessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import Treeprocessor
from markdown.util import BLOCK_LEVEL_ELEMENTS, ETX, STX, AtomicString

from vitrina.prose.extension import heading_id

_MARK = "[TOC]"
_ODD_WHITESPACE = ("\n ", "\t", "\r", STX, ETX)
_BRACKET = re.compile(r"\[(?<!!\[)", re.DOTALL)
"""Finds what the library's ``LINK_RE`` finds; an expression that begins with its letter is searched for much faster."""


class QuickMarkdown(Markdown):
    """The library's converter, with quicker parts in the places of those that take most of its time."""

    _BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)

    def build_parser(self) -> Self:
        """Put the parts in their places."""
        super().build_parser()
        self.preprocessors.register(_Whitespace(self), "normalize_whitespace", 30)
        for pattern in self.inlinePatterns:
            if pattern.pattern == LINK_RE:
                pattern.compiled_re = _BRACKET
        emphasis = _Emphasis("*", "strong,em", self)
        emphasis.add("_", "strong,em", smart=True)
        self.inlinePatterns.register(emphasis, "em_strong", 60)
        return self

    def is_block_level(self, tag: object) -> bool:
        """Tell whether ``tag`` is that of an element that stands by itself."""
        return tag in self._BLOCKS or super().is_block_level(tag)


class HeadingIds(TocExtension):
    """The library's ids of headings; its table of contents is made where a text asks for it with its mark only."""

    def __init__(self) -> None:
        self.TreeProcessorClass = _HeadingIds
        super().__init__(slugify=heading_id, permalink=False, toc_depth="2-6")


class _HeadingIds(TocTreeprocessor):
    def run(self, root: Element) -> None:
        self.marker = _MARK if any(element.text and _MARK in element.text for element in root.iter()) else ""
        super().run(root)

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        return super().build_toc_div(toc_list) if self.marker else Element("div")


class _PlainTexts(Treeprocessor):
    """Tells the library's inline processor which pieces of text it can leave as they are.

    Not to be used where there may be abbreviations: what is left alone is left alone by them too.
    """

    def __init__(self, md: Markdown, signs: Collection[str]) -> None:
        super().__init__(md)
        self._signs = tuple(signs)

    def run(self, root: Element) -> None:
        """Mark the texts below ``root`` that have none of the signs."""
        for element in root.iter():
            if element.text and self._is_plain(element.text):
                element.text = AtomicString(element.text)
            if element.tail and self._is_plain(element.tail):
                element.tail = AtomicString(element.tail)

    def _is_plain(self, text: str) -> bool:
        for sign in self._signs:  # noqa: SIM110 - a generator takes twice as long
            if sign in text:
                return False
        return True


class _Whitespace(NormalizeWhitespace):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if any(sign in text for sign in _ODD_WHITESPACE):
            return super().run(lines)
        return [*lines, "", ""]


class _Emphasis(DelimiterProcessor):
    def search(self, data: str, start: int) -> re.Match[str] | None:
        """Return the next delimiter; the library looks at the characters one by one."""
        for found in self.compiled_re.finditer(data, start):
            delimiter = self.delimiters[found.group()]
            match = delimiter.boundary.match(data, found.start())
            if match is not None and (delimiter.stack or match.lastgroup != "end"):
                return match
        return None


def _only_where(sign: str, test: Callable[[Element, str], bool]) -> Callable[[Element, str], bool]:
    """Return ``test`` for blocks with ``sign`` in them; it fails all others."""
    return lambda parent, block: sign in block and test(parent, block)


def settle(markdown: Markdown, guards: Mapping[str, str], signs: Collection[str]) -> None:
    """Make ``markdown`` quicker, now that none of its parts is added or taken away any more.

    ``guards`` are the signs that some block processors need in the very block, by the names of the processors;
    ``signs`` are those one of which a paragraph must have for anything to be marked up in it.
    """
    if "abbr" not in markdown.treeprocessors:
        markdown.treeprocessors.register(_PlainTexts(markdown, signs), "plain", 21)  # before inline, after footnotes
    # Lists, because a registry makes one at every step.
    inline: Any = markdown.treeprocessors["inline"]
    inline.inlinePatterns = list(markdown.inlinePatterns)
    parser: Any = markdown.parser
    for name, sign in guards.items():
        processor = parser.blockprocessors[name]
        processor.test = _only_where(sign, processor.test)
    parser.blockprocessors = list(parser.blockprocessors)
