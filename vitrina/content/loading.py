"""Loading a site: all of its content as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from vitrina.content.config import read_config
from vitrina.content.documents import Document, open_document, read_document
from vitrina.content.funders import check_logos
from vitrina.content.linked_files import BodyLinks, KnownLinks, downloads_of, linked_files
from vitrina.content.picture_notes import picture_notes
from vitrina.content.pictures import NO_PICTURES, KnownPictures, read_pictures
from vitrina.content.publication import Publication
from vitrina.content.replies import read_replies
from vitrina.content.site import build_site
from vitrina.content.vocabularies import read_vocabularies
from vitrina.contract.documents import document_keys
from vitrina.contract.keys import SchemaContext
from vitrina.disk.inputs import InputFile
from vitrina.model import Config, Site, Vocabulary
from vitrina.options import SiteOptions
from vitrina.problems import Problem, Problems
from vitrina.reading.folders import check_folders
from vitrina.reading.links import check_links
from vitrina.reading.sources import Source, Sources, find_sources
from vitrina.reading.text import LARGEST
from vitrina.workers import jobs_for, share

_DOCUMENTS_AT_A_TIME = 50


NO_DATA: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownInputs:
    """What is known of the files before they are read: the ``data`` of documents by path, and that of pictures.

    ``links`` are those of bodies that have not changed since they were found.
    """

    data: Mapping[str, bytes] = field(default_factory=dict)
    pictures: KnownPictures = NO_PICTURES
    links: KnownLinks | None = None


NOTHING_KNOWN = KnownInputs()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSite:
    """The documents of a site, the ``Site`` built from them, and the files in ``static/``."""

    documents: tuple[Document, ...]
    site: Site
    static: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReader:
    """Reads documents: what their front matter may refer to, and the bytes of those that were opened before.

    Without ``links``, it is not found out to which files their bodies link.
    """

    sources: Sources
    schema_context: SchemaContext
    data: Mapping[str, bytes]
    with_bodies: bool
    links: BodyLinks | None = None

    def read_all(self, jobs: int, problems: Problems) -> list[Document]:
        """Return all usable documents; the others are reported in ``problems``."""
        documents: list[Document] = []
        portions = -(-len(self.sources.documents) // _DOCUMENTS_AT_A_TIME)
        for portion, found in share(self._read_portion, portions, jobs):
            documents += portion
            problems.extend(found)
        return documents

    def _read_portion(self, number: int) -> tuple[list[Document], list[Problem]]:
        problems = Problems()
        portion = self.sources.documents[number * _DOCUMENTS_AT_A_TIME : (number + 1) * _DOCUMENTS_AT_A_TIME]
        documents = [document for source in portion if (document := self._read(source, problems)) is not None]
        return [self._with_links(document) for document in documents], list(problems)

    def _with_links(self, document: Document) -> Document:
        links = self.links.places(document.source.path, document.body) if self.links is not None else ()
        return replace(document, links=links, body=document.body if self.with_bodies else "")

    def _read(self, source: Source, problems: Problems) -> Document | None:
        context = replace(
            self.schema_context,
            attachments=self.sources.attachments[source.section, source.id],
            size_of=partial(_size_of, source),
        )
        data = self.data.get(source.path)
        if data is None or len(data) > LARGEST:
            return open_document(source, context, problems)
        return read_document(source, data, context, problems)


def _size_of(source: Source, name: str) -> int:
    """Return the size in bytes of a file beside the document of ``source``."""
    return InputFile(source.file.parent, name).size()


def schema_context_of(config: Config, vocabularies: Mapping[str, Vocabulary]) -> SchemaContext:
    """Return the schema context of documents, without language and attachments."""
    return SchemaContext(
        languages=tuple(config.written_languages),
        vocabularies=vocabularies,
        documents=document_keys(config.facts),
    )


def load_site(
    options: SiteOptions, problems: Problems, known: KnownInputs = NOTHING_KNOWN, *, with_bodies: bool = True
) -> LoadedSite | None:
    """Load the site in ``options.source``; return ``None`` where its settings are unusable.

    A build does without the bodies in memory: a page that shows one asks for it.
    """
    source = options.source
    check_links(source, problems)
    check_folders(source, problems)
    config = read_config(source, options.base_url, problems)
    if config is None:
        return None
    vocabularies = read_vocabularies(source, config.vocabularies, config.languages, problems)
    sources = find_sources(source, config, problems)
    check_logos(source, vocabularies, sources.static, problems)
    schema_context = schema_context_of(config, vocabularies)
    reader = DocumentReader(
        sources=sources,
        schema_context=schema_context,
        data=known.data,
        with_bodies=with_bodies,
        links=BodyLinks(config.base_url, known.links),
    )
    documents = reader.read_all(jobs_for(options.jobs, len(sources.documents)), problems)
    publication = Publication(today=options.today, with_drafts=options.with_drafts)
    replies = read_replies(source, sources.replies, problems)
    site = build_site(config, vocabularies, documents, sources, problems, publication, replies)
    notes = picture_notes(documents, config.pictures, options.today, problems)
    files = linked_files(source, site, documents, sources, problems)
    files = {place: size for place, size in files.items() if place not in notes.withheld}
    site = replace(
        site,
        files=files,
        downloads=downloads_of(source, sources.static),
        pictures=read_pictures(source, files, sources.static, known.pictures, problems),
        described=notes.described,
        withheld=notes.withheld,
        not_shared=notes.not_shared,
        change_days=tuple(sorted({*site.change_days, *notes.days})),
    )
    return LoadedSite(documents=tuple(documents), site=site, static=sources.static)
