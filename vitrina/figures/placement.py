"""Placing circles with names on a map, so that none covers another, wherever their points are.

A circle lies on its point. Where that is taken, it is moved, as far as ``FURTHEST``; where no room is left, it shares
the circle of a more important point nearby. All lengths are units of the map; y increases downwards.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from vitrina.figures.lines import XY

FURTHEST: Final = 64.0
"""How far a circle may be moved from its point."""

GAP: Final = 3.0
"""The smallest distance between two things on a map, and to its edge."""

_FULLEST: Final = 0.7  # of a map, the part that circles and names can cover
_STEP, _DIRECTIONS = 9.0, 16  # of the positions around a point
_DIAGONAL = 0.75  # of radius and gap: a corner there is outside the circle
_WIDER: Final = 1.25  # the factor by which the reach of a shared circle grows

Group: TypeAlias = tuple[int, ...]
Edge: TypeAlias = Literal["left", "middle", "right"]


class Size(NamedTuple):
    """The radius of a circle, and the size of the name beside it."""

    radius: float
    width: float
    height: float


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float


class Circle(NamedTuple):
    """A circle by its middle."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A circle with its name.

    ``members`` are the numbers of the points that share it: first the one where it lies. ``edge`` tells at which edge
    of the box ``name`` the circle is; ``home`` is the point, where the circle had to be moved from it.
    """

    members: Group
    circle: Circle
    name: Box
    edge: Edge
    home: XY | None


@dataclass(frozen=True, slots=True)
class _Area:
    """The map, and what lies on it already; ``homes`` are where circles yet to come should lie."""

    width: float
    height: float
    circles: list[Circle]
    names: list[Box]
    homes: list[Circle]

    def has_room_for_circle(self, circle: Circle) -> bool:
        x, y, radius = circle
        inside = radius <= x <= self.width - radius and radius <= y <= self.height - radius
        return inside and not any(map(circle_meets(circle), self.circles)) and not self._is_on_name(circle)

    def has_room_for_name(self, name: Box) -> bool:
        inside = name.left >= 0 and name.top >= 0 and name.right <= self.width and name.bottom <= self.height
        return (
            inside
            and not any(boxes_meet(name, other) for other in self.names)
            and not any(box_meets_circle(name, circle) for circle in self.circles)
        )

    def cost(self, circle: Circle, name: Box) -> int:
        """Return how many of the circles yet to come would have to be moved."""
        meets = circle_meets(circle)
        return sum(meets(home) or box_meets_circle(name, home) for home in self.homes)

    def _is_on_name(self, circle: Circle) -> bool:
        return any(box_meets_circle(name, circle) for name in self.names)


def place(points: Sequence[XY], measure: Callable[[Group], Size], width: float, height: float) -> tuple[Placed, ...]:
    """Return the circles for ``points``, the most important of which come first, on a map of this size.

    ``measure`` tells the size of the circle and the name for the points with these numbers. A name has to be narrower
    than half of the map, less the largest circle.
    """
    needed = [_needed(measure((number,))) for number in range(len(points))]
    groups = _gathered(points, max(1, int(_FULLEST * width * height * len(points) / sum(needed))))
    while True:
        placed, without_room = _attempt(points, groups, measure, width, height)
        if not without_room or len(groups) == 1:
            return tuple(placed)
        groups = _merged(points, groups, without_room)


def circle_meets(circle: Circle) -> Callable[[Circle], bool]:
    """Return the function that tells whether another circle is nearer than the gap to ``circle``."""
    x, y, radius = circle
    return lambda other: (other.x - x) ** 2 + (other.y - y) ** 2 < (other.radius + radius + GAP) ** 2


def boxes_meet(one: Box, two: Box) -> bool:
    """Tell whether two names are nearer to each other than the gap."""
    beside = one.right + GAP <= two.left or two.right + GAP <= one.left
    return not beside and one.bottom + GAP > two.top and two.bottom + GAP > one.top


def box_meets_circle(box: Box, circle: Circle) -> bool:
    """Tell whether a name and a circle are nearer to each other than the gap."""
    dx = max(box.left - circle.x, 0.0, circle.x - box.right)
    dy = max(box.top - circle.y, 0.0, circle.y - box.bottom)
    return dx * dx + dy * dy < (circle.radius + GAP - 1e-6) ** 2


def _needed(size: Size) -> float:
    """Return the area that a circle with its name takes."""
    return (2 * size.radius + size.width + 2 * GAP) * (max(2 * size.radius, size.height) + GAP)


def _gathered(points: Sequence[XY], most: int) -> list[Group]:
    """Return ``points`` in at most ``most`` groups, each of the points near a more important one."""
    if len(points) <= most:
        return [(number,) for number in range(len(points))]
    reach = _STEP
    while True:
        groups: dict[int, list[int]] = {}
        for number, point in enumerate(points):
            near = (leader for leader in groups if math.dist(points[leader], point) <= reach)
            groups.setdefault(next(near, number), []).append(number)
        if len(groups) <= most:
            return [tuple(group) for group in groups.values()]
        reach *= _WIDER


def _merged(points: Sequence[XY], groups: Sequence[Group], without_room: Sequence[Group]) -> list[Group]:
    """Return ``groups`` with each of those ``without_room`` in the nearest one, the least important ones first."""
    left = {group[0]: group for group in groups}
    for lost in reversed(without_room):
        if left.get(lost[0]) != lost or len(left) == 1:
            continue  # another one has joined it, so that it may have room now
        here = points[lost[0]]
        nearest = min((leader for leader in left if leader != lost[0]), key=lambda n: (math.dist(points[n], here), n))
        joined = tuple(sorted((*left.pop(nearest), *left.pop(lost[0]))))
        left[joined[0]] = joined
    return [left[leader] for leader in sorted(left)]


def _attempt(
    points: Sequence[XY], groups: Sequence[Group], measure: Callable[[Group], Size], width: float, height: float
) -> tuple[list[Placed], list[Group]]:
    """Return the circles that have room one after the other, and the groups without room."""
    sizes = [measure(group) for group in groups]
    homes = [
        Circle(
            _within(points[group[0]][0], size.radius, width),
            _within(points[group[0]][1], size.radius, height),
            size.radius,
        )
        for group, size in zip(groups, sizes, strict=True)
    ]
    area = _Area(width, height, [], [], homes)
    placed, without_room = [], []
    for group, size in zip(groups, sizes, strict=True):
        home = homes.pop(0)
        found = _best(area, home, size)
        if found is None:
            without_room.append(group)
            continue
        circle, name, edge = found
        area.circles.append(circle)
        area.names.append(name)
        is_moved = (circle.x, circle.y) != (home.x, home.y)
        placed.append(
            Placed(members=group, circle=circle, name=name, edge=edge, home=points[group[0]] if is_moved else None)
        )
    return placed, without_room


def _best(area: _Area, home: Circle, size: Size) -> tuple[Circle, Box, Edge] | None:
    """Return where a circle and its name lie nearest to ``home`` and least in the way of others."""
    for distance in range(int(FURTHEST / _STEP) + 1):
        found = [
            (area.cost(circle, name), order, circle, name, edge)
            for circle in _around(home, distance * _STEP)
            if area.has_room_for_circle(circle)
            for order, (name, edge) in enumerate(_names(area, circle, size))
            if area.has_room_for_name(name)
        ]
        if found:
            return min(found)[2:]
    return None


def _around(home: Circle, distance: float) -> Iterator[Circle]:
    if not distance:
        yield home
        return
    for step in range(_DIRECTIONS):
        angle = math.tau * step / _DIRECTIONS
        yield home._replace(
            x=round(home.x + distance * math.cos(angle), 1), y=round(home.y + distance * math.sin(angle), 1)
        )


def _names(area: _Area, circle: Circle, size: Size) -> Iterator[tuple[Box, Edge]]:
    """Yield the boxes for the name of ``circle``, the best ones first."""
    (x, y, radius), (_, width, height) = circle, size
    away = radius + GAP
    slant = _DIAGONAL * away
    middle = min(max(x - width / 2, 0.0), area.width - width)
    yield _box(x + away, y - height / 2, size), "left"
    yield _box(x - away - width, y - height / 2, size), "right"
    yield _box(middle, y + away, size), "middle"
    yield _box(middle, y - away - height, size), "middle"
    for top in (y - slant - height, y + slant):
        yield _box(x + slant, top, size), "left"
        yield _box(x - slant - width, top, size), "right"


def _box(left: float, top: float, size: Size) -> Box:
    return Box(left, top, left + size.width, top + size.height)


def _within(position: float, radius: float, length: float) -> float:
    return min(max(position, radius), length - radius)
