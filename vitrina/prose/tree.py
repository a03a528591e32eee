"""What Vitrina does to the tree of elements that Markdown makes of a body, before it becomes HTML."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE

from vitrina.languages.direction import direction_of_language
from vitrina.problems import say
from vitrina.prose.values import Flaw, Job, LinkProblem

HEADING_IDS = "text-"
"""What the ids of headings begin with, so that they never meet an id of the template."""

_KEPT_ATTRIBUTES = frozenset(
    (
        *("id", "class", "lang", "dir", "title", "href", "src", "alt", "width", "height", "start", "align"),
        *("loading", "decoding"),  # set by us
    )
)
_ALIGNMENTS = {"left": "align-start", "center": "align-center", "right": "align-end"}
_FOOTNOTE_IDS = ("fn:", "fn-", "fnref")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_EXAMPLE = "{: lang=pl #name .class}"
_HEADING = re.compile(r"h([1-6])")


class HeadingShifter(Treeprocessor):
    """Moves all headings of a body by one distance, so that the highest has level 2 (WCAG 2.2, 1.3.1)."""

    def run(self, root: Element) -> None:
        """Move the headings below ``root``."""
        headings = [(element, int(match[1])) for element in root.iter() if (match := _HEADING.fullmatch(element.tag))]
        if not headings:
            return
        distance = 2 - min(level for _, level in headings)
        for element, level in headings:
            element.tag = f"h{min(level + distance, 6)}"


class AttributesWithoutValue(Treeprocessor):
    """Gives an attribute like the one of ``{lang}`` an empty value: whoever reads attributes expects a text."""

    def run(self, root: Element) -> None:
        """Give every attribute below ``root`` a text."""
        for element in root.iter():
            for attribute, value in element.items():
                element.set(attribute, value or "")


class Links(Treeprocessor):
    """Leads links and pictures to where they are on the site."""

    def __init__(self, md: Markdown, job: Job) -> None:
        super().__init__(md)
        self._job = job

    def run(self, root: Element) -> None:
        """Resolve the links and pictures below ``root``."""
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
        resolved = self._job.resolve(written, is_picture)
        if isinstance(resolved, LinkProblem):
            self._job.flaws.append(Flaw(raw or "]()", resolved.code, resolved.message, resolved.hint))
        else:
            element.set(attribute, resolved)


class Attributes(Treeprocessor):
    """Keeps only attributes that cannot run anything, with ids that cannot meet another's."""

    def __init__(self, md: Markdown, job: Job) -> None:
        super().__init__(md)
        self._job = job

    def run(self, root: Element) -> None:
        """Check every attribute below ``root``."""
        seen: set[str] = set()
        for element in root.iter():
            if not element.attrib:
                continue
            for attribute in [name for name in element.attrib if name not in _KEPT_ATTRIBUTES]:
                del element.attrib[attribute]
                message = say("The attribute “{attribute}” cannot be used here.", attribute=attribute)
                hint = say("Delete it. A language, a name and a class may stand here: {example}", example=_EXAMPLE)
                self._job.flaws.append(Flaw(f"{attribute}=", "unsafe-attribute", message, hint, or_else=(attribute,)))
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
            self._job.flaws.append(Flaw(f"#{identifier}", "duplicate-id", message, hint, or_else=(identifier,)))
        seen.add(name)

    def _set_direction(self, element: Element) -> None:
        language, direction = element.get("lang"), element.get("dir")
        if language is not None and not _LANGUAGE.fullmatch(language):
            message = say("“{language}” is not a language code.", language=language)
            hint = say("Use a code such as sv, ar, pl or lv.")
            self._job.flaws.append(
                Flaw(
                    f"lang={language}",
                    "unknown-language",
                    message,
                    hint,
                    or_else=(f'lang="{language}"', language or "lang"),
                )
            )
        elif language is not None and direction is None:
            element.set("dir", direction_of_language(language.lower()))
        if direction is not None and direction not in ("ltr", "rtl", "auto"):
            message = say("“{direction}” is not a direction.", direction=direction)
            hint = say("Write ltr or rtl; mostly the language is enough: {example}", example="{: lang=ar}")
            self._job.flaws.append(
                Flaw(
                    f"dir={direction}",
                    "unknown-direction",
                    message,
                    hint,
                    or_else=(f'dir="{direction}"', direction or "dir"),
                )
            )


class TableFrames(Treeprocessor):
    """Puts each table into a frame that scrolls by itself, also by keyboard, where the screen is narrow."""

    def __init__(self, md: Markdown, job: Job) -> None:
        super().__init__(md)
        self._job = job

    def run(self, root: Element) -> None:
        """Frame the tables below ``root``."""
        for parent in list(root.iter()):
            for position, table in enumerate(list(parent)):
                if table.tag == "table":
                    attributes = {
                        "class": "table-frame",
                        "role": "group",
                        "tabindex": "0",
                        "aria-label": self._job.words.table,
                    }
                    frame = Element("div", attributes)
                    frame.append(table)
                    parent[position] = frame


def _is_footnote(element: Element) -> bool:
    """Tell the links that the footnotes make: everything else that may call itself a footnote is led and checked."""
    classes = (element.get("class") or "").split()
    return any(name.startswith("footnote") for name in classes) and element.attrib["href"].startswith("#fn")
