"""Projects together: their years and their money, currency by currency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from decimal import Decimal

from vitrina.contract.facts import COST, GRANT, PERIOD
from vitrina.figures.scales import YearAxis
from vitrina.model import Facts
from vitrina.values.dates import PartialDate, Period
from vitrina.values.money import Money
from vitrina.values.money import totals as sums_of
from vitrina.views.charts import MOST_YEARS, section_label, start_year, value_rows
from vitrina.views.editions import ShownVersion
from vitrina.views.figure_values import ChartView, CurrencyView, MoneyView, Sum, TotalsView
from vitrina.views.localiser import Localiser


def totals(localiser: Localiser, projects: Collection[ShownVersion]) -> TotalsView:
    """Return what is known of ``projects`` together."""
    years = _years(projects)
    return TotalsView(
        count=len(projects),
        years=localiser.period(years) if years is not None else None,
        money=money(localiser, projects, with_charts=False),
    )


def money(localiser: Localiser, projects: Collection[ShownVersion], *, with_charts: bool) -> MoneyView:
    """Return the sums of each currency, the one of most projects first; a currency is never added to another."""
    facts = [shown.entry.facts for shown in projects]
    costs = [cost for own in facts if (cost := own[COST]) is not None]
    grants = [grant for own in facts if (grant := own[GRANT]) is not None]
    used = Counter(code for own in facts for code in _currencies(own))
    order = sorted(used, key=lambda code: (-used[code], code))
    return MoneyView(
        currencies=tuple(
            CurrencyView(
                code=code,
                cost=_sum(localiser, costs, code),
                grant=_sum(localiser, grants, code),
                chart=_chart(localiser, projects, code) if with_charts else None,
            )
            for code in order
        ),
        cost_known=len(costs),
        grant_known=len(grants),
    )


def _currencies(facts: Facts) -> set[str]:
    return {amount.currency for amount in (facts[COST], facts[GRANT]) if amount is not None}


def _sum(localiser: Localiser, amounts: Collection[Money], code: str) -> Sum | None:
    known = [amount for amount in amounts if amount.currency == code]
    return Sum(total=localiser.amount(sums_of(known)[code], code), known=len(known)) if known else None


def _chart(localiser: Localiser, projects: Collection[ShownVersion], code: str) -> ChartView | None:
    """Return the cost of projects by the year in which they began; nothing where that is one year only."""
    by_year: dict[int | None, list[Money]] = {}
    for shown in projects:
        cost = shown.entry.facts[COST]
        if cost is not None and cost.currency == code:
            by_year.setdefault(start_year(shown), []).append(cost)
    years = [year for year in by_year if year is not None]
    if len(by_year) < 2 or not years:
        return None
    axis = YearAxis.over(years, MOST_YEARS)
    values = [
        (
            section_label(localiser, axis, section),
            _total([amount for year in axis.years_from(section) for amount in by_year.get(year, ())], code),
        )
        for section in axis.sections
    ]
    if None in by_year:
        values.append((localiser.gettext("Start not known"), _total(by_year[None], code)))
    rows = value_rows(localiser, values, lambda amount: localiser.amount(amount, code))
    return ChartView(
        id=f"cost_{code.lower()}",
        label=localiser.gettext("Year of start"),
        rows=rows,
        step=axis.step,
        is_of_years=True,
        is_of_money=True,
    )


def _total(amounts: Collection[Money], code: str) -> Decimal:
    return sums_of(amounts).get(code, Decimal(0))


def _years(projects: Collection[ShownVersion]) -> Period | None:
    """Return the years from the first start to the last end; open where a project's side is open."""
    periods = [period for shown in projects if (period := shown.entry.facts[PERIOD]) is not None]
    if not periods:
        return None
    starts, ends = [period.start for period in periods], [period.end for period in periods]
    first = None if None in starts else min(side.year for side in starts if side is not None)
    last = None if None in ends else max(side.year for side in ends if side is not None)
    if first is None and last is None:
        return None
    return Period(PartialDate(first) if first else None, PartialDate(last) if last else None)
