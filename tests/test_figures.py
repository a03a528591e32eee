"""Geometry of figures: what holds for any numbers, dates and places."""

from __future__ import annotations

import itertools
import math
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vitrina.figures.lines import XY, clipped_ring, simplified
from vitrina.figures.outlines import WIDE, load, paths
from vitrina.figures.projection import FLATTEST, TALLEST, Projection, fit
from vitrina.figures.scales import (
    THINNEST,
    Stretch,
    YearAxis,
    mirrored,
    percent,
    period_bar,
    round_step,
    share,
)
from vitrina.values.dates import InvalidDate, PartialDate, Period

points = st.tuples(st.floats(-60, 85), st.floats(-180, 180))
several_points = st.lists(points, min_size=1, max_size=30)
years = st.integers(1, 9999)
dates = st.builds(
    lambda day, precision: PartialDate(*(day.year, day.month, day.day)[:precision]),
    st.dates(date(1950, 1, 1), date(2100, 12, 31)),
    st.integers(1, 3),
)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    sides = [draw(st.none() | dates), draw(st.none() | dates)]
    try:
        return Period(*sides)
    except InvalidDate:
        known = [side for side in sides if side is not None] or [PartialDate(2020)]
        return Period(known[-1], known[0])


class TestProjection:
    @given(several_points)
    @example([(56.9, 24.1)])
    @example([(-60.0, -180.0), (85.0, 180.0)])
    @example([(0.0, 179.9), (0.0, -179.9)])
    def test_every_point_is_on_the_map_with_room_around_it(self, places: list[tuple[float, float]]) -> None:
        projection = fit(places)
        for place in places:
            x, y = projection.place(place)
            assert -1e-6 <= x <= projection.width + 1e-6
            assert -1e-6 <= y <= projection.height + 1e-6

    @given(st.lists(st.tuples(st.floats(-40, 60), st.floats(-100, 100)), min_size=1, max_size=30))
    @example([(-17.8, 178.0), (-13.8, -171.8)])
    def test_away_from_the_edges_of_the_world_there_is_room_for_a_circle(
        self, places: list[tuple[float, float]]
    ) -> None:
        projection = fit(places)
        for place in places:
            x, y = projection.place(place)
            assert projection.width * 0.1 < x < projection.width * 0.9
            assert projection.height * 0.1 < y < projection.height * 0.9

    @given(several_points)
    def test_a_map_is_neither_flat_nor_tall_unless_the_world_ends(self, places: list[tuple[float, float]]) -> None:
        projection = fit(places)
        extent = projection.extent
        if extent.east - extent.west < 359 and extent.north < 84 and extent.south > -59:
            assert FLATTEST - 0.01 <= projection.height / projection.width <= TALLEST + 0.01

    @given(points, points)
    @example((-17.8, 178.0), (-13.8, -171.8))
    def test_east_is_right_and_north_is_up(self, one: tuple[float, float], two: tuple[float, float]) -> None:
        """Unless the shorter way from one to the other is across the 180th meridian."""
        projection = fit([one, two])
        (x1, y1), (x2, y2) = projection.place(one), projection.place(two)
        is_across = abs(one[1] - two[1]) > 180
        assert (x1 < x2) == ((one[1] < two[1]) != is_across) or math.isclose(x1, x2, abs_tol=1e-6)
        assert (y1 > y2) == (one[0] < two[0]) or math.isclose(y1, y2, abs_tol=1e-6)

    def test_fiji_and_samoa_are_neighbours_across_the_180th_meridian(self) -> None:
        projection = fit([(-17.8, 178.0), (-13.8, -171.8)])
        assert projection.extent.east - projection.extent.west < 20
        assert projection.place((-17.8, 178.0))[0] < projection.place((-13.8, -171.8))[0]

    def test_around_the_whole_world_the_180th_meridian_is_the_edge(self) -> None:
        extent = fit([(-17.8, 178.0), (-13.8, -171.8), (50.0, 10.0), (40.0, -100.0)]).extent
        assert (extent.west, extent.east) == (-180, 180)

    def test_a_degree_of_longitude_is_as_long_as_it_is_there(self) -> None:
        projection = fit([(55.0, 20.0), (57.0, 24.0)])
        (west, _), (east, _) = projection.xy(56, 20), projection.xy(56, 21)
        (_, north), (_, south) = projection.xy(56.5, 22), projection.xy(55.5, 22)
        assert (east - west) / (south - north) == pytest.approx(math.cos(math.radians(56)), rel=0.01)


