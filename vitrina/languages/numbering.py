"""CLDR's numeric numbering systems: the digits of each (UTS #35 part 3)."""

from __future__ import annotations

from collections.abc import Mapping
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
    return {ord("0") + value: digit for value, digit in enumerate(_digits()[numbering])}


@cache
def _digits() -> Mapping[str, str]:
    lines = _FILE.read_text("utf-8").splitlines()
    return {line.split()[0]: line.split()[1] for line in lines if not line.startswith("#")}
