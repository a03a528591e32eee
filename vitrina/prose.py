"""Prose: a body's Markdown as HTML that fits into the page, with every link led to where it really goes.

Headings are moved so that the highest one in a body is the second level, below the page's title. Raw HTML is shown
as the text that it is, because an unclosed element would take the rest of the page with it; comments are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE

from vitrina.locales.direction import direction_of_language
from vitrina.problems import Message, say

EXTENSIONS = ("def_list", "abbr", "attr_list", "sane_lists", "fenced_code")
"""Python-Markdown's own extensions that bodies can use, besides tables, footnotes and ids of headings."""

MOST_BRACKETS = 2000
"""In one paragraph. Python-Markdown looks for the other end of each, which takes seconds from here on."""

HEADING_IDS = "text-"
"""What the ids of headings begin with, so that they never meet an id of the template."""

_KEPT_ATTRIBUTES = frozenset(
    ("id", "class", "lang", "dir", "title", "href", "src", "alt", "width", "height", "start", "align")
)
_ALIGNMENTS = {"left": "align-start", "center": "align-center", "right": "align-end"}
_SET_BY_US = frozenset(("loading", "decoding"))
_FOOTNOTE_IDS = ("fn:", "fn-", "fnref")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_HEADING = re.compile(r"h([1-6])")
_COMMENT_BLOCK = re.compile(r"^[ ]{0,3}<!--(?:(?!-->).)*(?:-->[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The few words that a body needs of the interface, in the body's language. ``back`` has a gap ``{number}``."""

    back: str
    table: str


def to_html(body: str, resolve: LinkResolver, words: Words) -> Prose:
    """Return ``body`` as HTML; each of its links has been through ``resolve``."""
    if not body.strip():
        return Prose("")
    if any(block.count("[") > MOST_BRACKETS for block in body.split("\n\n")):
        message = say("A paragraph has more than {most} square brackets.", most=MOST_BRACKETS)
        return Prose("", (Flaw("[" * 3, "too-many-brackets", message, say("Divide it by empty lines.")),))
    flaws: list[Flaw] = []
    converter = Markdown(
        extensions=[
            *EXTENSIONS,
            TableExtension(use_align_attribute=True),
            FootnoteExtension(BACKLINK_TEXT="↑", BACKLINK_TITLE=words.back.replace("{number}", "{}")),
            TocExtension(slugify=_heading_id, permalink=False, toc_depth="2-6"),
            _BodyExtension(resolve, words, flaws),
        ],
        output_format="html",
    )
    try:
        html = converter.convert(body)
    except RecursionError:
        hint = say("Lists, quotations or emphasis are inside each other hundreds of times; write it flatter.")
        return Prose("", (Flaw(body[:40], "too-deep", say("The text is nested too deeply."), hint),))
    return Prose(html, tuple(flaw for position, flaw in enumerate(flaws) if flaw not in flaws[:position]))


def line_of(body: str, excerpt: str) -> int:
    """Return how many lines below the body's first line ``excerpt`` stands; 0 where it is not found as written."""
    position = body.find(excerpt)
    return body.count("\n", 0, position) if position > 0 else 0


def _heading_id(value: str, separator: str) -> str:
    return HEADING_IDS + (slugify_unicode(value, separator) or "section")


class _BodyExtension(Extension):
    """What Vitrina adds to Markdown: no raw HTML, headings below the page's, links led to where they go."""

    def __init__(self, resolve: LinkResolver, words: Words, flaws: list[Flaw]) -> None:
        super().__init__()
        self._resolve = resolve
        self._words = words
        self._flaws = flaws

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Put the processors in their places; the numbers are the library's priorities."""
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_CommentRemover(md), "comment", 20)
        md.preprocessors.register(_FencedBlocks(md, {}), "fenced_code_block", 25)  # in the place of the library's
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_RawHtml(_RAW_HTML, md, self._flaws), "html", 90)
        md.treeprocessors.register(_HeadingShifter(md), "headings", 15)  # after inline (20), before toc (5)
        md.treeprocessors.register(_AttributesWithoutValue(md), "values", 7)  # after attr_list (8), before toc
        md.treeprocessors.register(_Links(md, self._resolve, self._flaws), "links", 3)
        md.treeprocessors.register(_Attributes(md, self._flaws), "attributes", 2)
        md.treeprocessors.register(_TableFrames(md, self._words), "frames", 1)


