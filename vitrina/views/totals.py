"""Projects together: their years and their money, currency by currency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from vitrina.contract.facts import COST, GRANT, PERIOD
from vitrina.model import Facts
from vitrina.values.dates import PartialDate, Period
from vitrina.values.money import Money
from vitrina.values.money import totals as sums_of
from vitrina.views.editions import ShownVersion
from vitrina.views.figure_values import CurrencyView, MoneyView, Sum, TotalsView
from vitrina.views.localiser import Localiser


def totals(localiser: Localiser, projects: Collection[ShownVersion]) -> TotalsView:
    """Return what is known of ``projects`` together."""
    years = _years(projects)
    return TotalsView(
        count=len(projects),
        years=localiser.period(years) if years is not None else None,
        money=money(localiser, projects),
    )


def money(localiser: Localiser, projects: Collection[ShownVersion]) -> MoneyView:
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
