"""The frame around every page: menus, the language switch, breadcrumbs, and what search engines are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from vitrina.model import Kind
from vitrina.views import addresses
from vitrina.views.editions import Edition
from vitrina.views.forms import form_origins, newsletter_form
from vitrina.views.frame_values import Alternate, PageEditions, PageView, SiteView, SwitchEntry
from vitrina.views.localiser import Localiser
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
from vitrina.views.view_context import ViewContext


def site_view(view_context: ViewContext, target: Target) -> SiteView:
    """Return the site as the frame of ``target`` shows it: all pages of a kind share one, but for the plain pages."""
    key = (target.language, target.kind.value, target.id if target.kind is PageKind.PAGE else "")
    known = view_context.cache.frames.get(key)
    if known is None:
        known = view_context.cache.frames[key] = _site_view(view_context, target)
    return known


def _site_view(view_context: ViewContext, target: Target) -> SiteView:
    config, edition = view_context.site.config, view_context.editions[target.language]
    localiser = view_context.localisers[target.language]
    organisation = config.organisation
    home = Target(kind=PageKind.HOME, language=target.language)
    return SiteView(
        title=localiser.text(config.title),
        description=localiser.text(config.description) if config.description else None,
        home=_link(view_context, home, localiser.own(localiser.gettext("Home")), target),
        chooser_url=view_context.link(addresses.CHOOSER),
        menu=tuple(_menu(view_context, edition, config.menu, target)),
        footer=tuple(_menu(view_context, edition, config.footer, target)),
        organisation=localiser.text(organisation.name) if organisation else None,
        organisation_url=organisation.url if organisation else None,
        email=organisation.email if organisation else None,
        feed_url=view_context.link(addresses.feed(target.language)) if edition.feed else None,
        assets=view_context.assets,
        preferences_url=view_context.link(addresses.preferences(target.language)),
        newsletter=newsletter_form(view_context, edition),
        form_origins=form_origins(view_context),
        search_url=view_context.link(addresses.listing(Kind.PROJECT, target.language))
        if view_context.is_searched and edition.projects
        else None,
    )


def page_view(
    view_context: ViewContext, target: Target, title: Text, description: str = "", breadcrumbs: Iterable[Link] = ()
) -> PageView:
    """Return the frame of ``target``. ``breadcrumbs`` are the steps between the home page and this page."""
    localiser = view_context.localisers[target.language]
    address = address_of(view_context, target) or ""
    shown = shown_by(view_context.editions[target.language], target)
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
        url=view_context.link(address),
        canonical=view_context.absolute(canonical),
        alternates=alternates(view_context, target),
        switch=_switch(view_context, target),
        breadcrumbs=tuple(breadcrumbs),
        text_language=localiser.name_of_language(shown.version.language) if shown and is_fallback else None,
    )


def alternates(view_context: ViewContext, target: Target) -> tuple[Alternate, ...]:
    """Return the real language versions of a page, with itself and ``x-default``; nothing for a page through fallback.

    Every version names the same set, so that the announcement is mutual, as search engines require.
    """
    if target.kind in UNLISTED:
        return ()
    if target.kind is PageKind.CHOOSER:
        target = Target(kind=PageKind.HOME, language=target.language)
    editions = _editions(view_context, target)
    return editions.alternates if target.language in editions.versions else ()


def _editions(view_context: ViewContext, target: Target) -> PageEditions:
    """Return a page in all languages: one answer for all of them."""
    key = (target.kind, target.id, target.vocabulary, target.number)
    known = view_context.cache.editions.get(key)
    if known is None:
        known = view_context.cache.editions[key] = _page_editions(view_context, target)
    return known


def _page_editions(view_context: ViewContext, target: Target) -> PageEditions:
    versions, switch = {}, {}
    localiser = view_context.localisers[target.language]
    for language, edition in view_context.editions.items():
        there = target.in_language(language)
        shown = shown_by(edition, there)
        address = address_of(view_context, there)
        is_own = shown is None or shown.version.language == language
        if address is not None and is_own:
            versions[language] = address
        if address is None and target.number > 1:  # this language has fewer pages of the list
            address = address_of(view_context, replace(there, number=1))
        switch[language] = SwitchEntry(
            language=language,
            name=localiser.own_name_of_language(language),
            url=view_context.link(addresses.home(language) if address is None else address),
            state="missing" if address is None else "available" if is_own else "fallback",
        )
    known = [Alternate(hreflang=language, url=view_context.absolute(address)) for language, address in versions.items()]
    if known:
        default = view_context.absolute(_default_address(view_context, target, versions))
        known.append(Alternate(hreflang="x-default", url=default))
    return PageEditions(versions=versions, alternates=tuple(known), switch=switch)


def home_crumb(view_context: ViewContext, localiser: Localiser) -> Link:
    """Return the first of the breadcrumbs."""
    return Link(text=localiser.own(localiser.gettext("Home")), url=view_context.link(addresses.home(localiser.code)))


def list_crumb(view_context: ViewContext, localiser: Localiser, kind: Kind) -> Link:
    """Return the breadcrumb of the list of projects or posts."""
    return Link(
        text=localiser.own(list_label(localiser, kind)), url=view_context.link(addresses.listing(kind, localiser.code))
    )


def list_label(localiser: Localiser, kind: Kind) -> str:
    """Return the name of the list of projects or posts."""
    return localiser.gettext("Projects") if kind is Kind.PROJECT else localiser.gettext("News")


def _default_address(view_context: ViewContext, target: Target, versions: Mapping[str, str]) -> str:
    if target.kind is PageKind.HOME:
        return addresses.CHOOSER
    default = view_context.site.config.default_language
    return versions.get(default) or next(iter(versions.values()))


def _switch(view_context: ViewContext, target: Target) -> tuple[SwitchEntry, ...]:
    if target.kind in OF_ALL_LANGUAGES:
        return ()
    entries = _editions(view_context, target).switch
    own = replace(entries[target.language], state="current")
    return tuple(own if language == target.language else entry for language, entry in entries.items())


def together_label(localiser: Localiser, kind: PageKind) -> str:
    """Return the name of the overview or of the list of partners."""
    return localiser.gettext("Overview") if kind is PageKind.OVERVIEW else localiser.gettext("Partners")


def _menu(view_context: ViewContext, edition: Edition, names: Iterable[str], target: Target) -> Iterator[Link]:
    localiser = view_context.localisers[target.language]
    lists = {kind.value: page_kind for page_kind, kind in LIST_KINDS.items()}
    together = {word: kind for kind, word in TOGETHER_KINDS.items() if word not in view_context.site.pages}
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
        if address_of(view_context, there) is not None:
            yield _link(view_context, there, text, target)


def _link(view_context: ViewContext, there: Target, text: Text, here: Target) -> Link:
    is_in_list = ENTRY_KINDS.get(here.kind) is not None and LIST_KINDS.get(there.kind) is ENTRY_KINDS.get(here.kind)
    is_in_list |= (there.kind, here.kind) == (PageKind.PARTNERS, PageKind.PARTNER)
    is_same_list = there.kind is here.kind and (there.kind in LIST_KINDS or there.kind is PageKind.PARTNERS)
    is_current = there == here or is_in_list or is_same_list
    return Link(text=text, url=view_context.link(address_of(view_context, there) or ""), is_current=is_current)
