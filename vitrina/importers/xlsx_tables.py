"""Tables in workbooks (XLSX), read row by row: values and their formats; formulas as the values that they had."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import IO, Any, Final
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from openpyxl.utils.cell import range_boundaries

from vitrina.importers.tables import EMPTY, MOST_COLUMNS, MOST_ROWS, Cell, Row, Table, UnreadableTable, is_empty
from vitrina.problems import Message, say

_LARGEST_SHEET: Final = 1_000_000_000
_LARGEST_PART: Final = 200_000_000
"""Bytes of a sheet, which is read piece by piece, and of any other part, which is held in memory."""

_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")
_OVERLAP: Final = 200

FORMULA_WITHOUT_VALUE: Final = "\ufffd="
"""The value of a cell with a formula that no spreadsheet has worked out yet."""

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, EOFError),
    *(KeyError, ValueError, TypeError, IndexError, NotImplementedError, RuntimeError, AttributeError, OverflowError),
)
"""What the libraries raise for files that are broken or made up."""

_Merged = Sequence[tuple[int, int, int, int]]


def open_xlsx(file: Path, sheet: str | None) -> Table:
    """Return the table on the ``sheet`` of this name, or on the first one that is not hidden.

    Raise ``UnreadableTable`` for what is no workbook, or too large, and ``OSError``.
    """
    try:
        _check_sizes(file)
        with closing(_workbook(file)) as book:
            visible = [one.title for one in book.worksheets if one.sheet_state == "visible"]
            hidden = [one.title for one in book.worksheets if one.sheet_state != "visible"]
        inside = {name: _inside(file, name) for name in (*visible, *hidden)}
    except _BROKEN as error:
        raise _broken() from error
    if sheet is not None and sheet not in inside:
        message = say("There is no sheet “{name}”.", name=sheet)
        raise UnreadableTable(message, say("It can be one of: {known}.", known=tuple(inside)))
    if not visible and sheet is None:
        raise UnreadableTable(say("The workbook has no sheet that is not hidden."))
    chosen = sheet or visible[0]
    merged, has_formulas = inside[chosen]
    others = {name: partial(_rows, file, name, (), has_formulas=False) for name in visible if name != chosen}
    return Table(
        path=f"{file.name} [{chosen}]",
        name=chosen,
        rows=partial(_rows, file, chosen, merged, has_formulas=has_formulas),
        notes=tuple(_notes(tuple(others), hidden, merged)),
        sheets=others,
    )


def _notes(others: Sequence[str], hidden: Sequence[str], merged: _Merged) -> Iterator[Message]:
    if others or hidden:
        yield say("Other sheets of the workbook are left out: {names}.", names=(*others, *hidden))
    if any(last > first for _, first, _, last in merged):
        yield say("Merged cells were read as if each row had the value.")


def _broken() -> UnreadableTable:
    message = say("This is no workbook that can be read; it may be incomplete.")
    return UnreadableTable(message, say("Open it in a spreadsheet and save it again as XLSX, or as “CSV UTF-8”."))


def _check_sizes(file: Path) -> None:
    """Raise ``UnreadableTable`` where the parts of the workbook would be too large when they are unpacked."""
    with zipfile.ZipFile(file) as archive:
        for part in archive.infolist():
            most = _LARGEST_SHEET if part.filename.startswith("xl/worksheets/") else _LARGEST_PART
            if part.file_size > most:
                message = say(
                    "The workbook is too large: unpacked, a part of it has {size} MB.", size=part.file_size // 1_000_000
                )
                raise UnreadableTable(message, say("Save the sheet alone, as “CSV UTF-8”."))


def _workbook(file: Path, *, with_formulas: bool = False) -> Any:  # noqa: ANN401 - the library has no types
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is not read anyway, such as styles
        return openpyxl.load_workbook(file, read_only=True, data_only=not with_formulas, keep_links=False)


def _inside(file: Path, sheet: str) -> tuple[_Merged, bool]:
    """Return the merged cells of a sheet, and whether it has formulas."""
    merged: list[tuple[int, int, int, int]] = []
    has_formulas = False
    with zipfile.ZipFile(file) as archive, archive.open(name=_path_of(archive, sheet), mode="r") as part:
        for piece in _pieces(part):
            has_formulas = has_formulas or _FORMULA.search(piece) is not None
            merged += [range_boundaries(found.decode()) for found in _MERGED.findall(piece)]
    return list(dict.fromkeys(merged)), has_formulas


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    """Yield a file in pieces that overlap, so that what is looked for is whole in one of them."""
    before = b""
    while piece := part.read(1 << 20):
        yield before + piece
        before = piece[-_OVERLAP:]


def _path_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the path of a sheet in the archive (ECMA-376, part 1, 12.3.24)."""
    links = {
        link.get("Id"): link.get("Target") or "" for link in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    names = {
        one.get("name"): links[one.get(_RELATION)]
        for one in fromstring(archive.read("xl/workbook.xml")).iter()
        if one.tag.endswith("}sheet")
    }
    target = names[sheet]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _rows(file: Path, sheet: str, merged: _Merged, *, has_formulas: bool) -> Iterator[Row]:
    try:
        with closing(_workbook(file)) as book:
            rows = _with_merged(_cells(file, book, sheet, has_formulas=has_formulas), merged)
            for number, cells in enumerate(rows, start=1):
                if not all(map(is_empty, cells)):
                    if number > MOST_ROWS:
                        raise _too_large(number)
                    yield Row(number, cells)
    except _BROKEN as error:
        raise _broken() from error


def _too_large(number: int) -> UnreadableTable:
    message = say(
        "The table is too large: it can have {rows} rows and {columns} columns.", rows=MOST_ROWS, columns=MOST_COLUMNS
    )
    return UnreadableTable(message, say("Split it into several files."), number)


def _cells(file: Path, book: Any, sheet: str, *, has_formulas: bool) -> Iterator[tuple[Cell, ...]]:  # noqa: ANN401
    rows = _sheet_rows(book, sheet)
    if not has_formulas:
        yield from (tuple(map(_cell, row[:MOST_COLUMNS])) for row in rows)
        return
    with closing(_workbook(file, with_formulas=True)) as other:
        for row, formulas in zip(rows, _sheet_rows(other, sheet), strict=False):
            yield tuple(
                Cell(FORMULA_WITHOUT_VALUE) if cell.value is None and formula.value is not None else _cell(cell)
                for cell, formula in zip(row[:MOST_COLUMNS], formulas, strict=False)
            )


def _sheet_rows(book: Any, sheet: str) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - the library has no types
    chosen = book[sheet]
    chosen.reset_dimensions()  # what a file says about its size need not be true
    rows: Iterator[tuple[Any, ...]] = chosen.iter_rows()
    return rows


def _cell(cell: Any) -> Cell:  # noqa: ANN401 - the library has no types
    value = cell.value
    if value is None:
        return EMPTY
    if isinstance(value, str):
        return Cell(FORMULA_WITHOUT_VALUE if cell.data_type == "e" else value)  # "e": an error such as #REF!
    kept = value if isinstance(value, (int, float, bool)) or hasattr(value, "isoformat") else str(value)
    return Cell(kept, cell.number_format or "")


def _with_merged(rows: Iterator[tuple[Cell, ...]], merged: _Merged) -> Iterator[tuple[Cell, ...]]:
    """Yield ``rows`` with the value of each merged cell in all the rows that it covers."""
    starting: dict[int, list[tuple[int, int, int, int]]] = {}
    for area in merged:
        if area[3] > area[1]:
            starting.setdefault(area[1], []).append(area)
    covering: dict[int, tuple[int, Cell]] = {}
    for number, cells in enumerate(rows, start=1):
        filled = list(cells)
        for column, (last, cell) in covering.items():
            if number <= last:
                filled += [EMPTY] * (column + 1 - len(filled))
                filled[column] = cell
        for left, _, _, bottom in starting.get(number, ()):
            if left <= len(cells):
                covering[left - 1] = (bottom, cells[left - 1])
        yield tuple(filled)
