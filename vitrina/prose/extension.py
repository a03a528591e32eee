"""What Vitrina adds to the Markdown library, and what it takes away."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from vitrina.prose.annotations import Annotations
from vitrina.prose.attributes import Attributes, AttributesWithoutValue
from vitrina.prose.blocks import Blocks
from vitrina.prose.conversion import Conversion
from vitrina.prose.figures import Figures
from vitrina.prose.footnotes import FootnoteNumbers
from vitrina.prose.headings import HeadingIds, HeadingShifter
from vitrina.prose.inlines import inlines
from vitrina.prose.links import Links
from vitrina.prose.literal import Literals, tell
from vitrina.prose.marks import with_marks, without_marks
from vitrina.prose.tables import TableFrames
from vitrina.prose.videos import Videos

_BLOCKS_OF_THE_LIBRARY = ("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote")


class BodyExtension(Extension):
    """Puts Vitrina's own processors in their places; what they work with is in ``conversion``."""

    def __init__(self, conversion: Conversion, footnotes: FootnoteExtension) -> None:
        super().__init__()
        self._conversion = conversion
        self._footnotes = footnotes

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Register the processors; the numbers are the library's priorities."""
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(PlainLines(md), "normalize_whitespace", 30)  # in the place of the library's
        for name in (*_BLOCKS_OF_THE_LIBRARY, "reference", "footnote"):
            md.parser.blockprocessors.deregister(name)
        md.parser.blockprocessors.register(Blocks(md.parser, self._conversion, self._footnotes), "blocks", 200)
        md.treeprocessors.register(Inlines(md, self._conversion), "inline", 20)  # in the place of the library's
        md.treeprocessors.register(HeadingShifter(md, self._conversion), "headings", 15)
        md.treeprocessors.register(AttributesWithoutValue(md), "values", 7)  # after attr_list (8)
        md.treeprocessors.register(HeadingIds(md), "ids", 6)  # before a table of contents is made (toc, 5)
        md.treeprocessors.register(FootnoteNumbers(md, self._conversion), "footnote-numbers", 4)
        md.treeprocessors.register(Links(md, self._conversion), "links", 3)
        md.treeprocessors.register(Attributes(md, self._conversion), "attributes", 2)
        md.treeprocessors.register(Annotations(md, self._conversion), "annotations", 1.5)
        md.treeprocessors.register(Videos(md, self._conversion), "videos", 1.2)
        md.treeprocessors.register(Figures(md, self._conversion), "figures", 1.1)
        md.treeprocessors.register(TableFrames(md, self._conversion), "frames", 1)


class PlainLines(Preprocessor):
    """Makes lines of a text, and takes out the characters that the library uses for its own marks."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of a text; those of another system end as ours do."""
        source = "\n".join(lines).replace(STX, "").replace(ETX, "")
        return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")


class Inlines(Treeprocessor):
    """Looks for markup in every text of the tree."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion

    def run(self, root: Element) -> None:
        """Replace the texts below ``root`` by what is marked up in them."""
        for parent in list(root.iter()):
            children = list(parent)
            if parent.text and not isinstance(parent.text, AtomicString):
                text = parent.text.replace("\\|", "|") if parent.tag in ("td", "th") else parent.text
                made = self._inlines(text)
                parent.text = made.text
                for place, element in enumerate(made):
                    parent.insert(place, element)
            for child in children:
                if child.tail and not isinstance(child.tail, AtomicString) and child.tail.strip():
                    made = self._inlines(child.tail)
                    child.tail = made.text
                    place = list(parent).index(child) + 1
                    for further, element in enumerate(made):
                        parent.insert(place + further, element)

    def _inlines(self, text: str) -> Element:
        made = Element("span")
        literals: Literals = []
        inlines(text, made, self.md, literals, self._conversion.used)
        if literals:
            tell(literals, self._conversion)
        return made


class MarksExtension(Extension):
    """Writes marks into a text in which only ends of lines have changed so far, and takes out what is left of them."""

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
