"""From what people wrote to a site in memory: everything before something is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from vitrina import defaults
from vitrina.catalogs import catalogue_folders
from vitrina.config import read_config
from vitrina.content import build_site
from vitrina.contract.keys import Surroundings
from vitrina.documents import Document, read_document
from vitrina.model import Config, Vocabulary
from vitrina.plan import check_plan
from vitrina.problems import Problem, Problems
from vitrina.render import Recipe, Tools, Workshop, render_all
from vitrina.replies import read_replies
from vitrina.sources import Source, Sources, find_sources
from vitrina.theme_folders import find_theme
from vitrina.vocabularies import read_vocabularies
from vitrina.workers import jobs_for, share

_DOCUMENTS_AT_A_TIME = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """Everything that people wrote: the documents one by one, and what rendering makes of them all."""

    documents: tuple[Document, ...]
    recipe: Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A site in memory: what it was made from, its plan, and the bytes (or the file to copy) of each of its files."""

    manuscript: Manuscript
    workshop: Workshop
    contents: Mapping[str, bytes | Path]


def make(
    source: Path, base_url: str | None, jobs: int | None, progress: Callable[[int, int], None], problems: Problems
) -> Made | None:
    """Make the site in memory; ``None`` where there is not even a configuration to work with."""
    manuscript = prepare(source, base_url, jobs, problems)
    if manuscript is None:
        return None
    workshop = Workshop(manuscript.recipe, Tools(), problems)
    check_plan(workshop.plan, problems)
    rendered = render_all(workshop, jobs_for(jobs, len(workshop.plan)), progress)
    for file in rendered:
        problems.extend(file.problems)
    return Made(manuscript=manuscript, workshop=workshop, contents={file.path: file.content for file in rendered})


def prepare(
    source: Path, base_url: str | None, jobs: int | None, problems: Problems, *, with_bodies: bool = True
) -> Manuscript | None:
    """Read everything that people wrote; ``None`` where there is not even a configuration to work with.

    A build does without the bodies of the documents: it reads each when its page is made.
    """
    config = read_config(source, base_url, problems)
    if config is None:
        return None
    package = defaults.folder()
    vocabularies = read_vocabularies(source, package, config.languages, problems)
    sources = find_sources(source, config.written_languages, problems)
    processes = jobs_for(jobs, len(sources.documents))
    documents = read_documents(sources, config, vocabularies, problems, processes, with_bodies=with_bodies)
    replies = read_replies(source, sources.replies, problems)
    recipe = Recipe(
        site=build_site(config, vocabularies, documents, sources, problems, replies),
        source=source,
        catalogue_folders=catalogue_folders(source, package),
        theme=find_theme(source, package, config.theme, problems),
        static=sources.static,
    )
    return Manuscript(documents=tuple(documents), recipe=recipe)


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

    def read(number: int) -> tuple[list[Document], list[Problem]]:
        found = Problems()
        portion = sources.documents[number * _DOCUMENTS_AT_A_TIME : (number + 1) * _DOCUMENTS_AT_A_TIME]
        read = (_read(source, sources, config, vocabularies, found) for source in portion)
        documents = [document if with_bodies else replace(document, body="") for document in read if document]
        return documents, list(found)

    documents: list[Document] = []
    for portion, found in share(read, -(-len(sources.documents) // _DOCUMENTS_AT_A_TIME), jobs):
        documents += portion
        problems.extend(found)
    return documents


def _read(
    source: Source, sources: Sources, config: Config, vocabularies: Mapping[str, Vocabulary], problems: Problems
) -> Document | None:
    surroundings = Surroundings(
        languages=tuple(config.written_languages),
        vocabularies=vocabularies,
        attachments=sources.attachments[source.kind, source.id],
    )
    return read_document(source, surroundings, problems)
