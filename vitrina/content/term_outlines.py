"""Reading the outline of a region from a file in GeoJSON (RFC 7946) beside its vocabulary."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

from vitrina.model import Outline, Ring
from vitrina.problems import Location, Message, Problems, say
from vitrina.reading.text import is_there, read_text

_FINEST = 1000
"""Corners of a ring nearer to each other than this part of its size are left out."""


class _NoOutlineError(Exception):
    """The file has something else than areas in degrees."""


def read_outline(folder: Path, shown: str, name: str, location: Location, problems: Problems) -> Outline | None:
    """Return the outline in the file ``name`` in ``folder``; ``None``, with the reason in ``problems``, without one.

    ``shown`` is the path of the folder in messages, ``location`` where the file is named.
    """
    path = f"{shown}/{name}"
    if Path(name).suffix not in (".geojson", ".json") or not {"", ".", ".."}.isdisjoint(name.split("/")):
        hint = say("Write the path of a file in {folder}: “shape: podlaskie.geojson”.", folder=f"{shown}/")
        _report(location, say("“{value}” is not the name of a file in GeoJSON.", value=name), hint, problems)
        return None
    if not is_there(folder / name):
        hint = say("Save the outline there, in GeoJSON, or delete this line.")
        _report(location, say("There is no file “{file}” in {folder}.", file=name, folder=f"{shown}/"), hint, problems)
        return None
    text = read_text(folder / name, path, problems)
    if text is None:
        return None
    try:
        rings = tuple(_rings(json.loads(text)))
    except (ValueError, RecursionError, _NoOutlineError):
        rings = ()
    if not rings:
        message = say("{path} has no outline that can be drawn.", path=path)
        hint = say("Export it as GeoJSON: polygons, with longitude and latitude in degrees (WGS 84).")
        _report(location, message, hint, problems)
        return None
    return rings


def middle(outline: Outline) -> tuple[float, float]:
    """Return latitude and longitude of the centre of the largest area of ``outline``."""
    ring = max(outline, key=lambda ring: abs(sum(_crosses(ring))))
    crosses = list(_crosses(ring))
    whole = 3 * sum(crosses)
    pairs = list(zip(ring, (*ring[1:], ring[0]), crosses, strict=True))
    if not whole:
        return ring[0]
    latitude = sum((one[0] + two[0]) * cross for one, two, cross in pairs) / whole
    longitude = sum((one[1] + two[1]) * cross for one, two, cross in pairs) / whole
    return round(latitude, 4), round(longitude, 4)


def _report(location: Location, message: Message, hint: Message, problems: Problems) -> None:
    problems.error(location, "not-a-shape", message, hint)


def _crosses(ring: Ring) -> Iterator[float]:
    for (y1, x1), (y2, x2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        yield x1 * y2 - x2 * y1


def _rings(shape: object) -> Iterator[Ring]:
    """Yield the rings of all areas in a value of GeoJSON; lines and points are left out."""
    match shape:
        case {"type": "FeatureCollection", "features": [*inner]} | {
            "type": "GeometryCollection",
            "geometries": [*inner],
        }:
            for each in inner:
                yield from _rings(each)
        case {"type": "Feature", "geometry": geometry}:
            yield from _rings(geometry)
        case {"type": "Polygon", "coordinates": [*rings]}:
            for ring in rings:
                yield _ring(ring)
        case {"type": "MultiPolygon", "coordinates": [*polygons]}:
            for polygon in polygons:
                yield from _rings({"type": "Polygon", "coordinates": polygon})
        case {"type": "Point" | "MultiPoint" | "LineString" | "MultiLineString"} | None:
            return
        case _:
            raise _NoOutlineError


def _ring(corners: object) -> Ring:
    if not isinstance(corners, list) or len(corners) < 4:
        raise _NoOutlineError
    points = [_point(corner) for corner in corners]
    ys, xs = [y for y, _ in points], [x for _, x in points]
    step = max(max(ys) - min(ys), max(xs) - min(xs)) / _FINEST
    kept = points[:1]
    for point in points[1:-1]:
        if math.dist(point, kept[-1]) > step:
            kept.append(point)
    return tuple(kept)


def _point(corner: object) -> tuple[float, float]:
    match corner:
        case [int() | float() as x, int() | float() as y, *_] if abs(x) <= 180 and abs(y) <= 90:
            return float(y), float(x)
    raise _NoOutlineError
