"""Building the site from documents, and checking references between entries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from vitrina.content.documents import Document
from vitrina.content.entries import build_entry
from vitrina.content.events import check_events
from vitrina.content.funders import check_wording
from vitrina.content.publication import Publication, change_days
from vitrina.content.variants import check_texts, divided, slugs_of, with_variants
from vitrina.contract.documents import document_keys
from vitrina.contract.facts import PROJECT
from vitrina.contract.section_facts import projects_of
from vitrina.model import HOME, OVERVIEW, PARTNERS, Config, Entry, Site, Vocabulary, sections
from vitrina.model.forms import Reply
from vitrina.model.menus import all_items
from vitrina.problems import Location, Problems, say
from vitrina.reading.sources import Sources
from vitrina.values.lazy_mapping import PickledMapping
from vitrina.values.suggestions import MOST_SUGGESTIONS, did_you_mean, listed

EntryKey: TypeAlias = tuple[str, str]
"""The section and the id of an entry."""

LISTS = (sections.PROJECTS, sections.NEWS, OVERVIEW, PARTNERS)
"""Valid names in menus besides the ids of pages and of further sections."""


def build_site(
    config: Config,
    vocabularies: Mapping[str, Vocabulary],
    documents: Collection[Document],
    sources: Sources,
    problems: Problems,
    publication: Publication,
    replies: Mapping[str, tuple[Reply, ...]] | None = None,
) -> Site:
    """Return the site with these ``documents``; report inconsistencies in ``problems``.

    Entries of which nothing is published are left out. References to a document that could not be read are not
    reported, as the document is.
    """
    grouped: dict[EntryKey, list[Document]] = {}
    for document in documents:
        grouped.setdefault((document.source.section, document.source.id), []).append(document)
    unread = _unread(grouped, sources)
    entries = _build_entries(grouped, unread, config, sources, publication, problems)
    written = {(source.section, source.id) for source in sources.documents}
    _check_projects(grouped, sorted(name for section, name in written if section == sections.PROJECTS), problems)
    check_events(chain.from_iterable(grouped.values()), config, problems)
    check_wording(entries[sections.PROJECTS].values(), config, vocabularies, problems)
    _check_menus(config, {name for section, name in written if section == sections.PAGES}, vocabularies, problems)
    entries[sections.PAGES] = _inside_each_other(entries[sections.PAGES])
    published = {
        section: PickledMapping({key: entry for key, entry in found.items() if entry.versions})
        for section, found in entries.items()
    }
    return Site(
        config=config,
        vocabularies=vocabularies,
        projects=published[sections.PROJECTS],
        posts=published[sections.NEWS],
        pages=published[sections.PAGES],
        replies=replies or {},
        unread=frozenset((*key, language) for key, languages in unread.items() for language in languages),
        others={section: published[section] for section in config.own_sections},
        change_days=change_days(chain.from_iterable(grouped.values()), entries, config.sections, vocabularies),
    )


def _unread(grouped: Mapping[EntryKey, list[Document]], sources: Sources) -> dict[EntryKey, set[str]]:
    """Return the languages of the documents that could not be read, by entry."""
    read = {
        (key, document.source.language)
        for key, documents in grouped.items()
        for document in documents
        if not document.source.variant
    }
    unread: dict[EntryKey, set[str]] = {}
    for source in sources.documents:
        key = source.section, source.id
        if not source.variant and (key, source.language) not in read:
            unread.setdefault(key, set()).add(source.language)
    return unread


def _build_entries(
    grouped: Mapping[EntryKey, list[Document]],
    unread: dict[EntryKey, set[str]],
    config: Config,
    sources: Sources,
    publication: Publication,
    problems: Problems,
) -> dict[str, dict[str, Entry]]:
    """Return the entries by section and id; the documents of one that cannot be built are ``unread``, too."""
    entries: dict[str, dict[str, Entry]] = {section: {} for section in config.sections}
    keys = document_keys(config.facts)
    for key, documents in sorted(grouped.items()):
        section, identifier = key
        attachments = sources.attachments[key]
        texts, variants = divided(documents)
        by_language = {document.source.language: document for document in texts}
        check_texts(variants, by_language, unread.get(key, ()), problems)
        if not texts:
            continue
        entry = build_entry(texts, config, keys[section], attachments, publication, problems, unread.get(key, ()))
        if entry is not None and variants and entry.original in by_language:
            entry = with_variants(entry, variants, by_language, keys[section], publication, problems)
        if entry is not None:
            entries[section][identifier] = entry
        else:
            unread[key] = {document.source.language for document in documents}
    return entries


def _inside_each_other(pages: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return ``pages`` with the slugs of the pages above them before their own; those in the home page have none."""
    inside: dict[str, Entry] = {}
    for identifier, entry in sorted(pages.items()):  # a page comes before those inside it
        above = identifier.rpartition("/")[0]
        if above and above != HOME:
            versions = {
                language: replace(version, slug=f"{_slug_of(above, inside, language)}/{version.slug}")
                for language, version in entry.versions.items()
            }
            variants = dict(slugs_of(entry, versions))
            entry = replace(entry, versions=versions, variants=variants)  # noqa: PLW2901 - the same page
        inside[identifier] = entry
    return inside