class TestScales:
    @given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 10**9))
    def test_a_share_is_monotone(self, one: int, two: int, largest: int) -> None:
        assert (share(one, largest) <= share(two, largest)) or one > two
        assert share(largest, largest) == 100
        assert share(0, largest) == share(0, 0) == 0

    def test_a_share_of_money_is_exact(self) -> None:
        assert share(Decimal("0.10"), Decimal("0.30")) == pytest.approx(100 / 3)

    @given(st.floats(0, 100))
    def test_a_percentage_says_the_position_to_two_decimals(self, position: float) -> None:
        text = percent(position)
        assert re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{0,1}[1-9])?%", text)
        assert abs(float(text[:-1]) - position) <= 0.0051

    @given(st.integers(1, 20_000), st.integers(2, 40), st.integers(0, 20_000))
    def test_a_step_is_round_and_large_enough(self, span: int, most: int, start: int) -> None:
        step = round_step(span, most)
        assert str(step).rstrip("0") in ("1", "2", "5")
        assert (start + span - 1) // step - start // step + 1 <= most

    @given(st.lists(years, min_size=1), st.integers(2, 40))
    def test_an_axis_has_every_year_once(self, known: list[int], most: int) -> None:
        axis = YearAxis.over(known, most)
        assert len(axis.sections) <= most
        covered = [year for section in axis.sections for year in axis.years_from(section)]
        assert covered == list(range(axis.first, axis.end))
        assert set(known) <= set(covered)

    @given(st.dates(date(1990, 1, 1), date(2050, 12, 30)))
    def test_time_on_an_axis_is_monotone_and_years_are_equally_long(self, day: date) -> None:
        axis = YearAxis(1990, 2051, 1)
        assert axis.position(day) < axis.position(day, is_over=True)
        assert axis.position(day, is_over=True) == pytest.approx(axis.position(day + timedelta(days=1)))
        assert axis.position(date(day.year, 1, 1)) == pytest.approx(share(day.year - 1990, 61))


class TestPeriodBars:
    @given(periods())
    def test_a_bar_lies_on_its_axis_in_order_without_gaps(self, period: Period) -> None:
        axis = YearAxis(1950, 2101, 1)
        bar = period_bar(axis, period)
        assert bar.stretches
        assert bar.stretches[0].start >= 0
        assert bar.stretches[-1].end <= 100 + 1e-9
        for one, two in zip(bar.stretches, bar.stretches[1:], strict=False):
            assert one.end == two.start
            assert one.length > 0
        assert (bar.is_open_at_start, bar.is_open_at_end) == (period.start is None, period.end is None)
        assert bar.stretches[-1].end - bar.stretches[0].start >= min(THINNEST, 100 - bar.stretches[0].start) - 1e-9

    @given(periods())
    def test_only_what_the_dates_say_is_certain(self, period: Period) -> None:
        """A day in the certain part is in the period, whichever days of a partial date are meant."""
        axis = YearAxis(1950, 2101, 1)
        for stretch in period_bar(axis, period).stretches:
            if not stretch.is_certain:
                continue
            if period.start is not None:
                last = period.start.last_day() if period.start.precision != "day" else period.start.first_day()
                assert stretch.start >= axis.position(last, is_over=period.start.precision != "day") - 1e-9
            if period.end is not None and stretch.length > THINNEST + 1e-9:
                first = period.end.first_day()
                assert stretch.end <= axis.position(first, is_over=period.end.precision == "day") + 1e-9

    def test_a_year_alone_is_uncertain_all_through(self) -> None:
        axis = YearAxis(2020, 2024, 1)
        assert period_bar(axis, Period.parse("2022")).stretches == (Stretch(50, 75, is_certain=False),)

    def test_days_are_certain_and_an_open_end_reaches_the_edge(self) -> None:
        axis = YearAxis(2020, 2024, 1)
        bar = period_bar(axis, Period.parse("2021-01-01/.."))
        assert bar.stretches == (Stretch(25, 100),)
        assert (bar.is_open_at_start, bar.is_open_at_end) == (False, True)

    @given(periods())
    def test_the_mirrored_axis_is_the_exact_mirror(self, period: Period) -> None:
        axis = YearAxis(1950, 2101, 1)
        for stretch in period_bar(axis, period).stretches:
            there = mirrored(stretch)
            assert there.start == 100 - stretch.end
            assert there.length == pytest.approx(stretch.length)
            assert there.is_certain == stretch.is_certain
            back = mirrored(there)
            assert (back.start, back.end) == (pytest.approx(stretch.start), pytest.approx(stretch.end))


