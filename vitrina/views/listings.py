"""Lists that go on over several pages: what they list, in which order, and which part of it a page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vitrina.contract.facts import PERIOD
from vitrina.model import Kind
from vitrina.values.dates import PartialDate
from vitrina.views import kinds
from vitrina.views.editions import ShownVersion
from vitrina.views.targets import Target
from vitrina.views.view_context import ViewContext

_EDITION_ORDERS = {Kind.PROJECT: "title", Kind.POST: "-date"}
"""The orders that the entries of an edition are in."""


def listed(view_context: ViewContext, target: Target) -> Sequence[str]:
    """Return the ids of everything that a list has on all its pages together: partners, or else entries."""
    key = (target.kind, target.language, target.facet, target.id)
    known = view_context.cache.lists.get(key)
    if known is None:
        known = view_context.cache.lists[key] = _listed(view_context, target)
    return known


def on_page(view_context: ViewContext, target: Target) -> Sequence[str]:
    """Return the ids of what one page of a list shows."""
    everything = listed(view_context, target)
    size = page_size(view_context, target) or len(everything)
    return everything[(target.number - 1) * size : target.number * size]


def shown_entries(view_context: ViewContext, target: Target, identifiers: Sequence[str]) -> tuple[ShownVersion, ...]:
    """Return the entries of a list that have these ids."""
    entry_list = view_context.editions[target.language].entry_list(_kind_of(target))
    return tuple(entry_list[identifier] for identifier in identifiers)


def page_size(view_context: ViewContext, target: Target) -> int:
    """Return how many entries a page of the list has; 0 means all of them."""
    sizes = view_context.site.config.outputs.per_page
    by_kind = {kinds.PROJECTS: sizes.projects, kinds.NEWS: sizes.news, kinds.PARTNERS: sizes.partners}
    return by_kind.get(target.kind, sizes.terms)


def pages_in(view_context: ViewContext, target: Target) -> int:
    """Return how many pages a list has; the list of projects has one even when it is empty."""
    entries, size = len(listed(view_context, target)), page_size(view_context, target)
    pages = -(-entries // size) if size else min(entries, 1)
    return max(pages, 1) if target.kind == kinds.PROJECTS else pages


def _kind_of(target: Target) -> Kind:
    return Kind.POST if target.kind == kinds.NEWS else Kind.PROJECT


def _listed(view_context: ViewContext, target: Target) -> Sequence[str]:
    edition, kind = view_context.editions[target.language], _kind_of(target)
    if target.kind == kinds.PARTNERS:
        return tuple(edition.partners)
    ranks = _ranks(view_context, kind, target.language)
    if target.kind == kinds.TERM:
        entries = edition.terms[target.facet].get(target.id, ())
    elif target.kind == kinds.PARTNER:
        entries = edition.partners.get(target.id, ())
    else:
        return tuple(ranks or edition.entry_list(kind))
    return sorted(entries, key=ranks.__getitem__) if ranks else entries


def _ranks(view_context: ViewContext, kind: Kind, language: str) -> Mapping[str, int]:
    """Return the ids of all entries in the order of the site's lists, with their numbers; nothing for an edition's."""
    known = view_context.cache.ranks.get((kind, language))
    if known is None:
        chosen = view_context.site.config.outputs.order
        order = chosen.news if kind is Kind.POST else chosen.projects
        entries = [] if order == _EDITION_ORDERS[kind] else _sorted(view_context, kind, language, order)
        known = {shown.entry.id: number for number, shown in enumerate(entries)}
        view_context.cache.ranks[kind, language] = known
    return known


def _sorted(view_context: ViewContext, kind: Kind, language: str, order: str) -> list[ShownVersion]:
    """Return all entries in ``order``, those without the date last, equal ones in alphabetical order."""
    shown = view_context.editions[language].entry_list(kind).values()
    by_title = view_context.localisers[language].sorted(shown, lambda one: one.version.title)
    name, is_reversed = order.removeprefix("-"), order.startswith("-")
    if name == "title":
        return by_title[::-1] if is_reversed else by_title
    days = {one.entry.id: date.first_day().toordinal() for one in by_title if (date := _DATES[name](one)) is not None}
    dated = [one for one in by_title if one.entry.id in days]
    dated.sort(key=lambda one: -days[one.entry.id] if is_reversed else days[one.entry.id])
    return [*dated, *(one for one in by_title if one.entry.id not in days)]


def _start(shown: ShownVersion) -> PartialDate | None:
    period = shown.entry.facts[PERIOD]
    return None if period is None else period.start


def _end(shown: ShownVersion) -> PartialDate | None:
    period = shown.entry.facts[PERIOD]
    return None if period is None else period.end


_DATES: Mapping[str, Callable[[ShownVersion], PartialDate | None]] = {
    "start": _start,
    "end": _end,
    "date": lambda shown: shown.version.date,
    "updated": lambda shown: shown.last_change,
}
