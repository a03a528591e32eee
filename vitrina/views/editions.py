"""Editions: what the visitors of one language can see of the site, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vitrina.contract.facts import PARTNERS
from vitrina.contract.section_facts import projects_of
from vitrina.model import Entry, Facet, Language, Site, Version, Vocabulary, sections
from vitrina.values.dates import PartialDate
from vitrina.values.lazy_mapping import LazyMapping
from vitrina.views.localiser import Localiser
from vitrina.views.partner_index import PartnerIndex


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """An entry and the version of it that an edition shows."""

    entry: Entry
    version: Version

    @property
    def last_change(self) -> PartialDate | None:
        """When the version was last changed, as far as it says so."""
        return self.version.updated or self.version.date

    def variant(self, language: str, name: str) -> ShownVersion | None:
        """Return the variant called ``name`` of the text in ``language``, if there is one."""
        variant = self.entry.variant(language, name)
        return None if variant is None else ShownVersion(self.entry, variant)


class EntryList(LazyMapping[ShownVersion]):
    """Those of the ``entries`` that an edition shows, in its order.

    ``versions`` has the language and the document of the version that is shown, by id.
    """

    __slots__ = ("_entries", "_versions")

    def __init__(self, entries: Mapping[str, Entry], versions: Mapping[str, tuple[str, str]]) -> None:
        self._entries, self._versions = entries, versions
        super().__init__(versions, self._show)

    def _show(self, identifier: str) -> ShownVersion:
        entry, (language, _) = self._entries[identifier], self._versions[identifier]
        return ShownVersion(entry, entry.versions[language])

    def __reduce__(self) -> tuple[object, ...]:
        """Return the values for a pickle."""
        return EntryList, (self._entries, self._versions)

    def documents(self) -> tuple[str, ...]:
        """Return the paths of the documents that are shown, in their order."""
        return tuple([path for _, path in self._versions.values()])


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The site in one language.

    Entries are by id: ``projects`` in alphabetical order, ``posts`` newest first with undated ones last. Everything
    else is ids in the same order. ``terms`` has, by facet and term, the projects with that term or one below it;
    terms without projects are left out, the others are in alphabetical order; ``having`` has the projects that name
    exactly that term. ``partners`` has the projects of each organisation likewise. ``posts_about`` has the posts by the
    project they belong to. ``missing`` are projects that neither this language nor its fallback chain can show.
    ``feed`` has the dated posts and projects in the language itself, newest first. ``others`` are the entries of the
    site's own sections, each in alphabetical order; ``others_about`` has, by section, those that name a project.
    ``variants`` are those of texts in the language itself, by section and id.
    """

    language: Language
    projects: EntryList
    posts: EntryList
    pages: EntryList
    terms: Mapping[str, Mapping[str, tuple[str, ...]]]
    partners: Mapping[str, tuple[str, ...]]
    having: Mapping[tuple[str, str], frozenset[str]]
    posts_about: Mapping[str, tuple[str, ...]]
    missing: tuple[str, ...]
    feed: tuple[tuple[str, str], ...]
    others: Mapping[str, EntryList]
    others_about: Mapping[str, Mapping[str, tuple[str, ...]]]
    variants: Mapping[tuple[str, str], tuple[str, ...]]

    def projects_by_term(self, facet: Facet) -> Mapping[str, tuple[str, ...]]:
        """Return ``terms`` of one facet; none where the site does not have that fact."""
        return self.terms.get(facet.key, {})

    def find(self, section: str, identifier: str) -> ShownVersion | None:
        """Return the entry if this edition shows it."""
        return self.entry_list(section).get(identifier)

    def entry_list(self, section: str) -> EntryList:
        """Return what this edition shows of a section."""
        standard = {sections.PROJECTS: self.projects, sections.NEWS: self.posts, sections.PAGES: self.pages}
        return standard[section] if section in standard else self.others[section]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedTerm:
    """A term that says what a project does, for comparing projects of an edition.

    ``named_by`` are the ids of those that name exactly this term; ``count`` and ``first`` (the ids of some, in
    alphabetical order) are of those with a term below it as well. ``weight`` is how much it tells; ``order`` sorts
    terms, those that tell most first.
    """

    facet: Facet
    term: str
    named_by: frozenset[str]
    count: int
    weight: float
    first: tuple[str, ...]
    order: tuple[float, str, str]


