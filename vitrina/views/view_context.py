"""The showcase: everything that views are made from, as one value."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field

from vitrina.model import Kind, Site
from vitrina.values import urls
from vitrina.values.lazy_mapping import LazyMapping
from vitrina.views.bodies import Bodies
from vitrina.views.codes import Codes
from vitrina.views.editions import Edition, WeightedTerm, build_edition
from vitrina.views.frame_values import PageEditions, SiteView
from vitrina.views.localiser import Localiser
from vitrina.views.partner_index import PartnerIndex, index_partners
from vitrina.views.values import Card, FactRow, Link, SharedTerms, Text

SEARCH_SCRIPT = "scripts/projects.js"
"""The file of a theme that searches; a site whose theme has none has no data for it either."""


@dataclass(frozen=True, slots=True)
class ViewCache:
    """Values that many pages share, made when the first of them needs one. Each follows from the showcase alone."""

    links: dict[str, str] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    cards: dict[tuple[str, Kind, str], Card] = field(default_factory=dict)
    frames: dict[tuple[str, str, str], SiteView] = field(default_factory=dict)
    editions: dict[object, PageEditions] = field(default_factory=dict)
    terms: dict[tuple[str, str, str], Link] = field(default_factory=dict)
    rows: dict[tuple[str, str, tuple[str, ...]], FactRow] = field(default_factory=dict)
    shared_terms: dict[tuple[str, str, tuple[str, ...]], SharedTerms] = field(default_factory=dict)
    weighted_terms: dict[tuple[str, str, str], WeightedTerm] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundation:
    """What of a showcase follows from the site alone, and is worth remembering: the names are languages' own ones."""

    editions: Mapping[str, Edition]
    partners: PartnerIndex
    own_names: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewContext:
    """The site, its editions and localisers by language, its partners, the theme's assets' addresses, bodies, codes."""

    site: Site
    editions: Mapping[str, Edition]
    localisers: Mapping[str, Localiser]
    partners: PartnerIndex
    assets: Mapping[str, str]
    bodies: Bodies
    codes: Codes
    cache: ViewCache = field(default_factory=ViewCache)

    @property
    def foundation(self) -> Foundation:
        """What can be remembered of it."""
        names = {code: localiser.own_name_of_language(code) for code, localiser in self.localisers.items()}
        return Foundation(editions=self.editions, partners=self.partners, own_names=names)

    @property
    def is_searched(self) -> bool:
        """Whether visitors can search: the theme has the script for it."""
        return SEARCH_SCRIPT in self.assets

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


def build_view_context(
    site: Site,
    catalogues: Mapping[str, gettext.NullTranslations],
    assets: Mapping[str, str],
    bodies: Bodies,
    codes: Codes,
    known: Foundation | None = None,
) -> ViewContext:
    """Return the showcase of ``site``.

    ``catalogues`` has the strings of each of the site's languages; ``assets`` maps each file of the theme to its
    address (with its version), relative to the base address. ``known`` is there where it was remembered.
    """
    languages = site.config.languages
    names = known.own_names if known is not None else {}
    localisers = LazyMapping(languages, lambda code: Localiser(languages[code], catalogues[code], names))
    base = urls.base_path(site.config.base_url)
    partners = known.partners if known is not None else index_partners(site.projects)
    editions = known.editions if known is not None else None
    return ViewContext(
        site=site,
        editions=editions or {code: build_edition(site, localiser, partners) for code, localiser in localisers.items()},
        localisers=localisers,
        partners=partners,
        assets={name: base + address for name, address in assets.items()},
        bodies=bodies,
        codes=codes,
    )
