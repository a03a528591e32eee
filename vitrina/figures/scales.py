"""Scales of charts: percentages, round steps, and a time axis on which all years are equally long.

Positions are percent of the inline size of a chart, from its inline start. For the opposite direction, ``mirrored``
mirrors them.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from vitrina.values.dates import PartialDate, Period

WHOLE: Final = 100.0
"""Percent."""

THINNEST: Final = 0.5
"""The smallest length of a bar in percent: a single day is visible on an axis of many years."""

_STEPS: Final = (1, 2, 5)


def share(value: int | Decimal, largest: int | Decimal) -> float:
    """Return ``value`` in percent of ``largest``; 0 if ``largest`` is 0."""
    return float(Decimal(value) * 100 / Decimal(largest)) if largest else 0.0


def percent(position: float) -> str:
    """Return a position as an SVG attribute: at most two decimals, no trailing zeros."""
    return f"{position:.2f}".rstrip("0").rstrip(".") + "%"


def round_step(span: int, most: int) -> int:
    """Return the smallest of 1, 2, 5, 10, 20, 50, … of which ``most`` steps cover any interval of length ``span``."""
    magnitude = 1
    while True:
        for step in _STEPS:
            candidate = step * magnitude
            if -(-span // candidate) + (candidate > 1) <= max(most, 2):
                return candidate
        magnitude *= 10


@dataclass(frozen=True, slots=True)
class YearAxis:
    """The years from ``first`` to ``end`` (excluded) in sections of ``step`` years; both are multiples of ``step``."""

    first: int
    end: int
    step: int

    @classmethod
    def over(cls, years: Iterable[int], most: int) -> YearAxis:
        """Return the axis that covers all of ``years`` (at least one) in at most ``most`` sections."""
        known = list(years)
        low, high = min(known), max(known) + 1
        step = round_step(high - low, most)
        return cls(low // step * step, -(-high // step) * step, step)

    @property
    def sections(self) -> tuple[int, ...]:
        """The first year of each section."""
        return tuple(range(self.first, self.end, self.step))

    def years_from(self, section: int) -> range:
        """Return the years of the section that starts in the year ``section``."""
        return range(section, section + self.step)

    def position(self, day: date, *, is_over: bool = False) -> float:
        """Return the start of ``day`` (or, with ``is_over``, its end) in percent of the axis."""
        length = 366 if calendar.isleap(day.year) else 365
        passed = day.timetuple().tm_yday - 1 + is_over
        return WHOLE * (day.year + passed / length - self.first) / (self.end - self.first)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar, in percent; uncertain where the period may have started or ended, but need not have."""

    start: float
    end: float
    is_certain: bool = True

    @property
    def length(self) -> float:
        """The length in percent."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class PeriodBar:
    """A period on an axis, as consecutive parts; an open side reaches the end of the axis."""

    stretches: tuple[Stretch, ...]
    is_open_at_start: bool = False
    is_open_at_end: bool = False


def period_bar(axis: YearAxis, period: Period) -> PeriodBar:
    """Return the bar of ``period``.

    The certain part ends at a date known to the day; where a date is known to the month or year only, that whole month
    or year is uncertain.
    """
    start, end = period.start, period.end
    outer_start = 0.0 if start is None else axis.position(start.first_day())
    outer_end = WHOLE if end is None else axis.position(end.last_day(), is_over=True)
    outer_end = max(outer_end, min(outer_start + THINNEST, WHOLE))
    inner_start = outer_start if _is_exact(start) else axis.position(_known(start).last_day(), is_over=True)
    inner_end = outer_end if _is_exact(end) else axis.position(_known(end).first_day())
    if inner_start >= inner_end:
        parts = [Stretch(outer_start, outer_end, is_certain=False)]
    else:
        parts = [
            Stretch(outer_start, inner_start, is_certain=False),
            Stretch(inner_start, inner_end),
            Stretch(inner_end, outer_end, is_certain=False),
        ]
    return PeriodBar(tuple(part for part in parts if part.length > 0), start is None, end is None)


def mirrored(stretch: Stretch) -> Stretch:
    """Return ``stretch`` on the axis in the opposite direction."""
    return Stretch(WHOLE - stretch.end, WHOLE - stretch.start, stretch.is_certain)


def _is_exact(side: PartialDate | None) -> bool:
    return side is None or side.precision == "day"


def _known(side: PartialDate | None) -> PartialDate:
    assert side is not None
    return side
