"""CLDR's numeric numbering systems: the digits of each (UTS #35 part 3), and their counter styles in CSS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from vitrina.languages.data_files import DATA_FOLDER

LATIN_DIGITS: Final = "latn"
"""The numbering system with the digits 0 to 9."""

_FILE: Final = DATA_FOLDER / "numbering.txt"


def numbering_systems() -> tuple[str, ...]:
    """Return the names of the numbering systems, in alphabetical order."""
    return tuple(sorted(_digits()))


@cache
def digits_of(numbering: str) -> Mapping[int, str]:
    """Return a table for ``str.translate`` from 0-9 to the digits of ``numbering``; ``KeyError`` for an unknown one."""
    return {ord("0") + value: digit for value, digit in enumerate(_digits()[numbering][0])}


def counter_style_of(numbering: str) -> str | None:
    """Return the counter style that CSS has for ``numbering``; ``None`` where it has none."""
    _, *styles = _digits()[numbering]
    return styles[0] if styles else None


@cache
def _digits() -> Mapping[str, Sequence[str]]:
    """Return the digits of each system, and after them the name of its counter style in CSS."""
    lines = _FILE.read_text("utf-8").splitlines()
    return {line.split()[0]: line.split()[1:] for line in lines if not line.startswith("#")}
