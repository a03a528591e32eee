"""A sheet to draw the pictures of the demonstration site on, its colours, and what stands in several of them."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

SIZE = (1200, 750)
SCALE = 2
COLOURS = 24

INK, TEAL, ACCENT, GOLD = "#14211f", "#12302e", "#99240d", "#d8a23a"
GLASS, SAND, SKY, LEAF, WOOD, PAPER, STONE = "#dce7e3", "#e9dcc3", "#9fc3cf", "#4f7a5a", "#8a5a34", "#ffffff", "#a9b4b1"

Point = tuple[float, float]


class Sheet:
    """A sheet to draw on, in points of the finished picture."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), ground)
        self._draw = ImageDraw.Draw(self.image)

    def box(self, left: float, top: float, width: float, height: float, colour: str, round_by: float = 0) -> None:
        """Draw a box with an outline."""
        place = [value * SCALE for value in (left, top, left + width, top + height)]
        self._draw.rounded_rectangle(place, round_by * SCALE, colour, INK, 3 * SCALE)

    def plain(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        """Draw a box without an outline."""
        self._draw.rectangle([value * SCALE for value in (left, top, left + width, top + height)], colour)

    def disc(self, x: float, y: float, radius: float, colour: str, height: float | None = None) -> None:
        """Draw a disc, or an ellipse of this half ``height``."""
        tall = radius if height is None else height
        place = [value * SCALE for value in (x - radius, y - tall, x + radius, y + tall)]
        self._draw.ellipse(place, colour, INK, 3 * SCALE)

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """Draw a shape with an outline."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.polygon(scaled, colour)
        self._draw.line([*scaled, scaled[0]], INK, 3 * SCALE, joint="curve")

    def line(self, points: Sequence[Point], colour: str = INK, width: float = 3) -> None:
        """Draw a line."""
        self._draw.line([(x * SCALE, y * SCALE) for x, y in points], colour, round(width * SCALE), joint="curve")

    def finished(self) -> Image.Image:
        """Return the picture."""
        return self.image.resize(SIZE, Image.Resampling.LANCZOS).quantize(COLOURS, dither=Image.Dither.NONE)


def tree(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Draw a fir that stands at a point."""
    sheet.box(x - size / 14, y - size / 4, size / 7, size / 4, WOOD)
    for step in range(3):
        top, half = y - size + step * size / 4, size / 6 + step * size / 14
        sheet.shape([(x, top), (x + half, top + size / 3), (x - half, top + size / 3)], LEAF)


def house(sheet: Sheet, left: float, ground: float, width: float, wall: str) -> None:
    """Draw a house with a door and a window."""
    sheet.box(left, ground - width * 0.7, width, width * 0.7, wall)
    roof = [
        (left - 14, ground - width * 0.7),
        (left + width / 2, ground - width * 1.2),
        (left + width + 14, ground - width * 0.7),
    ]
    sheet.shape(roof, ACCENT)
    sheet.box(left + width * 0.15, ground - width * 0.42, width * 0.25, width * 0.42, TEAL)
    sheet.box(left + width * 0.58, ground - width * 0.48, width * 0.27, width * 0.24, GLASS)
