"""Headings: below the title of the page, and with ids that never meet one of the template."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import remove_fnrefs, render_inner_html, slugify_unicode, strip_tags, unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX

from vitrina.prose.conversion import Conversion
from vitrina.prose.marks import without_marks

HEADING_IDS = "text-"
"""What the ids of headings begin with, so that they never meet an id of the template."""

_HEADING = re.compile(r"h([1-6])")
_SIGNS_OF_HTML = ("&", "<", STX)


class HeadingShifter(Treeprocessor):
    """Moves all headings of a body by one distance, so that the highest has level 2 (WCAG 2.2, 1.3.1)."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion

    def run(self, root: Element) -> None:
        """Move the headings below ``root``."""
        headings = [(element, int(match[1])) for element in root.iter() if (match := _HEADING.fullmatch(element.tag))]
        if not headings:
            return
        distance = 2 - min(level for _, level in headings)
        for element, level in headings:
            element.tag = f"h{min(level + distance, 6)}"
            self._conversion.headings.append(self._conversion.position("".join(element.itertext())))


class HeadingIds(Treeprocessor):
    """Gives headings the ids that the library's table of contents would give them, without making one."""

    def run(self, root: Element) -> None:
        """Give an id to each heading below ``root`` that has none."""
        elements = list(root.iter())
        used = {element.attrib["id"] for element in elements if "id" in element.attrib}
        counters: dict[str, int] = {}
        for heading in (element for element in elements if _HEADING.fullmatch(element.tag)):
            if "id" not in heading.attrib:
                heading.set("id", unique(heading_id(unescape(self._name(heading)), "-"), used, counters))
            if "toc" not in self.md.treeprocessors:
                heading.attrib.pop("data-toc-label", None)  # what the table would call it

    def _name(self, heading: Element) -> str:
        """Return what a heading says, as HTML without tags."""
        text = heading.text or ""
        if len(heading) == 0 and not any(sign in text for sign in _SIGNS_OF_HTML):
            return text
        return strip_tags(render_inner_html(remove_fnrefs(heading), self.md))


def heading_id(value: str, separator: str) -> str:
    """Return the id of a heading that says ``value``."""
    return HEADING_IDS + (slugify_unicode(without_marks(value), separator) or "section")
