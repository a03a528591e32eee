"""What Vitrina adds to the Markdown library, and what it takes away."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from vitrina.prose.attributes import Attributes, AttributesWithoutValue
from vitrina.prose.conversion import Conversion
from vitrina.prose.footnotes import FootnoteNumbers
from vitrina.prose.headings import HeadingIds, HeadingShifter
from vitrina.prose.links import Links
from vitrina.prose.marks import with_marks, without_marks
from vitrina.prose.raw_html import CommentRemover, FencedBlocks, RawHtml
from vitrina.prose.tables import TableFrames


class BodyExtension(Extension):
    """Puts Vitrina's own processors in their places; what they work with is in ``conversion``."""

    def __init__(self, conversion: Conversion) -> None:
        super().__init__()
        self._conversion = conversion

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Register the processors; the numbers are the library's priorities."""
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(CommentRemover(md), "comment", 20)
        md.preprocessors.register(FencedBlocks(md, {}), "fenced_code_block", 25)  # in the place of the library's
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(RawHtml(md, self._conversion), "html", 90)
        md.treeprocessors.register(HeadingShifter(md, self._conversion), "headings", 15)  # after inline (20)
        md.treeprocessors.register(AttributesWithoutValue(md), "values", 7)  # after attr_list (8)
        md.treeprocessors.register(HeadingIds(md), "ids", 6)  # before a table of contents is made (toc, 5)
        md.treeprocessors.register(FootnoteNumbers(md, self._conversion), "footnote-numbers", 4)
        md.treeprocessors.register(Links(md, self._conversion), "links", 3)
        md.treeprocessors.register(Attributes(md, self._conversion), "attributes", 2)
        md.treeprocessors.register(TableFrames(md, self._conversion), "frames", 1)


class MarksExtension(Extension):
    """Writes marks into a text in which only white space has changed so far, and takes out what is left of them."""

    def __init__(self, conversion: Conversion) -> None:
        super().__init__()
        self._conversion = conversion

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Register the processors; the numbers are the library's priorities."""
        md.preprocessors.register(_MarkWriter(md, self._conversion), "marks", 28)  # after normalize_whitespace (30)
        md.postprocessors.register(_MarkRemover(md), "marks", 0)


class _MarkWriter(Preprocessor):
    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion

    def run(self, lines: list[str]) -> list[str]:
        self._conversion.text = without_marks("\n".join(lines))
        return with_marks(self._conversion.text).split("\n")


class _MarkRemover(Postprocessor):
    def run(self, text: str) -> str:
        return without_marks(text)