class TestOutlines:
    @given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=40), st.floats(0.1, 20))
    def test_a_simplified_line_keeps_its_ends_and_stays_near(self, line: list[XY], tolerance: float) -> None:
        short = simplified(line, tolerance)
        assert (short[0], short[-1]) == (line[0], line[-1])
        assert set(short) <= set(line)
        for point in line:
            assert min(distance(point, a, b) for a, b in itertools.pairwise(short)) <= tolerance + 1e-6

    @given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=20))
    def test_a_clipped_ring_lies_in_the_rectangle(self, ring: list[XY]) -> None:
        for x, y in clipped_ring(ring, (-10, -5), (10, 5)):
            assert -10 - 1e-9 <= x <= 10 + 1e-9
            assert -5 - 1e-9 <= y <= 5 + 1e-9

    def test_a_ring_around_the_rectangle_becomes_the_rectangle(self) -> None:
        around: list[XY] = [(-50, -50), (50, -50), (50, 50), (-50, 50)]
        assert set(clipped_ring(around, (-10, -5), (10, 5))) == {(-10, -5), (10, -5), (10, 5), (-10, 5)}

    @pytest.mark.parametrize("budget", [1_900, 7_000])
    @pytest.mark.parametrize(
        "places",
        [[(56.8, 24.2), (56.9, 24.0)], [(-16, -64), (57, 25), (32, 35)], [(-55, -175), (70, 175)], [(60, 5), (58, 9)]],
    )
    def test_paths_keep_to_their_budget_and_show_land(self, places: list[tuple[float, float]], budget: int) -> None:
        found = paths(fit(places), budget)
        assert len(found.land) + len(found.borders) <= budget
        assert found.land.startswith("M")
        assert found.land.endswith("z")
        assert re.fullmatch(r"[Ml z0-9-]*", found.land + found.borders)

    @pytest.mark.parametrize(
        ("place", "is_land"),
        [
            ((51.9, 19.1), True),
            ((56.9, 24.6), True),
            ((-16.3, -63.6), True),
            ((31.9, 35.2), True),
            ((57.0, 20.0), False),
            ((66.5, -172.0), True),
            ((67.0, 178.5), True),
        ],
    )
    @pytest.mark.parametrize("around", [4.0, WIDE])
    def test_land_is_where_it_is(self, place: tuple[float, float], is_land: bool, around: float) -> None:
        """Poland, Latvia, Bolivia, Palestine, the Baltic Sea; Chukotka on both sides of the 180th meridian."""
        latitude, longitude = place
        projection = fit([(latitude - around / 2, max(longitude - around, -180)), (latitude + around / 2, longitude)])
        assert is_inside(projection.xy(*place), rings(paths(projection, 20_000).land)) == is_land

    @pytest.mark.parametrize(
        ("place", "is_land"),
        [
            ((66.5, -172.0), True),
            ((67.0, 178.5), True),
            ((67.0, 180.0), True),
            ((65.0, -160.0), True),
            ((66.0, 170.0), True),
            ((60.0, 180.0), False),
        ],
    )
    def test_land_on_both_sides_of_the_180th_meridian_is_on_one_map(
        self, place: tuple[float, float], is_land: bool
    ) -> None:
        """Chukotka, which crosses it, and Alaska; the Bering Sea."""
        for ends in ([(55.0, 160.0), (70.0, -150.0)], [(40.0, 120.0), (70.0, -130.0)]):
            projection = fit(ends)
            assert is_inside(projection.place(place), rings(paths(projection, 20_000).land)) == is_land

    def test_crimea_is_part_of_ukraine(self) -> None:
        """No border crosses the isthmus, at either scale, in the data as they are stored."""
        for scale in ("110m", "50m"):
            outlines = load(scale)
            borders = [point for number in outlines.borders for point in outlines.lines[number]]
            assert not [(x, y) for x, y in borders if 3300 < x < 3550 and 4500 < y < 4630]
            assert len(outlines.borders) > 200

    def test_every_line_of_a_ring_begins_where_the_one_before_ends(self) -> None:
        """Or it steps over the 180th meridian."""
        for scale in ("110m", "50m"):
            outlines = load(scale)
            for ring in outlines.land:
                ends = [
                    (line[0], line[-1]) if number >= 0 else (line[-1], line[0])
                    for number in ring
                    for line in (outlines.lines[number if number >= 0 else -number - 1],)
                ]
                for (_, end), (start, _) in zip(ends, ends[1:] + ends[:1], strict=True):
                    if abs(end[0] - start[0]) < 18_000:
                        assert start == end
                    else:
                        assert abs(end[0] - start[0]) > 358
                        assert abs(end[1] - start[1]) < 100


def distance(point: XY, start: XY, end: XY) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    part = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0
    part = min(max(part, 0), 1)
    return math.dist(point, (start[0] + part * dx, start[1] + part * dy))


def rings(path: str) -> list[list[XY]]:
    """Read path data of this package's form back: a point, then steps."""
    found = []
    for ring in path.removesuffix("z").split("z"):
        numbers = [int(number) for number in re.findall("-?[0-9]+", ring)]
        x, y, points_of = numbers[0], numbers[1], [(float(numbers[0]), float(numbers[1]))]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            points_of.append((float(x), float(y)))
        found.append(points_of)
    return found


def is_inside(point: XY, shapes: list[list[XY]]) -> bool:
    """Tell whether ``point`` is in the shapes by the rule of SVG's even-odd filling, ray by ray."""
    crossings = 0
    for ring in shapes:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (y2 - y1) + x1:
                crossings += 1
    return crossings % 2 == 1


def test_a_projection_is_a_value() -> None:
    """Maps are computed once per extent and not once per language."""
    assert fit([(1, 2), (3, 4)]) == fit([(3, 4), (1, 2)])
    assert isinstance(hash(fit([(1, 2)])), int)
    assert isinstance(fit([(1, 2)]), Projection)
