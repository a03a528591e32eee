"""Facets of the search: the terms of vocabularies, the years of projects, what the site declares, a range of costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from vitrina.contract.facts import COST, PERIOD
from vitrina.model import Facet, Fact, Facts, Use, sections
from vitrina.search.values import FacetValueView, FacetView, RangeView
from vitrina.values.dates import PartialDate
from vitrina.views.editions import Edition
from vitrina.views.fact_options import counted_options, options_of, years_of
from vitrina.views.fact_values import term_link
from vitrina.views.labels import fact_label
from vitrina.views.list_links import YEAR, parameter_of
from vitrina.views.localiser import Localiser
from vitrina.views.view_context import ViewContext


def facet_views(view_context: ViewContext, language: str) -> tuple[FacetView, ...]:
    """Return the facets with values in the edition of ``language``: terms first, then years and the site's."""
    edition, localiser = view_context.editions[language], view_context.localisers[language]
    config = view_context.site.config
    found = [_vocabulary_facet(view_context, edition, facet) for facet in view_context.facets]
    if config.uses(PERIOD, Use.FACET):
        label = localiser.gettext("Year")
        found.append(FacetView(key=YEAR, label=label, values=tuple(_years(edition, localiser))))
    found += [_option_facet(view_context, edition, fact) for fact in _other_facets(view_context)]
    return tuple(facet for facet in found if facet.values)


def cost_range(view_context: ViewContext, language: str) -> RangeView | None:
    """Return the currencies that costs can be limited in, most common ones first, if the site has that facet."""
    cost = view_context.site.config.declared(COST)
    if cost is None or Use.FACET not in cost.uses:
        return None
    costs = (shown.entry.facts[COST] for shown in view_context.editions[language].projects.values())
    counts = Counter(cost.currency for cost in costs if cost is not None)
    currencies = tuple(sorted(counts, key=lambda code: (-counts[code], code)))
    label = fact_label(view_context.localisers[language], cost)
    return RangeView(key=COST.key, label=label, currencies=currencies) if currencies else None


def values_of(view_context: ViewContext, edition: Edition, facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield facet key and value id of a project with these facts; a term includes its ancestors."""
    for facet in view_context.facets:
        vocabulary = view_context.site.vocabulary(facet)
        own = facts.get(facet, ())
        yield from dict.fromkeys((parameter_of(facet), above) for term in own for above in vocabulary.lineage(term))
    config = view_context.site.config
    period = facts[PERIOD]
    if period is not None and config.uses(PERIOD, Use.FACET):
        yield from ((YEAR, str(year)) for year in years_of(period))
    localiser = view_context.localisers[edition.language.code]
    for fact in _other_facets(view_context):
        found = options_of(view_context, localiser, fact, facts[fact])
        yield from dict.fromkeys((parameter_of(fact), option.id) for option in found)


def names_of(view_context: ViewContext, parameter: str) -> Mapping[str, tuple[str, ...]]:
    """Return all names of the terms of a facet by their ids; ``parameter`` is the facet's name in query strings."""
    facet = next((facet for facet in view_context.facets if parameter_of(facet) == parameter), None)
    terms = view_context.site.vocabulary(facet).terms if facet is not None else {}
    return {term.id: term.names for term in terms.values()}


def _other_facets(view_context: ViewContext) -> list[Fact[Any]]:
    """Return the facets that are neither terms nor the period and the cost, which have ways of their own."""
    declared = view_context.site.config.facts[sections.PROJECTS]
    special = (PERIOD.key, COST.key)
    return [
        fact for fact in declared if Use.FACET in fact.uses and not isinstance(fact, Facet) and fact.key not in special
    ]


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
    return FacetView(key=parameter_of(fact), label=label, values=tuple(by_id.values()))


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
    return FacetView(key=parameter_of(facet), label=label, values=tuple(below(None, 0)))


def _years(edition: Edition, localiser: Localiser) -> Iterator[FacetValueView]:
    counts: dict[int, int] = {}
    for shown in edition.projects.values():
        period = shown.entry.facts[PERIOD]
        for year in years_of(period) if period is not None else ():
            counts[year] = counts.get(year, 0) + 1
    for year in sorted(counts, reverse=True):
        text = localiser.date(PartialDate(year))
        yield FacetValueView(id=str(year), text=text, count=counts[year])
