"""The frame around every page: menus, the language switch, breadcrumbs, and what search engines are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from vitrina.model import Hidden
from vitrina.problems import Message, for_visitors
from vitrina.views import addresses, kinds
from vitrina.views.forms import form_origins, newsletter_form
from vitrina.views.frame_values import Alternate, PageEditions, PageView, SiteView, SwitchEntry
from vitrina.views.localiser import Localiser
from vitrina.views.menus import footer_menu, main_menu, menu_link, place_in_menus, title_of
from vitrina.views.social_cards import ASKED_FOR, social_card_view
from vitrina.views.targets import Target
from vitrina.views.values import Link, Text
from vitrina.views.variants import full_text, switch_of_variants
from vitrina.views.view_context import ViewContext

_HIDDEN: Mapping[Hidden, Message] = {
    Hidden.DRAFT: for_visitors("This is a draft. Visitors do not see it."),
    Hidden.SCHEDULED: for_visitors("This is scheduled. Visitors do not see it yet."),
    Hidden.EXPIRED: for_visitors("This has expired. Visitors do not see it any more."),
}


def site_view(view_context: ViewContext, target: Target) -> SiteView:
    """Return the site as the frame of ``target`` shows it, shared by pages that are the same place in the menus."""
    key = (target.language, target.kind, place_in_menus(view_context, target))
    known = view_context.cache.frames.get(key)
    if known is None:
        known = view_context.cache.frames[key] = _site_view(view_context, target)
    return known


def _site_view(view_context: ViewContext, target: Target) -> SiteView:
    config, edition = view_context.site.config, view_context.editions[target.language]
    localiser = view_context.localisers[target.language]
    organisation = config.organisation
    home = Target(kind=kinds.HOME, language=target.language)
    return SiteView(
        title=localiser.text(config.title),
        description=localiser.text(config.description) if config.description else None,
        home=menu_link(view_context, home, title_of(view_context, localiser, home), target)
        if view_context.has(kinds.HOME)
        else None,
        chooser_url=view_context.page_link(kinds.CHOOSER, target.language),
        menu=main_menu(view_context, target),
        footer=footer_menu(view_context, target),
        organisation=localiser.text(organisation.name) if organisation else None,
        organisation_url=organisation.url if organisation else None,
        email=organisation.email if organisation else None,
        feed_url=view_context.link(addresses.feed(target.language))
        if edition.feed and view_context.has(kinds.FEED)
        else None,
        assets=view_context.assets,
        preferences_url=view_context.page_link(kinds.PREFERENCES, target.language),
        newsletter=newsletter_form(view_context, edition),
        form_origins=form_origins(view_context),
        search_url=search_link(view_context, target.language),
    )


def search_link(view_context: ViewContext, language: str) -> str | None:
    """Return the link to the page that answers ``?q=…`` in ``language``, or ``None`` where there is none."""
    is_there = view_context.editions[language].projects and view_context.has(kinds.SEARCH_INDEX)
    return view_context.page_link(kinds.PROJECTS, language) if is_there else None


def page_view(
    view_context: ViewContext, target: Target, title: Text, description: str = "", breadcrumbs: Iterable[Link] = ()
) -> PageView:
    """Return the frame of ``target``. ``breadcrumbs`` are the steps between the home page and this page."""
    localiser = view_context.localisers[target.language]
    address = view_context.address_of(target) or ""
    shown = view_context.shown_by(target)
    text = view_context.shown_by(full_text(target)) if target.variant else shown
    is_fallback = shown is not None and shown.version.language != target.language
    canonical = address
    if shown is not None and is_fallback:
        canonical = view_context.address_in(shown.entry, shown.version, shown.version.language)
    return PageView(
        kind=target.kind,
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
        social_card=social_card_view(view_context, target.language, text)
        if target.kind != kinds.NOT_FOUND and view_context.asks(target.kind, ASKED_FOR)
        else None,
        hidden=localiser.gettext(_HIDDEN[shown.version.hidden].msgid)
        if shown is not None and shown.version.hidden is not None
        else None,
    )


def alternates(view_context: ViewContext, target: Target) -> tuple[Alternate, ...]:
    """Return the real language versions of a page, with itself; nothing for a page through fallback.

    For readers of none of them (``x-default``), the home pages have the list of languages. Every version names the
    same set, so that the announcement is mutual, as search engines require.
    """
    if not view_context.offered.pages[target.kind].is_indexed:
        return ()
    if target.kind == kinds.CHOOSER:
        target = Target(kind=kinds.HOME, language=target.language)
    editions = _editions(view_context, target)
    return editions.alternates if target.language in editions.versions else ()


def _editions(view_context: ViewContext, target: Target) -> PageEditions:
    """Return a page in all languages: one answer for all of them."""
    key = (target.kind, target.id, target.facet, target.number, target.section, target.variant)
    known = view_context.cache.editions.get(key)
    if known is None:
        known = view_context.cache.editions[key] = _page_editions(view_context, target)
    return known


def _page_editions(view_context: ViewContext, target: Target) -> PageEditions:
    versions: dict[str, str] = {}
    switch: dict[tuple[str, str], SwitchEntry] = {}
    localiser = view_context.localisers[target.language]
    for language in view_context.editions:
        there = target.in_language(language)
        shown = view_context.shown_by(there)
        address = view_context.address_of(there)
        is_own = shown is None or shown.version.language == language
        if address is not None and is_own:
            versions[language] = address
        if address is None and target.number > 1:  # this language has fewer pages of the list
            address = view_context.address_of(there.on_page(1))
        if target.variant:
            there = full_text(there)
            shown, address = view_context.shown_by(there), view_context.address_of(there)
            is_own = shown is None or shown.version.language == language
        switch[language, ""] = SwitchEntry(
            language=language,
            name=localiser.own_name_of_language(language),
            url=view_context.page_link(kinds.HOME, language) if address is None else view_context.link(address),
            state="missing" if address is None else "available" if is_own else "fallback",
        )
        for variant in switch_of_variants(view_context, target, language):
            switch[language, variant.variant] = variant
    known = [Alternate(hreflang=language, url=view_context.absolute(address)) for language, address in versions.items()]
    chooser = view_context.address_of(Target(kind=kinds.CHOOSER, language=view_context.site.config.default_language))
    if target.kind == kinds.HOME and chooser is not None:
        known.append(Alternate(hreflang="x-default", url=view_context.absolute(chooser)))
    return PageEditions(versions=versions, alternates=tuple(known), switch=switch)


def crumbs(view_context: ViewContext, localiser: Localiser, *steps: Target) -> list[Link]:
    """Return the breadcrumbs of these pages, the home page first; what there is not is left out."""
    links = [
        (there, view_context.link_to(there)) for there in (Target(kind=kinds.HOME, language=localiser.code), *steps)
    ]
    return [Link(text=title_of(view_context, localiser, there), url=url) for there, url in links if url is not None]


def _switch(view_context: ViewContext, target: Target) -> tuple[SwitchEntry, ...]:
    if view_context.offered.pages[target.kind].is_for_all_languages:
        return ()
    entries = _editions(view_context, target).switch
    here = (target.language, target.variant)
    return tuple(
        replace(entry, state="current")
        if key == here
        else _elsewhere(view_context, target, entry)
        if entry.state == "missing"
        else entry
        for key, entry in entries.items()
    )


def _elsewhere(view_context: ViewContext, target: Target, entry: SwitchEntry) -> SwitchEntry:
    """Return the entry of a language without the page of ``target``, which leads to the original from other pages."""
    shown = view_context.shown_by(target)
    original = None if shown is None else shown.entry.main_version
    if shown is None or original is None or original.language == target.language:
        return entry
    url = view_context.entry_link(shown.entry, original, original.language)
    name = view_context.localisers[target.language].name_of_language(original.language)
    return replace(entry, url=url, original=original.language, original_name=name)
