"""Converters that are kept, each with no more parts than its bodies need: building one takes as long as some bodies."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.util import Registry

from vitrina.prose.extension import BodyExtension
from vitrina.prose.needs import RULES, Needs, guards, needs_of, signs_of_markup
from vitrina.prose.quick import HeadingIds, QuickMarkdown, settle
from vitrina.prose.values import Flaw, Job, LinkResolver, Words

EXTENSIONS = (DefListExtension, AbbrExtension, AttrListExtension, SaneListExtension, FencedCodeExtension)
"""Python-Markdown's own extensions that bodies can use, besides tables, footnotes and ids of headings.

They are not called by their names, because the library would look through all that is installed for them.
"""

MOST_KINDS = 64
"""Sets of needs for which converters are kept. A site has a few dozen; each converter takes some 30 kB."""


def converted(body: str, resolve: LinkResolver, words: Words) -> tuple[str, list[Flaw]]:
    """Return the HTML of ``body`` and its flaws; raise ``RecursionError`` where it is nested too deeply."""
    needs = needs_of(body)
    spares = _spares(needs)
    # A converter belongs to one conversion at a time: one inside another, or in another thread, takes the next spare.
    try:
        converter = spares.pop()
    except IndexError:
        converter = Converter(needs)
    result = converter.convert(body, resolve, words)
    spares.append(converter)  # not where the conversion stopped in the middle: who knows in what state
    return result


@lru_cache(maxsize=MOST_KINDS)
def _spares(_: Needs) -> list[Converter]:
    return []


class Converter:
    """Converts one body after the other; what ``needs`` leaves out must have nothing to do in any of them."""

    def __init__(self, needs: Needs) -> None:
        self._job = Job()
        self._footnotes = FootnoteExtension(BACKLINK_TEXT="↑")
        self._markdown = QuickMarkdown(
            extensions=[
                *(extension() for extension in EXTENSIONS),
                TableExtension(use_align_attribute=True),
                self._footnotes,
                HeadingIds(),
                BodyExtension(self._job),
            ],
            output_format="html",
        )
        _leave_out(self._markdown, needs)
        settle(self._markdown, guards(needs), signs_of_markup(needs))

    def convert(self, body: str, resolve: LinkResolver, words: Words) -> tuple[str, list[Flaw]]:
        """Return the HTML of ``body`` and its flaws."""
        self._job.begin(resolve, words)
        self._footnotes.setConfig("BACKLINK_TITLE", words.back.replace("{number}", "{}"))
        html = self._markdown.reset().convert(body)
        return html, self._job.end()


def _leave_out(markdown: Markdown, needs: Needs) -> None:
    """Take away the parts that ``needs`` do not ask for."""
    registries: dict[str, Registry[Any]] = {
        "preprocessors": markdown.preprocessors,
        "blocks": markdown.parser.blockprocessors,
        "inline": markdown.inlinePatterns,
        "tree": markdown.treeprocessors,
    }
    for kind, registry in registries.items():
        parts = [
            (name, is_needed) for rule, is_needed in zip(RULES, needs, strict=True) for name in getattr(rule, kind)
        ]
        for name in {name for name, _ in parts} - {name for name, is_needed in parts if is_needed}:
            registry.deregister(name)
