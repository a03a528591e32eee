"""The years: in which of them projects are under way, and those of other dates and periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from vitrina.contract.facts import PERIOD
from vitrina.figures.columns import FILLED
from vitrina.figures.scales import YearAxis
from vitrina.model import Fact
from vitrina.views.columns import MOST_COLUMNS, Axis, Measured, year_columns
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.fact_options import counted_options, years_of
from vitrina.views.labels import fact_label
from vitrina.views.list_links import filtered_by
from vitrina.views.overview_values import ColumnsView
from vitrina.views.view_context import ViewContext


def project_years(
    view_context: ViewContext, edition: Edition, projects: Collection[ShownVersion]
) -> ColumnsView | None:
    """Return how many projects are under way in each year, and how many of them began in it; nothing for one year.

    The years of a project are those by which the list is filtered: of an open period, the known one.
    """
    periods = {shown.entry.id: period for shown in projects if (period := shown.entry.facts[PERIOD]) is not None}
    years = {identifier: years_of(period) for identifier, period in periods.items()}
    known = {year for own in years.values() for year in own}
    if len(known) < 2:
        return None
    sections = YearAxis.over(known, MOST_COLUMNS)
    under_way = Counter(section for own in years.values() for section in {_section(sections, year) for year in own})
    starts = [year for shown in projects if (year := start_year(shown)) is not None]
    begun = Counter(_section(sections, year) for year in starts)
    localiser = view_context.localisers[edition.language.code]
    axis = year_columns(view_context, edition, sections, lambda year: (under_way[year], begun[year]), known)
    return ColumnsView(
        id="years",
        label=localiser.gettext("Year"),
        heads=(localiser.gettext("Projects under way"), localiser.gettext("Of these, new")),
        panels=(axis.panel("", (0, 1), localiser.number, (FILLED, FILLED)),),
        columns=axis.columns([localiser.number] * 2),
        left_out=len(projects) - len(periods),
        step=sections.step,
    )


def value_years(view_context: ViewContext, edition: Edition, fact: Fact[Any]) -> ColumnsView | None:
    """Return the projects by the years of a ``fact`` that is a date or a period; nothing for one year, or for many."""
    projects = edition.projects.values()
    localiser, language = view_context.localisers[edition.language.code], edition.language.code
    options = counted_options(view_context, edition, fact, projects)
    counted = {int(option.id): count for option, count in options.items()}
    sections = YearAxis.over(counted, MOST_COLUMNS) if counted else None
    if sections is None or len(counted) < 2 or sections.step > 1:
        return None
    places = [
        Measured(
            label=localiser.year(year),
            tick=localiser.year(year),
            values=(counted.get(year, 0),),
            url=filtered_by(view_context, language, fact, str(year)) if year in counted else None,
        )
        for year in sections.sections
    ]
    axis = Axis(localiser=localiser, places=tuple(places))
    return ColumnsView(
        id=f"fact_{fact.key}",
        label=fact_label(localiser, fact),
        heads=(localiser.gettext("Projects"),),
        panels=(axis.panel("", (0,), localiser.number, (FILLED,)),),
        columns=axis.columns([localiser.number]),
        left_out=sum(fact.key not in shown.entry.facts.by_key for shown in projects),
    )


def start_year(shown: ShownVersion) -> int | None:
    """Return the year in which a project began, as far as it is known."""
    period = shown.entry.facts[PERIOD]
    return period.start.year if period is not None and period.start is not None else None


def _section(axis: YearAxis, year: int) -> int:
    """Return the first year of the section that has ``year``."""
    return year - (year - axis.first) % axis.step
