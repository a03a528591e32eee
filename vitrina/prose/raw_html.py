"""Raw HTML, which is shown as the text that it is: an unclosed element would take the rest of the page with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import UnescapeTreeprocessor

from vitrina.problems import say
from vitrina.prose.conversion import Conversion
from vitrina.prose.marks import without_marks
from vitrina.prose.values import Flaw
from vitrina.values.comments import replace_comments

_RAW_HTML = r"(<!--|</?[a-zA-Z][^<>]*>)"


class CommentRemover(Preprocessor):
    """Drops comments that stand by themselves."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of a text without comments."""
        return replace_comments("\n".join(lines), lambda _: "", is_end_needed=False).split("\n")


class FencedBlocks(FencedBlockPreprocessor):
    """Fenced code with its language and classes only: it is HTML before anything could look at other attributes."""

    def handle_attrs(self, attrs: Iterable[tuple[str, str]]) -> tuple[str, list[str], dict[str, Any]]:
        """Return the id, the classes and the settings of a block of code: only classes."""
        return "", super().handle_attrs(attrs)[1], {}


class RawHtml(InlineProcessor):
    """Shows a tag as text, and says so; drops a comment."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(_RAW_HTML, md)
        self._conversion = conversion
        self._without_end: str | None = None

    def handleMatch(  # type: ignore[override] # noqa: N802 (the library's name)
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int] | tuple[None, None, None]:
        """Return what stands for a tag or a comment; nothing for a comment that is not closed."""
        marked = m.group(1)
        if marked.startswith("<!--"):
            end = -1 if data is self._without_end else data.find("-->", m.end(0))
            if end < 0:
                self._without_end = data  # looked through once, however many comments begin in it
                return None, None, None
            return "", m.start(0), end + len("-->")
        # What other patterns have replaced by placeholders, such as a line break, is text again.
        raw = without_marks(UnescapeTreeprocessor(self.md).unescape(self.unescape(marked)))
        hint = say("Use Markdown instead, or put the text between backticks if it is meant literally.")
        message = say("HTML is shown as text: {html}", html=raw)
        position = self._conversion.position(marked, shift=-1)
        self._conversion.flaws.append(Flaw("raw-html", message, hint, position, is_warning=True))
        escaped = raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return self.md.htmlStash.store(escaped), m.start(0), m.end(0)
