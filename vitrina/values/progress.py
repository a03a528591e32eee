"""How far a build is: what is told about it while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Count = Callable[[int, int], None]
"""Is told how many of how many are done."""


def unseen(_done: int, _total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is told how many ``files`` are done, and how many of the ``pictures`` that some of them are made from."""

    files: Count
    pictures: Count = unseen
