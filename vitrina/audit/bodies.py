"""The bodies of published documents: links with their locations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vitrina.audit.checked_site import CheckedSite
from vitrina.content.documents import Document
from vitrina.model import Entry, Version
from vitrina.problems import Location
from vitrina.prose import Converter, Position, WrittenLink


@dataclass(frozen=True, slots=True)
class Body:
    """The body of one version, and the line of the document on which it begins; ``html`` has the links as written."""

    entry: Entry
    version: Version
    line: int
    text: str
    html: str
    links: tuple[WrittenLink, ...]

    def locations_of(self, written: str) -> Iterator[Location]:
        """Yield the locations of links and pictures with the address ``written``."""
        for link in self.links:
            if link.address == written:
                yield self.location(link.position)

    def location_of(self, words: str) -> Location:
        """Return the location of the first line with these ``words``; that of the body where they are not in one."""
        lines = self.text.split("\n")
        below, line = next(((n, line) for n, line in enumerate(lines) if words in line), (0, words))
        return Location(self.version.path, self.line + below, line.index(words) + 1)

    def location(self, position: Position) -> Location:
        """Return the location in the document of a ``position`` in the body."""
        return Location(self.version.path, self.line + position.below, position.column)


def read_bodies(checked: CheckedSite) -> tuple[Body, ...]:
    """Return the bodies of all published versions."""
    site = checked.view_context.site
    documents = {document.source.path: document for document in checked.documents}
    converter = Converter()
    return tuple(
        _read(converter, entry, version, documents[version.path])
        for entry in site.all_entries()
        for version in entry.all_texts()
    )


def _read(converter: Converter, entry: Entry, version: Version, document: Document) -> Body:
    written = converter.read(document.body)
    return Body(entry, version, document.body_line, document.body, written.html, written.links)
