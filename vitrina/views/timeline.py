"""The timeline: a bar a project, as long as these are few."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from vitrina.contract.facts import PERIOD
from vitrina.figures.scales import Stretch, YearAxis, mirrored, percent, period_bar, share
from vitrina.values.dates import Period
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.figure_values import TimelineBar, TimelineRow, TimelineView
from vitrina.views.localiser import Localiser
from vitrina.views.view_context import ViewContext

MOST_BARS = 20
"""Projects that have a bar each; with more of them, there is none."""

MOST_SECTIONS = 6
"""Labels along the axis, so that they stand beside each other on a phone."""


def timeline(view_context: ViewContext, edition: Edition, projects: Collection[ShownVersion]) -> TimelineView:
    """Return ``projects`` of ``edition`` in the order in which they began, those with an unknown start first."""
    localiser = view_context.localisers[edition.language.code]
    dated = {shown.entry.id: (shown, period) for shown in projects if (period := shown.entry.facts[PERIOD]) is not None}
    is_long = len(dated) > MOST_BARS
    periods = [period for _, period in dated.values()]
    years = [side.year for period in periods for side in (period.start, period.end) if side is not None]
    axis = YearAxis.over(years, MOST_SECTIONS) if years and not is_long else None
    ordered = sorted(dated.values(), key=lambda pair: _order(pair[1])) if axis else []
    return TimelineView(
        ticks=tuple(localiser.year(section) for section in axis.sections) if axis else (),
        lines=tuple(_lines(localiser, axis)) if axis else (),
        rows=tuple(_row(view_context, edition, axis, shown, period) for shown, period in ordered if axis),
        undated=len(projects) - len(dated),
        has_uncertain=any(side.precision != "day" for p in periods for side in (p.start, p.end) if side is not None),
        has_open=any(period.start is None or period.end is None for period in periods),
    )


def _order(period: Period) -> tuple[str, str]:
    return str(period.start or ""), str(period.end or "~")


def _lines(localiser: Localiser, axis: YearAxis) -> Iterable[str]:
    is_mirrored = localiser.language.direction == "rtl"
    for number in range(1, len(axis.sections)):
        position = share(number, len(axis.sections))
        yield percent(100 - position if is_mirrored else position)


def _row(
    view_context: ViewContext, edition: Edition, axis: YearAxis, shown: ShownVersion, period: Period
) -> TimelineRow:
    localiser = view_context.localisers[edition.language.code]
    drawn, version = period_bar(axis, period), shown.version
    is_mirrored = localiser.language.direction == "rtl"
    sides = (drawn.is_open_at_start, drawn.is_open_at_end)
    is_open_left, is_open_right = reversed(sides) if is_mirrored else sides
    return TimelineRow(
        title=localiser.written_in(version.title, version.language),
        url=view_context.entry_link(shown.entry, version, edition.language.code),
        period=localiser.period(period),
        bars=tuple(_bar(mirrored(part) if is_mirrored else part) for part in drawn.stretches),
        is_open_left=is_open_left,
        is_open_right=is_open_right,
    )


def _bar(stretch: Stretch) -> TimelineBar:
    return TimelineBar(x=percent(stretch.start), width=percent(stretch.length), is_certain=stretch.is_certain)
