"""What Vitrina adds to the Markdown library, and what it takes away.

Raw HTML is shown as the text that it is, because an unclosed element would take the rest of the page with it; comments
are dropped. Headings move below the page's title, links are led to where they go, attributes are checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.toc import slugify_unicode
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor

from vitrina.problems import say
from vitrina.prose.tree import HEADING_IDS, Attributes, AttributesWithoutValue, HeadingShifter, Links, TableFrames
from vitrina.prose.values import Flaw, Job

_COMMENT_BLOCK = re.compile(r"^[ ]{0,3}<!--(?:(?!-->).)*(?:-->[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_RAW_HTML = r"(<!--(?:(?!-->).)*-->|</?[a-zA-Z][^<>]*>)"


class BodyExtension(Extension):
    """Puts Vitrina's own processors in their places; what they work with is in ``job``."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Register the processors; the numbers are the library's priorities."""
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_CommentRemover(md), "comment", 20)
        md.preprocessors.register(_FencedBlocks(md, {}), "fenced_code_block", 25)  # in the place of the library's
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_RawHtml(_RAW_HTML, md, self._job), "html", 90)
        md.treeprocessors.register(HeadingShifter(md), "headings", 15)  # after inline (20), before toc (5)
        md.treeprocessors.register(AttributesWithoutValue(md), "values", 7)  # after attr_list (8), before toc
        md.treeprocessors.register(Links(md, self._job), "links", 3)
        md.treeprocessors.register(Attributes(md, self._job), "attributes", 2)
        md.treeprocessors.register(TableFrames(md, self._job), "frames", 1)


def heading_id(value: str, separator: str) -> str:
    """Return the id of a heading that says ``value``."""
    return HEADING_IDS + (slugify_unicode(value, separator) or "section")


class _CommentRemover(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return _COMMENT_BLOCK.sub("", "\n".join(lines)).split("\n")


class _FencedBlocks(FencedBlockPreprocessor):
    """Fenced code with its language and classes only: it is HTML before anything could look at other attributes."""

    def handle_attrs(self, attrs: Iterable[tuple[str, str]]) -> tuple[str, list[str], dict[str, Any]]:
        return "", super().handle_attrs(attrs)[1], {}


class _RawHtml(InlineProcessor):
    """Shows a tag as text, and says so."""

    def __init__(self, pattern: str, md: Markdown, job: Job) -> None:
        super().__init__(pattern, md)
        self._job = job

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override] # noqa: ARG002, N802
        raw = m.group(1)
        if raw.startswith("<!--"):
            return "", m.start(0), m.end(0)
        hint = say("Use Markdown instead, or put the text between backticks where it is meant as it stands.")
        message = say("HTML is shown as text: {html}", html=raw)
        self._job.flaws.append(Flaw(raw, "raw-html", message, hint, is_warning=True))
        return (
            self.md.htmlStash.store(raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
            m.start(0),
            m.end(0),
        )
