"""Which projects are new or ongoing on a day, and on which days that changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vitrina.contract.facts import PERIOD, STATUS
from vitrina.model import Facts

_CURRENT = frozenset(("planned", "ongoing"))


def is_current(facts: Facts, today: date) -> bool:
    """Tell whether a project is planned or ongoing ``today``: as its status says, but never after its end.

    Without a status, the period tells; a project with neither is not known to be.
    """
    period, status = facts[PERIOD], facts.get(STATUS, ())
    if period is not None and period.end is not None and period.end.last_day() < today:
        return False
    return not _CURRENT.isdisjoint(status) if status else period is not None


def days_of_projects(facts: Facts) -> Iterator[date]:
    """Yield the day from which a project is not current any more."""
    period = facts[PERIOD]
    if period is not None and period.end is not None:
        yield period.end.last_day() + timedelta(days=1)
