"""From Markdown to HTML: the library with what Vitrina adds to it.

Headings are moved so that the highest one in a body is the second level, below the page's title. Raw HTML is shown
as the text that it is, because an unclosed element would take the rest of the page with it; comments are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor

from vitrina.problems import say
from vitrina.prose.tree import HEADING_IDS, Attributes, AttributesWithoutValue, HeadingShifter, Links, TableFrames
from vitrina.prose.values import Flaw, LinkResolver, Prose, Words

EXTENSIONS = ("def_list", "abbr", "attr_list", "sane_lists", "fenced_code")
"""Python-Markdown's own extensions that bodies can use, besides tables, footnotes and ids of headings."""

MOST_BRACKETS = 2000
"""In one paragraph. Python-Markdown looks for the other end of each, which takes seconds from here on."""

_COMMENT_BLOCK = re.compile(r"^[ ]{0,3}<!--(?:(?!-->).)*(?:-->[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_RAW_HTML = r"(<!--(?:(?!-->).)*-->|</?[a-zA-Z][^<>]*>)"


def to_html(body: str, resolve: LinkResolver, words: Words) -> Prose:
    """Return ``body`` as HTML; each of its links has been through ``resolve``."""
    if not body.strip():
        return Prose("")
    if any(block.count("[") > MOST_BRACKETS for block in body.split("\n\n")):
        message = say("A paragraph has more than {most} square brackets.", most=MOST_BRACKETS)
        return Prose("", (Flaw("[" * 3, "too-many-brackets", message, say("Divide it by empty lines.")),))
    flaws: list[Flaw] = []
    converter = Markdown(
        extensions=[
            *EXTENSIONS,
            TableExtension(use_align_attribute=True),
            FootnoteExtension(BACKLINK_TEXT="↑", BACKLINK_TITLE=words.back.replace("{number}", "{}")),
            TocExtension(slugify=_heading_id, permalink=False, toc_depth="2-6"),
            _BodyExtension(resolve, words, flaws),
        ],
        output_format="html",
    )
    try:
        html = converter.convert(body)
    except RecursionError:
        hint = say("Lists, quotations or emphasis are inside each other hundreds of times; write it flatter.")
        return Prose("", (Flaw(body[:40], "too-deep", say("The text is nested too deeply."), hint),))
    return Prose(html, tuple(flaw for position, flaw in enumerate(flaws) if flaw not in flaws[:position]))


def place_of(body: str, *excerpts: str) -> tuple[int, int]:
    """Return how many lines below the body's first one the first of ``excerpts`` stands, and the column, from 1 on.

    Both are 0 where none is found as written.
    """
    position = next((place for excerpt in excerpts if (place := body.find(excerpt)) >= 0), -1)
    if position < 0:
        return 0, 0
    return body.count("\n", 0, position), position - body.rfind("\n", 0, position)


def _heading_id(value: str, separator: str) -> str:
    return HEADING_IDS + (slugify_unicode(value, separator) or "section")


class _BodyExtension(Extension):
    """What Vitrina adds to Markdown: no raw HTML, headings below the page's, links led to where they go."""

    def __init__(self, resolve: LinkResolver, words: Words, flaws: list[Flaw]) -> None:
        super().__init__()
        self._resolve = resolve
        self._words = words
        self._flaws = flaws

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Put the processors in their places; the numbers are the library's priorities."""
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_CommentRemover(md), "comment", 20)
        md.preprocessors.register(_FencedBlocks(md, {}), "fenced_code_block", 25)  # in the place of the library's
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_RawHtml(_RAW_HTML, md, self._flaws), "html", 90)
        md.treeprocessors.register(HeadingShifter(md), "headings", 15)  # after inline (20), before toc (5)
        md.treeprocessors.register(AttributesWithoutValue(md), "values", 7)  # after attr_list (8), before toc
        md.treeprocessors.register(Links(md, self._resolve, self._flaws), "links", 3)
        md.treeprocessors.register(Attributes(md, self._flaws), "attributes", 2)
        md.treeprocessors.register(TableFrames(md, self._words), "frames", 1)


class _CommentRemover(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return _COMMENT_BLOCK.sub("", "\n".join(lines)).split("\n")


class _FencedBlocks(FencedBlockPreprocessor):
    """Fenced code with its language and classes only: it is HTML before anything could look at other attributes."""

    def handle_attrs(self, attrs: Iterable[tuple[str, str]]) -> tuple[str, list[str], dict[str, Any]]:
        return "", super().handle_attrs(attrs)[1], {}


class _RawHtml(InlineProcessor):
    """Shows a tag as text, and says so."""

    def __init__(self, pattern: str, md: Markdown, flaws: list[Flaw]) -> None:
        super().__init__(pattern, md)
        self._flaws = flaws

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override] # noqa: ARG002, N802
        raw = m.group(1)
        if raw.startswith("<!--"):
            return "", m.start(0), m.end(0)
        hint = say("Use Markdown instead, or put the text between backticks where it is meant as it stands.")
        message = say("HTML is shown as text: {html}", html=raw)
        self._flaws.append(Flaw(raw, "raw-html", message, hint, is_warning=True))
        return (
            self.md.htmlStash.store(raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
            m.start(0),
            m.end(0),
        )
