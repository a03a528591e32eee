"""Labelled notes and tasks: what they need beside their text."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from vitrina.prose.conversion import Conversion
from vitrina.prose.values import CALLOUTS

_KINDS = "|".join(CALLOUTS)
_CALLOUT = re.compile(rf"\[!({_KINDS})\][ ]*$", re.IGNORECASE)
_CLASS_OF_CALLOUT = re.compile(rf"callout ({_KINDS})(?: |$)")


def callout_of(text: str) -> str | None:
    """Return the kind of the labelled note whose first line this is."""
    found = _CALLOUT.match(text)
    return found[1].lower() if found else None


class Annotations(Treeprocessor):
    """Labels notes and tasks; after the attributes that a writer gave have been checked."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion

    def run(self, root: Element) -> None:
        """Annotate what is below ``root``."""
        for element in root.iter():
            match element.tag:
                case "div":
                    self._label_note(element)
                case "span" if element.get("class") == "task-box":
                    labels = self._conversion.labels
                    element.set("role", "img")
                    element.set("aria-label", labels.done if element.text == "☑" else labels.to_do)

    def _label_note(self, element: Element) -> None:
        found = _CLASS_OF_CALLOUT.match(element.get("class", ""))
        if found is None:
            return
        labels = self._conversion.labels
        title = Element("p", {"class": "callout-title", **labels.foreign.get(found[1], {})})
        title.text = AtomicString(labels.callouts[found[1]])
        title.tail = "\n"
        element.insert(0, title)
        element.set("role", "note")
