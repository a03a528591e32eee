"""Columns on a scale: where they stand, how tall they are, and the lines and labels beside them.

Positions are percent of a drawing's width or height; x counts from where reading begins, y from the top.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final

from vitrina.figures.scales import WHOLE, Stretch, share

MOST_LINES: Final = 4
"""Lines on a scale above its zero."""

FILLED: Final = 76.0
"""How much of its place a column fills, in percent; the rest is the gap to the next one."""

MOST_LABELS, FEWEST_LABELS = 10, 4
"""Labels below the columns of a wide drawing, and of one on a phone."""

_STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from zero to ``top`` with a line at each multiple of ``step``; ``top`` is one, too."""

    step: Decimal
    top: Decimal

    @classmethod
    def up_to(cls, largest: int | Decimal) -> Scale:
        """Return the scale on which ``largest`` has room: at most ``MOST_LINES`` lines, in round whole steps."""
        magnitude = Decimal(1)
        while True:
            for factor in _STEPS:
                step = factor * magnitude
                lines = (Decimal(largest) / step).to_integral_value(ROUND_CEILING)
                if step == step.to_integral_value() and lines <= MOST_LINES:
                    return cls(step.quantize(Decimal(1)), (step * max(lines, Decimal(1))).quantize(Decimal(1)))
            magnitude *= 10

    @property
    def lines(self) -> tuple[Decimal, ...]:
        """The values that have a line, zero first."""
        return tuple(self.step * number for number in range(int(self.top / self.step) + 1))

    def height(self, value: int | Decimal) -> float:
        """Return the height of ``value`` in percent."""
        return share(value, self.top)

    def depth(self, value: int | Decimal) -> float:
        """Return how far from the top ``value`` is, in percent."""
        return WHOLE - self.height(value)


def place(number: int, count: int, filled: float = FILLED) -> Stretch:
    """Return where the column ``number`` of ``count`` stands, when it fills that much of its place."""
    width = WHOLE / count
    margin = width * (WHOLE - filled) / WHOLE / 2
    return Stretch(number * width + margin, (number + 1) * width - margin)


def labelled(count: int, most: int) -> range:
    """Return the numbers of those of ``count`` columns that have a label, so that at most ``most`` have one."""
    return range(0, count, max(1, -(-count // most)))
