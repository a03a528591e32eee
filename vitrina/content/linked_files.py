"""Which files beside documents are published: those that a published text, a fact or an ``image`` refers to.

Whatever else lies there, such as the spreadsheet that a text was written from, stays where it is.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from vitrina.content.attachments import refused
from vitrina.content.documents import Document
from vitrina.disk.inputs import InputFile
from vitrina.model import Entry, Facts, Image, Site
from vitrina.model.fact_values import FileReference, Record
from vitrina.problems import Location, Problem, Problems, Severity, say
from vitrina.reading.file_kinds import ALLOWED, CAPTIONS, PICTURES, VIDEOS, captions_of, ending_of
from vitrina.reading.paths import CONTENT, FILES, STATIC
from vitrina.reading.sources import Sources

if TYPE_CHECKING:
    from vitrina.prose import Converter

MOST_NAMED = 5
"""Files of a folder that a note names."""

_NO_FILE = r"https?://|mailto:|tel:|\#|(?:[\w./-]*(?:\.md|/)|/(?!files/)[\w./-]*)(?:[)\#\s]|\Z)"
_MAY_NAME_A_FILE = re.compile(
    rf"\](?:\([\s>]*+(?!{_NO_FILE})|:[\s>]*+(?!{_NO_FILE}|[^\s.%&<\\]+(?:\s|\Z)|\S*\.(?:\s|\Z)))", re.ASCII
)
"""A link or a definition, unless its address is surely no file beside a document; footnotes look like definitions."""


@dataclass(frozen=True, slots=True)
class KnownLinks:
    """The files to which bodies of a site below ``base_url`` link, by document: from an earlier build."""

    base_url: str = ""
    by_document: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class BodyLinks:
    """Finds the files that bodies of a site below ``base_url`` refer to.

    Only a conversion tells what is a link: not what stands in code or in a comment. Most bodies have nothing that could
    be a link to a file, and are spared it; so are those whose links are ``known``.
    """

    def __init__(self, base_url: str, known: KnownLinks | None = None) -> None:
        self._files = f"{base_url}{FILES}/"
        self._known = known.by_document if known is not None and known.base_url == base_url else {}

    @cached_property
    def _converter(self) -> Converter:
        from vitrina.prose import Converter  # noqa: PLC0415 - most sites have few such bodies

        return Converter()

    def places(self, document: str, body: str) -> tuple[str, ...]:
        """Return the paths in ``content/`` of the files that the ``body`` of the ``document`` at this path links to."""
        if document in self._known:
            return self._known[document]
        if _MAY_NAME_A_FILE.search(body) is None and self._files not in body:
            return ()
        folder = posixpath.dirname(document).removeprefix(f"{CONTENT}/")
        found = (self._place(folder, address) for address in self._converter.addresses(body))
        return tuple(sorted({place for place in found if place and not place.endswith(".md")}))

    def _place(self, folder: str, address: str) -> str | None:
        if address.startswith(self._files):
            address = f"/{FILES}/{address.removeprefix(self._files)}"
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        path = unquote(parts.path)
        if parts.scheme or address.startswith("//") or not path:
            return None
        if path.startswith("/"):
            inside = path.lstrip("/")
            return inside.removeprefix(f"{FILES}/") if inside.startswith(f"{FILES}/") else None
        place = posixpath.normpath(posixpath.join(folder, path))
        return None if place.startswith(f"{STATIC}/") else place


def linked_files(
    source: Path, site: Site, documents: Collection[Document], sources: Sources, problems: Problems
) -> dict[str, int]:
    """Return the sizes of the files beside documents that are published, by their paths in ``content/``.

    Report those that are referred to and cannot be published, also by drafts, and those that nothing refers to.
    """
    beside = {
        f"{section}/{identifier}/{name}": (section, identifier)
        for (section, identifier), names in sources.attachments.items()
        for name in names
    }
    if not beside:
        return {}
    captions = [place for place in beside if ending_of(place) == CAPTIONS]
    wanted = _with_captions((place for document in documents for place in _wanted_by(document)), captions)
    refusals = [
        refused(source, f"{CONTENT}/{place}", site.config.attachments) for place in sorted(wanted & beside.keys())
    ]
    problems.extend(problem for problem in refusals if problem is not None)
    if problems.errors == 0:  # a text that could not be read may refer to anything
        problems.extend(_unlinked({place: owner for place, owner in beside.items() if place not in wanted}, documents))
    shown = _with_captions((place for entry in site.all_entries() for place in _shown_by(entry)), captions)
    published = {version.path for entry in site.all_entries() for version in entry.all_texts()}
    for document in documents:
        if document.links and document.source.path in published:
            shown.update(_with_captions(document.links, captions))
    is_there = {place for place in shown if (owner := beside.get(place)) and owner[1] in site.entries(owner[0])}
    return {place: _size_of(InputFile(source, f"{CONTENT}/{place}")) for place in sorted(is_there)}


def downloads_of(source: Path, static: Iterable[str]) -> dict[str, int]:
    """Return the sizes of the documents, sounds and videos among the ``static`` files."""
    kinds = ALLOWED - PICTURES
    return {
        name: _size_of(InputFile(source, f"{CONTENT}/{STATIC}/{name}")) for name in static if ending_of(name) in kinds
    }


def _with_captions(places: Iterable[str], beside: Iterable[str]) -> set[str]:
    """Return ``places`` with the captions of the videos among them, which lie ``beside`` documents, too."""
    found = {*places}
    for video in [place for place in found if ending_of(place) in VIDEOS]:
        found.update(captions_of(video, beside).values())
    return found


def _wanted_by(document: Document) -> Iterator[str]:
    """Yield the paths of what a document refers to, whether it is published or not."""
    yield from document.links
    folder = f"{document.source.section}/{document.source.id}"
    yield from (f"{folder}/{name}" for name in _named(document.facts, [document.image]))


def _shown_by(entry: Entry) -> Iterator[str]:
    """Yield the paths of what the facts and the pictures of a published entry refer to."""
    images = (version.image for version in entry.all_texts())
    yield from (f"{entry.section}/{entry.id}/{name}" for name in _named(entry.facts, images))


def _named(facts: Facts, images: Iterable[Image | None]) -> Iterator[str]:
    yield from (image.file for image in images if image is not None)
    yield from _files_in(tuple(facts.by_key.values()))


def _files_in(value: object) -> Iterator[str]:
    match value:
        case FileReference():
            yield value.file
        case Record():
            yield from _files_in(tuple(value.values.values()))
        case tuple():
            for item in value:
                yield from _files_in(item)


def _unlinked(left: Mapping[str, tuple[str, str]], documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield a note for each folder with documents in which files are ``left``."""
    written = {(document.source.section, document.source.id) for document in documents}
    folders: dict[str, list[str]] = defaultdict(list)
    for place, owner in left.items():
        if owner in written:
            folder = "/".join(owner)
            folders[folder].append(place.removeprefix(f"{folder}/"))
    for folder, names in folders.items():
        more = len(names) - MOST_NAMED
        message = (
            say("Nothing refers to these files, so they are not published: {names}.", names=names)
            if more <= 0
            else say(
                "Nothing refers to these files, so they are not published: {names}, and {more} more.",
                names=names[:MOST_NAMED],
                more=more,
            )
        )
        hint = say("Link to what is meant for visitors, as in [Report](report.pdf), and move the rest elsewhere.")
        yield Problem(Location(f"{CONTENT}/{folder}"), "unlinked-files", message, hint, Severity.NOTE)


def _size_of(file: InputFile) -> int:
    with suppress(OSError):  # whatever copies it says so
        return file.size()
    return 0
