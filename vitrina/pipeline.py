"""A build and a check from end to end. Start reading here.

build: config → sources → documents → site → plan → render → *stop if there are problems* → write → prune → report
check: config → sources → documents → site → plan → render → audit → *other sites, if asked for* → report
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vitrina import defaults
from vitrina.audit import Evidence, audit
from vitrina.audit.outgoing import outgoing_links
from vitrina.catalogs import catalogue_folders
from vitrina.config import read_config
from vitrina.content import build_site
from vitrina.contract.keys import Surroundings
from vitrina.documents import Document, read_document
from vitrina.external.values import Manners
from vitrina.files import Output
from vitrina.model import Config, Vocabulary
from vitrina.plan import check_plan
from vitrina.problems import Problem, Problems
from vitrina.publish import prepare_publication, publish
from vitrina.render import POOL_PAYS_FROM, Recipe, Workshop, render_all
from vitrina.replies import read_replies
from vitrina.report import Report
from vitrina.sources import Sources, find_sources
from vitrina.theme import find_theme
from vitrina.vocabularies import read_vocabularies

Progress = Callable[[int, int], None]
"""Is told how many of how many files are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How a site is made, whatever is done with it.

    ``jobs`` is how many processes to use; ``None`` lets the engine decide.
    """

    source: Path
    base_url: str | None = None
    jobs: int | None = None
    is_strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Making):
    """What a build is asked to do."""

    output: Output


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions(Making):
    """What a check is asked to do. ``today`` is the day that the content's dates are compared with.

    ``external`` says how other sites are asked whether the links to them lead anywhere; ``None`` leaves them alone.
    """

    today: date
    external: Manners | None = None


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


def build(options: Options, progress: Progress) -> Report:
    """Build the site, or say everything that keeps it from being built; then the output is as it was."""
    began = time.monotonic()
    problems = Problems()
    made = make(options, progress, problems)
    if made is None:
        return Report(problems=tuple(problems), is_strict=options.is_strict)
    publication = prepare_publication(options.output, made.contents, problems)
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


def check(options: CheckOptions, progress: Progress, asking: Progress | None = None) -> Report:
    """Say what a build would say, and what an attentive reader would say about the result; nothing is published.

    ``asking`` is told how many other sites' addresses of how many are answered.
    """
    began = time.monotonic()
    problems = Problems()
    made = make(options, progress, problems)
    if made is not None:
        evidence = Evidence(
            source=options.source,
            package=defaults.folder(),
            today=options.today,
            documents=made.manuscript.documents,
            theme=made.manuscript.recipe.theme,
            showcase=made.workshop.showcase,
            plan=made.workshop.plan,
            contents=made.contents,
        )
        problems.extend(audit(evidence, is_whole=problems.errors == 0))
        if options.external is not None:
            problems.extend(_external(evidence, options.external, asking or progress))
    return Report(
        problems=tuple(problems),
        is_strict=options.is_strict,
        checked=len(made.contents) if made is not None else 0,
        seconds=time.monotonic() - began,
    )


def _external(evidence: Evidence, manners: Manners, progress: Progress) -> Iterator[Problem]:
    """Yield what other sites answer."""
    from vitrina.external.check import external_links  # noqa: PLC0415 (brings TLS, which nothing else in a check needs)

    return external_links(outgoing_links(evidence), evidence.source, manners, progress)


def make(making: Making, progress: Progress, problems: Problems) -> Made | None:
    """Make the site in memory; ``None`` where there is not even a configuration to work with."""
    manuscript = prepare(making.source, making.base_url, problems)
    if manuscript is None:
        return None
    workshop = Workshop(manuscript.recipe, problems)
    check_plan(workshop.plan, problems)
    rendered = tuple(render_all(manuscript.recipe, workshop, _jobs(making.jobs, len(workshop.plan)), progress))
    for file in rendered:
        problems.extend(file.problems)
    return Made(manuscript=manuscript, workshop=workshop, contents={file.path: file.content for file in rendered})


def prepare(source: Path, base_url: str | None, problems: Problems) -> Manuscript | None:
    """Read everything that people wrote; ``None`` where there is not even a configuration to work with."""
    config = read_config(source, base_url, problems)
    if config is None:
        return None
    package = defaults.folder()
    vocabularies = read_vocabularies(source, package, config.languages, problems)
    sources = find_sources(source, config.written_languages, problems)
    documents = read_documents(sources, config, vocabularies, problems)
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
    sources: Sources, config: Config, vocabularies: dict[str, Vocabulary], problems: Problems
) -> list[Document]:
    """Read every document that was found; those that cannot be used are left out and in ``problems``."""
    documents = []
    for source in sources.documents:
        surroundings = Surroundings(
            languages=tuple(config.written_languages),
            vocabularies=vocabularies,
            attachments=sources.attachments[source.kind, source.id],
        )
        document = read_document(source, surroundings, problems)
        if document is not None:
            documents.append(document)
    return documents


def _jobs(wanted: int | None, files: int) -> int:
    if wanted is not None:
        return wanted
    return (os.cpu_count() or 1) if files >= POOL_PAYS_FROM else 1
