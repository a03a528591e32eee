"""The main menu and the menu at the foot of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from vitrina.contract.section_facts import TITLES
from vitrina.model import HOME
from vitrina.model.menus import MenuItem, all_items
from vitrina.model.sections import STANDARD
from vitrina.problems import Location
from vitrina.views import kinds
from vitrina.views.frame_values import MenuLink
from vitrina.views.labels import vocabulary_label
from vitrina.views.localiser import Localiser
from vitrina.views.targets import Target
from vitrina.views.values import Text
from vitrina.views.view_context import ViewContext

_LISTS = (kinds.PROJECTS, kinds.OVERVIEW, kinds.NEWS, kinds.PARTNERS)
_NOWHERE = Location("")

MOST_ITEMS = 6
MOST_BELOW = 12
"""Items of a menu that ``site.yml`` does not set, and those below one: on each page, whatever number there are."""


def main_menu(view_context: ViewContext, here: Target) -> tuple[MenuLink, ...]:
    """Return the main menu of the page ``here``: that of ``site.yml``, or what the site has.

    What goes beyond the first items is below “More”, or left out where that is too long, too.
    """
    menu = view_context.site.config.menu
    if menu is not None:
        return tuple(_links(view_context, menu, here))
    links = tuple(islice(_links(view_context, _everything(view_context, here.language), here), MOST_ITEMS + MOST_BELOW))
    if len(links) <= MOST_ITEMS:
        return links
    first, rest = links[: MOST_ITEMS - 1], links[MOST_ITEMS - 1 :][:MOST_BELOW]
    # Translators: the last item of the main menu, which opens those that it has no room for.
    more = view_context.localisers[here.language].gettext("More")
    is_current = any(link.is_current for link in rest)
    return (*first, MenuLink(text=more, url=None, is_current=is_current, items=tuple(map(_alone, rest))))


def left_out(view_context: ViewContext, language: str) -> int:
    """Return how many lists and pages the main menu of a site without ``menu`` has no room for."""
    if view_context.site.config.menu is not None:
        return 0
    there = (_target(view_context, item.to or "", language) for item in _everything(view_context, language))
    count = sum(view_context.address_of(target) is not None for target in there)
    return max(0, count - (MOST_ITEMS - 1 + MOST_BELOW))


def _alone(link: MenuLink) -> MenuLink:
    """Return ``link`` without those below it."""
    return replace(link, items=())


def footer_menu(view_context: ViewContext, here: Target) -> tuple[MenuLink, ...]:
    """Return the menu at the foot of the page ``here``: that of ``site.yml``, or the page about privacy."""
    return tuple(_links(view_context, _footer(view_context), here))


def place_in_menus(view_context: ViewContext, here: Target) -> str:
    """Return what distinguishes the menus of ``here`` from those of other pages of its kind and language."""
    if here.kind == kinds.PAGE:
        return here.id
    if here.section:
        return here.section
    if here.kind in (kinds.VOCABULARY, kinds.TERM):
        config, there = view_context.site.config, here.on_page(1)
        items = all_items([*(config.menu or ()), *(config.footer or ())])
        if any(_target(view_context, item.to, here.language) == there for item in items if item.to is not None):
            return f"{here.facet}/{here.id}"
    return ""


def title_of(view_context: ViewContext, localiser: Localiser, there: Target) -> Text:
    """Return the title of a list, or of a page about all projects: the site's own, or that of its kind."""
    name = there.section or (there.kind if there.kind in STANDARD else "")
    section = view_context.sections.get(name)
    if section is not None and section.title is not None:
        return localiser.text(section.title)
    if section is not None and section.type in TITLES:
        return localiser.gettext(TITLES[section.type].msgid)
    label = view_context.offered.pages[there.kind].label
    assert label is not None, there
    return label(localiser)


def list_above(view_context: ViewContext, here: Target) -> Target | None:
    """Return the list that the page ``here`` belongs to, if it belongs to one."""
    above = view_context.offered.pages[here.kind].above
    return None if above is None else Target(kind=above, language=here.language, section=here.section)


