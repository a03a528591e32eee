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

from vitrina.figures.lines import XY, Line, clipped_ring, pieces, simplified
from vitrina.figures.projection import Extent, Point, Projection

FILE: Final = Path(__file__).with_name("outlines.json")

WIDE: Final = 60.0
"""Maps that span more degrees of latitude or longitude than this use the data at the smaller scale."""

_HUNDREDTHS: Final = 100
_HALF_ROUND: Final = 180.0
_BLEED: Final = 4  # units beyond the edge of a map, so that strokes along the edge are invisible
_FIRST_TOLERANCE, _COARSEST = 0.5, 3.0  # units

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
    worlds = [world for degrees in (0, 360, -360) if _is_on_earth((world := projection.shifted(degrees)).extent)]
    drawn = [
        {
            number: tuple(world.xy(y / _HUNDREDTHS, x / _HUNDREDTHS) for x, y in line)
            for number, line in _near(outlines, world).items()
        }
        for world in worlds
    ]
    tolerance = _FIRST_TOLERANCE
    while True:
        parts = [
            _paths(outlines, lines, world, tolerance, is_first=number == 0)
            for number, (lines, world) in enumerate(zip(drawn, worlds, strict=True))
        ]
        found = Paths("".join(part.land for part in parts), "".join(part.borders for part in parts))
        if tolerance > _COARSEST:  # recognisable land is worth more than borders
            found = Paths(found.land, "")
        if len(found.land) + len(found.borders) <= budget or tolerance > projection.width:
            return found
        tolerance *= 1.25


def areas(projection: Projection, rings: Sequence[Sequence[Point]], budget: int) -> str:
    """Return path data of areas within ``rings``, as detailed as ``budget`` characters allow; empty where none fits."""
    low, high = (-_BLEED, -_BLEED), (projection.width + _BLEED, projection.height + _BLEED)
    drawn = [
        [world.xy(*point) for point in ring]
        for degrees in (0, 360, -360)
        if _is_on_earth((world := projection.shifted(degrees)).extent)
        for ring in rings
    ]
    tolerance = _FIRST_TOLERANCE
    while tolerance <= projection.width:
        short = (clipped_ring(simplified([*ring, ring[0]], tolerance)[:-1], low, high) for ring in drawn)
        found = "".join(_path(ring, is_closed=True) for ring in short if _area(ring) > 4 * tolerance)
        if len(found) <= budget:
            return found
        tolerance *= 1.25
    return ""


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


def _is_on_earth(extent: Extent) -> bool:
    """Tell whether a map shows any of the longitudes from -180 to 180."""
    return extent.west < _HALF_ROUND and extent.east > -_HALF_ROUND


def _paths(
    outlines: Outlines, drawn: dict[int, Line], projection: Projection, tolerance: float, *, is_first: bool
) -> Paths:
    """Return the paths on a map; what crosses the 180th meridian is drawn once, where it ``is_first``."""
    short = {number: simplified(line, tolerance) for number, line in drawn.items()}
    low, high = (-_BLEED, -_BLEED), (projection.width + _BLEED, projection.height + _BLEED)
    rings = (
        clipped_ring(ring, low, high)
        for numbers in outlines.land
        if all(_index(number) in short for number in numbers)
        for ring in _rings([_directed(short, number) for number in numbers], projection, is_first=is_first)
    )
    land = "".join(_path(ring, is_closed=True) for ring in rings if _area(ring) > 4 * tolerance)
    borders = "".join(
        _path(piece, is_closed=False)
        for number in outlines.borders
        if number in short
        for piece in pieces(short[number], low, high)
    )
    return Paths(land, borders)


def _rings(lines: Iterable[Line], projection: Projection, *, is_first: bool) -> Iterator[list[XY]]:
    """Yield the ring of ``lines``; where it crosses the 180th meridian, also a copy shifted by the world's width.

    A map that crosses the meridian itself is drawn in parts: both are in the first one, on either side.
    """
    world = projection.width * 360 / (projection.extent.east - projection.extent.west)
    ring: list[XY] = []
    offset = furthest = 0.0
    for line in lines:
        step = line[0][0] + offset - ring[-1][0] if ring else 0.0
        if abs(step) > world / 2:
            offset -= world if step > 0 else -world
            furthest = furthest or offset
        ring += [(x + offset, y) for x, y in line]
    if is_first or not furthest:
        yield ring
    if is_first and furthest:
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
    crosses = extent.west < -_HALF_ROUND or extent.east > _HALF_ROUND
    shifts = (0, 360 * _HUNDREDTHS, -360 * _HUNDREDTHS) if crosses else (0,)
    touching = {
        number
        for number, box in enumerate(boxes)
        if box[1] <= north and box[3] >= south
        if any(box[0] + shift <= east and box[2] + shift >= west for shift in shifts)
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
