"""Lists that go on over several pages: what they list, in which order, and which part of it a page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vitrina.contract.facts import PERIOD
from vitrina.contract.section_facts import is_past
from vitrina.model import SectionType, sections
from vitrina.values.dates import PartialDate, Period
from vitrina.values.moments import Moment
from vitrina.views import kinds
from vitrina.views.editions import ShownVersion
from vitrina.views.targets import Target
from vitrina.views.view_context import ViewContext

_EDITION_ORDERS = {sections.PROJECTS: "title", sections.NEWS: "-date"}
"""The orders that the entries of an edition are in; those of further sections are in alphabetical order."""

_MINUTES_OF_A_DAY = 24 * 60


def listed(view_context: ViewContext, target: Target) -> Sequence[str]:
    """Return the ids of everything that a list has on all its pages together: partners, or else entries."""
    key = (target.kind, target.language, target.facet, target.id, target.section)
    known = view_context.cache.lists.get(key)
    if known is None:
        known = view_context.cache.lists[key] = _listed(view_context, target)
    return known


def places(view_context: ViewContext, target: Target) -> Mapping[str, int]:
    """Return the ids of everything in a list, each with its place."""
    key = (target.kind, target.language, target.facet, target.id, target.section)
    known = view_context.cache.places.get(key)
    if known is None:
        everything = listed(view_context, target)
        known = view_context.cache.places[key] = {identifier: place for place, identifier in enumerate(everything)}
    return known


def on_page(view_context: ViewContext, target: Target) -> Sequence[str]:
    """Return the ids of what one page of a list shows."""
    everything = listed(view_context, target)
    size = page_size(view_context, target) or len(everything)
    return everything[(target.number - 1) * size : target.number * size]


def shown_entries(view_context: ViewContext, target: Target, identifiers: Sequence[str]) -> tuple[ShownVersion, ...]:
    """Return the entries of a list that have these ids."""
    entry_list = view_context.editions[target.language].entry_list(_section_of(target))
    return tuple(entry_list[identifier] for identifier in identifiers)


def page_size(view_context: ViewContext, target: Target) -> int:
    """Return how many entries a page of the list has; 0 means all of them."""
    if target.kind == kinds.SECTION:
        return view_context.sections[target.section].per_page
    sizes = view_context.site.config.outputs.per_page
    by_kind = {kinds.PROJECTS: sizes.projects, kinds.NEWS: sizes.news, kinds.PARTNERS: sizes.partners}
    return by_kind.get(target.kind, sizes.terms)


def pages_in(view_context: ViewContext, target: Target) -> int:
    """Return how many pages a list has; the list of projects has one even when it is empty."""
    entries, size = len(listed(view_context, target)), page_size(view_context, target)
    pages = -(-entries // size) if size else min(entries, 1)
    return max(pages, 1) if target.kind == kinds.PROJECTS else pages


def _section_of(target: Target) -> str:
    if target.kind == kinds.SECTION:
        return target.section
    return sections.NEWS if target.kind == kinds.NEWS else sections.PROJECTS


def _listed(view_context: ViewContext, target: Target) -> Sequence[str]:
    edition, section = view_context.editions[target.language], _section_of(target)
    if target.kind == kinds.PARTNERS:
        return tuple(edition.partners)
    if target.kind == kinds.SECTION and view_context.sections[section].type is SectionType.EVENTS:
        coming, past = events_in_order(view_context, section, target.language)
        return (*coming, *past)
    ranks = _ranks(view_context, section, target.language)
    if target.kind == kinds.TERM:
        entries = edition.terms[target.facet].get(target.id, ())
    elif target.kind == kinds.PARTNER:
        entries = edition.partners.get(target.id, ())
    else:
        return tuple(ranks or edition.entry_list(section))
    return sorted(entries, key=ranks.__getitem__) if ranks else entries


def _ranks(view_context: ViewContext, section: str, language: str) -> Mapping[str, int]:
    """Return the ids of all entries in the order of the site's lists, with their numbers; nothing for an edition's."""
    known = view_context.cache.ranks.get((section, language))
    if known is None:
        chosen = view_context.site.config.outputs.order
        orders = {sections.PROJECTS: chosen.projects, sections.NEWS: chosen.news}
        order = orders.get(section) or view_context.sections[section].order
        is_known = order == _EDITION_ORDERS.get(section, "title")
        entries = [] if is_known else _sorted(view_context, section, language, order)
        known = {shown.entry.id: number for number, shown in enumerate(entries)}
        view_context.cache.ranks[section, language] = known
    return known


def events_in_order(view_context: ViewContext, section: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the coming events of a section, the next one first, and of the past ones, the last one first.

    An event is past from the day after its last one.
    """
    order = view_context.sections[section].order
    entries = _sorted(view_context, section, language, order)
    coming = tuple(shown.entry.id for shown in entries if not is_past(shown.entry.facts, view_context.today))
    past = [shown.entry.id for shown in entries if is_past(shown.entry.facts, view_context.today)]
    return coming, tuple(past[::-1])


def _sorted(view_context: ViewContext, section: str, language: str, order: str) -> list[ShownVersion]:
    """Return all entries in ``order``, those without the date last, equal ones in alphabetical order."""
    shown = view_context.editions[language].entry_list(section).values()
    by_title = view_context.localisers[language].sorted(shown, lambda one: one.version.title)
    name, is_reversed = order.removeprefix("-"), order.startswith("-")
    if name == "title":
        return by_title[::-1] if is_reversed else by_title
    times = {one.entry.id: time for one in by_title if (time := _time(one, section, name)) is not None}
    dated = [one for one in by_title if one.entry.id in times]
    dated.sort(key=lambda one: -times[one.entry.id] if is_reversed else times[one.entry.id])
    return [*dated, *(one for one in by_title if one.entry.id not in times)]


def _time(shown: ShownVersion, section: str, name: str) -> float | None:
    """Return the date of the version, or of its fact ``name``, as a number; ``None`` where it has none."""
    own = {"date": shown.version.date, "updated": shown.last_change}
    value: object = own[name] if name in own else shown.entry.facts.by_key.get(name)
    if section == sections.PROJECTS and name in ("start", "end"):
        period = shown.entry.facts[PERIOD]
        value = None if period is None else period.start if name == "start" else period.end
    match value:
        case PartialDate():
            return value.first_day().toordinal()
        case Period():
            first = value.start or value.end
            return None if first is None else first.first_day().toordinal()
        case Moment():
            return value.day.toordinal() + value.minutes / _MINUTES_OF_A_DAY
        case _:
            return None
