"""The figures of the facts that are declared for charts: each has the one that its values ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from vitrina.model import Facet, Fact, Use
from vitrina.views.charts import term_chart, value_chart
from vitrina.views.editions import Edition
from vitrina.views.figure_values import ChartView
from vitrina.views.overview_values import ColumnsView, SharesView
from vitrina.views.shares import value_shares
from vitrina.views.view_context import ViewContext
from vitrina.views.years import value_years

_IN_TIME: Final = ("date", "period")
_ALONE: Final = ("term", "yes/no", "country")
"""The shapes of which a project has one value, so that these divide the projects."""

MOST_SHARES: Final = 6
"""Values that a bar is divided into; more of them are counted in rows."""


@dataclass(slots=True)
class FactFigures:
    """Years are columns, single values are parts of a whole, and everything else rows with bars."""

    charts: list[ChartView] = field(default_factory=list)
    columns: list[ColumnsView] = field(default_factory=list)
    shares: list[SharesView] = field(default_factory=list)


def fact_figures(view_context: ViewContext, edition: Edition, facts: Iterable[Fact[Any]]) -> FactFigures:
    """Return the figures of ``facts`` as far as projects have them."""
    found = FactFigures()
    for fact in facts:
        if fact.shape in _IN_TIME and (columns := value_years(view_context, edition, fact)) is not None:
            found.columns.append(columns)
        elif fact.shape in _ALONE and (shares := value_shares(view_context, edition, fact)) is not None:
            found.shares.append(shares)
        elif isinstance(fact, Facet) and Use.FACET in fact.uses:
            if edition.projects_by_term(fact):
                found.charts.append(term_chart(view_context, edition, fact))
        elif (chart := value_chart(view_context, edition, fact)).rows:
            found.charts.append(chart)
    return found
