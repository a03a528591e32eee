"""The values of figures, in the same contract with theme authors as ``vitrina.views.values``.

Positions and lengths are attributes of SVG (``12.5%``) and lie as they are seen: on a page that runs from right to
left, bars and time are mirrored already, and maps are not. Every figure has its numbers as text beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from vitrina.views.values import Link, ListView, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar from where reading begins; ``x`` is its left end."""

    x: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """A row of a chart: what is counted, the number or amount in words, and the same as a bar.

    ``depth`` is how far below the widest term a term is.
    """

    label: Text
    url: str | None
    value: Text
    bar: Bar
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A table with bars.

    ``left_out`` counts the projects that have nothing to be counted by, ``more`` the rows that are not shown (``url``
    leads to them). ``is_shared`` tells that a project can count in several rows, ``is_nested`` that rows hold others.
    """

    id: str
    label: Text
    rows: tuple[ChartRow, ...]
    left_out: int = 0
    more: int = 0
    url: str | None = None
    is_shared: bool = False
    is_nested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """A line of a name on a map, and how far down its letters stand."""

    text: str
    y: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A circle on a map, with the number of projects in it and a name beside it.

    ``count`` is how many projects are there, ``number`` the same in figures. ``x``, ``y`` and ``radius`` are those of
    the circle, in units of its layout. Where it could not lie on its point, ``home_x`` and ``home_y`` are the point.
    The ``lines`` of the name begin, end or have their middle at ``name_x``: ``anchor`` is the attribute of SVG, for a
    text in the name's direction. ``label`` is the name; the circle of several places (``is_crowd``) has that of the
    first one and how many there are besides, and leads to those. ``lang`` is its language where that is not the page's.
    """

    label: Text
    url: str | None
    count: int
    number: Text
    x: str
    y: str
    radius: str
    name_x: str
    anchor: str
    lines: tuple[NameLine, ...]
    lang: str | None = None
    home_x: str | None = None
    home_y: str | None = None
    is_crowd: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCrowd:
    """What a circle of several places stands for; ``more`` counts those beyond the most important ``places``.

    ``id`` is that of its circle's link.
    """

    id: str
    label: Text
    count: int
    places: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLayout:
    """The circles of a map of some width, in a view box of ``width`` by ``height``. They do not cover each other.

    ``letters`` is the size of the letters of names, in the same units. ``is_wide`` is for maps that are at least 32 rem
    wide. ``crowds`` are the circles that no closer map is about.
    """

    is_wide: bool
    width: int
    height: int
    letters: int
    places: tuple[MapPlace, ...]
    crowds: tuple[MapCrowd, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A map: path data of land and borders in a view box of ``width`` by ``height``, and ``layouts`` of the circles.

    ``regions`` is path data of the regions of which the site has the outlines (filled by the rule ``evenodd``).
    ``title`` is the region, or the crowd, whose parts a closer map shows; the widest map has two layouts, a closer one
    has one, and the first is for any width. East is to the right in every language.
    """

    id: str
    title: Link | None
    width: int
    height: int
    land: str
    borders: str
    regions: str
    layouts: tuple[MapLayout, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineBar:
    """The part of a project's time between two points; a part that ``is_certain`` is not only possible."""

    x: str
    width: str
    is_certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """A project's period: in words, and as bars. ``is_open_left`` and ``is_open_right`` tell where no end is known."""

    title: Text
    url: str | None
    period: Text
    bars: tuple[TimelineBar, ...]
    is_open_left: bool
    is_open_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The projects in time, one row a project; none where there are many.

    ``ticks`` are the labels of equally long sections, in reading order, ``lines`` where they begin. ``undated`` counts
    the projects without a period. Whether any row has an uncertain or an open part is told for the key.
    """

    ticks: tuple[Text, ...]
    lines: tuple[str, ...]
    rows: tuple[TimelineRow, ...]
    undated: int
    has_uncertain: bool
    has_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """The total of one currency, and of how many projects it is known."""

    total: Text
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyView:
    """One currency: what projects cost, and what they were granted."""

    code: str
    cost: Sum | None
    grant: Sum | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyView:
    """Money, currency by currency; ``cost_known`` and ``grant_known`` count projects in any currency."""

    currencies: tuple[CurrencyView, ...]
    cost_known: int
    grant_known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsView:
    """Some projects together: how many, their years (from the first start to the last end), and their money."""

    count: int
    years: Text | None
    money: MoneyView


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """A partner in the list of partners."""

    link: Link
    places: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersView:
    """A page of the list of partners; ``list`` has its pager and count, and no cards."""

    partners: tuple[PartnerRow, ...]
    list: ListView


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    """A partner: its other names, where it is at home, and, on the first page, its projects together."""

    other_names: tuple[Text, ...]
    places: tuple[Text, ...]
    totals: TotalsView | None
