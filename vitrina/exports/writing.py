"""Tables as files: CSV for spreadsheets (RFC 4180) and JSON for programs.

A row of the JSON stands on a line of its own, and the address of its project is the first one in every row of both: a
script takes the rows of some projects out of the files, and what comes out has the same form.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from vitrina.exports.fields import Cell
from vitrina.exports.table import Table

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
"""How a text begins that a spreadsheet would take for a formula, and run (OWASP, “CSV injection”).

Apostrophes before it are counted in, so that one less than there are is always what was written.
"""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def csv_file(table: Table) -> bytes:
    """Return ``table`` as CSV in UTF-8, with the byte order mark by which spreadsheets know that.

    A list is one cell, with “; ” between its values.
    """
    names = [column.name for column in table.columns]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    nothing = ("",) * len(names)
    for row in table.rows:
        cells = dict(zip(names, nothing, strict=True))
        cells |= {name: _csv_cell(cell) for name, cell in row.items()}
        writer.writerow(cells.values())
    return text.getvalue().encode("utf-8-sig")


def json_file(table: Table) -> bytes:
    """Return ``table`` as a JSON array of objects; a name without a value is left out."""
    names = {column.name: f"{_encode(column.name)}:" for column in table.columns}
    rows = (",".join([names[name] + _json_cell(cell) for name, cell in row.items()]) for row in table.rows)
    lines = ",\n".join(f"{{{row}}}" for row in rows)
    return f"[\n{lines}\n]\n".encode()


def guarded(text: str) -> str:
    """Return ``text`` with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(cell: str) -> str:
    """Return what ``guarded`` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _csv_cell(cell: Cell) -> str:
    return guarded(cell) if isinstance(cell, str) else guarded(_plain(cell, "; "))


def _plain(cell: Cell, between: str) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return f"{cell:f}"
        case tuple():
            return between.join([_plain(one, ", ") for one in cell])
        case _:
            return str(cell)


def _json_cell(cell: Cell) -> str:
    match cell:
        case Decimal():  # a number as it was written: no binary fraction is exactly that
            return f"{cell:f}"
        case tuple():
            return f"[{','.join([_json_cell(one) for one in cell])}]"
        case _:
            return _encode(cell)


WRITERS: Mapping[str, Callable[[Table], bytes]] = {"csv": csv_file, "json": json_file}
"""How a table is written, by the endings of files."""
