"""One instance of the Markdown library, with the parts that some bodies need."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.util import Registry

from vitrina.prose.conversion import Conversion
from vitrina.prose.extension import BodyExtension, MarksExtension
from vitrina.prose.features import FEATURES
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
        extensions = [*_extensions(self._footnotes), BodyExtension(self._conversion, self._footnotes)]
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
        AbbrExtension(),
        AttrListExtension(),
        TableExtension(use_align_attribute=True),
        footnotes,
        TocExtension(slugify=heading_id, toc_depth="2-6"),
    ]


def _leave_out(markdown: Markdown, features: frozenset[str]) -> None:
    """Take away the parts that only other features have."""
    registry: Registry[Any] = markdown.treeprocessors
    parts = [(name, feature.name in features) for feature in FEATURES for name in feature.tree]
    for name in {name for name, _ in parts} - {name for name, is_needed in parts if is_needed}:
        registry.deregister(name)
