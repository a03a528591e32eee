"""Excerpts: the source line of a problem, with a mark below the column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import wcwidth

from vitrina.disk.inputs import read_input
from vitrina.problems import Location, visible
from vitrina.reading.private_lines import shown_lines

WIDEST = 100
"""The largest width of an excerpt in columns; a longer line is truncated on both sides of the position."""

BEFORE = 50
"""Columns before the marked position in a truncated line."""

LARGEST = 2_000_000
"""The largest size in bytes of a file with excerpts."""

_CUT = "…"


class SourceLines:
    """The lines of the files below a folder, as reports may show them; each file is read once, on first access."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, Sequence[str]] = {}

    def excerpt(self, location: Location) -> tuple[str, ...]:
        """Return the line at ``location`` and, if the column is known, a line with a mark; nothing if there is none."""
        if location.line == 0:
            return ()
        if location.path not in self._files:
            self._files[location.path] = shown_lines(_lines(self._folder, location.path))
        lines = self._files[location.path]
        line = lines[location.line - 1] if location.line <= len(lines) else ""
        return marked(line, location.column) if line.strip() else ()


def marked(line: str, column: int) -> tuple[str, ...]:
    """Return ``line``, safe for a terminal, and a second line with a mark below ``column`` (from 1).

    There is no mark if the column is 0 or beyond the end of the line.
    """
    position = column - 1 if 0 < column <= len(line) + 1 else None
    # What may be shown, and a character on each side that tells that there is more: a line may have a million.
    begin = max((position or 0) - WIDEST - 1, 0)
    cells = [" " if char == "\t" else visible(char) for char in line[begin : (position or 0) + WIDEST + 1]]
    position = None if position is None else position - begin
    first, last = _window(cells, position or 0)
    lead = _CUT if first > 0 else ""
    shown = lead + "".join(cells[first:last]) + (_CUT if last < len(cells) else "")
    if position is None:
        return (shown.rstrip(),)
    return shown.rstrip(), " " * (len(lead) + wcwidth.width("".join(cells[first:position]))) + "^"


def _window(cells: list[str], position: int) -> tuple[int, int]:
    """Return the range of ``cells`` to show; a cell without width counts as one column, to limit their number."""
    costs = [max(wcwidth.width(cell), 1) for cell in cells]
    if sum(costs) <= WIDEST:
        return 0, len(cells)
    first = position
    room = BEFORE
    while first > 0 and costs[first - 1] <= room:
        first -= 1
        room -= costs[first]
    while 0 < first < position and wcwidth.width(cells[first]) == 0:  # do not begin with a combining character
        first += 1
    last = position
    room += WIDEST - BEFORE
    while last < len(cells) and costs[last] <= room:
        room -= costs[last]
        last += 1
    return first, last


def _lines(folder: Path, path: str) -> list[str]:
    """Return the lines of the file at ``path``, none where it is too large, unreadable or behind a link."""
    try:
        data, _ = read_input(folder, path, LARGEST)
    except (OSError, ValueError):  # ValueError: an invalid file name
        return []
    text = data.decode("utf-8-sig", errors="backslashreplace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
