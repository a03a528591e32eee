"""Which entry a page of the preview shows, and the documents of an entry as they are on the disk now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from vitrina.content.config import read_config
from vitrina.content.documents import Document, open_document
from vitrina.contract.documents import document_keys
from vitrina.contract.keys import SchemaContext
from vitrina.model import HOME, Config, Kind, Vocabulary
from vitrina.problems import Problems
from vitrina.reading.sources import Source, find_sources
from vitrina.reading.text import read_bytes


def config_of(source: Path) -> Config | None:
    """Return the settings of the site; what is wrong with them is for the build to say."""
    return read_config(source, None, Problems())


def sources_of(source: Path, config: Config) -> tuple[Source, ...]:
    """Return the files of all documents, without reading any."""
    return find_sources(source, config.written_languages, Problems()).documents


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
    match names:
        case []:
            return f"{Kind.PAGE}/{HOME}", language
        case [kind, slug] if kind in {Kind.PROJECT, Kind.POST}:
            return _entry_called(source, Kind(kind), slug, language), language
        case _:
            return _page_called(source, names, language), language


def _page_called(source: Path, slugs: Sequence[str], language: str) -> str:
    """Return the page at the address ``slugs``, the last one its own, those before it of the pages that it lies in."""
    above = _page_called(source, slugs[:-1], language) if len(slugs) > 1 else Kind.PAGE.value
    return _entry_called(source, Kind.PAGE, slugs[-1], language, above) if above else ""


def _entry_called(source: Path, kind: Kind, slug: str, language: str, above: str = "") -> str:
    """Return the entry of ``kind`` whose page has ``slug``: first of its own language, then of those that stand in.

    It lies in the folder ``above``, directly in that of its kind by default.
    """
    folder = above or kind.value
    config = config_of(source)
    if config is None:
        return ""
    others = []
    for file in sources_of(source, config):
        place, _, name = f"{kind}/{file.id}".rpartition("/")
        if file.kind is kind and place == folder and _may_have(file, slug):
            for document in documents_of([file], config).values():
                if (document.slug or name) == slug:
                    if file.language == language:
                        return f"{kind}/{file.id}"
                    others.append(f"{kind}/{file.id}")
    return next(iter(others), "")


def _may_have(file: Source, slug: str) -> bool:
    """Tell whether a document is worth reading: reading all of a large site's would take seconds."""
    return file.id.rpartition("/")[2] == slug or slug.encode() in (read_bytes(file.file, file.path, Problems()) or b"")
