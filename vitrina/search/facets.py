"""Facets of the search: the terms of vocabularies, the years and the cost of projects, and what the site declares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vitrina.contract.facts import COST, PERIOD
from vitrina.model import Facet, Fact, Facts, Use, sections
from vitrina.search.values import FacetValueView, FacetView
from vitrina.values.dates import PartialDate
from vitrina.views.editions import Edition
from vitrina.views.fact_options import Band, band_of, counted_options, money_between, options_of, years_of
from vitrina.views.fact_values import term_link
from vitrina.views.labels import fact_label
from vitrina.views.localiser import Localiser
from vitrina.views.view_context import ViewContext

YEAR = "year"

_PARAMETERS = frozenset((YEAR, "q", "sort", "page"))
"""Names in query strings that a fact of the same name cannot have."""


def facet_views(view_context: ViewContext, language: str) -> tuple[FacetView, ...]:
    """Return the facets with values in the edition of ``language``: terms first, then years, cost and the site's."""
    edition, localiser = view_context.editions[language], view_context.localisers[language]
    config = view_context.site.config
    found = [_vocabulary_facet(view_context, edition, facet) for facet in view_context.facets]
    if config.uses(PERIOD, Use.FACET):
        label = localiser.gettext("Year")
        found.append(FacetView(key=YEAR, label=label, values=tuple(_years(edition, localiser))))
    cost = config.declared(COST)
    if cost is not None and Use.FACET in cost.uses:
        label = fact_label(localiser, cost)
        found.append(FacetView(key=COST.key, label=label, values=tuple(_costs(edition, localiser))))
    found += [_option_facet(view_context, edition, fact) for fact in _other_facets(view_context)]
    return tuple(facet for facet in found if facet.values)


def values_of(view_context: ViewContext, edition: Edition, facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield facet key and value id of a project with these facts; a term includes its ancestors."""
    for facet in view_context.facets:
        vocabulary = view_context.site.vocabulary(facet)
        own = facts.get(facet, ())
        yield from dict.fromkeys((_parameter(facet), above) for term in own for above in vocabulary.lineage(term))
    config = view_context.site.config
    period, cost = facts[PERIOD], facts[COST]
    if period is not None and config.uses(PERIOD, Use.FACET):
        yield from ((YEAR, str(year)) for year in years_of(period))
    if cost is not None and config.uses(COST, Use.FACET):
        yield COST.key, band_of(cost).id
    localiser = view_context.localisers[edition.language.code]
    for fact in _other_facets(view_context):
        found = options_of(view_context, localiser, fact, facts[fact])
        yield from dict.fromkeys((_parameter(fact), option.id) for option in found)


def _other_facets(view_context: ViewContext) -> list[Fact[Any]]:
    """Return the facets that are neither terms nor the period and the cost, which have ways of their own."""
    declared = view_context.site.config.facts[sections.PROJECTS]
    special = (PERIOD.key, COST.key)
    return [
        fact for fact in declared if Use.FACET in fact.uses and not isinstance(fact, Facet) and fact.key not in special
    ]


def _parameter(fact: Fact[Any]) -> str:
    """Return the name of a facet in query strings."""
    return f"fact_{fact.key}" if fact.key in _PARAMETERS else fact.key


def _option_facet(view_context: ViewContext, edition: Edition, fact: Fact[Any]) -> FacetView:
    counted = counted_options(view_context, edition, fact, edition.projects.values())
    by_id: dict[str, FacetValueView] = {}
    for option, count in counted.items():
        known = by_id.get(option.id)
        by_id[option.id] = FacetValueView(
            id=option.id,
            text=option.text if known is None else known.text,
            count=count + (0 if known is None else known.count),
        )
    label = fact_label(view_context.localisers[edition.language.code], fact)
    return FacetView(key=_parameter(fact), label=label, values=tuple(by_id.values()))


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
                url=term_link(view_context, edition, facet, identifier).url,
                depth=depth,
            )
            yield from below(identifier, depth + 1)

    label = fact_label(localiser, facet)
    return FacetView(key=_parameter(facet), label=label, values=tuple(below(None, 0)))


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
        yield FacetValueView(id=band.id, text=money_between(localiser, band), count=counts[band])
