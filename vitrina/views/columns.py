"""Columns along an axis: what is counted or added up at each place, drawn to one scale, and the same as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from vitrina.contract.facts import PERIOD
from vitrina.figures.columns import FEWEST_LABELS, MOST_LABELS, Scale, labelled, place
from vitrina.figures.lettering import width
from vitrina.figures.scales import WHOLE, Stretch, YearAxis, mirrored, percent
from vitrina.model import Use
from vitrina.views.charts import section_label
from vitrina.views.editions import Edition
from vitrina.views.list_links import YEAR, filtered_list
from vitrina.views.localiser import Localiser
from vitrina.views.overview_values import Column, ColumnPanel, ScaleLine
from vitrina.views.values import Text
from vitrina.views.view_context import ViewContext

MOST_COLUMNS: Final = 20
"""Columns of years; beyond, a column stands for several years."""

LONGEST_SECTION: Final = 10
"""The largest number of years that a column leads to the list of."""

LOWEST: Final = 0.6
"""The height of the lowest column in percent, so that little is not nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What is known at a place on the axis: a value of each kind, ``None`` where there is none."""

    label: Text
    tick: Text
    values: tuple[int | Decimal | None, ...]
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The places on an axis, from where reading begins in the language of ``localiser``."""

    localiser: Localiser
    places: tuple[Measured, ...]

    def columns(self, writers: Sequence[Callable[[int | Decimal], Text]]) -> tuple[Column, ...]:
        """Return the places with their values, each kind as its writer writes it."""
        count = len(self.places)
        few, many = labelled(count, FEWEST_LABELS), labelled(count, MOST_LABELS)
        found = []
        for number, one in enumerate(self.places):
            slot = self._lies(place(number, count, WHOLE))
            found.append(
                Column(
                    label=one.label,
                    url=one.url,
                    values=written(one, writers),
                    x=_units(slot.start),
                    width=_units(slot.length),
                    tick=one.tick,
                    middle=percent((slot.start + slot.end) / 2),
                    is_tick=number in few,
                    is_wide_tick=number in many,
                )
            )
        return tuple(found)

    def panel(
        self, title: str, kinds: Sequence[int], mark: Callable[[int | Decimal], Text], filled: Sequence[float]
    ) -> ColumnPanel:
        """Return the drawing of these ``kinds`` of values to one scale, whose labels ``mark`` writes.

        ``filled`` is how much of its place each kind fills, in percent.
        """
        values = [[one.values[kind] or 0 for one in self.places] for kind in kinds]
        scale = Scale.up_to(max((value for row in values for value in row), default=0))
        lines = tuple(ScaleLine(y=percent(scale.depth(value)), label=mark(value)) for value in scale.lines)
        return ColumnPanel(
            title=title,
            columns=tuple(self._path(scale, row, share) for row, share in zip(values, filled, strict=False)),
            grid="".join(f"M0 {_short(scale.depth(value))}h1000" for value in scale.lines[1:]),
            lines=lines,
            reach=f"{max(width(line.label.value) for line in lines):.1f}",
        )

    def _path(self, scale: Scale, values: Sequence[int | Decimal], filled: float) -> str:
        parts = []
        for number, value in enumerate(values):
            if value:
                lies = self._lies(place(number, len(values), filled))
                top = _short(WHOLE - max(scale.height(value), LOWEST))
                parts.append(f"M{_units(lies.start)} 100V{top}H{_units(lies.end)}V100z")
        return "".join(parts)

    def _lies(self, stretch: Stretch) -> Stretch:
        return mirrored(stretch) if self.localiser.language.direction == "rtl" else stretch


def beside(localiser: Localiser, one: Measured, writers: Sequence[Callable[[int | Decimal], Text]]) -> Column:
    """Return what has no place on the axis as a row of the table."""
    (column,) = Axis(localiser=localiser, places=(one,)).columns(writers)
    return column


def written(one: Measured, writers: Sequence[Callable[[int | Decimal], Text]]) -> tuple[Text | None, ...]:
    """Return the values of a place in words."""
    return tuple(None if value is None else write(value) for value, write in zip(one.values, writers, strict=True))


def _units(position: float) -> str:
    """Return a position in percent as a whole number of thousandths."""
    return str(round(position * 10))


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def year_columns(
    view_context: ViewContext,
    edition: Edition,
    axis: YearAxis,
    values: Callable[[int], tuple[int | Decimal | None, ...]],
    known: Iterable[int],
) -> Axis:
    """Return the sections of ``axis`` with their ``values``; each leads to the projects that are under way in it.

    ``known`` are the years in which any project is.
    """
    localiser, there = view_context.localisers[edition.language.code], set(known)
    has_years = view_context.site.config.uses(PERIOD, Use.FACET) and axis.step <= LONGEST_SECTION
    found = []
    for section in axis.sections:
        chosen = [(YEAR, str(year)) for year in axis.years_from(section) if year in there] if has_years else []
        found.append(
            Measured(
                label=section_label(localiser, axis, section),
                tick=localiser.year(section),
                values=values(section),
                url=filtered_list(view_context, edition.language.code, chosen) if chosen else None,
            )
        )
    return Axis(localiser=localiser, places=tuple(found))
