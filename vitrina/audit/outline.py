"""The ids, references and pictures of an HTML document or fragment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_REFERENCES = {
    **dict.fromkeys(("a", "area", "link"), ("href",)),
    **dict.fromkeys(("script", "iframe", "embed", "track"), ("src",)),
    **dict.fromkeys(("img", "source"), ("src", "srcset")),
    **dict.fromkeys(("audio",), ("src",)),
    "video": ("src", "poster"),
    "object": ("data",),
    "form": ("action",),
}
"""Elements and their attributes with a URL."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or an embedded file: the element, its URL as written, and its ``lang`` attribute."""

    tag: str
    address: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of an HTML text; ``pictures`` are pairs of a URL and an alternative text."""

    ids: set[str] = field(default_factory=set)
    references: list[Reference] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)


def read_outline(html: str) -> Outline:
    """Return the outline of ``html``."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.outline


class _Reader(HTMLParser):
    """Parses HTML into an outline."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.outline = Outline()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in reversed(attrs)}  # the first of duplicate attributes counts
        if given.get("id"):
            self.outline.ids.add(given["id"])
        if tag == "a" and given.get("name"):
            self.outline.ids.add(given["name"])
        for attribute in _REFERENCES.get(tag, ()):
            if attribute in given:
                found = _of_srcset(given[attribute]) if attribute == "srcset" else [given[attribute]]
                self.outline.references.extend(Reference(tag, address, given.get("lang")) for address in found)
        if tag == "img":
            self.outline.pictures.append((given.get("src", ""), given.get("alt", "")))

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002 (the library's signature)
        """Skip ``<![…>`` as browsers do; the library raises an error for unknown keywords."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1


def _of_srcset(value: str) -> list[str]:
    return [candidate.split()[0] for candidate in re.split(r",\s", value) if candidate.split()]
