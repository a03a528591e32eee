"""The showcase: everything that views are made from, as one value."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field

from vitrina import urls
from vitrina.model import Kind, Site
from vitrina.views.bodies import Bodies
from vitrina.views.editions import Edition, build_edition
from vitrina.views.frame_values import SiteView
from vitrina.views.localiser import Localiser
from vitrina.views.values import Card


@dataclass(frozen=True, slots=True)
class Made:
    """Values that many pages share, made when the first of them needs one. Each follows from the showcase alone."""

    links: dict[str, str] = field(default_factory=dict)
    cards: dict[tuple[str, Kind, str], Card] = field(default_factory=dict)
    frames: dict[tuple[str, str, str], SiteView] = field(default_factory=dict)
    targets: dict[object, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Showcase:
    """The site, its editions and their localisers by language, the theme's assets with addresses, and the bodies."""

    site: Site
    editions: Mapping[str, Edition]
    localisers: Mapping[str, Localiser]
    assets: Mapping[str, str]
    bodies: Bodies
    made: Made = field(default_factory=Made)

    def link(self, address: str) -> str:
        """Return the link to ``address`` for use on a page."""
        known = self.made.links.get(address)
        if known is None:
            known = self.made.links[address] = urls.link(self.site.config.base_url, address)
        return known

    def absolute(self, address: str) -> str:
        """Return the full URL of ``address``."""
        return urls.absolute(self.site.config.base_url, address)


def build_showcase(
    site: Site,
    catalogues: Mapping[str, gettext.NullTranslations],
    assets: Mapping[str, str],
    bodies: Bodies,
    editions: Mapping[str, Edition] | None = None,
) -> Showcase:
    """Return the showcase of ``site``.

    ``catalogues`` has the strings of each of the site's languages; ``assets`` maps each file of the theme to its
    address (with its version), relative to the base address. ``editions`` are there where they are known already.
    """
    languages = site.config.languages
    localisers = {code: Localiser(language, catalogues[code]) for code, language in languages.items()}
    base = urls.base_path(site.config.base_url)
    return Showcase(
        site=site,
        editions=editions or {code: build_edition(site, localiser) for code, localiser in localisers.items()},
        localisers=localisers,
        assets={name: base + address for name, address in assets.items()},
        bodies=bodies,
    )
