"""The numbers of footnotes, in the digits of the text: the list of the notes has them from its style sheet."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from vitrina.languages.numbering import LATIN_DIGITS, digits_of
from vitrina.prose.conversion import Conversion


class FootnoteNumbers(Treeprocessor):
    """Writes the numbers of references to notes, and those in the titles of the links back, in other digits."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion

    def run(self, root: Element) -> None:
        """Put the digits of the labels in the place of Latin ones."""
        numbering = self._conversion.labels.numbering
        if numbering == LATIN_DIGITS:
            return
        digits = digits_of(numbering)
        for link in root.iter("a"):
            if link.get("class") == "footnote-ref":
                link.text = (link.text or "").translate(digits)
            elif link.get("class") == "footnote-backref":
                link.set("title", link.get("title", "").translate(digits))