def menu_link(view_context: ViewContext, there: Target, text: Text, here: Target) -> MenuLink:
    """Return the link from ``here`` to ``there``, which is current on that page and on those below it."""
    is_above = list_above(view_context, here) == there
    is_inside = there.kind == here.kind == kinds.PAGE and here.id.startswith(f"{there.id}/")
    is_current = is_above or is_inside or there == here.on_page(1)
    return MenuLink(text=text, url=view_context.link_to(there), is_current=is_current)


def _everything(view_context: ViewContext, language: str) -> Iterator[MenuItem]:
    """Yield the lists and the plain pages of the site, but for those of the footer."""
    at_the_foot = {item.to for item in all_items(_footer(view_context))}
    inside = view_context.pages_inside(language)
    lists = (*_LISTS, *view_context.site.config.own_sections)
    for name in dict.fromkeys((*lists, *(page for page in inside.get("", ()) if page != HOME))):
        if name not in at_the_foot:
            below = tuple(MenuItem(location=_NOWHERE, to=page) for page in inside.get(name, ())[:MOST_BELOW])
            yield MenuItem(location=_NOWHERE, to=name, items=below)


def _footer(view_context: ViewContext) -> tuple[MenuItem, ...]:
    config = view_context.site.config
    if config.footer is not None:
        return config.footer
    return (MenuItem(location=_NOWHERE, to=config.forms.privacy),) if config.forms is not None else ()


def _links(view_context: ViewContext, menu: Iterable[MenuItem], here: Target) -> Iterator[MenuLink]:
    """Yield the items of ``menu`` that the language of ``here`` has; a heading without any below it is left out."""
    for item in menu:
        link, items = _link(view_context, item, here), tuple(_links(view_context, item.items, here))
        if link is not None and (link.url is not None or items):
            is_current = link.is_current or any(below.is_current for below in items)
            yield MenuLink(text=link.text, url=link.url, is_current=is_current, items=items)


def _link(view_context: ViewContext, item: MenuItem, here: Target) -> MenuLink | None:
    localiser = view_context.localisers[here.language]
    label = localiser.text(item.label) if item.label is not None else None
    if item.to is None:
        return None if label is None else MenuLink(text=label, url=item.url)
    there = _target(view_context, item.to, here.language)
    if view_context.address_of(there) is None:
        # A page that is not there in this language still is the heading of those below it.
        return None if label is None or not item.items else MenuLink(text=label, url=None)
    return menu_link(view_context, there, label or _title(view_context, there), here)


def _title(view_context: ViewContext, there: Target) -> Text:
    localiser, shown = view_context.localisers[there.language], view_context.shown_by(there)
    if shown is not None:
        return localiser.written_in(shown.version.title, shown.version.language)
    if there.kind == kinds.VOCABULARY:
        return vocabulary_label(localiser, view_context.facet_of(there))
    if there.kind == kinds.TERM:
        return localiser.term(view_context.site.vocabulary(view_context.facet_of(there)).terms[there.id])
    return title_of(view_context, localiser, there)


def _target(view_context: ViewContext, name: str, language: str) -> Target:
    """Return what a menu calls ``name``: a list, a section, a plain page, a vocabulary, or one of its terms."""
    if name in view_context.site.config.own_sections:
        return Target(kind=kinds.SECTION, language=language, section=name)
    is_list = name in (kinds.PROJECTS, kinds.NEWS)
    is_page = name in view_context.site.pages
    if is_list or (name in (kinds.OVERVIEW, kinds.PARTNERS) and not is_page):
        return Target(kind=name, language=language)
    vocabulary, _, term = name.partition("/")
    facet = next((facet for facet in view_context.facets if facet.vocabulary == vocabulary), None)
    if is_page or facet is None:
        return Target(kind=kinds.PAGE, language=language, id=name)
    if term:
        return Target(kind=kinds.TERM, language=language, facet=facet.key, id=term)
    return Target(kind=kinds.VOCABULARY, language=language, facet=facet.key)
