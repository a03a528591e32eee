"""The bodies of the published documents, read once: their outlines, with every link as the writer wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vitrina.audit.evidence import Evidence
from vitrina.audit.outline import Outline, read_outline
from vitrina.content.documents import Document
from vitrina.model import Entry, Kind, Version
from vitrina.problems import Location
from vitrina.prose import Words, to_html

_FENCE = re.compile(r"[ ]{0,3}(?P<mark>`{3,}|~{3,})")
_ATX = re.compile(r"[ ]{0,3}#{1,6}\s*\S")
_SETEXT = re.compile(r"(=+|-+)[ \t]*")
_WORDS = Words(back="{number}", table="")


@dataclass(frozen=True, slots=True)
class Body:
    """The body of one version, and the line on which it begins.

    ``links`` are the links and pictures as they were written: address, is it a picture.
    """

    entry: Entry
    version: Version
    text: str
    line: int
    outline: Outline
    links: tuple[tuple[str, bool], ...]

    def locations_of(self, written: str) -> list[Location]:
        """Return where the link ``written`` stands; the body's first line if it is spelled in another way there."""
        spellings = "|".join(re.escape(text) for text in (written, written.replace("&", "&amp;")))
        return self._locations(re.compile(rf"(?<=[(<\s\"])(?:{spellings})(?=[)>\s\"]|$)", re.MULTILINE))

    def locations_of_picture(self, written: str) -> list[Location]:
        """Return where the picture ``written`` stands without an alternative text."""
        found = re.compile(rf"!\[\s*\]\(\s*<?{re.escape(written)}(?=[)>\s])")
        return self._locations(found) if found.search(self.text) else self.locations_of(written)

    def location_of_heading(self, number: int) -> Location:
        """Return where the heading with this number, from 0, stands."""
        lines = list(_headings(self.text))
        if len(lines) == len(self.outline.headings):
            return self._location(lines[number])
        text = self.outline.headings[number].text
        return self._location(next((n for n, line in enumerate(self.text.split("\n")) if text in line), 0))

    def _locations(self, pattern: re.Pattern[str]) -> list[Location]:
        body = self.text
        columns: dict[int, int] = {}
        for match in pattern.finditer(body):
            line_begins = body.rfind("\n", 0, match.start()) + 1
            columns.setdefault(body.count("\n", 0, line_begins), match.start() - line_begins + 1)
        return [self._location(line, column) for line, column in columns.items()] or [self._location(0)]

    def _location(self, line: int, column: int = 0) -> Location:
        return Location(self.version.path, self.line + line, column)


def read_bodies(evidence: Evidence) -> tuple[Body, ...]:
    """Return the bodies of everything that is published."""
    site = evidence.view_context.site
    documents = {document.source.path: document for document in evidence.documents}
    return tuple(
        _read(entry, version, documents[version.path])
        for kind in Kind
        for entry in site.entries(kind).values()
        for version in entry.versions.values()
    )


def _read(entry: Entry, version: Version, document: Document) -> Body:
    links: dict[tuple[str, bool], None] = {}

    def note(written: str, is_picture: bool) -> str:
        links[written, is_picture] = None
        return written

    html = to_html(document.body, note, _WORDS).html
    return Body(entry, version, document.body, document.body_line, read_outline(html), tuple(links))


def _headings(body: str) -> Iterator[int]:
    """Yield the lines, from 0, on which headings stand, outside fenced code."""
    fence, before = "", ""
    for number, line in enumerate(body.split("\n")):
        match = _FENCE.match(line)
        if match and (not fence or match["mark"].startswith(fence)):
            fence = "" if fence else match["mark"]
        elif not fence and _ATX.match(line):
            yield number
        elif not fence and before.strip() and not _ATX.match(before) and _SETEXT.fullmatch(line):
            yield number - 1
        before = "" if match or fence else line
