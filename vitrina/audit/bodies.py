"""The bodies of the published documents, read once: what the writer wrote, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vitrina.audit.evidence import Evidence
from vitrina.audit.outline import Heading, read_outline
from vitrina.content.documents import Document
from vitrina.model import Entry, Kind, Version
from vitrina.problems import Location
from vitrina.prose import Converter, Position, WrittenLink


@dataclass(frozen=True, slots=True)
class Body:
    """The body of one version, and the line on which it begins; ``headings`` come with their positions."""

    entry: Entry
    version: Version
    line: int
    links: tuple[WrittenLink, ...]
    headings: tuple[tuple[Heading, Position], ...]

    def locations_of(self, written: str) -> Iterator[Location]:
        """Yield where links and pictures with the address ``written`` stand."""
        for link in self.links:
            if link.address == written:
                yield self.location(link.position)

    def location(self, position: Position) -> Location:
        """Return a ``position`` in the body as one in the file."""
        return Location(self.version.path, self.line + position.below, position.column)


def read_bodies(evidence: Evidence) -> tuple[Body, ...]:
    """Return the bodies of everything that is published."""
    site = evidence.view_context.site
    documents = {document.source.path: document for document in evidence.documents}
    converter = Converter()
    return tuple(
        _read(converter, entry, version, documents[version.path])
        for kind in Kind
        for entry in site.entries(kind).values()
        for version in entry.versions.values()
    )


def _read(converter: Converter, entry: Entry, version: Version, document: Document) -> Body:
    written = converter.read(document.body)
    headings = zip(read_outline(written.html).headings, written.headings, strict=True)
    return Body(entry, version, document.body_line, written.links, tuple(headings))
