"""Translation coverage: the status of every entry in every language, and the share of the site in each language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from vitrina import defaults
from vitrina.content.config import read_config
from vitrina.content.documents import Document
from vitrina.content.loading import NO_DATA, DocumentReader, schema_context_of
from vitrina.content.picture_notes import ConsentState, PictureOfPeople, pictures_of_people
from vitrina.content.term_use import offered_terms
from vitrina.content.variants import divided
from vitrina.content.vocabularies import read_vocabularies
from vitrina.languages.catalogues import translated_strings
from vitrina.languages.direction import readable_languages
from vitrina.model import NEUTRAL, Config, LocalText, Section, Vocabulary
from vitrina.problems import Problems
from vitrina.reading.folders import check_folders
from vitrina.reading.links import check_links
from vitrina.reading.sources import find_sources
from vitrina.translations.states import PUBLISHED, EntryStatus, State, entry_status, with_variants

STRINGS, TERMS = "interface strings", "term labels"
"""Names of what is covered besides the kinds of entries, as in the JSON format."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of ``total`` items exist in a language."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down, so that 100 means all; 100 if there are no items."""
        return self.done * 100 // self.total if self.total else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The documents of a site by entry and language, and its vocabularies; ``title`` is the site's.

    ``labels`` are those of its own facts and sections, ``terms`` those of its own files and those in use, by
    vocabulary. ``variants`` are other forms of texts, by entry, and by language and variant. ``unread`` are entries
    with a document that could not be read.
    """

    title: LocalText
    languages: tuple[str, ...]
    sections: Mapping[str, Section]
    entries: Mapping[tuple[str, str], Mapping[str, Document]]
    vocabularies: Mapping[str, Vocabulary]
    labels: tuple[LocalText, ...]
    terms: Mapping[str, Collection[str]]
    unread: Collection[tuple[str, str]] = ()
    variants: Mapping[tuple[str, str], Mapping[tuple[str, str], Document]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The status of every entry, the shares of each language by name, and the pictures of ``people``."""

    title: LocalText
    languages: tuple[str, ...]
    sections: Mapping[str, Section]
    entries: tuple[EntryStatus, ...]
    shares: Mapping[str, Mapping[str, Share]]
    people: tuple[tuple[PictureOfPeople, ConsentState], ...] = ()


def read_content(source: Path, problems: Problems) -> Content | None:
    """Return the documents of the site in ``source``; ``None`` where the configuration cannot be read."""
    check_links(source, problems)
    check_folders(source, problems)
    config = read_config(source, None, problems)
    if config is None:
        return None
    vocabularies = read_vocabularies(source, config.vocabularies, config.written_languages, problems)
    sources = find_sources(source, config, problems)
    entries: dict[tuple[str, str], dict[str, Document]] = {}
    context = schema_context_of(config, vocabularies)
    reader = DocumentReader(sources=sources, schema_context=context, data=NO_DATA, with_bodies=True)
    documents = reader.read_all(1, problems)
    texts, others = divided(documents)
    for document in texts:
        entries.setdefault((document.source.section, document.source.id), {})[document.source.language] = document
    variants: dict[tuple[str, str], dict[tuple[str, str], Document]] = {}
    for document in others:
        of_entry = variants.setdefault((document.source.section, document.source.id), {})
        of_entry[document.source.language, document.source.variant] = document
    return Content(
        title=config.title,
        languages=tuple(config.written_languages),
        sections=config.sections,
        entries=entries,
        vocabularies=vocabularies,
        labels=tuple(_own_labels(config)),
        terms=offered_terms(
            config.facts, ((document.source.section, document.facts) for document in documents), vocabularies
        ),
        unread={
            (file.section, file.id)
            for file in sources.documents
            if not file.variant and file.language not in entries.get((file.section, file.id), ())
        },
        variants=variants,
    )


def _own_labels(config: Config) -> Iterator[LocalText]:
    """Yield the names of the facts and the sections that the site declares."""
    for facts in config.facts.values():
        yield from (fact.own_label for fact in facts if fact.own_label and fact.label.values)
    yield from (section.title for section in config.sections.values() if section.title)


def coverage_of(source: Path, today: date, problems: Problems) -> Coverage | None:
    """Return the coverage of the site in ``source``; it is incomplete if there are errors in ``problems``."""
    content = read_content(source, problems)
    if content is None:
        return None
    entries = tuple(_statuses(content, today, problems))
    documents = [document for versions in content.entries.values() for document in versions.values()]
    package = defaults.folder()
    strings = translated_strings(content.languages, source, package, problems)
    return Coverage(
        title=content.title,
        languages=content.languages,
        sections=content.sections,
        entries=entries,
        shares={
            language: {
                **{section: _share_of_entries(entries, section, language) for section in content.sections},
                STRINGS: Share(*strings[language]),
                TERMS: _share_of_labels(content, language),
            }
            for language in content.languages
        },
        people=tuple((picture, picture.state(today)) for picture in pictures_of_people(documents, problems)),
    )


def _statuses(content: Content, today: date, problems: Problems) -> Iterator[EntryStatus]:
    for key, versions in content.entries.items():
        status = entry_status(versions, content.languages, today, problems) if key not in content.unread else None
        if status is not None:
            yield with_variants(status, versions, content.variants.get(key, {}).values(), today)


def _share_of_entries(entries: Iterable[EntryStatus], section: str, language: str) -> Share:
    """Count published versions of the entries that are published in any language and not omitted in this one."""
    states = [
        entry.versions[language].state
        for entry in entries
        if entry.section == section
        and entry.versions[language].state is not State.ON_PURPOSE
        and any(version.state in PUBLISHED for version in entry.versions.values())
    ]
    return Share(sum(state in PUBLISHED for state in states), len(states))


def _share_of_labels(content: Content, language: str) -> Share:
    """Count the labels of terms in use, and those of the site's own facts and sections."""
    labels: list[Mapping[str, str]] = [
        content.vocabularies[name].terms[term].labels for name, terms in content.terms.items() for term in terms
    ]
    labels += [label.versions for label in content.labels]
    readable = (*readable_languages(language), NEUTRAL)
    labelled = [not versions.keys().isdisjoint(readable) for versions in labels]
    return Share(sum(labelled), len(labelled))
