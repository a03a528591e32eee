"""From what people wrote to a site in memory: everything before something is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from vitrina import defaults
from vitrina.content import build_site
from vitrina.content.config import read_config
from vitrina.content.documents import Document, open_document
from vitrina.content.replies import read_replies
from vitrina.content.vocabularies import read_vocabularies
from vitrina.contract.documents import document_keys
from vitrina.contract.keys import SchemaContext
from vitrina.languages.catalogues import catalogue_folders
from vitrina.model import Config, Vocabulary
from vitrina.problems import Problem, Problems
from vitrina.reading.sources import Source, Sources, find_sources
from vitrina.render.plan import check_plan
from vitrina.render.renderer import CompileCaches, Renderer, RenderInputs, render_all
from vitrina.theme.layers import find_theme
from vitrina.workers import jobs_for, share

_DOCUMENTS_AT_A_TIME = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSite:
    """Everything that people wrote: the documents one by one, and what rendering makes of them all."""

    documents: tuple[Document, ...]
    inputs: RenderInputs


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedSite:
    """A site in memory: what it was made from, its plan, and the bytes (or the file to copy) of each of its files."""

    loaded: LoadedSite
    renderer: Renderer
    contents: Mapping[str, bytes | Path]


def make(
    source: Path, base_url: str | None, jobs: int | None, progress: Callable[[int, int], None], problems: Problems
) -> RenderedSite | None:
    """Make the site in memory; ``None`` where there is not even a configuration to work with."""
    loaded = prepare(source, base_url, jobs, problems)
    if loaded is None:
        return None
    renderer = Renderer(loaded.inputs, CompileCaches(), problems)
    check_plan(renderer.plan, problems)
    rendered = render_all(renderer, jobs_for(jobs, len(renderer.plan)), progress)
    for file in rendered:
        problems.extend(file.problems)
    return RenderedSite(loaded=loaded, renderer=renderer, contents={file.path: file.content for file in rendered})


def prepare(
    source: Path, base_url: str | None, jobs: int | None, problems: Problems, *, with_bodies: bool = True
) -> LoadedSite | None:
    """Read everything that people wrote; ``None`` where there is not even a configuration to work with.

    A build does without the bodies of the documents: it reads each when its page is made.
    """
    config = read_config(source, base_url, problems)
    if config is None:
        return None
    package = defaults.folder()
    vocabularies = read_vocabularies(source, package, config.facets, config.languages, problems)
    sources = find_sources(source, config.written_languages, problems)
    processes = jobs_for(jobs, len(sources.documents))
    documents = read_documents(sources, config, vocabularies, problems, processes, with_bodies=with_bodies)
    replies = read_replies(source, sources.replies, problems)
    inputs = RenderInputs(
        site=build_site(config, vocabularies, documents, sources, problems, replies),
        source=source,
        catalogue_folders=catalogue_folders(source, package),
        theme=find_theme(source, package, config.theme, problems),
        static=sources.static,
    )
    return LoadedSite(documents=tuple(documents), inputs=inputs)


def read_documents(
    sources: Sources,
    config: Config,
    vocabularies: dict[str, Vocabulary],
    problems: Problems,
    jobs: int = 1,
    *,
    with_bodies: bool = True,
) -> list[Document]:
    """Read every document that was found; those that cannot be used are left out and in ``problems``."""
    schema_context = SchemaContext(
        languages=tuple(config.written_languages),
        vocabularies=vocabularies,
        documents=document_keys(config.facts),
    )

    def read(number: int) -> tuple[list[Document], list[Problem]]:
        found = Problems()
        portion = sources.documents[number * _DOCUMENTS_AT_A_TIME : (number + 1) * _DOCUMENTS_AT_A_TIME]
        read = (_read(source, sources, schema_context, found) for source in portion)
        documents = [document if with_bodies else replace(document, body="") for document in read if document]
        return documents, list(found)

    documents: list[Document] = []
    for portion, found in share(read, -(-len(sources.documents) // _DOCUMENTS_AT_A_TIME), jobs):
        documents += portion
        problems.extend(found)
    return documents


def _read(source: Source, sources: Sources, schema_context: SchemaContext, problems: Problems) -> Document | None:
    given = replace(schema_context, attachments=sources.attachments[source.kind, source.id])
    return open_document(source, given, problems)
