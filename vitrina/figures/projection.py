"""Maps: which part of the world a figure shows, and where a point lies on it.

The projection is the equirectangular one, true to scale at the middle latitude of what is shown: simple, without
surprises at any latitude, and good enough for maps that say "here" and not "how large". East is always to the right,
in every language.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 640
"""Units of a map's view box; its height follows from what it shows."""

FLATTEST, TALLEST = 0.62, 0.85
"""The height of a map is between these parts of its width."""

MARGIN: Final = 0.22
"""Part of the extent of the points that is added on each side, so that no circle is cut."""

SMALLEST, ALONE = 0.5, 8.0
"""Degrees of latitude that a map shows at least (about 55 kilometres), and around one point alone (about 900)."""

_NORTH, _SOUTH = 85.0, -60.0
_FEWEST = 0.02  # the cosine at a pole would be nothing


Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A part of the world in degrees; it does not cross the 180th meridian."""

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
    """A map of ``extent``, ``width`` by ``height`` units large, y downwards."""

    extent: Extent
    width: int
    height: int

    def xy(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a point lies, in units; what is outside the extent lies outside the map."""
        extent = self.extent
        x = (longitude - extent.west) / (extent.east - extent.west) * self.width
        y = (extent.north - latitude) / (extent.north - extent.south) * self.height
        return x, y


def fit(points: Sequence[Point]) -> Projection:
    """Return the map that shows all of ``points`` (at least one), with room around them."""
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    west, east = min(lon for _, lon in points), max(lon for _, lon in points)
    aspect = max(math.cos(math.radians((south + north) / 2)), _FEWEST)
    is_alone = (south, west) == (north, east)
    height = max((north - south) * (1 + 2 * MARGIN), ALONE if is_alone else SMALLEST)
    width = (east - west) * (1 + 2 * MARGIN) * aspect  # in degrees of latitude, as long as they are here
    width, height = max(width, height / TALLEST), max(height, width * FLATTEST)
    width = width / aspect
    west, east = _around((west + east) / 2, width, -180.0, 180.0)
    south, north = _around((south + north) / 2, height, min(_SOUTH, south), max(_NORTH, north))
    ratio = (north - south) / ((east - west) * aspect)
    return Projection(Extent(west, south, east, north), WIDTH, max(1, round(WIDTH * ratio)))


def radius(count: int, largest: int, most: float) -> float:
    """Return the radius of a circle whose area, not whose width, stands for ``count``; ``largest`` gets ``most``."""
    return most * math.sqrt(count / largest) if largest else 0.0


def _around(middle: float, length: float, lowest: float, highest: float) -> tuple[float, float]:
    """Return the section of ``length`` around ``middle``, moved and at last shortened to lie within the bounds."""
    length = min(length, highest - lowest)
    start = min(max(middle - length / 2, lowest), highest - length)
    return start, start + length
