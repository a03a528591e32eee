"""Money over the years: each amount spread over the time of its project, one currency at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final, TypeAlias

from vitrina.contract.facts import COST, GRANT, PERIOD
from vitrina.figures.apportionment import apportioned
from vitrina.figures.columns import FILLED
from vitrina.figures.scales import YearAxis
from vitrina.model import NEUTRAL, Fact, Use
from vitrina.values.dates import Period
from vitrina.values.money import Money, totals
from vitrina.views.columns import MOST_COLUMNS, Measured, beside, year_columns
from vitrina.views.editions import Edition
from vitrina.views.fact_options import years_of
from vitrina.views.labels import fact_label
from vitrina.views.overview_values import ColumnsView
from vitrina.views.values import Text
from vitrina.views.view_context import ViewContext

MOST_OTHERS: Final = 3
"""Currencies that have a drawing besides the first one; the sums have all."""

Amounts: TypeAlias = Mapping[int | None, list[Money]]
"""Money of one currency by year; that of projects without a period is below ``None``."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Money of one currency and one fact: a kind of columns."""

    fact: Fact[Any]
    code: str
    amounts: Amounts

    def within(self, years: Iterable[int | None]) -> Decimal | None:
        """Return the sum of some years; ``None`` where nothing is known."""
        found = [money for year in years for money in self.amounts.get(year, ())]
        return totals(found)[self.code] if found else None


def money_years(view_context: ViewContext, edition: Edition, codes: Sequence[str]) -> tuple[ColumnsView, ...]:
    """Return the money over the years: cost and grant of the first of ``codes``, and then one of both of the others.

    Nothing for a currency whose money is all in one year, or of projects without a period.
    """
    config = view_context.site.config
    facts = [config.declared(fact) or fact for fact in (COST, GRANT) if config.uses(fact, Use.CHART)]
    by_code = {code: [kind for fact in facts if (kind := _kind(edition, fact, code)).amounts] for code in codes}
    drawn = [kinds for kinds in by_code.values() if len(_years(kinds)) > 1]
    if not drawn:
        return ()
    others = [kinds[0] for kinds in drawn[1 : MOST_OTHERS + 1]]
    first = _view(view_context, edition, drawn[0], is_compared=False)
    return (first, _view(view_context, edition, others, is_compared=True)) if others else (first,)


def spread_over(amount: Decimal, period: Period) -> dict[int, Decimal]:
    """Return ``amount`` in the years of ``period`` by the days in each: whole units, with any decimals in the first."""
    days = _days_by_year(period)
    whole = int(amount)
    parts = [Decimal(part) for part in apportioned(whole, list(days.values()))]
    parts[0] += amount - whole
    return dict(zip(days, parts, strict=True))


def _view(view_context: ViewContext, edition: Edition, kinds: Sequence[_Kind], *, is_compared: bool) -> ColumnsView:
    """Return the columns of ``kinds``: each in a drawing of its own if they are currencies, else all in one."""
    localiser, known = view_context.localisers[edition.language.code], _years(kinds)
    sections = YearAxis.over(known, MOST_COLUMNS)

    def values(section: int) -> tuple[Decimal | None, ...]:
        return tuple(kind.within(sections.years_from(section)) for kind in kinds)

    def write(code: str, amount: int | Decimal) -> Text:
        return localiser.amount(Decimal(amount), code)

    writers: list[Callable[[int | Decimal], Text]] = [partial(write, kind.code) for kind in kinds]
    axis = year_columns(view_context, edition, sections, values, known)
    unknown = localiser.gettext("Period not known")
    row = Measured(label=unknown, tick=unknown, values=tuple(kind.within([None]) for kind in kinds))
    if is_compared:
        heads = tuple(localiser.written_in(kind.code, NEUTRAL) for kind in kinds)
        panels = tuple(
            axis.panel(kind.code, (number,), localiser.compact, (FILLED,)) for number, kind in enumerate(kinds)
        )
    else:
        heads = tuple(fact_label(localiser, kind.fact) for kind in kinds)
        panels = (axis.panel(kinds[0].code, range(len(kinds)), localiser.compact, (FILLED, FILLED / 2)),)
    return ColumnsView(
        id="other_money" if is_compared else "money",
        label=localiser.gettext("Year"),
        heads=heads,
        panels=panels,
        columns=axis.columns(writers),
        others=(beside(localiser, row, writers),) if any(value is not None for value in row.values) else (),
        step=sections.step,
    )


def _kind(edition: Edition, fact: Fact[Any], code: str) -> _Kind:
    found: dict[int | None, list[Money]] = {}
    for shown in edition.projects.values():
        money, period = shown.entry.facts[fact], shown.entry.facts[PERIOD]
        if isinstance(money, Money) and money.currency == code:
            parts = {None: money.amount} if period is None else spread_over(money.amount, period)
            for year, amount in parts.items():
                found.setdefault(year, []).append(Money(amount, code))
    return _Kind(fact, code, found)


def _years(kinds: Iterable[_Kind]) -> set[int]:
    return {year for kind in kinds for year in kind.amounts if year is not None}


def _days_by_year(period: Period) -> dict[int, int]:
    """Return how many days of each of its years are in ``period``; an open one has its known year alone."""
    years = years_of(period)
    if period.start is None or period.end is None:
        return dict.fromkeys(years, 1)
    first, last = period.start.first_day(), period.end.last_day()
    return {year: (min(last, date(year, 12, 31)) - max(first, date(year, 1, 1))).days + 1 for year in years}
