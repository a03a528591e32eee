"""Parts of a whole in whole numbers that add up to it, by the largest remainder (Hamilton's method)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def apportioned(whole: int, weights: Sequence[int | Decimal]) -> tuple[int, ...]:
    """Return ``whole`` in parts as large as their ``weights`` (from zero up) ask for; the parts add up to it.

    A part is less than one away from its exact size. Equal remainders go to the first of them. Without any weight, no
    part has anything.
    """
    exact = [Fraction(weight) for weight in weights]
    total = sum(exact)
    if not total:
        return (0,) * len(exact)
    quotas = [weight * whole / total for weight in exact]
    parts = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(quotas)), key=lambda place: (parts[place] - quotas[place], place))
    for place in by_remainder[: whole - sum(parts)]:
        parts[place] += 1
    return tuple(parts)
