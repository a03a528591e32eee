"""The showcase: everything that views are made from, as one value; and what a kind of page is for them."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vitrina.media.cards import CardStyle
from vitrina.model import HOME, Entry, Facet, Language, Section, Site, Version, sections
from vitrina.problems import Problems
from vitrina.prose import Labels
from vitrina.values import urls
from vitrina.values.lazy_mapping import LazyMapping
from vitrina.views import addresses, kinds
from vitrina.views.bodies import Bodies
from vitrina.views.codes import Codes
from vitrina.views.editions import Edition, ShownVersion, WeightedTerm, build_edition
from vitrina.views.frame_values import PageEditions, SiteView
from vitrina.views.localiser import Localiser
from vitrina.views.partner_index import PartnerIndex, index_partners
from vitrina.views.targets import Target
from vitrina.views.values import Card, Context, FactRow, Link, SharedTerms, Text

_PAGES = {sections.PROJECTS: kinds.PROJECT, sections.NEWS: kinds.POST, sections.PAGES: kinds.PAGE}
"""The kinds of pages of the entries of standard sections."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageKind:
    """A kind of page: where its pages are, and what the template of the same name reads.

    ``address`` is ``None`` for a page that its language does not have. ``shows`` is the section whose entries the pages
    are about, unless their targets name it; ``label`` names a page that menus and breadcrumbs lead to, ``above`` is the
    kind of the list that a page belongs to. Search engines are told of it if ``is_indexed``; one for all languages
    is there once.
    """

    name: str
    address: Callable[[ViewContext, Target], str | None]
    context: Callable[[ViewContext, Target, Problems], Context]
    shows: str | None = None
    label: Callable[[Localiser], Text] | None = None
    above: str | None = None
    is_indexed: bool = True
    is_for_all_languages: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What the site has of all that it could have: kinds of pages by their names, and the names of kinds of files.

    ``words`` returns those in the templates of a kind of page: what they do not name does not have to be computed.
    ``card_style`` is how the theme draws cards, where it does.
    """

    pages: Mapping[str, PageKind]
    files: Collection[str]
    words: Callable[[str], Collection[str]] | None = None
    card_style: CardStyle | None = None


@dataclass(frozen=True, slots=True)
class ViewCache:
    """Values that many pages share, made when the first of them needs one. Each follows from the showcase alone."""

    links: dict[str, str] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    cards: dict[tuple[str, str, str], Card] = field(default_factory=dict)
    frames: dict[tuple[str, str, str], SiteView] = field(default_factory=dict)
    editions: dict[object, PageEditions] = field(default_factory=dict)
    terms: dict[tuple[str, str, str], Link] = field(default_factory=dict)
    rows: dict[tuple[str, str, str, tuple[str, ...]], FactRow] = field(default_factory=dict)
    shared_terms: dict[tuple[str, str, tuple[str, ...]], SharedTerms] = field(default_factory=dict)
    weighted_terms: dict[tuple[str, str, str], WeightedTerm] = field(default_factory=dict)
    lists: dict[tuple[str, str, str, str, str], Sequence[str]] = field(default_factory=dict)
    places: dict[tuple[str, str, str, str, str], Mapping[str, int]] = field(default_factory=dict)
    listed_pages: list[Target] = field(default_factory=list)
    pages_inside: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    ranks: dict[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)
    labels: dict[str, Labels] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundation:
    """What of a showcase follows from the site alone, and is worth remembering: the names are languages' own ones."""

    editions: Mapping[str, Edition]
    partners: PartnerIndex
    own_names: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewContext:
    """Everything that views are made from.

    That is the site with its facets, its editions and localisers by language, its partners, the addresses of the
    theme's assets, the bodies and the QR codes. ``today`` is the day that tells coming events from past ones.

    Views lead only to what the site has: an address that is not ``offered`` is ``None``.
    """

    site: Site
    offered: Offered
    facets: tuple[Facet, ...]
    editions: Mapping[str, Edition]
    localisers: Mapping[str, Localiser]
    partners: PartnerIndex
    assets: Mapping[str, str]
    bodies: Bodies
    codes: Codes
    today: date
    cache: ViewCache = field(default_factory=ViewCache)

    @property
    def foundation(self) -> Foundation:
        """What can be remembered of it."""
        names = {code: localiser.own_name_of_language(code) for code, localiser in self.localisers.items()}
        return Foundation(editions=self.editions, partners=self.partners, own_names=names)

    def asks(self, kind: str, name: str) -> bool:
        """Tell whether the templates of the pages of ``kind`` can read a value called ``name``."""
        return self.offered.words is None or name in self.offered.words(kind)

    def has(self, kind: str) -> bool:
        """Tell whether the site has pages or files of ``kind``."""
        return kind in self.offered.pages or kind in self.offered.files

    @property
    def sections(self) -> Mapping[str, Section]:
        """The sections of the site by id."""
        return self.site.config.sections

    def has_pages_of(self, section: str) -> bool:
        """Tell whether the entries of a section have pages of their own."""
        return _PAGES.get(section, kinds.ENTRY) in self.offered.pages

    def pages_inside(self, language: str) -> Mapping[str, Sequence[str]]:
        """Return the plain pages of a language by the page above them, in their order; those at the top by ``""``.

        A page in a folder without one is inside the next page above. The home page has none inside.
        """
        known = self.cache.pages_inside.get(language)
        if known is None:
            known = self.cache.pages_inside[language] = {}
            pages = self.editions[language].entry_list(sections.PAGES)
            for identifier in pages:
                above = identifier.rpartition("/")[0]
                while above and (above == HOME or above not in pages):
                    above = above.rpartition("/")[0]
                known.setdefault(above, []).append(identifier)
        return known

    def address_of(self, target: Target) -> str | None:
        """Return the address of a page, or ``None`` where the site or its edition does not have it."""
        page = self.offered.pages.get(target.kind)
        return None if page is None else page.address(self, target)

    def link_to(self, target: Target) -> str | None:
        """Return the link to a page for use on a page, or ``None`` where there is no such page."""
        address = self.address_of(target)
        return None if address is None else self.link(address)

    def page_link(self, kind: str, language: str) -> str | None:
        """Return the link to the page of ``kind`` of which each language has one, or ``None`` where there is none."""
        return self.link_to(Target(kind=kind, language=language))

    def entry_address(self, entry: Entry, version: Version, language: str) -> str | None:
        """Return the address of the page that shows ``version`` in ``language``, or ``None`` where there is none."""
        is_there = self.has(kinds.HOME) if entry.is_home else self.has_pages_of(entry.section)
        return self.address_in(entry, version, language) if is_there else None

    def address_in(self, entry: Entry, version: Version, language: str) -> str:
        """Return the address that the page that shows ``version`` in ``language`` has, or would have."""
        return addresses.entry(self.sections[entry.section], entry, version, language)

    def entry_link(self, entry: Entry, version: Version, language: str) -> str | None:
        """Return the link to the page that shows ``version`` in ``language``, or ``None`` where there is none."""
        address = self.entry_address(entry, version, language)
        return None if address is None else self.link(address)

    def shown_by(self, target: Target) -> ShownVersion | None:
        """Return the entry that a page is about, if it is about one."""
        page = self.offered.pages.get(target.kind)
        section = None if page is None else page.shows
        if target.kind == kinds.ENTRY:
            section = target.section
        found = None if section is None else self.editions[target.language].find(section, target.id)
        return found if found is None or not target.variant else found.variant(target.language, target.variant)

    def facet_of(self, target: Target) -> Facet:
        """Return the facet of a page that is about a vocabulary or a term."""
        return next(facet for facet in self.facets if facet.key == target.facet)

    def link(self, address: str) -> str:
        """Return the link to ``address`` for use on a page."""
        known = self.cache.links.get(address)
        if known is None:
            known = self.cache.links[address] = urls.link(self.site.config.base_url, address)
        return known

    def absolute(self, address: str) -> str:
        """Return the full URL of ``address``."""
        known = self.cache.urls.get(address)
        if known is None:
            known = self.cache.urls[address] = urls.absolute(self.site.config.base_url, address)
        return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What views need besides the site.

    ``assets`` maps each file of the theme to its address (with its version), relative to the base address.
    """

    assets: Mapping[str, str]
    bodies: Bodies
    codes: Codes
    today: date


def _own_names(languages: Iterable[Language]) -> dict[str, Text]:
    """Return the names that CLDR does not know, from the data of the languages."""
    named = [language for language in languages if language.name]
    return {language.code: Text(language.name, language.code, language.direction) for language in named}


def build_view_context(
    site: Site,
    offered: Offered,
    catalogues: Mapping[str, gettext.NullTranslations],
    resources: Resources,
    known: Foundation | None = None,
) -> ViewContext:
    """Return the showcase of ``site``, which has no posts for anybody where they have no pages.

    ``catalogues`` has the strings of each of the site's languages. ``known`` is there where it was remembered.
    """
    languages = site.config.languages
    names = known.own_names if known is not None else _own_names(languages.values())
    localisers = LazyMapping(languages, lambda code: Localiser(languages[code], catalogues[code], names, languages))
    base = urls.base_path(site.config.base_url)
    site = site if kinds.POST in offered.pages else replace(site, posts={})
    partners = known.partners if known is not None else index_partners(site.projects)
    editions = known.editions if known is not None else None
    return ViewContext(
        site=site,
        offered=offered,
        facets=site.config.facets,
        editions=editions or {code: build_edition(site, localiser, partners) for code, localiser in localisers.items()},
        localisers=localisers,
        partners=partners,
        assets={name: base + address for name, address in resources.assets.items()},
        bodies=resources.bodies,
        codes=resources.codes,
        today=resources.today,
    )
