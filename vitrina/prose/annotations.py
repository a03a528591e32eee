"""Labelled notes, tasks and figures: what they need beside their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from vitrina.prose.conversion import Conversion
from vitrina.prose.values import CALLOUTS, ShownPicture

SIZES = "auto, (min-width: 39rem) 36rem, 100vw"
"""How wide pictures in texts are: browsers that load them late know it, others assume a column of text."""

_KINDS = "|".join(CALLOUTS)
_CALLOUT = re.compile(rf"\[!({_KINDS})\][ ]*$", re.IGNORECASE)
_CLASS_OF_CALLOUT = re.compile(rf"callout ({_KINDS})(?: |$)")


def callout_of(text: str) -> str | None:
    """Return the kind of the labelled note whose first line this is."""
    found = _CALLOUT.match(text)
    return found[1].lower() if found else None


class Annotations(Treeprocessor):
    """Labels notes and tasks, and makes figures; after the attributes that a writer gave have been checked."""

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
                case "p":
                    _make_figure(element)
        if any(picture.sources for _, picture in self._conversion.pictures):
            _add_sources(root, self._conversion.pictures)

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


def _make_figure(paragraph: Element) -> None:
    """Make a figure of a paragraph that is nothing but a picture with a title, which is its caption."""
    if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return
    picture = paragraph[0]
    if picture.tag != "img" or not picture.get("title"):
        return
    caption = Element("figcaption")
    caption.text = picture.attrib.pop("title")
    paragraph.tag = "figure"
    paragraph.append(caption)


def _add_sources(root: Element, pictures: Sequence[tuple[Element, ShownPicture]]) -> None:
    """Put each picture below ``root`` that has sources into an element with them."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for image, shown in pictures:
        parent = parents.get(image)
        if parent is None or not shown.sources:
            continue
        element = Element("picture")
        for kind, srcset in shown.sources:
            SubElement(element, "source", {"type": kind, "srcset": srcset, "sizes": SIZES})
        parent[list(parent).index(image)] = element
        element.append(image)
        element.tail, image.tail = image.tail, None
