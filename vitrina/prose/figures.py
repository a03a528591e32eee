"""Pictures in a text: figures with captions, galleries, renditions to choose from, and what plays videos."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from vitrina.prose.conversion import Conversion
from vitrina.prose.file_elements import make_player
from vitrina.prose.values import ShownPicture, Words

_COLUMN = "auto, (min-width: 39rem) 36rem, 100vw"
_GALLERY = "auto, (min-width: 39rem) 18rem, (min-width: 28rem) 50vw, 100vw"
"""How wide pictures are: browsers that load them late know it, others take a column of text, or half of a wide one."""

GALLERY = "gallery"
"""The class of the pictures of a paragraph that has nothing else."""

_CELLS = frozenset(("td", "th", "dt", "dd"))


class Figures(Treeprocessor):
    """Makes figures and galleries; after the attributes that a writer gave have been checked, and videos made."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion

    def run(self, root: Element) -> None:
        """Complete the pictures below ``root``."""
        shown = dict(self._conversion.pictures)
        if any(picture.is_withheld for picture in shown.values()):
            _remove(root, shown)
        for paragraph in list(root.iter("p")):
            if len(paragraph) and _has_only_pictures(paragraph):
                self._show(paragraph, shown)
        if any(picture.sources for picture in shown.values()):
            _add_sources(root, shown)
        if self._conversion.players:
            parents = {child: parent for parent in root.iter() for child in parent}
            for image, player in self._conversion.players:
                parent = parents[image]
                parent.insert(list(parent).index(image) + 1, make_player(image, player, self.md))

    def _show(self, paragraph: Element, shown: Mapping[Element, ShownPicture]) -> None:
        images = list(paragraph.iter("img"))
        if len(images) > 1:
            paragraph.clear()
            paragraph.tag = "div"
            paragraph.set("class", GALLERY)
            for image in images:
                image.tail = None
                self._make_figure(SubElement(paragraph, "figure"), image, shown.get(image), is_linked=True)
        elif images[0].get("title") or ((picture := shown.get(images[0])) and (picture.caption or picture.credit)):
            paragraph.clear()
            paragraph.tag = "figure"
            images[0].tail = None
            self._make_figure(paragraph, images[0], shown.get(images[0]), is_linked=False)

    def _make_figure(self, figure: Element, image: Element, shown: ShownPicture | None, *, is_linked: bool) -> None:
        """Fill ``figure`` with ``image`` and its words; where it ``is_linked``, to the whole picture."""
        figure.tail = "\n"
        if is_linked and shown is not None and image.get("alt"):
            SubElement(figure, "a", href=image.get("src", "")).append(image)
        else:
            figure.append(image)
        title = image.attrib.pop("title", None)
        caption = Words(title) if title else shown.caption if shown is not None else None
        credit = shown.credit if shown is not None else None
        if caption is None and credit is None:
            return
        words = SubElement(figure, "figcaption")
        if caption is not None:
            _write(words if caption.is_own else SubElement(words, "span"), caption, caption.text)
        if credit is not None:
            label = self._conversion.labels.credit.replace("{credit}", credit.text)
            _write(SubElement(words, "small"), credit, label)


def _write(element: Element, words: Words, text: str) -> None:
    element.text = text.replace("&", "&amp;") if words.is_written_elsewhere else text
    for attribute, value in words.attributes.items():
        element.set(attribute, value)


def _has_only_pictures(paragraph: Element) -> bool:
    return (
        not (paragraph.text or "").strip()
        and all(child.tag in ("img", "br") and not (child.tail or "").strip() for child in paragraph)
        and any(child.tag == "img" for child in paragraph)
    )


def _remove(root: Element, shown: Mapping[Element, ShownPicture]) -> None:
    """Take away the pictures that are withheld, links to them, and what had nothing else in it."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for element, picture in shown.items():
        if picture.is_withheld and element.tag == "a":
            element.attrib.clear()
        elif picture.is_withheld:
            _take_away(element, parents)


def _take_away(element: Element, parents: Mapping[Element, Element]) -> None:
    """Remove ``element`` but not the words after it; and what is empty then, but for cells, which keep their place."""
    parent = parents[element]
    place = list(parent).index(element)
    before = (parent[place - 1].tail if place else parent.text) or ""
    after = element.tail or ""
    is_second_space = after.isspace() and not before[-1:].strip()
    words = before if is_second_space else before + after
    if place:
        parent[place - 1].tail = words
    else:
        parent.text = words
    parent.remove(element)
    is_empty = not len(parent) and not (parent.text or "").strip()
    if is_empty and parent in parents and parent.tag not in _CELLS:
        _take_away(parent, parents)


def _add_sources(root: Element, shown: Mapping[Element, ShownPicture]) -> None:
    """Put each picture below ``root`` that has sources into an element with them."""
    parents = {child: parent for parent in root.iter() for child in parent}
    galleries = (element for element in root.iter("div") if element.get("class") == GALLERY)
    in_galleries = {image for gallery in galleries for image in gallery.iter("img")}
    for image, picture in shown.items():
        parent = parents.get(image)
        if parent is None or not picture.sources or image.tag != "img":
            continue
        element = Element("picture")
        sizes = _GALLERY if image in in_galleries else _COLUMN
        for kind, srcset in picture.sources:
            SubElement(element, "source", {"type": kind, "srcset": srcset, "sizes": sizes})
        parent[list(parent).index(image)] = element
        element.append(image)
        element.tail, image.tail = image.tail, None
