"""Parts of a whole, and the scales of columns."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from vitrina.figures.apportionment import apportioned
from vitrina.figures.columns import MOST_LINES, Scale, labelled, place
from vitrina.values.dates import Period
from vitrina.views.fact_options import years_of
from vitrina.views.money_years import spread_over

amounts = st.decimals(0, 10**13, places=2, allow_nan=False)


class TestParts:
    @given(st.integers(0, 10**9), st.lists(amounts, min_size=1, max_size=12))
    def test_they_add_up_and_are_less_than_one_away_from_exact(self, whole: int, weights: list[Decimal]) -> None:
        parts, total = apportioned(whole, weights), sum(map(Fraction, weights))
        assert sum(parts) == (whole if total else 0)
        for part, weight in zip(parts, weights, strict=True):
            assert not total or abs(part - whole * Fraction(weight) / total) < 1

    @given(st.lists(st.integers(0, 1000), min_size=2, max_size=8))
    def test_more_weight_is_never_less(self, weights: list[int]) -> None:
        parts = apportioned(100, weights)
        for one, part in zip(weights, parts, strict=True):
            for other, less in zip(weights, parts, strict=True):
                assert one <= other or part >= less

    def test_equal_remainders_go_to_the_first(self) -> None:
        assert apportioned(100, [1, 1, 1]) == (34, 33, 33)
        assert apportioned(100, [0, 0]) == (0, 0)


class TestSpread:
    @given(amounts, st.integers(1900, 2100), st.integers(0, 9), st.integers(1, 12), st.integers(1, 12))
    def test_the_parts_are_the_amount(self, amount: Decimal, year: int, length: int, start: int, end: int) -> None:
        month = max(start, end) if not length else end
        period = Period.parse(f"{year}-{start:02}/{year + length}-{month:02}")
        parts = spread_over(amount, period)
        assert list(parts) == years_of(period)
        assert sum(parts.values(), Decimal(0)) == amount
        assert all(part == int(part) for part in list(parts.values())[1:])

    def test_by_the_days_of_each_year(self) -> None:
        assert spread_over(Decimal(731), Period.parse("2023/2024")) == {2023: 365, 2024: 366}
        assert spread_over(Decimal("100.50"), Period.parse("2021-12-31/2022-01-03")) == {
            2021: Decimal("25.50"),
            2022: 75,
        }

    def test_an_open_period_has_the_year_that_is_known(self) -> None:
        assert spread_over(Decimal(7), Period.parse("2020-03/..")) == {2020: 7}
        assert spread_over(Decimal(7), Period.parse("../2020-03")) == {2020: 7}


class TestScale:
    @given(st.integers(0, 10**15))
    def test_everything_has_room_below_few_round_lines(self, largest: int) -> None:
        scale = Scale.up_to(largest)
        assert scale.lines[0] == 0
        assert scale.lines[-1] == scale.top >= largest
        assert 2 <= len(scale.lines) <= MOST_LINES + 1
        assert str(scale.step).rstrip("0") in ("1", "2", "25", "5")
        assert 0 <= scale.height(largest) <= 100
        assert scale.height(largest) >= 50 or largest < 5

    @given(st.integers(1, 60))
    def test_columns_stand_beside_each_other(self, count: int) -> None:
        places = [place(number, count) for number in range(count)]
        assert places[0].start > 0
        assert places[-1].end < 100
        for one, two in itertools.pairwise(places):
            assert one.end < two.start

    @given(st.integers(1, 60), st.integers(1, 12))
    def test_few_have_a_label_and_the_first_is_one(self, count: int, most: int) -> None:
        chosen = labelled(count, most)
        assert 1 <= len(chosen) <= most
        assert chosen[0] == 0
