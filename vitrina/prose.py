"""Prose: a body's Markdown as HTML that fits into the page, with every link led to where it really goes.

Headings are moved so that the highest one in a body is the second level, below the page's title. Raw HTML is shown
as the text that it is, because an unclosed element would take the rest of the page with it; comments are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from vitrina.locales.direction import direction_of_language
from vitrina.problems import Message, say

EXTENSIONS = ("tables", "footnotes", "def_list", "abbr", "attr_list", "sane_lists", "fenced_code")
"""Python-Markdown's own extensions that bodies can use."""

HEADING_IDS = "text-"
"""What the ids of headings begin with, so that they never meet an id of the template."""

_KEPT_ATTRIBUTES = frozenset(
    ("id", "class", "lang", "dir", "title", "href", "src", "alt", "width", "height", "start", "type", "role")
)
_HEADING = re.compile(r"h([1-6])")
_COMMENT_BLOCK = re.compile(r"^[ ]{0,3}<!--.*?(?:-->|\Z)[ \t]*$", re.DOTALL | re.MULTILINE)
_RAW_HTML = r"(<!--(?:(?!-->).)*-->|</?[a-zA-Z][^<>]*>)"


@dataclass(frozen=True, slots=True)
class LinkProblem:
    """Why a link cannot be followed."""

    code: str
    message: Message
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """A mistake in a body: ``excerpt`` is the text by which its line can be found."""

    excerpt: str
    code: str
    message: Message
    hint: Message | None = None
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A body as HTML, and what is wrong with it."""

    html: str
    flaws: tuple[Flaw, ...] = ()


LinkResolver = Callable[[str, bool], "str | LinkProblem"]
"""Takes a link as it was written and whether it is a picture; returns the link of the page, or what is wrong."""


def to_html(body: str, resolve: LinkResolver) -> Prose:
    """Return ``body`` as HTML; each of its links has been through ``resolve``."""
    if not body.strip():
        return Prose("")
    flaws: list[Flaw] = []
    converter = Markdown(
        extensions=[
            *EXTENSIONS,
            TocExtension(slugify=_heading_id, permalink=False, toc_depth="2-6"),
            _BodyExtension(resolve, flaws),
        ],
        output_format="html",
    )
    html = converter.convert(body)
    return Prose(html, tuple(flaw for position, flaw in enumerate(flaws) if flaw not in flaws[:position]))


def line_of(body: str, excerpt: str) -> int:
    """Return how many lines below the body's first line ``excerpt`` stands; 0 where it is not found as written."""
    position = body.find(excerpt)
    return body.count("\n", 0, position) if position > 0 else 0


def _heading_id(value: str, separator: str) -> str:
    return HEADING_IDS + (slugify_unicode(value, separator) or "section")


class _BodyExtension(Extension):
    """What Vitrina adds to Markdown: no raw HTML, headings below the page's, links led to where they go."""

    def __init__(self, resolve: LinkResolver, flaws: list[Flaw]) -> None:
        super().__init__()
        self._resolve = resolve
        self._flaws = flaws

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Put the processors in their places; the numbers are the library's priorities."""
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_CommentRemover(md), "comment", 20)
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_RawHtml(_RAW_HTML, md, self._flaws), "html", 90)
        md.treeprocessors.register(_HeadingShifter(md), "headings", 15)  # after inline (20), before toc (5)
        md.treeprocessors.register(_Links(md, self._resolve, self._flaws), "links", 3)


class _CommentRemover(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return _COMMENT_BLOCK.sub("", "\n".join(lines)).split("\n")


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


class _HeadingShifter(Treeprocessor):
    """Moves all headings of a body by one distance, so that the highest has level 2 (WCAG 2.2, 1.3.1)."""

    def run(self, root: Element) -> None:
        headings = [(element, int(match[1])) for element in root.iter() if (match := _HEADING.fullmatch(element.tag))]
        if not headings:
            return
        distance = 2 - min(level for _, level in headings)
        for element, level in headings:
            element.tag = f"h{min(level + distance, 6)}"


class _Links(Treeprocessor):
    """Resolves links and pictures, and keeps only attributes that cannot run anything."""

    def __init__(self, md: Markdown, resolve: LinkResolver, flaws: list[Flaw]) -> None:
        super().__init__(md)
        self._resolve = resolve
        self._flaws = flaws

    def run(self, root: Element) -> None:
        for element in root.iter():
            for attribute in list(element.attrib):
                if attribute not in _KEPT_ATTRIBUTES:
                    self._drop(element, attribute)
            if element.tag == "a" and "href" in element.attrib and not _is_footnote(element):
                self._lead(element, "href", is_picture=False)
            elif element.tag == "img":
                self._lead(element, "src", is_picture=True)
                element.set("loading", "lazy")
                element.set("decoding", "async")
            if "lang" in element.attrib:
                self._set_direction(element)

    def _drop(self, element: Element, attribute: str) -> None:
        del element.attrib[attribute]
        if attribute != "style":  # tables align their columns by style; the theme does it by class
            message = say("The attribute “{attribute}” cannot be used here.", attribute=attribute)
            self._flaws.append(Flaw(attribute, "unsafe-attribute", message))

    def _lead(self, element: Element, attribute: str, *, is_picture: bool) -> None:
        written = unescape(element.get(attribute) or "")
        resolved = self._resolve(written, is_picture)
        if isinstance(resolved, LinkProblem):
            self._flaws.append(Flaw(written, resolved.code, resolved.message, resolved.hint))
        else:
            element.set(attribute, resolved)

    def _set_direction(self, element: Element) -> None:
        language = element.get("lang") or ""
        if not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", language):
            message = say("“{language}” is not a language code.", language=language)
            self._flaws.append(Flaw(language, "unknown-language", message))
        elif "dir" not in element.attrib:
            element.set("dir", direction_of_language(language.lower()))


def _is_footnote(element: Element) -> bool:
    return any(name.startswith("footnote") for name in (element.get("class") or "").split())
