"""Charts: projects counted by term or by year, as tables with bars."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from vitrina.contract.facts import PERIOD
from vitrina.figures.scales import Stretch, YearAxis, mirrored, percent, share
from vitrina.model import Facet, Fact
from vitrina.values.dates import PartialDate, Period
from vitrina.views import kinds
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.fact_options import counted_options
from vitrina.views.fact_values import term_link
from vitrina.views.figure_values import Bar, ChartRow, ChartView
from vitrina.views.labels import fact_label, vocabulary_label
from vitrina.views.localiser import Localiser
from vitrina.views.targets import Target
from vitrina.views.values import Text
from vitrina.views.view_context import ViewContext

Number = TypeVar("Number", int, Decimal)

MOST_ROWS = 30
"""Terms in a chart; the page of the vocabulary has all."""

MOST_YEARS = 30
"""Rows in a chart of years; beyond, a row stands for several years."""


def bar(localiser: Localiser, value: int | Decimal, largest: int | Decimal) -> Bar:
    """Return the bar of ``value``, mirrored in a language that is read from right to left."""
    stretch = Stretch(0, share(value, largest))
    lies = mirrored(stretch) if localiser.language.direction == "rtl" else stretch
    return Bar(x=percent(lies.start), width=percent(lies.length))


def ranked_terms(view_context: ViewContext, edition: Edition, facet: Facet) -> tuple[str, ...]:
    """Return the terms with most projects in the order of a table: each below the wider one, largest first.

    A wider term has at least the projects of those in it, so that none is shown without the wider one.
    """
    counted, terms = edition.projects_by_term(facet), view_context.site.vocabulary(facet)
    order = sorted(counted, key=lambda term: (-len(counted[term]), len(terms.lineage(term))))[:MOST_ROWS]
    below: dict[str | None, list[str]] = {}
    for term in order:
        line = terms.lineage(term)
        below.setdefault(line[1] if len(line) > 1 else None, []).append(term)

    def branch(parent: str | None) -> Iterator[str]:
        for term in below.get(parent, ()):
            yield term
            yield from branch(term)

    return tuple(branch(None))


def term_chart(view_context: ViewContext, edition: Edition, facet: Facet) -> ChartView:
    """Return the projects by the terms of ``facet``."""
    localiser = view_context.localisers[edition.language.code]
    terms, counted = view_context.site.vocabulary(facet), edition.projects_by_term(facet)
    order = ranked_terms(view_context, edition, facet)
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
    """Return the projects by the values of a ``fact`` of any countable shape."""
    projects = list(edition.projects.values())
    localiser = view_context.localisers[edition.language.code]
    counted = counted_options(view_context, edition, fact, projects)
    values = [(option.text, count) for option, count in counted.items()]
    known = [shown for shown in projects if fact.key in shown.entry.facts.by_key]
    return ChartView(
        id=f"fact_{fact.key}",
        label=fact_label(localiser, fact),
        rows=value_rows(localiser, values[:MOST_ROWS], localiser.number),
        left_out=len(projects) - len(known),
        more=max(len(values) - MOST_ROWS, 0),
        is_shared=sum(counted.values()) > len(known),
    )


def start_chart(localiser: Localiser, projects: Iterable[ShownVersion]) -> ChartView:
    """Return the projects by the year in which they began."""
    years = [start_year(shown) for shown in projects]
    known = [year for year in years if year is not None]

    begun = Counter(known)

    def count(section: range) -> int:
        return sum(begun[year] for year in section)

    return _section_chart(localiser, "start_years", known, count, len(years) - len(known))


def running_chart(localiser: Localiser, projects: Iterable[ShownVersion]) -> ChartView:
    """Return how many projects were under way in each year; one without a known end from its start on, and likewise."""
    periods = [shown.entry.facts[PERIOD] for shown in projects]
    known = [period for period in periods if period is not None]
    years = [side.year for period in known for side in (period.start, period.end) if side is not None]

    starts = sorted(period.start.year if period.start is not None else 0 for period in known)
    ends = sorted(period.end.year for period in known if period.end is not None)

    def count(section: range) -> int:
        return bisect_right(starts, section[-1]) - bisect_left(ends, section[0])

    return _section_chart(localiser, "running_years", years, count, len(periods) - len(known))


def value_rows(
    localiser: Localiser, values: Sequence[tuple[Text, Number]], text: Callable[[Number], Text]
) -> tuple[ChartRow, ...]:
    """Return a row for each label with its value, drawn to one scale and written by ``text``."""
    largest = max((value for _, value in values), default=0)
    return tuple(
        ChartRow(label=label, url=None, value=text(value), bar=bar(localiser, value, largest))
        for label, value in values
    )


def section_label(localiser: Localiser, axis: YearAxis, section: int) -> Text:
    """Return the name of a section of years: the year, or the first and the last of several."""
    if axis.step == 1:
        return localiser.year(section)
    years = axis.years_from(section)
    return localiser.period(Period(PartialDate(max(years[0], 1)), PartialDate(min(years[-1], 9999))))


def start_year(shown: ShownVersion) -> int | None:
    """Return the year in which a project began, as far as it is known."""
    period = shown.entry.facts[PERIOD]
    return period.start.year if period is not None and period.start is not None else None


def _section_chart(
    localiser: Localiser, identifier: str, years: Iterable[int], count: Callable[[range], int], left_out: int
) -> ChartView:
    known = list(years)
    axis = YearAxis.over(known, MOST_YEARS) if known else None
    values = (
        [(section_label(localiser, axis, year), count(axis.years_from(year))) for year in axis.sections] if axis else []
    )
    return ChartView(
        id=identifier,
        label=localiser.gettext("Year"),
        rows=value_rows(localiser, values, localiser.number),
        left_out=left_out,
        step=axis.step if axis else 1,
        is_of_years=True,
    )
