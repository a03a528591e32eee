"""Where the page of a project shows a fact: what a fact is decides that, not what a site calls it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from vitrina.contract.fact_shapes import item_of
from vitrina.contract.facts import COST, FUNDER, NUMBER, PERIOD, REGION, STATUS
from vitrina.model import Fact
from vitrina.views.page_values import FactPlaces
from vitrina.views.values import FactGroupView, FactRow

_FIRST = (PERIOD.key, REGION.key, COST.key, STATUS.key)
"""What readers ask first: when, where, how much, how far."""

_MOST_FIRST = 4

_LONGEST = 60
"""Letters of a value that can be read at a glance."""

_KINDS = {
    "person": "people",
    "organisation": "organisations",
    "file": "files",
    "attachment": "files",
    "video": "videos",
}
"""The kinds of facts with a section of their own, by their shape."""

_DATES = ("date", "date and time")


def kind_of(fact: Fact[Any]) -> str:
    """Return what kind of section a fact has to itself: one of ``_KINDS``, or ``dates``; empty where it has none."""
    shape = item_of(fact.shape)
    if shape != fact.shape and any(part.is_required and part.shape in _DATES for part in fact.parts):
        return "dates"
    return _KINDS.get(shape, "")


def fact_places(rows: Sequence[FactRow], groups: Iterable[FactGroupView]) -> FactPlaces:
    """Return where the page of a project shows the rows of its table, each of them once.

    The first ones are those that readers ask for, then those of the site that are as short, in the order of the table.
    """
    groups = tuple(groups)
    table = [row for row in rows if row.key != FUNDER.key]  # whoever pays has a section
    short = [row.key for row in table if _is_short(row)]
    asked_for = sorted(short, key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))
    first = frozenset(asked_for[:_MOST_FIRST])
    beside = ((group, tuple(row for row in group.rows if not row.kind)) for group in groups)
    everything = (*table, *(row for group in groups for row in group.rows))
    return FactPlaces(
        first=tuple(row for row in table if row.key in first),
        beside=tuple(row for row in table if row.key not in first and not row.kind),
        groups=tuple(FactGroupView(id=group.id, label=group.label, rows=own) for group, own in beside if own),
        apart=tuple(row for row in everything if row.kind),
    )


def _is_short(row: FactRow) -> bool:
    if row.kind or row.key == NUMBER.key or len(row.values) > 2:
        return False
    return not any(value.parts or len(str(value.text)) > _LONGEST for value in row.values)
