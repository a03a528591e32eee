"""Building the site from documents, and checking references between entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from vitrina.content.documents import Document
from vitrina.content.entries import build_entry
from vitrina.contract.documents import document_keys
from vitrina.contract.facts import PROJECT
from vitrina.model import HOME, OVERVIEW, PARTNERS, Config, Entry, Kind, Site, Vocabulary
from vitrina.model.forms import Reply
from vitrina.model.menus import all_items
from vitrina.problems import Location, Problems, say
from vitrina.reading.sources import Sources
from vitrina.values.lazy_mapping import PickledMapping
from vitrina.values.suggestions import did_you_mean

LISTS = (Kind.PROJECT.value, Kind.POST.value, OVERVIEW, PARTNERS)
"""Valid names in menus besides the ids of pages."""


def build_site(
    config: Config,
    vocabularies: Mapping[str, Vocabulary],
    documents: Iterable[Document],
    sources: Sources,
    problems: Problems,
    replies: Mapping[str, tuple[Reply, ...]] | None = None,
) -> Site:
    """Return the site with these ``documents``; report inconsistencies in ``problems``.

    Entries with drafts only are left out. References to an unreadable entry are not reported, as the entry is.
    """
    grouped: dict[tuple[Kind, str], list[Document]] = {}
    for document in documents:
        grouped.setdefault((document.source.kind, document.source.id), []).append(document)
    entries: dict[Kind, dict[str, Entry]] = {kind: {} for kind in Kind}
    keys = document_keys(config.facts)
    for (kind, identifier), versions in sorted(grouped.items()):
        entry = build_entry(versions, config, keys[kind], sources.attachments[kind, identifier], problems)
        if entry is not None:
            entries[kind][identifier] = entry
    written = {(source.kind, source.id) for source in sources.documents}
    _check_projects_of_posts(
        grouped, sorted(identifier for kind, identifier in written if kind is Kind.PROJECT), problems
    )
    _check_menus(config, {identifier for kind, identifier in written if kind is Kind.PAGE}, vocabularies, problems)
    published = {
        kind: PickledMapping({key: entry for key, entry in found.items() if entry.versions})
        for kind, found in entries.items()
    }
    return Site(
        config=config,
        vocabularies=vocabularies,
        projects=published[Kind.PROJECT],
        posts=published[Kind.POST],
        pages=published[Kind.PAGE],
        replies=replies or {},
        unreadable=frozenset(written - {(kind, key) for kind, found in entries.items() for key in found}),
    )


def _check_projects_of_posts(
    grouped: Mapping[tuple[Kind, str], list[Document]], projects: list[str], problems: Problems
) -> None:
    for documents in grouped.values():
        for document in documents:
            project = document.facts[PROJECT]
            if project is None or project in projects:
                continue
            hint = did_you_mean(project, projects, say("Give the name of a folder in content/projects/."))
            message = say("There is no project “{project}”.", project=project)
            problems.error(document.locations[PROJECT.key], "unknown-project", message, hint)


def _check_menus(
    config: Config, pages: Collection[str], vocabularies: Mapping[str, Vocabulary], problems: Problems
) -> None:
    """Report items of menus, and the page about privacy, that lead to nothing the site could have."""
    shown = {facet.vocabulary for facet in config.facets}
    terms = {f"{name}/{term}" for name in shown & vocabularies.keys() for term in vocabularies[name].terms}
    own = {*pages} - {HOME}
    for item in all_items([*(config.menu or ()), *(config.footer or ())]):
        if item.to is not None and item.to not in {*own, *LISTS, *shown, *terms}:
            _report_page(item.to, item.location, {*own, *LISTS, *shown}, problems)
    if config.forms is not None and config.forms.privacy not in own:
        _report_page(config.forms.privacy, config.forms.privacy_location, own, problems)


def _report_page(name: str, location: Location, known: Collection[str], problems: Problems) -> None:
    hint = did_you_mean(name, sorted(known), say("It can be one of: {known}.", known=", ".join(sorted(known))))
    problems.error(location, "unknown-page", say("There is no page “{name}”.", name=name), hint)
