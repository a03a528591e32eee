"""Make ``vitrina/figures/outlines.json`` from the TopoJSON files of the npm package ``world-atlas``.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python docs/make_outlines.py package vitrina/figures/outlines.json

The data are Natural Earth's (public domain), version 4.1, at 1:110 million and 1:50 million. The lines of the files are
kept: a line that two countries share stays one line, so that it can be simplified without gaps. What is left out:
points within ``TOLERANCE`` of their line; Antarctica; islands of less than ``SMALLEST`` square degrees; and the line
between Crimea and the rest of Ukraine, which Natural Earth draws because of who holds the land, and which this project
leaves out because the General Assembly of the United Nations (resolution 68/262) does not recognise a border there.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vitrina.figures.lines import simplified

UNIT = 100
"""Parts of a degree: coordinates are whole hundredths, about one kilometre."""

TOLERANCE = 1.5
"""Hundredths of a degree."""

SMALLEST = {"110m": 0.0, "50m": 0.004}
"""Square degrees: about 50 square kilometres at the equator."""

RUSSIA, UKRAINE = "643", "804"
CRIMEA = (32.0, 45.0, 36.0, 46.6)
"""West, south, east, north, in degrees."""

ABOUT = {
    "source": "Natural Earth 4.1, admin 0 countries, through the npm package world-atlas 2.0.2",
    "licence": "Public domain (Natural Earth); world-atlas: ISC",
    "made_by": "docs/make_outlines.py",
    "form": "lines: longitude, latitude of the first point, then differences, in hundredths of a degree; "
    "land: rings of lines, n as it stands and -n-1 backwards; borders: lines between two countries",
}


def main(folder: Path, target: Path) -> None:
    """Write the outlines from the files in ``folder``."""
    scales = {name: outlines(json.loads((folder / f"countries-{name}.json").read_text()), name) for name in SMALLEST}
    target.write_text(json.dumps({**ABOUT, "scales": scales}, separators=(",", ":")).replace("],", "],\n") + "\n")


def outlines(topology: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the lines, rings of land and borders of one scale."""
    whole = [decoded(topology, arc) for arc in topology["arcs"]]
    lines: list[list[tuple[int, int]]] = []
    parts = [cut(line, lines) for line in whole]
    rings = [
        [part for number in ring for part in parts_of(parts, number)]
        for ring in polygons(topology["objects"]["land"])
        if is_kept(ring, whole, SMALLEST[name])
    ]
    borders = sorted(part for number in border_lines(topology, whole) for part in parts[number])
    used = sorted({index(number) for ring in rings for number in ring} | set(borders))
    place = {old: new for new, old in enumerate(used)}
    return {
        "lines": [differences(simplified(lines[old], TOLERANCE)) for old in used],
        "land": [[place[n] if n >= 0 else -place[-n - 1] - 1 for n in ring] for ring in rings],
        "borders": [place[old] for old in borders],
    }


def cut(line: list[tuple[int, int]], lines: list[list[tuple[int, int]]]) -> list[int]:
    """Add ``line`` to ``lines``, cut where it steps over the 180th meridian, and return the numbers of its parts."""
    starts = [0, *(n for n in range(1, len(line)) if abs(line[n][0] - line[n - 1][0]) > 180 * UNIT)]
    numbers = []
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        numbers.append(len(lines))
        lines.append(line[start:end] if end - start > 1 else line[start:end] * 2)
    return numbers


def parts_of(parts: list[list[int]], number: int) -> list[int]:
    """Return the parts of a line in the order in which a ring uses them."""
    return parts[number] if number >= 0 else [-part - 1 for part in reversed(parts[-number - 1])]


def decoded(topology: dict[str, Any], arc: list[list[int]]) -> list[tuple[int, int]]:
    """Return a line of the file (TopoJSON: quantised differences) as points, each once."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    points: list[tuple[int, int]] = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        point = (round((x * scale_x + left) * UNIT), round((y * scale_y + bottom) * UNIT))
        if not points or points[-1] != point:
            points.append(point)
    return points if len(points) > 1 else points * 2


def polygons(shape: dict[str, Any]) -> Iterator[list[int]]:
    """Yield the rings of a geometry and of all within it."""
    match shape["type"]:
        case "GeometryCollection":
            for inner in shape["geometries"]:
                yield from polygons(inner)
        case "MultiPolygon":
            for polygon in shape["arcs"]:
                yield from polygon
        case "Polygon":
            yield from shape["arcs"]


def is_kept(ring: list[int], lines: list[list[tuple[int, int]]], smallest: float) -> bool:
    """Tell whether a ring of land is large enough and not in Antarctica."""
    points = [point for number in ring for point in (lines[number] if number >= 0 else lines[-number - 1][::-1])]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True)) / 2
    return abs(area) / UNIT**2 >= smallest and max(y for _, y in points) > -60 * UNIT


def border_lines(topology: dict[str, Any], lines: list[list[tuple[int, int]]]) -> Iterator[int]:
    """Yield the lines that two countries share."""
    owners: dict[int, set[str]] = {}
    uses: Counter[int] = Counter()
    for country in topology["objects"]["countries"]["geometries"]:
        for ring in polygons(country):
            for number in ring:
                owners.setdefault(index(number), set()).add(str(country.get("id")))
                uses[index(number)] += 1
    west, south, east, north = (degree * UNIT for degree in CRIMEA)
    for number, countries in owners.items():
        is_crimea = countries == {RUSSIA, UKRAINE} and all(
            west < x < east and south < y < north for x, y in lines[number]
        )
        if uses[number] > 1 and not is_crimea:
            yield number


def index(number: int) -> int:
    """Return the index of a line that a ring may use backwards (TopoJSON: one's complement)."""
    return number if number >= 0 else -number - 1


def differences(points: Sequence[tuple[float, float]]) -> list[int]:
    """Return the first point and then the steps from point to point, flat."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(points)]
    return [round(part) for point in (points[0], *steps) for part in point]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
