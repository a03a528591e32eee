"""Videos: a paragraph that is nothing but a link to one becomes a figure, in which a script can open the player."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from vitrina.prose.conversion import Conversion
from vitrina.prose.values import Labels
from vitrina.values.videos import Video, video_at

_ADDRESSES = ("http://", "https://", "www.")


class Videos(Treeprocessor):
    """Makes figures of links to videos of the providers that the site names; after attributes have been checked."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self._conversion = conversion

    def run(self, root: Element) -> None:
        """Make figures below ``root``."""
        labels = self._conversion.labels
        for paragraph in root.iter("p") if labels.embeds else ():
            link = _only_link(paragraph)
            video = None if link is None else video_at(link.get("href", ""), labels.embeds)
            if link is not None and video is not None:
                self._without_withheld_picture(link)
                _make_figure(paragraph, link, video, labels)

    def _without_withheld_picture(self, link: Element) -> None:
        """Put words into ``link`` in the place of a picture that is not published."""
        for picture, shown in list(self._conversion.pictures):
            if shown.is_withheld and picture in link:
                self._conversion.pictures.remove((picture, shown))
                link.remove(picture)
                link.text = AtomicString(picture.get("alt", ""))


def _only_link(paragraph: Element) -> Element | None:
    """Return the link that is all that ``paragraph`` has."""
    if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return None
    return paragraph[0] if paragraph[0].tag == "a" else None


def _make_figure(paragraph: Element, link: Element, video: Video, labels: Labels) -> None:
    """Make a figure of ``paragraph``; who reads the page aloud tells first what playing the video means."""
    caption = Element("figcaption", dict(labels.foreign.get("video", {})))
    caption.text = AtomicString(labels.video.replace("{provider}", video.provider))
    picture = link.find(".//img")
    name = "".join(link.itertext()).strip() if picture is None else picture.get("alt", "")
    if not name or name.startswith(_ADDRESSES):
        words = labels.watch.replace("{provider}", video.provider)
        if picture is None:
            link.text = AtomicString(words)
            link.attrib |= labels.foreign.get("watch", {})
        else:
            picture.set("alt", words)
    link.tail = None
    paragraph.tag, paragraph.text = "figure", None
    paragraph.set("class", f"video {paragraph.get('class', '')}".strip())
    paragraph.set("data-vt-player", video.player)
    paragraph.insert(0, caption)
