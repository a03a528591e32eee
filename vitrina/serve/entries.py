"""Which entry a page of the preview shows, and the documents of an entry as they are on the disk now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from vitrina.content.config import read_config
from vitrina.content.documents import Document, open_document
from vitrina.contract.documents import document_keys
from vitrina.contract.keys import SchemaContext
from vitrina.model import HOME, Config, Vocabulary
from vitrina.model.sections import PAGES
from vitrina.problems import Problems
from vitrina.reading.sources import Source, find_sources
from vitrina.reading.text import read_bytes


def config_of(source: Path) -> Config | None:
    """Return the settings of the site; what is wrong with them is for the build to say."""
    return read_config(source, None, Problems())


def sources_of(source: Path, config: Config) -> tuple[Source, ...]:
    """Return the files of all documents, without reading any."""
    return find_sources(source, config, Problems()).documents


def documents_of(files: Iterable[Source], config: Config) -> dict[str, Document]:
    """Return what can be read of the documents of an entry, by language; what is wrong in them the build says."""
    terms = {name: Vocabulary(id=name, terms={}) for name in config.vocabularies}
    languages = tuple(config.written_languages)
    schema_context = SchemaContext(languages=languages, vocabularies=terms, documents=document_keys(config.facts))
    opened = {file.language: open_document(file, schema_context, Problems()) for file in files}
    return {language: document for language, document in opened.items() if document is not None}


def entry_on(source: Path, page: str) -> tuple[str, str]:
    """Return the entry that the page at the path ``page`` shows, and the language; no entry where it shows none."""
    language, *names = page.strip("/").split("/")
    config = config_of(source)
    if config is None:
        return "", language
    lists = {section.segment(language): section.id for section in config.sections.values() if section.id != PAGES}
    match names:
        case []:
            return f"{PAGES}/{HOME}", language
        case [segment, slug] if segment in lists:
            return _entry_called(source, config, (lists[segment], slug), language), language
        case _:
            return _page_called(source, config, names, language), language


def _page_called(source: Path, config: Config, slugs: Sequence[str], language: str) -> str:
    """Return the page at the address ``slugs``, the last one its own, those before it of the pages that it lies in."""
    above = _page_called(source, config, slugs[:-1], language) if len(slugs) > 1 else PAGES
    return _entry_called(source, config, (PAGES, slugs[-1]), language, above) if above else ""


def _entry_called(source: Path, config: Config, called: tuple[str, str], language: str, above: str = "") -> str:
    """Return the entry with this section and slug: first of its own language, then of those that stand in.

    It lies in the folder ``above``, directly in that of its section by default.
    """
    section, slug = called
    folder = above or section
    others = []
    for file in sources_of(source, config):
        place, _, name = f"{section}/{file.id}".rpartition("/")
        if file.section == section and place == folder and _may_have(file, slug):
            for document in documents_of([file], config).values():
                if (document.slug or name) == slug:
                    if file.language == language:
                        return f"{section}/{file.id}"
                    others.append(f"{section}/{file.id}")
    return next(iter(others), "")


def _may_have(file: Source, slug: str) -> bool:
    """Tell whether a document is worth reading: reading all of a large site's would take seconds."""
    return file.id.rpartition("/")[2] == slug or slug.encode() in (read_bytes(file.file, file.path, Problems()) or b"")