def build_edition(site: Site, localiser: Localiser, partners: PartnerIndex) -> Edition:
    """Return what ``site`` has for the visitors of the localiser's language."""
    language = localiser.language

    def shown(entries: Iterable[Entry]) -> list[ShownVersion]:
        found = [ShownVersion(entry, version) for entry in entries if (version := entry.shown_in(language)) is not None]
        return localiser.sorted(found, lambda shown: shown.version.title)

    facets = site.config.facets
    projects = shown(site.projects.values())
    posts = sorted(shown(site.posts.values()), key=_newest_first)
    others = {name: shown(site.entries(name).values()) for name in site.config.own_sections}
    missing = tuple(key for key, entry in site.projects.items() if entry.shown_in(language) is None)
    terms = {facet.key: _by_term(projects, facet, site.vocabularies[facet.vocabulary], localiser) for facet in facets}
    return Edition(
        language=language,
        projects=_shelf(site.projects, projects),
        posts=_shelf(site.posts, posts),
        pages=_shelf(site.pages, shown(site.pages.values())),
        terms=terms,
        partners=_by_partner(projects, partners, localiser),
        having=_having(projects, facets),
        posts_about=_by_project(posts),
        missing=missing,
        feed=_feed((*posts, *projects), language.code),
        others={name: _shelf(site.entries(name), entries) for name, entries in others.items()},
        others_about={name: _by_project(entries) for name, entries in others.items()},
        variants={
            (entry.section, entry.id): tuple(version.variant for version in entry.variants[language.code])
            for entry in site.all_entries()
            if language.code in entry.variants
        },
    )


def _shelf(entries: Mapping[str, Entry], order: Iterable[ShownVersion]) -> EntryList:
    return EntryList(entries, {shown.entry.id: (shown.version.language, shown.version.path) for shown in order})


def _having(projects: Iterable[ShownVersion], facets: Iterable[Facet]) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for shown in projects:
        for facet in facets:
            for term in shown.entry.facts.get(facet, ()):
                found.setdefault((facet.key, term), set()).add(shown.entry.id)
    return {key: frozenset(identifiers) for key, identifiers in found.items()}


def _by_partner(
    projects: Iterable[ShownVersion], partners: PartnerIndex, localiser: Localiser
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for shown in projects:
        for identifier in dict.fromkeys(map(partners.find, shown.entry.facts.get(PARTNERS, ()))):
            found.setdefault(identifier, []).append(shown.entry.id)
    names = {identifier: localiser.text(partners.organisations[identifier].name).value for identifier in found}
    return {key: tuple(found[key]) for key in localiser.sorted(sorted(found), lambda key: names[key])}


def _by_project(entries: Iterable[ShownVersion]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for shown in entries:
        for project in projects_of(shown.entry.facts):
            found.setdefault(project, []).append(shown.entry.id)
    return {project: tuple(about) for project, about in found.items()}


def _feed(entry_list: Iterable[ShownVersion], language: str) -> tuple[tuple[str, str], ...]:
    dated = [shown for shown in entry_list if shown.version.language == language and shown.last_change is not None]
    newest = sorted(dated, key=lambda shown: (str(shown.last_change), shown.entry.id), reverse=True)
    return tuple((shown.entry.section, shown.entry.id) for shown in newest)


def _newest_first(shown: ShownVersion) -> int:
    """Return a key for newest first and undated last; ``sorted`` keeps the order of the titles among equals."""
    date = shown.version.date
    return 1 if date is None else -date.first_day().toordinal()


def _by_term(
    projects: Iterable[ShownVersion], facet: Facet, vocabulary: Vocabulary, localiser: Localiser
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for shown in projects:
        own = shown.entry.facts.get(facet, ())
        for identifier in dict.fromkeys(ancestor for term in own for ancestor in vocabulary.lineage(term)):
            found.setdefault(identifier, []).append(shown.entry.id)
    order = localiser.sorted(found, lambda identifier: localiser.term(vocabulary.terms[identifier]).value)
    return {identifier: tuple(found[identifier]) for identifier in order}
