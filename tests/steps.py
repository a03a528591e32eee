"""Counting the steps of a piece of work: a measure that is the same on every machine and in every run, unlike time."""

from __future__ import annotations

import gc
import math
import sys
from collections.abc import Callable, Sequence

MOST_GROWTH = 1.3
"""The exponent of the growth of steps that is accepted: 1 is linear, n log n is a little more, 2 is quadratic."""


def steps_of(work: Callable[[], object]) -> int:
    """Return the number of calls, of Python and of C, that ``work`` takes."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    gc.collect()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def growth(sizes: Sequence[int], steps: Sequence[int]) -> float:
    """Return the exponent by which ``steps`` grow from the first of ``sizes`` to the last."""
    return math.log(steps[-1] / steps[0]) / math.log(sizes[-1] / sizes[0])
