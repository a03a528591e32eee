"""The columns of the table that the list of projects can be shown as: what the data of the search has of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vitrina.contract.facts import PERIOD
from vitrina.model import Use, sections
from vitrina.search.values import ColumnView, FacetView, RangeView
from vitrina.views.facts import ON_CARDS
from vitrina.views.labels import fact_label
from vitrina.views.list_links import YEAR
from vitrina.views.view_context import ViewContext


def columns(
    view_context: ViewContext, language: str, facets: Sequence[FacetView], cost: RangeView | None
) -> tuple[ColumnView, ...]:
    """Return the period, ``facets``, ``cost`` and what the site declares for cards; at first, those of cards."""
    found = {column.key: column for column in _columns(view_context, language, facets, cost)}
    return tuple(found.values())


def _columns(
    view_context: ViewContext, language: str, facets: Sequence[FacetView], cost: RangeView | None
) -> Iterator[ColumnView]:
    config, localiser = view_context.site.config, view_context.localisers[language]
    period = config.declared(PERIOD)
    on_cards = {fact.key: fact for fact in config.facts[sections.PROJECTS] if Use.CARD in fact.uses}
    if period is not None and PERIOD.key in on_cards:
        yield ColumnView(key=PERIOD.key, label=fact_label(localiser, period), is_first=True)
    for facet in facets:
        if facet.key != YEAR:
            yield ColumnView(key=facet.key, label=facet.label, is_first=facet.key in on_cards)
    if cost is not None:
        yield ColumnView(key=cost.key, label=cost.label, is_first=True)
    for key, fact in on_cards.items():
        if key not in ON_CARDS:
            yield ColumnView(key=key, label=fact_label(localiser, fact), is_first=True)