class _CommentRemover(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return _COMMENT_BLOCK.sub("", "\n".join(lines)).split("\n")


class _FencedBlocks(FencedBlockPreprocessor):
    """Fenced code with its language and classes only: it is HTML before anything could look at other attributes."""

    def handle_attrs(self, attrs: Iterable[tuple[str, str]]) -> tuple[str, list[str], dict[str, Any]]:
        return "", super().handle_attrs(attrs)[1], {}


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


class _AttributesWithoutValue(Treeprocessor):
    """Gives an attribute like the one of ``{lang}`` an empty value: whoever reads attributes expects a text."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for attribute, value in element.items():
                element.set(attribute, value or "")


class _Links(Treeprocessor):
    """Leads links and pictures to where they are on the site."""

    def __init__(self, md: Markdown, resolve: LinkResolver, flaws: list[Flaw]) -> None:
        super().__init__(md)
        self._resolve = resolve
        self._flaws = flaws

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a" and "href" in element.attrib and not _is_footnote(element):
                self._lead(element, "href", is_picture=False)
            elif element.tag == "img":
                self._lead(element, "src", is_picture=True)
                element.set("loading", "lazy")
                element.set("decoding", "async")

    def _lead(self, element: Element, attribute: str, *, is_picture: bool) -> None:
        raw = UnescapeTreeprocessor(self.md).unescape((element.get(attribute) or "").replace(AMP_SUBSTITUTE, "&"))
        written = unescape(raw)
        resolved = self._resolve(written, is_picture)
        if isinstance(resolved, LinkProblem):
            self._flaws.append(Flaw(raw or "]()", resolved.code, resolved.message, resolved.hint))
        else:
            element.set(attribute, resolved)


class _Attributes(Treeprocessor):
    """Keeps only attributes that cannot run anything, with ids that cannot meet another's."""

    def __init__(self, md: Markdown, flaws: list[Flaw]) -> None:
        super().__init__(md)
        self._flaws = flaws

    def run(self, root: Element) -> None:
        seen: set[str] = set()
        for element in root.iter():
            for attribute in [name for name in element.attrib if name not in _KEPT_ATTRIBUTES | _SET_BY_US]:
                del element.attrib[attribute]
                message = say("The attribute “{attribute}” cannot be used here.", attribute=attribute)
                self._flaws.append(Flaw(attribute, "unsafe-attribute", message))
            if "align" in element.attrib:
                element.set("class", _ALIGNMENTS.get(element.attrib.pop("align"), "align-start"))
            if "id" in element.attrib:
                self._name(element, element.attrib["id"], seen)
            if "lang" in element.attrib or "dir" in element.attrib:
                self._set_direction(element)

    def _name(self, element: Element, identifier: str, seen: set[str]) -> None:
        name = identifier if identifier.startswith((HEADING_IDS, *_FOOTNOTE_IDS)) else HEADING_IDS + identifier
        element.set("id", name)
        if name in seen:
            hint = say("Give one of the two another name.")
            message = say("Two places in the text are called “{name}”.", name=identifier)
            self._flaws.append(Flaw(identifier, "duplicate-id", message, hint))
        seen.add(name)

    def _set_direction(self, element: Element) -> None:
        language, direction = element.get("lang"), element.get("dir")
        if language is not None and not _LANGUAGE.fullmatch(language):
            message = say("“{language}” is not a language code.", language=language)
            self._flaws.append(Flaw(language or "lang", "unknown-language", message))
        elif language is not None and direction is None:
            element.set("dir", direction_of_language(language.lower()))
        if direction is not None and direction not in ("ltr", "rtl", "auto"):
            message = say("“{direction}” is not a direction: write ltr or rtl.", direction=direction)
            self._flaws.append(Flaw(direction or "dir", "unknown-direction", message))


class _TableFrames(Treeprocessor):
    """Puts each table into a frame that scrolls by itself, also by keyboard, where the screen is narrow."""

    def __init__(self, md: Markdown, words: Words) -> None:
        super().__init__(md)
        self._words = words

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for position, table in enumerate(list(parent)):
                if table.tag == "table":
                    attributes = {
                        "class": "table-frame",
                        "role": "group",
                        "tabindex": "0",
                        "aria-label": self._words.table,
                    }
                    frame = Element("div", attributes)
                    frame.append(table)
                    parent[position] = frame


def _is_footnote(element: Element) -> bool:
    """Tell the links that the footnotes make: everything else that may call itself a footnote is led and checked."""
    classes = (element.get("class") or "").split()
    return any(name.startswith("footnote") for name in classes) and element.attrib["href"].startswith("#fn")
