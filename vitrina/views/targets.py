"""Targets: every page that the site can have, named without its address, so that languages can be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from vitrina.model import FACETS, HOME, OVERVIEW, PARTNERS, Facet, Kind
from vitrina.views import addresses
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.view_context import ViewContext

PROJECTS_ON_A_PAGE = 20
POSTS_ON_A_PAGE = 20
PARTNERS_ON_A_PAGE = 100


class PageKind(StrEnum):
    """The kinds of pages; the value is the template's name without its ending."""

    HOME = "home"
    PROJECTS = "projects"
    PROJECT = "project"
    NEWS = "news"
    POST = "post"
    PAGE = "page"
    VOCABULARY = "vocabulary"
    TERM = "term"
    PARTNERS = "partners"
    PARTNER = "partner"
    OVERVIEW = "overview"
    COMPARE = "compare"
    PREFERENCES = "preferences"
    PERMANENT = "permanent"
    CHOOSER = "chooser"
    NOT_FOUND = "not_found"


ENTRY_KINDS = {PageKind.PROJECT: Kind.PROJECT, PageKind.POST: Kind.POST, PageKind.PAGE: Kind.PAGE}
UNLISTED = frozenset((PageKind.NOT_FOUND, PageKind.COMPARE, PageKind.PREFERENCES, PageKind.PERMANENT))
"""Kinds of pages that search engines are not told of, because they have no text of their own."""
OF_ALL_LANGUAGES = frozenset((PageKind.CHOOSER, PageKind.NOT_FOUND, PageKind.PERMANENT))
"""Kinds of pages that are in all languages at once."""
LIST_KINDS = {PageKind.PROJECTS: Kind.PROJECT, PageKind.NEWS: Kind.POST}
TOGETHER_KINDS = {PageKind.OVERVIEW: OVERVIEW, PageKind.PARTNERS: PARTNERS}
"""Pages about all projects together, with the words for them in menus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One page: its kind, its language, and what it is about (an entry's or term's id, a vocabulary, a page number)."""

    kind: PageKind
    language: str
    id: str = ""
    vocabulary: str = ""
    number: int = 1

    def in_language(self, language: str) -> Target:
        """Return the same page in another language."""
        return replace(self, language=language)


def facet_of(target: Target) -> Facet:
    """Return the facet of a target that is about a vocabulary or a term."""
    return next(facet for facet in FACETS if facet.vocabulary == target.vocabulary)


def all_targets(view_context: ViewContext) -> Iterator[Target]:
    """Yield every page of the site: entries first, then the lists that lead to them, the chooser last."""
    for language, edition in view_context.editions.items():
        for kind, entries in ENTRY_KINDS.items():
            for identifier in view_context.site.entries(entries):
                target = Target(kind=kind, language=language, id=identifier)
                if edition.find(entries, identifier) is not None and not is_home_text(target):
                    yield target
        for facet in FACETS:
            yield from _targets_of_vocabulary(edition, facet)
        yield from _targets_of_partners(edition)
        if edition.projects:
            yield Target(kind=PageKind.OVERVIEW, language=language)
        for kind in LIST_KINDS:
            for number in range(1, pages_in(edition, Target(kind=kind, language=language)) + 1):
                yield Target(kind=kind, language=language, number=number)
        if edition.projects:
            yield Target(kind=PageKind.COMPARE, language=language)
        yield Target(kind=PageKind.PREFERENCES, language=language)
        yield Target(kind=PageKind.HOME, language=language)
    default = view_context.site.config.default_language
    for identifier in view_context.site.projects:
        yield Target(kind=PageKind.PERMANENT, language=default, id=identifier)
    for kind in (PageKind.NOT_FOUND, PageKind.CHOOSER):
        yield Target(kind=kind, language=default)


def is_home_text(target: Target) -> bool:
    """Tell whether the target is the document whose text stands on the home page instead of on a page of its own."""
    return target.kind is PageKind.PAGE and target.id == HOME


