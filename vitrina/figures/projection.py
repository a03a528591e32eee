"""Map projection: the part of the world that a map shows, and the position of a point on it.

The projection is equirectangular, true to scale at the middle latitude of the map: it works at any latitude and is
accurate enough to show locations. East is on the right in every language, whatever its direction.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
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


Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A bounding box in degrees; it does not cross the 180th meridian."""

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


def fit(points: Sequence[Point]) -> Projection:
    """Return the map that shows all of ``points`` (at least one) with a margin."""
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    west, east = min(lon for _, lon in points), max(lon for _, lon in points)
    aspect = max(math.cos(math.radians((south + north) / 2)), _FEWEST)
    is_alone = (south, west) == (north, east)
    height = max((north - south) * (1 + 2 * MARGIN), ALONE if is_alone else SMALLEST)
    width = (east - west) * (1 + 2 * MARGIN) * aspect  # in degrees of latitude, to compare with the height
    width, height = max(width, height / TALLEST), max(height, width * FLATTEST)
    width = width / aspect
    west, east = _around((west + east) / 2, width, -180.0, 180.0)
    south, north = _around((south + north) / 2, height, min(_SOUTH, south), max(_NORTH, north))
    ratio = (north - south) / ((east - west) * aspect)
    return Projection(Extent(west, south, east, north), WIDTH, max(1, round(WIDTH * ratio)))


def radius(count: int, largest: int, most: float) -> float:
    """Return the radius of a circle with an area proportional to ``count``; that of ``largest`` is ``most``."""
    return most * math.sqrt(count / largest) if largest else 0.0


def _around(middle: float, length: float, lowest: float, highest: float) -> tuple[float, float]:
    """Return the interval of ``length`` around ``middle``, moved and if necessary shortened to fit the bounds."""
    length = min(length, highest - lowest)
    start = min(max(middle - length / 2, lowest), highest - length)
    return start, start + length
