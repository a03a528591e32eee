"""One instance of the Markdown library, with the parts that some bodies need."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, Registry

from vitrina.prose.conversion import Conversion
from vitrina.prose.extension import BodyExtension, MarksExtension
from vitrina.prose.features import FEATURES, signs_of_markup
from vitrina.prose.headings import heading_id
from vitrina.prose.values import Labels, LinkResolver


class Instance:
    """Converts one body after the other.

    ``features`` are those that it needs: the others must have nothing to do in any of the bodies. Without ``features``
    it has all, and its conversions are with marks, so that their flaws have positions.
    """

    def __init__(self, features: frozenset[str] | None = None) -> None:
        self._conversion = Conversion()
        self._footnotes = FootnoteExtension(BACKLINK_TEXT="↑")
        extensions = [*_extensions(self._footnotes), BodyExtension(self._conversion)]
        if features is None:
            extensions.append(MarksExtension(self._conversion))
        self._markdown = Markdown(extensions=extensions, output_format="html")
        if features is not None:
            _leave_out(self._markdown, features)

    def convert(self, body: str, resolve: LinkResolver, labels: Labels) -> tuple[str, Conversion]:
        """Return the HTML of ``body``, and what was found in it, which is there until the next one."""
        self._conversion.begin(body, resolve, labels)
        self._footnotes.setConfig("BACKLINK_TITLE", labels.back.replace("{number}", "{}"))
        return self._markdown.reset().convert(body), self._conversion


def _extensions(footnotes: FootnoteExtension) -> list[Extension]:
    """Return the library's own extensions; called by their names, it would look for them in all that is installed."""
    return [
        DefListExtension(),
        AbbrExtension(),
        AttrListExtension(),
        SaneListExtension(),
        FencedCodeExtension(),
        TableExtension(use_align_attribute=True),
        footnotes,
        TocExtension(slugify=heading_id, toc_depth="2-6"),
    ]


def _leave_out(markdown: Markdown, features: frozenset[str]) -> None:
    """Take away the parts that only other features have."""
    registries: dict[str, Registry[Any]] = {
        "preprocessors": markdown.preprocessors,
        "blocks": markdown.parser.blockprocessors,
        "inline": markdown.inlinePatterns,
        "tree": markdown.treeprocessors,
    }
    for kind, registry in registries.items():
        parts = [(name, feature.name in features) for feature in FEATURES for name in getattr(feature, kind)]
        for name in {name for name, _ in parts} - {name for name, is_needed in parts if is_needed}:
            registry.deregister(name)
    if "abbr" not in markdown.treeprocessors:
        markdown.treeprocessors.register(_PlainTexts(markdown, signs_of_markup(features)), "plain", 21)


class _PlainTexts(Treeprocessor):
    """Tells the library's inline processor, before which it stands, which pieces of text it can leave as they are.

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
