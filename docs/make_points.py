"""Write a point for each country into ``vitrina/vocabularies/regions.json``, from the npm package ``world-atlas``.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python docs/make_points.py package vitrina/vocabularies/regions.json

A point is where a circle on a map of regions lies: the centroid of the largest piece of land, or, where that is not
well inside, the place farthest from its edge. The data are Natural Earth's (public domain), version 4.1, at 1:50
million.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.core import get_global

XY = tuple[float, float]

SMALL = {
    "BQ": (12.2, -68.3),
    "BV": (-54.4, 3.4),
    "CC": (-12.2, 96.8),
    "CX": (-10.5, 105.6),
    "GF": (4.0, -53.0),
    "GI": (36.1, -5.3),
    "GP": (16.2, -61.5),
    "MQ": (14.7, -61.0),
    "RE": (-21.1, 55.5),
    "SJ": (78.7, 16.0),
    "TK": (-9.2, -171.8),
    "TV": (-8.5, 179.2),
    "YT": (-12.8, 45.2),
}
"""Latitude and longitude of what the data do not have, or have as part of another country."""

ANTARCTICA = {"AQ": (-80.0, 20.0)}

WELL_INSIDE = 0.4
"""The share of the largest distance from the edge that a centroid has to have."""

STEPS = 40
"""Places that are tried along each side of a country."""


def main(folder: Path, target: Path) -> None:
    """Write the points from the file in ``folder``."""
    topology = json.loads((folder / "countries-50m.json").read_text("utf-8"))
    lines = [decoded(topology, arc) for arc in topology["arcs"]]
    found = dict(SMALL)
    for country in topology["objects"]["countries"]["geometries"]:
        codes = get_global("territory_aliases").get(country.get("id"), ())
        if codes:
            found[codes[0]] = point([joined(lines, ring) for ring in outer_rings(country)])
    found |= ANTARCTICA
    data = json.loads(target.read_text("utf-8"))
    points = {identifier: found[code] for identifier, code in data["countries"].items() if code in found}
    text = target.read_text("utf-8")
    before, after = (
        text.index('\n "points"' if "points" in data else '\n "subdivisions"'),
        text.index('\n "subdivisions"'),
    )
    rows = ",\n".join(f'  "{identifier}": [{y:.1f}, {x:.1f}]' for identifier, (y, x) in points.items())
    target.write_text(f'{text[:before]}\n "points": {{\n{rows}\n }},{text[after:]}', "utf-8")


def decoded(topology: dict[str, Any], arc: list[list[int]]) -> list[XY]:
    """Return a line of the file (TopoJSON: quantised differences) as longitudes and latitudes."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale_x + left, y * scale_y + bottom))
    return points


def outer_rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    """Yield the ring around each piece of land of a country."""
    for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
        yield polygon[0]


def joined(lines: Sequence[list[XY]], ring: list[int]) -> list[XY]:
    """Return the points of a ring; longitudes go on beyond the 180th meridian."""
    points: list[XY] = []
    for number in ring:
        points += lines[number] if number >= 0 else lines[-number - 1][::-1]
    offset, unrolled = 0.0, [points[0]]
    for (before, _), (x, y) in itertools.pairwise(points):
        offset += 360 * (x - before < -180) - 360 * (x - before > 180)
        unrolled.append((x + offset, y))
    return unrolled


def point(rings: Sequence[list[XY]]) -> tuple[float, float]:
    """Return latitude and longitude of the middle of the largest of ``rings``."""
    middle = math.cos(math.radians(sum(y for _, y in rings[0]) / len(rings[0])))
    flat = [[(x * middle, y) for x, y in ring] for ring in rings]
    ring = max(flat, key=lambda ring: abs(area(ring)))
    centre = centroid(ring)
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    tried = [
        (min(xs) + (max(xs) - min(xs)) * (column + 0.5) / STEPS, min(ys) + (max(ys) - min(ys)) * (row + 0.5) / STEPS)
        for column in range(STEPS)
        for row in range(STEPS)
    ]
    farthest = max((place for place in tried if is_inside(place, ring)), key=lambda place: depth(place, ring))
    is_good = is_inside(centre, ring) and depth(centre, ring) >= WELL_INSIDE * depth(farthest, ring)
    x, y = centre if is_good else farthest
    return y, (x / middle + 180) % 360 - 180


def area(ring: Sequence[XY]) -> float:
    """Return the area in a ring; the sign tells which way round it goes."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def centroid(ring: Sequence[XY]) -> XY:
    """Return the centre of gravity of the area in a ring."""
    parts = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    whole = 3 * sum(cross for *_, cross in parts)
    return sum((a[0] + b[0]) * n for a, b, n in parts) / whole, sum((a[1] + b[1]) * n for a, b, n in parts) / whole


def is_inside(place: XY, ring: Sequence[XY]) -> bool:
    """Tell whether ``place`` is in a ring (a ray from it crosses the ring an odd number of times)."""
    crossings = sum(
        (a[1] > place[1]) != (b[1] > place[1]) and place[0] < (b[0] - a[0]) * (place[1] - a[1]) / (b[1] - a[1]) + a[0]
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
    )
    return crossings % 2 == 1


def depth(place: XY, ring: Sequence[XY]) -> float:
    """Return the distance to the nearest corner of the ring."""
    return min(math.dist(place, corner) for corner in ring)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
