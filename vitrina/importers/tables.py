"""A table as a file has it: rows of cells, each with its place, whatever the kind of file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final, TypeAlias

from vitrina.problems import Location, Message

CellValue: TypeAlias = "str | int | float | bool | date | datetime | time | None"

MOST_COLUMNS: Final = 1_000
MOST_ROWS: Final = 200_000


class UnreadableTable(Exception):  # noqa: N818 - names the state of the file, as ``InvalidDate`` does
    """The file is no table that can be read; ``message`` says why and ``hint`` what to do, ``line`` where."""

    def __init__(self, message: Message, hint: Message | None = None, line: int = 0) -> None:
        super().__init__(message.text())
        self.message = message
        self.hint = hint
        self.line = line


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its value, and the format in which a spreadsheet shows it."""

    value: CellValue
    format: str = ""


EMPTY: Final = Cell(None)


@dataclass(frozen=True, slots=True)
class Row:
    """The ``number`` of a row, from 1, and its cells from the first column on."""

    number: int
    cells: Sequence[Cell]

    def cell(self, column: int) -> Cell:
        """Return the cell in a column, from 0."""
        return self.cells[column] if column < len(self.cells) else EMPTY


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its ``text``, and the ``name`` by which a mapping calls it; ``letter`` is that of spreadsheets."""

    text: str
    letter: str
    column: int

    def is_named(self, name: str) -> bool:
        """Tell whether ``name`` is the heading, or the letter of the column in brackets."""
        return name == (f"[{self.letter}]" if is_letter(name) else self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that can be read from its beginning again and again: ``rows`` yields all rows that are not empty.

    ``path`` is what messages call it, ``name`` the name of its sheet, ``notes`` what was found out about the file.
    ``sheets`` are further tables of the same file by name.
    """

    path: str
    name: str = ""
    rows: Callable[[], Iterator[Row]]
    notes: tuple[Message, ...] = ()
    sheets: Mapping[str, Callable[[], Iterator[Row]]] = field(default_factory=dict)

    def location(self, row: int, column: int = -1) -> Location:
        """Return the place of a cell: the line is that of the row, the column is counted from 1."""
        return Location(self.path, row, column + 1)


def is_letter(name: str) -> bool:
    """Tell whether a mapping calls a column by its letter."""
    return re.fullmatch(r"\[[A-Z]{1,3}\]", name) is not None


def letter_of(column: int) -> str:
    """Return the letters by which spreadsheets call a column, which counts from 0: A, B … Z, AA."""
    letters = ""
    rest = column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def is_empty(cell: Cell) -> bool:
    """Tell whether a cell has nothing to read."""
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def headings_of(row: Row) -> tuple[Heading, ...]:
    """Return the columns below a row of headings, also those without one."""
    return tuple(
        Heading(" ".join(str("" if cell.value is None else cell.value).split()), letter_of(column), column)
        for column, cell in enumerate(row.cells)
    )