def address_of(view_context: ViewContext, target: Target) -> str | None:
    """Return the address of ``target``, or ``None`` where its edition does not have it."""
    edition, language = view_context.editions[target.language], target.language
    address: str | None
    match target.kind:
        case PageKind.HOME:
            address = addresses.home(language)
        case PageKind.COMPARE:
            address = addresses.compare(language) if edition.projects else None
        case PageKind.PREFERENCES:
            address = addresses.preferences(language)
        case PageKind.PERMANENT:
            address = addresses.permanent(target.id)
        case PageKind.CHOOSER:
            address = addresses.CHOOSER
        case PageKind.NOT_FOUND:
            address = addresses.NOT_FOUND
        case PageKind.PROJECT | PageKind.POST | PageKind.PAGE:
            shown = shown_by(edition, target)
            address = None if shown is None else addresses.entry(shown.entry, shown.version, language)
        case PageKind.VOCABULARY:
            address = addresses.vocabulary(facet_of(target), language) if edition.terms[target.vocabulary] else None
        case PageKind.OVERVIEW:
            address = addresses.overview(language) if edition.projects else None
        case PageKind.PROJECTS | PageKind.NEWS | PageKind.TERM | PageKind.PARTNERS | PageKind.PARTNER:
            address = _address_in_list(target) if target.number <= pages_in(edition, target) else None
    return address


def shown_by(edition: Edition, target: Target) -> ShownVersion | None:
    """Return the entry that ``target`` is about, if there is one."""
    kind = ENTRY_KINDS.get(target.kind)
    return None if kind is None else edition.find(kind, target.id)


def listed(edition: Edition, target: Target) -> tuple[ShownVersion, ...]:
    """Return everything that a list shows on all its pages together."""
    entry_list = edition.posts if target.kind is PageKind.NEWS else edition.projects
    return tuple(entry_list[identifier] for identifier in _in_list(edition, target))


def length(edition: Edition, target: Target) -> int:
    """Return how many entries a list has on all its pages together."""
    return len(edition.partners if target.kind is PageKind.PARTNERS else _in_list(edition, target))


def _in_list(edition: Edition, target: Target) -> Collection[str]:
    if target.kind is PageKind.TERM:
        return edition.terms[target.vocabulary].get(target.id, ())
    if target.kind is PageKind.PARTNER:
        return edition.partners.get(target.id, ())
    return edition.posts if target.kind is PageKind.NEWS else edition.projects


def page_size(target: Target) -> int:
    """Return how many entries a page of the list has."""
    return {PageKind.NEWS: POSTS_ON_A_PAGE, PageKind.PARTNERS: PARTNERS_ON_A_PAGE}.get(target.kind, PROJECTS_ON_A_PAGE)


def pages_in(edition: Edition, target: Target) -> int:
    """Return how many pages a list has; the list of projects has one even when it is empty."""
    pages = -(-length(edition, target) // page_size(target))
    return max(pages, 1) if target.kind is PageKind.PROJECTS else pages


def _address_in_list(target: Target) -> str:
    if target.kind is PageKind.TERM:
        return addresses.term(facet_of(target), target.id, target.language, target.number)
    if target.kind is PageKind.PARTNERS:
        return addresses.partners(target.language, target.number)
    if target.kind is PageKind.PARTNER:
        return addresses.partner(target.id, target.language, target.number)
    return addresses.listing(LIST_KINDS[target.kind], target.language, target.number)


def _targets_of_partners(edition: Edition) -> Iterator[Target]:
    language = edition.language.code
    partners = (Target(kind=PageKind.PARTNER, language=language, id=identifier) for identifier in edition.partners)
    for target in (*partners, Target(kind=PageKind.PARTNERS, language=language)):
        for number in range(1, pages_in(edition, target) + 1):
            yield replace(target, number=number)


def _targets_of_vocabulary(edition: Edition, facet: Facet) -> Iterator[Target]:
    language, vocabulary = edition.language.code, facet.vocabulary
    for identifier in edition.terms[vocabulary]:
        target = Target(kind=PageKind.TERM, language=language, vocabulary=vocabulary, id=identifier)
        for number in range(1, pages_in(edition, target) + 1):
            yield replace(target, number=number)
    if edition.terms[vocabulary]:
        yield Target(kind=PageKind.VOCABULARY, language=language, vocabulary=vocabulary)
