"""Charts: projects counted by term or by value, as tables with bars."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from vitrina.figures.scales import Stretch, YearAxis, mirrored, percent, share
from vitrina.model import Facet, Fact
from vitrina.values.dates import PartialDate, Period
from vitrina.views import kinds
from vitrina.views.editions import Edition
from vitrina.views.fact_options import counted_options
from vitrina.views.fact_values import term_link
from vitrina.views.figure_values import Bar, ChartRow, ChartView
from vitrina.views.labels import fact_label, vocabulary_label
from vitrina.views.list_links import filtered_by
from vitrina.views.localiser import Localiser
from vitrina.views.targets import Target
from vitrina.views.values import Text
from vitrina.views.view_context import ViewContext

MOST_ROWS = 12
"""Terms or values in a chart; the page of the vocabulary has all."""


def bar(localiser: Localiser, value: int | Decimal, largest: int | Decimal) -> Bar:
    """Return the bar of ``value``, mirrored in a language that is read from right to left."""
    stretch = Stretch(0, share(value, largest))
    lies = mirrored(stretch) if localiser.language.direction == "rtl" else stretch
    return Bar(x=percent(lies.start), width=percent(lies.length))


def ranked_terms(view_context: ViewContext, edition: Edition, facet: Facet, most: int = MOST_ROWS) -> tuple[str, ...]:
    """Return the ``most`` terms with most projects in the order of a table: each below the wider one, largest first.

    A wider term has at least the projects of those in it, so that none is shown without the wider one.
    """
    counted, terms = edition.projects_by_term(facet), view_context.site.vocabulary(facet)
    order = sorted(counted, key=lambda term: (-len(counted[term]), len(terms.lineage(term))))[:most]
    below: dict[str | None, list[str]] = {}
    for term in order:
        line = terms.lineage(term)
        below.setdefault(line[1] if len(line) > 1 else None, []).append(term)

    def branch(parent: str | None) -> Iterator[str]:
        for term in below.get(parent, ()):
            yield term
            yield from branch(term)

    return tuple(branch(None))


def term_chart(view_context: ViewContext, edition: Edition, facet: Facet, most: int = MOST_ROWS) -> ChartView:
    """Return the projects by the ``most`` used terms of ``facet``."""
    localiser = view_context.localisers[edition.language.code]
    terms, counted = view_context.site.vocabulary(facet), edition.projects_by_term(facet)
    order = ranked_terms(view_context, edition, facet, most)
    largest = max((len(counted[term]) for term in order), default=0)
    has_none = [shown for shown in edition.projects.values() if not shown.entry.facts.get(facet, ())]
    depths = {term: len(terms.lineage(term)) - 1 for term in order}
    return ChartView(
        id=facet.name,
        label=vocabulary_label(localiser, facet),
        rows=tuple(
            ChartRow(
                label=localiser.term(terms.terms[term]),
                url=term_link(view_context, edition, facet, term).url,
                value=localiser.number(len(counted[term])),
                bar=bar(localiser, len(counted[term]), largest),
                depth=depths[term],
            )
            for term in order
        ),
        left_out=len(has_none),
        more=len(counted) - len(order),
        url=view_context.link_to(Target(kind=kinds.VOCABULARY, language=edition.language.code, facet=facet.key))
        if counted
        else None,
        is_shared=any(len(shown.entry.facts.get(facet, ())) > 1 for shown in edition.projects.values()),
        is_nested=any(depths.values()),
    )


def value_chart(view_context: ViewContext, edition: Edition, fact: Fact[Any]) -> ChartView:
    """Return the projects by the values of a ``fact`` of any countable shape; each leads to them if it is a filter."""
    projects = list(edition.projects.values())
    localiser = view_context.localisers[edition.language.code]
    counted = counted_options(view_context, edition, fact, projects)
    known = [shown for shown in projects if fact.key in shown.entry.facts.by_key]
    largest, language = max(counted.values(), default=0), edition.language.code
    return ChartView(
        id=f"fact_{fact.key}",
        label=fact_label(localiser, fact),
        rows=tuple(
            ChartRow(
                label=option.text,
                url=filtered_by(view_context, language, fact, option.id),
                value=localiser.number(count),
                bar=bar(localiser, count, largest),
            )
            for option, count in list(counted.items())[:MOST_ROWS]
        ),
        left_out=len(projects) - len(known),
        more=max(len(counted) - MOST_ROWS, 0),
        is_shared=sum(counted.values()) > len(known),
    )


def section_label(localiser: Localiser, axis: YearAxis, section: int) -> Text:
    """Return the name of a section of years: the year, or the first and the last of several."""
    if axis.step == 1:
        return localiser.year(section)
    years = axis.years_from(section)
    return localiser.period(Period(PartialDate(max(years[0], 1)), PartialDate(min(years[-1], 9999))))
