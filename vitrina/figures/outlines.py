"""SVG paths of coastlines and country borders, simplified and clipped to a map.

The lines are in ``outlines.json``, which names their source and licence (Natural Earth, public domain). A line that two
shapes share is simplified once, so that there is no gap between them.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Final, TypeAlias

from vitrina.figures.projection import Projection

FILE: Final = Path(__file__).with_name("outlines.json")

WIDE: Final = 60.0
"""Maps that span more degrees of latitude or longitude than this use the data at the smaller scale."""

_HUNDREDTHS: Final = 100
_BLEED: Final = 4  # units beyond the edge of a map, so that strokes along the edge are invisible
_FIRST_TOLERANCE, _COARSEST = 0.5, 3.0  # units

XY: TypeAlias = tuple[float, float]
Line: TypeAlias = tuple[XY, ...]
Box: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Outlines:
    """The lines of one scale, the rings of land that they form, and the lines that are borders.

    Lines (longitude, latitude) and their bounding ``boxes`` (west, south, east, north) are in hundredths of a degree.
    Rings and borders are indexes of lines; ``-n - 1`` is line ``n`` reversed.
    """

    lines: tuple[tuple[tuple[int, int], ...], ...]
    boxes: tuple[Box, ...]
    land: tuple[tuple[int, ...], ...]
    borders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """SVG path data of land and borders; either may be empty."""

    land: str
    borders: str


@lru_cache(maxsize=64)
def paths(projection: Projection, budget: int) -> Paths:
    """Return land and borders on the map ``projection``, as detailed as ``budget`` characters of path data allow."""
    extent = projection.extent
    is_wide = max(extent.north - extent.south, extent.east - extent.west) > WIDE
    outlines = load("110m" if is_wide else "50m")
    drawn = {
        number: tuple(projection.xy(y / _HUNDREDTHS, x / _HUNDREDTHS) for x, y in line)
        for number, line in _near(outlines, projection).items()
    }
    tolerance = _FIRST_TOLERANCE
    while True:
        found = _paths(outlines, drawn, projection, tolerance)
        if tolerance > _COARSEST:  # recognisable land is worth more than borders
            found = Paths(found.land, "")
        if len(found.land) + len(found.borders) <= budget or tolerance > projection.width:
            return found
        tolerance *= 1.25


@lru_cache(maxsize=2)
def load(scale: str) -> Outlines:
    """Return the outlines at 1:110 million (``110m``) or 1:50 million (``50m``)."""
    data = json.loads(FILE.read_text("utf-8"))["scales"][scale]
    columns = [(list(accumulate(line[::2])), list(accumulate(line[1::2]))) for line in data["lines"]]
    return Outlines(
        lines=tuple(tuple(zip(xs, ys, strict=True)) for xs, ys in columns),
        boxes=tuple((min(xs), min(ys), max(xs), max(ys)) for xs, ys in columns),
        land=tuple(tuple(ring) for ring in data["land"]),
        borders=tuple(data["borders"]),
    )


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


def _paths(outlines: Outlines, drawn: dict[int, Line], projection: Projection, tolerance: float) -> Paths:
    short = {number: simplified(line, tolerance) for number, line in drawn.items()}
    low, high = (-_BLEED, -_BLEED), (projection.width + _BLEED, projection.height + _BLEED)
    rings = (
        clipped_ring(ring, low, high)
        for numbers in outlines.land
        if all(_index(number) in short for number in numbers)
        for ring in _rings([_directed(short, number) for number in numbers], projection)
    )
    land = "".join(_path(ring, is_closed=True) for ring in rings if _area(ring) > 4 * tolerance)
    borders = "".join(
        _path(piece, is_closed=False)
        for number in outlines.borders
        if number in short
        for piece in _pieces(short[number], low, high)
    )
    return Paths(land, borders)


def _rings(lines: Iterable[Line], projection: Projection) -> Iterator[list[XY]]:
    """Yield the ring of ``lines``, and a copy shifted by the world's width where it crosses the 180th meridian."""
    world = projection.width * 360 / (projection.extent.east - projection.extent.west)
    ring: list[XY] = []
    offset = furthest = 0.0
    for line in lines:
        step = line[0][0] + offset - ring[-1][0] if ring else 0.0
        if abs(step) > world / 2:
            offset -= world if step > 0 else -world
            furthest = furthest or offset
        ring += [(x + offset, y) for x, y in line]
    yield ring
    if furthest:
        yield [(x - furthest, y) for x, y in ring]


def _near(outlines: Outlines, projection: Projection) -> dict[int, Sequence[tuple[int, int]]]:
    """Return the lines of every ring that touches the map, and the borders on it, by their number.

    A line with its bounding box outside the map is reduced to its ends, as everything between them is outside, too.
    """
    extent = projection.extent
    west, south, east, north = (
        degrees * _HUNDREDTHS for degrees in (extent.west, extent.south, extent.east, extent.north)
    )
    boxes = outlines.boxes
    touching = {
        number
        for number, box in enumerate(boxes)
        if box[0] <= east and box[2] >= west and box[1] <= north and box[3] >= south
    }
    found = touching & set(outlines.borders)
    for ring in outlines.land:
        numbers = {_index(number) for number in ring}
        # A map in the middle of a land mass touches no line.
        surrounds = (
            min(boxes[number][0] for number in numbers) <= west
            and max(boxes[number][2] for number in numbers) >= east
            and min(boxes[number][1] for number in numbers) <= south
            and max(boxes[number][3] for number in numbers) >= north
        )
        if surrounds or numbers & touching:
            found |= numbers
    lines = outlines.lines
    return {number: lines[number] if number in touching else (lines[number][0], lines[number][-1]) for number in found}


def _pieces(line: Line, low: XY, high: XY) -> Iterator[list[XY]]:
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


def _path(points: Sequence[XY], *, is_closed: bool) -> str:
    """Return path data in whole units: an absolute move, then relative lines of non-zero length."""
    whole = [(round(x), round(y)) for x, y in points]
    if not whole:
        return ""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(whole) if a != b]
    if len(steps) < (2 if is_closed else 1):
        return ""
    drawn = "l" + " ".join(f"{dx} {dy}" for dx, dy in steps).replace(" -", "-")
    return f"M{whole[0][0]} {whole[0][1]}{drawn}{'z' if is_closed else ''}"


def _directed(lines: dict[int, Line], number: int) -> Line:
    return lines[number] if number >= 0 else lines[-number - 1][::-1]


def _index(number: int) -> int:
    return number if number >= 0 else -number - 1


def _area(ring: Sequence[XY]) -> float:
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


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
