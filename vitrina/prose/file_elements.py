"""Elements of files to which a text links: what kind and how large they are, and what plays a video or a sound."""

from __future__ import annotations

import re
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString

from vitrina.prose.marks import without_marks
from vitrina.prose.values import LinkedFile, Player

_SIZE = re.compile(r"[0-9][ \u00a0\u202f]?[kMG]?B\b", re.IGNORECASE)

MEDIA_LINK = "media-link"
"""The class of the links that styles for paper show in the place of what plays a video or a sound."""


def add_note(link: Element, file: LinkedFile) -> None:
    """Add kind and size of ``file`` to the text of ``link``, as far as that does not say it already.

    They belong into the link: whoever goes from link to link hears only that. A link without a text of its own, such as
    a picture, stays as it is.
    """
    text = without_marks("".join(link.itertext())).strip()
    says_kind = re.search(rf"(?<!\w){re.escape(file.kind)}(?!\w)", text, re.IGNORECASE) is not None
    if not text or (says_kind and (_SIZE.search(text) or file.size.split()[-1] in text)):
        return
    last = link[-1] if len(link) else None
    end = (link.text if last is None else last.tail) or ""
    kind_at_end = re.search(rf"\s*\(\s*{re.escape(file.kind)}\s*\)\s*\Z", end, re.IGNORECASE)
    if kind_at_end:
        end = end[: kind_at_end.start()]
    shown = AtomicString(f"{end.rstrip()} ") if end or last is None else AtomicString(" ")
    if last is None:
        link.text = shown
    else:
        last.tail = shown
    attributes = {"class": "file-note"}
    if link.get("lang"):
        attributes |= {"lang": file.language, "dir": file.direction}
    note = SubElement(link, "span", attributes)
    note.text = AtomicString(f"({file.size if says_kind and not kind_at_end else file.note})")


def make_player(image: Element, player: Player, markdown: Markdown) -> Element:
    """Make the element of a picture one that plays a video or a sound; return the link that stands for it on paper."""
    label = image.attrib.pop("alt", "")
    for attribute in ("loading", "decoding"):
        image.attrib.pop(attribute, None)
    image.tag = player.element
    image.attrib |= {"controls": "controls", "preload": "metadata"}
    if label.strip():
        image.set("aria-label", label)
    tracks = "".join(
        f'<track kind="captions" src="{escape(captions.url)}" srclang="{escape(captions.language)}" '
        f'label="{escape(captions.name)}"{" default" if player.has_own_captions and number == 0 else ""}>'
        for number, captions in enumerate(player.captions)
    )
    if tracks:  # the library would write end tags
        image.text = AtomicString(markdown.htmlStash.store(tracks))
    words = AtomicString(f"{label.strip() or player.name} ({player.note})")
    SubElement(image, "a", href=player.url).text = words
    on_paper = Element("a", {"class": MEDIA_LINK, "href": player.address, "hidden": "hidden"})
    on_paper.text, on_paper.tail, image.tail = words, image.tail, None
    return on_paper
