"""The table of facts, results in numbers, partners: what every language of a project shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from vitrina.contract.facts import PARTNERS, PERIOD, REGION, RESULTS, STATUS, TOWN
from vitrina.contract.section_facts import END, PLACE, START
from vitrina.model import Entry, Facet, Fact, Facts, Partner, SectionType, Use
from vitrina.model.sections import PROJECTS
from vitrina.views import kinds
from vitrina.views.editions import Edition
from vitrina.views.fact_places import kind_of
from vitrina.views.fact_values import shown_values
from vitrina.views.labels import fact_label, group_label
from vitrina.views.localiser import Localiser
from vitrina.views.targets import Target
from vitrina.views.values import FactGroupView, FactRow, PartnerView, ResultView, Text
from vitrina.views.view_context import ViewContext

_IN_SECTIONS = frozenset((PARTNERS.key, RESULTS.key))
"""Facts with a section of their own on the page of a project."""

_OF_EVENTS = frozenset((START.key, END.key))
"""Facts of events that the page shows in one text."""

ON_CARDS = frozenset((REGION.key, TOWN.key, PERIOD.key, STATUS.key))
"""Facts of projects with a place of their own on cards."""

_ON_OTHER_CARDS = {
    SectionType.EVENTS: frozenset((PLACE.key, START.key, END.key)),
    SectionType.ORGANISATIONS: frozenset((TOWN.key,)),
}
"""The same of entries of sections that the site declares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTable:
    """The rows of a project: those without a group, those with one, and those for the comparison alone."""

    rows: tuple[FactRow, ...]
    groups: tuple[FactGroupView, ...]
    compared: tuple[FactRow, ...]


def fact_table(view_context: ViewContext, edition: Edition, entry: Entry) -> FactTable:
    """Return the table of facts; a fact that the entry does not have has no row."""
    config = view_context.site.config
    is_event = config.sections[entry.section].type is SectionType.EVENTS
    rows: list[FactRow] = []
    compared: list[FactRow] = []
    grouped: dict[str, list[FactRow]] = {}
    elsewhere = _IN_SECTIONS if entry.section == PROJECTS else _OF_EVENTS if is_event else ()
    for fact in config.facts[entry.section]:
        if fact.key in elsewhere or fact.key not in entry.facts.by_key:
            continue
        if Use.TABLE in fact.uses:
            own = grouped.setdefault(fact.group, []) if fact.group else rows
            own.append(fact_row(view_context, edition, entry, fact))
        elif Use.COMPARE in fact.uses:
            compared.append(fact_row(view_context, edition, entry, fact))
    localiser = view_context.localisers[edition.language.code]
    groups = tuple(
        FactGroupView(id=identifier, label=group_label(localiser, group), rows=tuple(grouped[identifier]))
        for identifier, group in config.groups.items()
        if identifier in grouped
    )
    return FactTable(rows=tuple(rows), groups=groups, compared=tuple(compared))


def card_rows(view_context: ViewContext, edition: Edition, entry: Entry) -> tuple[FactRow, ...]:
    """Return the rows of the facts that the site declares for cards, besides those that have a place of their own."""
    others = _ON_OTHER_CARDS.get(view_context.sections[entry.section].type, frozenset())
    elsewhere = ON_CARDS if entry.section == PROJECTS else others
    return tuple(
        fact_row(view_context, edition, entry, fact)
        for fact in view_context.site.config.facts[entry.section]
        if Use.CARD in fact.uses and fact.key not in elsewhere and fact.key in entry.facts.by_key
    )


def fact_row(view_context: ViewContext, edition: Edition, entry: Entry, fact: Fact[Any]) -> FactRow:
    """Return the row of a ``fact`` that ``entry`` has; many projects have the same terms."""
    value: Any = entry.facts[fact]
    if not isinstance(fact, Facet):
        return _row(view_context, edition, entry, fact, value)
    key = (edition.language.code, entry.section, fact.key, value)
    known = view_context.cache.rows.get(key)
    if known is None:
        known = view_context.cache.rows[key] = _row(view_context, edition, entry, fact, value)
    return known


def _row(view_context: ViewContext, edition: Edition, entry: Entry, fact: Fact[Any], value: object) -> FactRow:
    return FactRow(
        key=fact.key,
        label=fact_label(view_context.localisers[edition.language.code], fact),
        values=shown_values(view_context, edition, entry, fact, value),
        is_compared=Use.COMPARE in fact.uses,
        kind=kind_of(fact),
    )


def results(localiser: Localiser, facts: Facts) -> tuple[ResultView, ...]:
    """Return the results in numbers."""
    return tuple(
        ResultView(value=localiser.number(result.value), label=localiser.text(result.label))
        for result in facts.get(RESULTS, ())
    )


def partners(view_context: ViewContext, edition: Edition, facts: Facts) -> tuple[PartnerView, ...]:
    """Return the partners with role, town and country where they are known, and the way to their pages."""
    language = edition.language.code
    localiser = view_context.localisers[language]
    return tuple(
        PartnerView(
            name=localiser.text(partner.name),
            role=None if partner.role is None else localiser.text(partner.role),
            places=tuple(_places(localiser, partner)),
            url=view_context.link_to(
                Target(kind=kinds.PARTNER, language=language, id=view_context.partners.find(partner))
            ),
        )
        for partner in facts.get(PARTNERS, ())
    )


def _places(localiser: Localiser, partner: Partner) -> Iterator[Text]:
    if partner.town is not None:
        yield localiser.text(partner.town)
    if partner.country is not None:
        yield localiser.country(partner.country)
