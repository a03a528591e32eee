"""The frame around every page: menus, the language switch, breadcrumbs, and what search engines are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from vitrina.model import Kind
from vitrina.views import addresses
from vitrina.views.editions import Edition
from vitrina.views.frame_values import Alternate, PageEditions, PageView, SiteView, SwitchEntry
from vitrina.views.localiser import Localiser
from vitrina.views.participation import form_origins, newsletter_form
from vitrina.views.showcase import Showcase
from vitrina.views.targets import (
    ENTRY_KINDS,
    LIST_KINDS,
    OF_ALL_LANGUAGES,
    TOGETHER_KINDS,
    UNLISTED,
    PageKind,
    Target,
    address_of,
    shown_by,
)
from vitrina.views.values import Link, Text


def site_view(showcase: Showcase, target: Target) -> SiteView:
    """Return the site as the frame of ``target`` shows it: all pages of a kind share one, but for the plain pages."""
    key = (target.language, target.kind.value, target.id if target.kind is PageKind.PAGE else "")
    known = showcase.made.frames.get(key)
    if known is None:
        known = showcase.made.frames[key] = _site_view(showcase, target)
    return known


def _site_view(showcase: Showcase, target: Target) -> SiteView:
    config, edition = showcase.site.config, showcase.editions[target.language]
    localiser = showcase.localisers[target.language]
    organisation = config.organisation
    home = Target(kind=PageKind.HOME, language=target.language)
    return SiteView(
        title=localiser.text(config.title),
        description=localiser.text(config.description) if config.description else None,
        home=_link(showcase, home, localiser.own(localiser.gettext("Home")), target),
        chooser_url=showcase.link(addresses.CHOOSER),
        menu=tuple(_menu(showcase, edition, config.menu, target)),
        footer=tuple(_menu(showcase, edition, config.footer, target)),
        organisation=localiser.text(organisation.name) if organisation else None,
        organisation_url=organisation.url if organisation else None,
        email=organisation.email if organisation else None,
        feed_url=showcase.link(addresses.feed(target.language)) if edition.feed else None,
        assets=showcase.assets,
        preferences_url=showcase.link(addresses.preferences(target.language)),
        newsletter=newsletter_form(showcase, edition),
        form_origins=form_origins(showcase),
        search_url=showcase.link(addresses.listing(Kind.PROJECT, target.language))
        if showcase.is_searched and edition.projects
        else None,
    )


def page_view(
    showcase: Showcase, target: Target, title: Text, description: str = "", breadcrumbs: Iterable[Link] = ()
) -> PageView:
    """Return the frame of ``target``. ``breadcrumbs`` are the steps between the home page and this page."""
    localiser = showcase.localisers[target.language]
    address = address_of(showcase, target) or ""
    shown = shown_by(showcase.editions[target.language], target)
    is_fallback = shown is not None and shown.version.language != target.language
    canonical = address
    if shown is not None and is_fallback:
        canonical = addresses.entry(shown.entry, shown.version, shown.version.language)
    return PageView(
        kind=target.kind.value,
        language=target.language,
        direction=localiser.language.direction,
        title=title,
        description=description,
        url=showcase.link(address),
        canonical=showcase.absolute(canonical),
        alternates=alternates(showcase, target),
        switch=_switch(showcase, target),
        breadcrumbs=tuple(breadcrumbs),
        text_language=localiser.name_of_language(shown.version.language) if shown and is_fallback else None,
    )


def alternates(showcase: Showcase, target: Target) -> tuple[Alternate, ...]:
    """Return the real language versions of a page, with itself and ``x-default``; nothing for a page through fallback.

    Every version names the same set, so that the announcement is mutual, as search engines require.
    """
    if target.kind in UNLISTED:
        return ()
    if target.kind is PageKind.CHOOSER:
        target = Target(kind=PageKind.HOME, language=target.language)
    editions = _editions(showcase, target)
    return editions.alternates if target.language in editions.versions else ()


def _editions(showcase: Showcase, target: Target) -> PageEditions:
    """Return a page in all languages: one answer for all of them."""
    key = (target.kind, target.id, target.vocabulary, target.number)
    known = showcase.made.editions.get(key)
    if known is None:
        known = showcase.made.editions[key] = _page_editions(showcase, target)
    return known


def _page_editions(showcase: Showcase, target: Target) -> PageEditions:
    versions, switch = {}, {}
    localiser = showcase.localisers[target.language]
    for language, edition in showcase.editions.items():
        there = target.in_language(language)
        shown = shown_by(edition, there)
        address = address_of(showcase, there)
        is_own = shown is None or shown.version.language == language
        if address is not None and is_own:
            versions[language] = address
        if address is None and target.number > 1:  # this language has fewer pages of the list
            address = address_of(showcase, replace(there, number=1))
        switch[language] = SwitchEntry(
            language=language,
            name=localiser.own_name_of_language(language),
            url=showcase.link(addresses.home(language) if address is None else address),
            state="missing" if address is None else "available" if is_own else "fallback",
        )
    known = [Alternate(hreflang=language, url=showcase.absolute(address)) for language, address in versions.items()]
    if known:
        default = showcase.absolute(_default_address(showcase, target, versions))
        known.append(Alternate(hreflang="x-default", url=default))
    return PageEditions(versions=versions, alternates=tuple(known), switch=switch)


def home_crumb(showcase: Showcase, localiser: Localiser) -> Link:
    """Return the first of the breadcrumbs."""
    return Link(text=localiser.own(localiser.gettext("Home")), url=showcase.link(addresses.home(localiser.code)))


def list_crumb(showcase: Showcase, localiser: Localiser, kind: Kind) -> Link:
    """Return the breadcrumb of the list of projects or posts."""
    return Link(
        text=localiser.own(list_label(localiser, kind)), url=showcase.link(addresses.listing(kind, localiser.code))
    )


def list_label(localiser: Localiser, kind: Kind) -> str:
    """Return the name of the list of projects or posts."""
    return localiser.gettext("Projects") if kind is Kind.PROJECT else localiser.gettext("News")


def _default_address(showcase: Showcase, target: Target, versions: Mapping[str, str]) -> str:
    if target.kind is PageKind.HOME:
        return addresses.CHOOSER
    default = showcase.site.config.default_language
    return versions.get(default) or next(iter(versions.values()))


def _switch(showcase: Showcase, target: Target) -> tuple[SwitchEntry, ...]:
    if target.kind in OF_ALL_LANGUAGES:
        return ()
    entries = _editions(showcase, target).switch
    own = replace(entries[target.language], state="current")
    return tuple(own if language == target.language else entry for language, entry in entries.items())


def together_label(localiser: Localiser, kind: PageKind) -> str:
    """Return the name of the overview or of the list of partners."""
    return localiser.gettext("Overview") if kind is PageKind.OVERVIEW else localiser.gettext("Partners")


def _menu(showcase: Showcase, edition: Edition, names: Iterable[str], target: Target) -> Iterator[Link]:
    localiser = showcase.localisers[target.language]
    lists = {kind.value: page_kind for page_kind, kind in LIST_KINDS.items()}
    together = {word: kind for kind, word in TOGETHER_KINDS.items() if word not in showcase.site.pages}
    for name in names:
        if name in together:
            there = Target(kind=together[name], language=target.language)
            text = localiser.own(together_label(localiser, there.kind))
        elif name in lists:
            there = Target(kind=lists[name], language=target.language)
            text = localiser.own(list_label(localiser, LIST_KINDS[lists[name]]))
        else:
            there = Target(kind=PageKind.PAGE, language=target.language, id=name)
            shown = shown_by(edition, there)
            text = localiser.written_in(shown.version.title, shown.version.language) if shown else localiser.own("")
        if address_of(showcase, there) is not None:
            yield _link(showcase, there, text, target)


def _link(showcase: Showcase, there: Target, text: Text, here: Target) -> Link:
    is_in_list = ENTRY_KINDS.get(here.kind) is not None and LIST_KINDS.get(there.kind) is ENTRY_KINDS.get(here.kind)
    is_in_list |= (there.kind, here.kind) == (PageKind.PARTNERS, PageKind.PARTNER)
    is_same_list = there.kind is here.kind and (there.kind in LIST_KINDS or there.kind is PageKind.PARTNERS)
    is_current = there == here or is_in_list or is_same_list
    return Link(text=text, url=showcase.link(address_of(showcase, there) or ""), is_current=is_current)
