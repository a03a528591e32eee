"""A build from end to end. Start reading here.

config → sources → documents → site → plan → render → *stop if there are problems* → write → prune → report
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vitrina import defaults
from vitrina.config import read_config
from vitrina.content import build_site
from vitrina.documents import Document, Surroundings, read_document
from vitrina.files import Output
from vitrina.model import Config, Vocabulary
from vitrina.plan import check_plan
from vitrina.problems import Problems
from vitrina.publish import prepare_publication, publish
from vitrina.render import POOL_PAYS_FROM, Recipe, Workshop, render_all
from vitrina.report import Report
from vitrina.sources import Sources, find_sources
from vitrina.theme import find_theme
from vitrina.vocabularies import read_vocabularies


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a build is asked to do. ``jobs`` is how many processes to use; ``None`` lets the engine decide."""

    source: Path
    output: Output
    base_url: str | None = None
    jobs: int | None = None
    is_strict: bool = False


def build(options: Options, progress: Callable[[int, int], None]) -> Report:
    """Build the site, or say everything that keeps it from being built; then the output is as it was."""
    began = time.monotonic()
    problems = Problems()
    recipe = prepare(options.source, options.base_url, problems)
    if recipe is None:
        return Report(problems=tuple(problems), is_strict=options.is_strict)
    workshop = Workshop(recipe, problems)
    check_plan(workshop.plan, problems)
    rendered = tuple(render_all(recipe, workshop, _jobs(options, len(workshop.plan)), progress))
    for file in rendered:
        problems.extend(file.problems)
    contents = {file.path: file.content for file in rendered}
    publication = prepare_publication(options.output, contents, problems)
    report = Report(problems=tuple(problems), is_strict=options.is_strict)
    if report.has_failed:
        return report
    published = publish(publication, problems)
    if published is None:
        return Report(problems=tuple(problems), is_strict=options.is_strict, is_interrupted=True)
    return Report(
        problems=tuple(problems),
        is_strict=options.is_strict,
        written=published.written,
        unchanged=published.unchanged,
        removed=published.removed,
        seconds=time.monotonic() - began,
    )


def prepare(source: Path, base_url: str | None, problems: Problems) -> Recipe | None:
    """Read everything that people wrote; ``None`` where there is not even a configuration to work with."""
    config = read_config(source, base_url, problems)
    if config is None:
        return None
    package = defaults.folder()
    vocabularies = read_vocabularies(source, package, config.languages, problems)
    sources = find_sources(source, config.languages, problems)
    documents = read_documents(sources, config, vocabularies, problems)
    site = build_site(config, vocabularies, documents, sources, problems)
    return Recipe(
        site=site,
        source=source,
        catalogue_folders=catalogue_folders(source / "i18n", package / "i18n"),
        theme=find_theme(source, package, config.theme, problems),
        static=sources.static,
    )


def read_documents(
    sources: Sources, config: Config, vocabularies: dict[str, Vocabulary], problems: Problems
) -> list[Document]:
    """Read every document that was found; those that cannot be used are left out and in ``problems``."""
    documents = []
    for source in sources.documents:
        surroundings = Surroundings(
            languages=config.languages,
            vocabularies=vocabularies,
            attachments=sources.attachments[source.kind, source.id],
        )
        document = read_document(source, surroundings, problems)
        if document is not None:
            documents.append(document)
    return documents


def catalogue_folders(own: Path, packaged: Path) -> dict[str, Path]:
    """Return the folders of catalogues by the name that messages give them, strongest first."""
    folders = {"i18n": own}
    if own.resolve() != packaged.resolve():
        folders["i18n of the package"] = packaged
    return folders


def _jobs(options: Options, files: int) -> int:
    if options.jobs is not None:
        return options.jobs
    return (os.cpu_count() or 1) if files >= POOL_PAYS_FROM else 1
