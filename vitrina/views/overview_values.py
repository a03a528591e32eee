"""The values of the figures of the overview, in the same contract with theme authors as ``vitrina.views.values``.

As in ``vitrina.views.figure_values``, positions and lengths are attributes of SVG, mirrored already on a page that runs
from right to left, and every figure has its numbers as text.
"""

from __future__ import annotations

from dataclasses import dataclass

from vitrina.views.figure_values import ChartView, MapView, MoneyView, TimelineView
from vitrina.views.values import Link, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One of the numbers at the top: ``id`` tells which, ``number`` is the number or amount as it is read.

    ``count`` is the same for the plural. ``url`` is ``None`` where a figure of the same page has more about it;
    ``known`` is of how many projects it is known, where that says something.
    """

    id: str
    number: Text
    count: int
    url: str | None
    known: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultSum:
    """What projects achieved of one thing, added up: how many of what (``label``), in which ``projects``.

    ``more`` counts the projects that are not among ``projects``, ``count`` all of them.
    """

    number: Text
    label: Text
    count: int
    projects: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsView:
    """The results that are told; ``more`` counts further ones, ``known`` the projects with any result."""

    sums: tuple[ResultSum, ...]
    more: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A place on the axis: its name, and its values in words (``None`` where nothing is known).

    ``x`` and ``width`` are its place on a drawing, to be pointed at. ``tick`` is its label on the axis, at ``middle``;
    ``is_tick`` and ``is_wide_tick`` tell whether it is written on a narrow and on a wide drawing.
    """

    label: Text
    url: str | None
    values: tuple[Text | None, ...]
    x: str
    width: str
    tick: Text
    middle: str
    is_tick: bool
    is_wide_tick: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleLine:
    """A line across the columns and its label; ``y`` counts from the top."""

    y: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPanel:
    """A drawing of columns in a view box of 1000 by 100: path data of the ``columns`` of each kind and of the ``grid``.

    ``lines`` begin at zero; ``reach`` is the room that their labels take, in units of the size of letters. ``title``
    tells several drawings along one axis apart.
    """

    title: str
    columns: tuple[str, ...]
    grid: str
    lines: tuple[ScaleLine, ...]
    reach: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsView:
    """Columns along an axis, in one drawing or several, and the same as a table.

    ``label`` names what is on the axis, ``heads`` are the names of the values: those of one drawing, or one for each.
    ``others`` are values without a place on the axis, ``left_out`` counts the projects without a value, ``step`` how
    many years a column stands for.
    """

    id: str
    label: Text
    heads: tuple[Text, ...]
    panels: tuple[ColumnPanel, ...]
    columns: tuple[Column, ...]
    others: tuple[Column, ...] = ()
    left_out: int = 0
    step: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePart:
    """A part of a bar that is a whole; ``pattern`` is the number of its fill, from 1; 0 is that of the rest."""

    x: str
    width: str
    pattern: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBar:
    """A whole and its parts: the money of one ``currency`` that is known, or, without one, projects."""

    currency: str
    total: Text
    parts: tuple[SharePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOf:
    """How much of a whole something is: the ``amount`` of money, if it is money, and its part of the whole."""

    amount: Text | None
    share: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """A row of a table of shares: how many projects, and how much of each whole.

    ``pattern`` is that of its parts of the bars, ``None`` if it has none.
    """

    label: Text
    url: str | None
    count: Text
    shares: tuple[ShareOf | None, ...]
    pattern: int | None
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesView:
    """Parts of wholes as bars, and the same as a table.

    ``unnamed`` counts contributions without an amount, ``left_out`` the projects without a value; ``more`` counts the
    rows that are not shown (``url`` leads to them).
    """

    id: str
    label: Text
    bars: tuple[ShareBar, ...]
    rows: tuple[ShareRow, ...]
    unnamed: int = 0
    left_out: int = 0
    more: int = 0
    url: str | None = None
    is_nested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """The projects that have both terms; ``shade`` is 0 for none, up to 4 for most."""

    count: int
    url: str | None
    shade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A term (with the number of its projects) and its cells, in the order of the columns."""

    head: Link
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView:
    """Terms of one vocabulary by those of another. ``known`` counts the projects that have both.

    ``more_rows`` and ``more_columns`` count the terms that are not shown; the links of both names lead to all.
    """

    id: str
    rows_name: Link
    columns_name: Link
    columns: tuple[Link, ...]
    rows: tuple[MatrixRow, ...]
    more_rows: int
    more_columns: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """Everything that the overview shows. ``count`` is how many projects there are.

    ``has_crowds`` tells that places share circles on the maps, ``has_unplaced`` that regions are on none of them.
    ``years`` are the projects by the years in which they are under way; ``money_years`` is the money over the years: of
    the currency of most projects, and then of others; ``funders`` is who gives it. ``charts``, ``columns`` and
    ``shares`` are the other facts that are declared for charts, as their values ask for it.
    """

    count: int
    key_figures: tuple[KeyFigure, ...]
    results: ResultsView
    maps: tuple[MapView, ...]
    has_crowds: bool
    has_unplaced: bool
    regions: ChartView
    timeline: TimelineView
    years: ColumnsView | None
    money: MoneyView
    money_years: tuple[ColumnsView, ...]
    funders: SharesView | None
    matrix: MatrixView | None
    charts: tuple[ChartView, ...]
    columns: tuple[ColumnsView, ...]
    shares: tuple[SharesView, ...]
    partners_url: str | None
