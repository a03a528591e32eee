"""Attributes that writers give to elements: those that cannot run anything, with ids that cannot meet another's."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from vitrina.languages.direction import direction_of_language
from vitrina.problems import Message, say
from vitrina.prose.conversion import Conversion
from vitrina.prose.headings import HEADING_IDS
from vitrina.prose.marks import ATTRIBUTE
from vitrina.prose.values import Flaw
from vitrina.values.language_tags import canonical_tag, is_language_tag

_KEPT_ATTRIBUTES = frozenset(
    (
        *("id", "class", "lang", "dir", "title", "href", "src", "alt", "width", "height", "start", "align"),
        *("loading", "decoding"),  # set by us
    )
)
_ALIGNMENTS = {"left": "align-start", "center": "align-center", "right": "align-end"}
_FOOTNOTE_IDS = ("fn:", "fn-", "fnref")
_EXAMPLE = "{: lang=pl #name .class}"


class AttributesWithoutValue(Treeprocessor):
    """Gives an attribute like the one of ``{lang}`` an empty value: readers of attributes expect a string."""

    def run(self, root: Element) -> None:
        """Give every attribute below ``root`` a text."""
        for element in root.iter():
            for attribute, value in element.items():
                element.set(attribute, value or "")


class Attributes(Treeprocessor):
    """Checks every attribute, and takes away those that could run something."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion

    def run(self, root: Element) -> None:
        """Check every attribute below ``root``."""
        seen: set[str] = set()
        for element in root.iter():
            if element.attrib:
                self._check(element, element.attrib.pop(ATTRIBUTE, ""), seen)

    def _check(self, element: Element, mark: str, seen: set[str]) -> None:
        """Check the attributes of ``element``, whose list has this ``mark``; ``seen`` are the ids before it."""
        for attribute in [name for name in element.attrib if name not in _KEPT_ATTRIBUTES]:
            del element.attrib[attribute]
            message = say("The attribute “{attribute}” cannot be used here.", attribute=attribute)
            hint = say("Delete it. A language, a name and a class are allowed here: {example}", example=_EXAMPLE)
            self._add("unsafe-attribute", message, hint, mark, attribute)
        if "align" in element.attrib:
            element.set("class", _ALIGNMENTS.get(element.attrib.pop("align"), "align-start"))
        if "id" in element.attrib:
            self._name(element, element.attrib["id"], mark, seen)
        if "lang" in element.attrib or "dir" in element.attrib:
            self._set_direction(element, mark)

    def _name(self, element: Element, identifier: str, mark: str, seen: set[str]) -> None:
        name = identifier if identifier.startswith((HEADING_IDS, *_FOOTNOTE_IDS)) else HEADING_IDS + identifier
        element.set("id", name)
        if name in seen:
            hint = say("Give one of the two another name.")
            message = say("Two places in the text are called “{name}”.", name=identifier)
            self._add("duplicate-id", message, hint, mark, "id", f"#{identifier}")
        seen.add(name)

    def _set_direction(self, element: Element, mark: str) -> None:
        language, direction = element.get("lang"), element.get("dir")
        if language is not None and not is_language_tag(language):
            message = say("“{language}” is not a language code.", language=language)
            self._add("unknown-language", message, say("Use a code such as sv, ar, pl or lv."), mark, "lang")
        elif language is not None:
            element.set("lang", canonical_tag(language))
            if direction is None:
                element.set("dir", direction_of_language(language))
        if direction is not None and direction not in ("ltr", "rtl", "auto"):
            message = say("“{direction}” is not a direction.", direction=direction)
            hint = say("Write ltr or rtl; mostly the language is enough: {example}", example="{: lang=ar}")
            self._add("unknown-direction", message, hint, mark, "dir")

    def _add(self, code: str, message: Message, hint: Message, mark: str, *spellings: str) -> None:
        """Add a flaw of the attribute that is spelled in one of these ways in the list with this ``mark``."""
        position = self._conversion.position_in_list(mark, spellings)
        self._conversion.flaws.append(Flaw(code, message, hint, position))
