"""Lines on a drawing, simplified and clipped to a rectangle."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TypeAlias

XY: TypeAlias = tuple[float, float]
Line: TypeAlias = tuple[XY, ...]


def simplified(line: Sequence[XY], tolerance: float) -> Line:
    """Return ``line`` simplified to within ``tolerance`` (Ramer–Douglas–Peucker); its ends stay."""
    if len(line) < 3:
        return tuple(line)
    kept = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        furthest, distance = 0, tolerance * tolerance
        for position in range(first + 1, last):
            squared = _squared_distance(line[position], line[first], line[last])
            if squared > distance:
                furthest, distance = position, squared
        if furthest:
            kept.add(furthest)
            open_parts += [(first, furthest), (furthest, last)]
    return tuple(line[position] for position in sorted(kept))


def clipped_ring(ring: Sequence[XY], low: XY, high: XY) -> list[XY]:
    """Return the part of a closed ring in the rectangle from ``low`` to ``high`` (Sutherland–Hodgman)."""
    points = list(ring)
    for axis, bound, sign in ((0, low[0], 1), (0, high[0], -1), (1, low[1], 1), (1, high[1], -1)):
        before, points = points, []
        for here, there in zip(before, before[1:] + before[:1], strict=True):
            is_in, will_be_in = sign * (here[axis] - bound) >= 0, sign * (there[axis] - bound) >= 0
            if is_in:
                points.append(here)
            if is_in != will_be_in:
                points.append(_crossing(here, there, axis, bound))
    return points


def pieces(line: Line, low: XY, high: XY) -> Iterator[list[XY]]:
    """Yield the parts of an open line that touch the rectangle, each including its first point outside."""
    piece: list[XY] = []
    for here, there in itertools.pairwise(line):
        apart = any(
            max(here[axis], there[axis]) < low[axis] or min(here[axis], there[axis]) > high[axis] for axis in (0, 1)
        )
        if not apart:
            piece = [*piece, there] if piece else [here, there]
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _crossing(here: XY, there: XY, axis: int, bound: float) -> XY:
    part = (bound - here[axis]) / (there[axis] - here[axis])
    other = here[1 - axis] + part * (there[1 - axis] - here[1 - axis])
    return (bound, other) if axis == 0 else (other, bound)


def _squared_distance(point: XY, start: XY, end: XY) -> float:
    """Return the square of the distance between ``point`` and the segment from ``start`` to ``end``."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    part = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    part = min(max(part, 0.0), 1.0)
    x, y = point[0] - start[0] - part * dx, point[1] - start[1] - part * dy
    return x * x + y * y
