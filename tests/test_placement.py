"""Circles and names on maps: what holds wherever the points are."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vitrina.figures.lettering import lines, shortened, width
from vitrina.figures.lines import XY
from vitrina.figures.placement import (
    FURTHEST,
    Group,
    Placed,
    Size,
    box_meets_circle,
    boxes_meet,
    circle_meets,
    place,
)

WIDTH, HEIGHT = 320.0, 220.0

several_points = st.lists(st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT)), min_size=1, max_size=60)


def measure(members: Group) -> Size:
    """Return sizes as different as they can be on this map: many points make a large circle."""
    return Size(min(14.0 + len(members), 24.0), 30.0 + 17 * (members[0] % 6), 17.0 * (1 + members[0] % 2))


def check(points: list[XY], found: tuple[Placed, ...]) -> None:
    """Every point has a circle, all of which can be seen, hit and read."""
    assert sorted(number for each in found for number in each.members) == list(range(len(points)))
    for each in found:
        circle, name = each.circle, each.name
        assert each.members == tuple(sorted(each.members))
        assert circle.radius <= circle.x <= WIDTH - circle.radius
        assert circle.radius <= circle.y <= HEIGHT - circle.radius
        assert 0 <= name.left <= name.right <= WIDTH + 1e-9
        assert 0 <= name.top <= name.bottom <= HEIGHT + 1e-9
        assert not box_meets_circle(name, circle)
    for one, two in itertools.combinations(found, 2):
        assert not circle_meets(one.circle)(two.circle)
        assert not boxes_meet(one.name, two.name)
        assert not box_meets_circle(one.name, two.circle)
        assert not box_meets_circle(two.name, one.circle)


@settings(deadline=None)
@given(several_points)
@example([(160.0, 110.0)] * 60)
@example([(0.0, 0.0), (WIDTH, HEIGHT), (0.0, HEIGHT), (WIDTH, 0.0)] * 8)
@example([(160.0, 0.0)] * 9)
def test_nothing_covers_anything(points: list[XY]) -> None:
    found = place(points, measure, WIDTH, HEIGHT)
    check(points, found)
    assert place(points, measure, WIDTH, HEIGHT) == found


def test_three_hundred_points_find_room() -> None:
    points = [(math.modf(n * 0.618)[0] * WIDTH, math.modf(n * 0.414)[0] * HEIGHT) for n in range(300)]
    found = place(points, measure, WIDTH, HEIGHT)
    check(points, found)
    assert len(found) >= 5


def test_a_circle_with_room_lies_on_its_point() -> None:
    points = [(60.0, 60.0), (200.0, 160.0), (90.0, 180.0)]
    found = place(points, measure, WIDTH, HEIGHT)
    assert [(each.circle.x, each.circle.y) for each in found] == points
    assert [(each.home, each.members) for each in found] == [(None, (0,)), (None, (1,)), (None, (2,))]


def test_a_few_points_in_one_place_lie_around_it() -> None:
    points = [(160.0, 110.0)] * 4
    found = place(points, measure, WIDTH, HEIGHT)
    assert len(found) == 4
    assert [each.home for each in found] == [None, *points[1:]]
    assert all(math.dist((each.circle.x, each.circle.y), points[0]) <= FURTHEST for each in found)


def test_of_too_many_points_in_one_place_the_most_important_one_stands_for_all() -> None:
    found = place([(160.0, 110.0)] * 200, measure, WIDTH, HEIGHT)
    assert len(found) == 1
    assert found[0].members == tuple(range(200))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Latvia", ("Latvia",)),
        ("Autonomous Republic of Adjara", ("Autonomous", "Republic of Adjara")),
        ("Savez komuna Praga-Południe", ("Savez komuna", "Praga-Południe")),
        ("Mecklenburg-Vorpommern", ("Mecklenburg-", "Vorpommern")),
        ("Llanfairpwllgwyngyllgogerychwyrndrobwll", ("Llanfairpwllgwyng…",)),
    ],
)
def test_long_names_have_two_lines(text: str, expected: tuple[str, ...]) -> None:
    assert lines(text, 10.5) == expected


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.floats(3, 20))
def test_no_line_is_longer_than_it_may_be(text: str, most: float) -> None:
    assert all(width(line) <= most for line in lines(text, most))
    assert shortened(text, most) == text or shortened(text, most).endswith("…")
