"""Facets of the search: the terms of vocabularies, the years of projects, and ranges of their cost by currency."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from vitrina.contract.facts import COST, PERIOD
from vitrina.model import Facet, Facts
from vitrina.search.values import FacetValueView, FacetView
from vitrina.values.dates import PartialDate, Period
from vitrina.values.money import Money
from vitrina.views import facts
from vitrina.views.editions import Edition
from vitrina.views.localiser import Localiser
from vitrina.views.view_context import ViewContext

YEAR = "year"
LONGEST_PERIOD: Final = 60
"""The largest number of years; a longer period counts for its first and last year only."""

FIRST_STEP: Final = Decimal(1000)
"""The end of the lowest band; further bands begin at 1, 5, 10, 50 … times this amount."""


@dataclass(frozen=True, slots=True)
class Band:
    """A range of amounts of one currency, from ``low`` (included) to ``high`` (excluded)."""

    currency: str
    low: Decimal
    high: Decimal

    @property
    def id(self) -> str:
        """The id of the band in query strings."""
        return f"{self.currency}-{self.low}"


def facet_views(view_context: ViewContext, language: str) -> tuple[FacetView, ...]:
    """Return the facets with values in the edition of ``language``, in the order of the facts of projects."""
    edition, localiser = view_context.editions[language], view_context.localisers[language]
    found = [
        *(_vocabulary_facet(view_context, edition, facet) for facet in view_context.facets),
        FacetView(key=YEAR, label=localiser.gettext("Year"), values=tuple(_years(edition, localiser))),
        FacetView(key=COST.key, label=facts.fact_label(localiser, COST), values=tuple(_costs(edition, localiser))),
    ]
    return tuple(facet for facet in found if facet.values)


def values_of(view_context: ViewContext, facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield facet key and value id of a project with these facts; a term includes its ancestors."""
    for facet in view_context.facets:
        vocabulary = view_context.site.vocabulary(facet)
        own = facts.get(facet, ())
        yield from dict.fromkeys((facet.key, above) for term in own for above in vocabulary.lineage(term))
    period, cost = facts[PERIOD], facts[COST]
    if period is not None:
        yield from ((YEAR, str(year)) for year in years_of(period))
    if cost is not None:
        yield COST.key, band_of(cost).id


def years_of(period: Period) -> list[int]:
    """Return the years of ``period``; of an open period, the known year."""
    known = [date.year for date in (period.start, period.end) if date is not None]
    if known[-1] - known[0] >= LONGEST_PERIOD:
        return known
    return list(range(known[0], known[-1] + 1))


def band_of(money: Money) -> Band:
    """Return the band of an amount."""
    if money.amount < FIRST_STEP:
        return Band(money.currency, Decimal(0), FIRST_STEP)
    step = Decimal(10 ** (len(str(int(money.amount))) - 1))
    return (
        Band(money.currency, step * 5, step * 10) if money.amount >= step * 5 else Band(money.currency, step, step * 5)
    )


def _vocabulary_facet(view_context: ViewContext, edition: Edition, facet: Facet) -> FacetView:
    localiser = view_context.localisers[edition.language.code]
    terms = view_context.site.vocabulary(facet).terms
    found = edition.projects_by_term(facet)
    children: dict[str | None, list[str]] = {}
    for identifier in found:
        above = terms[identifier].parent
        children.setdefault(above if above in found else None, []).append(identifier)

    def below(parent: str | None, depth: int) -> Iterator[FacetValueView]:
        for identifier in children.get(parent, ()):
            yield FacetValueView(
                id=identifier,
                text=localiser.term(terms[identifier]),
                count=len(found[identifier]),
                url=facts.term_link(view_context, edition, facet, identifier).url,
                depth=depth,
            )
            yield from below(identifier, depth + 1)

    label = facts.fact_label(localiser, facet)
    return FacetView(key=facet.key, label=label, values=tuple(below(None, 0)))


def _years(edition: Edition, localiser: Localiser) -> Iterator[FacetValueView]:
    counts: dict[int, int] = {}
    for shown in edition.projects.values():
        period = shown.entry.facts[PERIOD]
        for year in years_of(period) if period is not None else ():
            counts[year] = counts.get(year, 0) + 1
    for year in sorted(counts, reverse=True):
        text = localiser.date(PartialDate(year))
        yield FacetValueView(id=str(year), text=text, count=counts[year])


def _costs(edition: Edition, localiser: Localiser) -> Iterator[FacetValueView]:
    counts: dict[Band, int] = {}
    for shown in edition.projects.values():
        cost = shown.entry.facts[COST]
        if cost is not None:
            counts[band_of(cost)] = counts.get(band_of(cost), 0) + 1
    for band in sorted(counts, key=lambda band: (band.currency, band.low)):
        low, high = (localiser.money(Money(amount, band.currency)).value for amount in (band.low, band.high))
        # Translators: amounts of money that belong together, such as “From 50 000 €, below 100 000 €”.
        text = localiser.gettext("From {low}, below {high}") if band.low else localiser.gettext("Below {high}")
        yield FacetValueView(id=band.id, text=localiser.own(text.format(low=low, high=high)), count=counts[band])
