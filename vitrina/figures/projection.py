"""Map projection: the part of the world that a map shows, and the position of a point on it.

The projection is equirectangular, true to scale at the middle latitude of the map: it works at any latitude and is
accurate enough to show locations. East is on the right in every language, whatever its direction.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

WIDTH: Final = 640
"""The width of a map's view box in units; its height depends on its extent."""

FLATTEST, TALLEST = 0.62, 0.85
"""The smallest and the largest height of a map, as a fraction of its width."""

MARGIN: Final = 0.22
"""The margin on each side as a fraction of the extent of the points, so that no circle is cut off."""

SMALLEST, ALONE = 0.5, 8.0
"""The smallest height of a map in degrees of latitude: of any map (about 55 km), and of one point (about 900 km)."""

_NORTH, _SOUTH = 85.0, -60.0
_FEWEST = 0.02  # the cosine is 0 at a pole
_ROUND: Final = 360.0


Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A bounding box in degrees.

    Across the 180th meridian, longitudes go on beyond it: ``east`` is more than 180, or ``west`` less than -180.
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> float:
        """The middle latitude."""
        return (self.south + self.north) / 2


@dataclass(frozen=True, slots=True)
class Projection:
    """A map of ``extent`` with ``width`` by ``height`` units; y increases downwards."""

    extent: Extent
    width: int
    height: int

    def xy(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return the position of a point in units; outside the map if the point is outside the extent."""
        extent = self.extent
        x = (longitude - extent.west) / (extent.east - extent.west) * self.width
        y = (extent.north - latitude) / (extent.north - extent.south) * self.height
        return x, y

    def place(self, point: Point) -> tuple[float, float]:
        """Return the position of a point in the extent in units, on whichever side of the 180th meridian it is."""
        latitude, longitude = point
        if longitude < self.extent.west:
            longitude += _ROUND
        elif longitude > self.extent.east:
            longitude -= _ROUND
        return self.xy(latitude, longitude)

    def shifted(self, degrees: float) -> Projection:
        """Return the same map in longitudes that are ``degrees`` less."""
        extent = replace(self.extent, west=self.extent.west - degrees, east=self.extent.east - degrees)
        return replace(self, extent=extent)


def fit(points: Sequence[Point]) -> Projection:
    """Return the map that shows all of ``points`` (at least one) with a margin."""
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    west, east = _arc([longitude for _, longitude in points])
    aspect = max(math.cos(math.radians((south + north) / 2)), _FEWEST)
    is_alone = (south, west) == (north, east)
    height = max((north - south) * (1 + 2 * MARGIN), ALONE if is_alone else SMALLEST)
    width = (east - west) * (1 + 2 * MARGIN) * aspect  # in degrees of latitude, to compare with the height
    width, height = max(width, height / TALLEST), max(height, width * FLATTEST)
    width = width / aspect
    middle = (west + east) / 2
    west, east = (middle - width / 2, middle + width / 2) if width < _ROUND else (-180.0, 180.0)
    south, north = _around((south + north) / 2, height, min(_SOUTH, south), max(_NORTH, north))
    ratio = (north - south) / ((east - west) * aspect)
    return Projection(Extent(west, south, east, north), WIDTH, max(1, round(WIDTH * ratio)))


def _arc(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the arc with all ``longitudes``: across the 180th meridian where it is at most half of the way round."""
    ordered = sorted(longitudes)
    west, east = ordered[0], ordered[-1]
    start, end = max(itertools.pairwise(ordered), key=lambda pair: pair[1] - pair[0], default=(west, east))
    across = start + _ROUND - end
    return (end, start + _ROUND) if across < min(east - west, _ROUND / 2) else (west, east)


def _around(middle: float, length: float, lowest: float, highest: float) -> tuple[float, float]:
    """Return the interval of ``length`` around ``middle``, moved and if necessary shortened to fit the bounds."""
    length = min(length, highest - lowest)
    start = min(max(middle - length / 2, lowest), highest - length)
    return start, start + length