def _slug_of(identifier: str, pages: Mapping[str, Entry], language: str) -> str:
    """Return the slug of a page in ``language``, else that of its original; the folder's name without such a page."""
    page = pages.get(identifier)
    if page is not None and page.versions:
        return page.versions.get(language, page.main_version).slug
    above, _, name = identifier.rpartition("/")
    return f"{_slug_of(above, pages, language)}/{name}" if above and above != HOME else name


def _check_projects(grouped: Mapping[tuple[str, str], list[Document]], projects: list[str], problems: Problems) -> None:
    """Report the projects that posts and entries of further sections name, and that are not there."""
    otherwise = say("Give the name of a folder in content/projects/.")
    known, unknown = {*projects}, 0
    for document in chain.from_iterable(grouped.values()):
        for project in projects_of(document.facts):
            if project not in known:
                unknown += 1
                hint = did_you_mean(project, projects, otherwise) if unknown <= MOST_SUGGESTIONS else otherwise
                message = say("There is no project “{project}”.", project=project)
                problems.error(document.locations[PROJECT.key], "unknown-project", message, hint)


def _check_menus(
    config: Config, pages: Collection[str], vocabularies: Mapping[str, Vocabulary], problems: Problems
) -> None:
    """Report items of menus, notes, and the page about privacy that are nothing the site could have."""
    shown = {facet.vocabulary for facet in config.facets}
    terms = {f"{name}/{term}" for name in shown & vocabularies.keys() for term in vocabularies[name].terms}
    own = {*pages} - {HOME}
    known = {*own, *LISTS, *config.own_sections, *shown}
    valid = known | terms
    items = all_items([*(config.menu or ()), *(config.footer or ())])
    unknown = {item.location: item.to for item in items if item.to is not None and item.to not in valid}
    _report_pages(unknown, known, problems)
    _report_pages({note.location: note.page for note in config.notes if note.page not in own}, own, problems)
    if config.forms is not None and config.forms.privacy not in own:
        _report_pages({config.forms.privacy_location: config.forms.privacy}, own, problems)


def _report_pages(unknown: Mapping[Location, str], known: Collection[str], problems: Problems) -> None:
    names = sorted(known)
    otherwise = say("It can be one of: {known}.", known=listed(names))
    for number, (location, name) in enumerate(unknown.items()):
        hint = did_you_mean(name, names, otherwise) if number < MOST_SUGGESTIONS else otherwise
        problems.error(location, "unknown-page", say("There is no page “{name}”.", name=name), hint)
