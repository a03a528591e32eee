"""Counting the steps of a piece of work: a measure that is the same on every machine and in every run, unlike time."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence

MOST_GROWTH = 1.3
"""The exponent of the growth of steps that is accepted: 1 is linear, n log n is a little more, 2 is quadratic."""


FEW = 2000
"""Steps that are too few to tell anything of their growth."""


def steps_of(work: Callable[[], object]) -> int:
    """Return the number of calls, of Python and of C, that ``work`` takes."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def growth(steps: Sequence[int], base: int = 0) -> float:
    """Return the exponent by which ``steps`` grow, of work that is doubled again and again.

    ``base`` are the steps that are taken anyway, for no work at all.
    """
    first, last = (max(count - base, FEW) for count in (steps[0], steps[-1]))
    return math.log2(last / first) / (len(steps) - 1)
