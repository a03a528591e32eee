"""Tables in CSV: the encoding and the delimiter are found out, and told."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from vitrina.importers.tables import MOST_COLUMNS, MOST_ROWS, Cell, Row, Table, UnreadableTable, is_empty
from vitrina.languages.locales import letters_of
from vitrina.problems import say
from vitrina.reading.text import legacy_encoding

_DELIMITERS: Final = (";", ",", "\t", "|")
_SAMPLE: Final = 200_000
"""Bytes from which the encoding and the delimiter are found out."""

_LONGEST: Final = 1_000_000
"""Characters of a cell, and of a row."""

_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
GUARDED: Final = ("=", "+", "-", "@", "'")
"""What a cell begins with that a spreadsheet would take for a formula; an apostrophe before it keeps it a text."""


def open_csv(file: Path, languages: Iterable[str], encoding: str | None = None) -> Table:
    """Return the table in ``file``; its texts are in ``languages``, which tells encodings apart that have no mark.

    Raise ``UnreadableTable`` for what is no text, and ``OSError``.
    """
    with file.open("rb") as opened:
        sample = opened.read(_SAMPLE)
    known = encoding or _encoding(file, sample, tuple(languages))
    try:
        text = codecs.getincrementaldecoder(known)().decode(sample)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableTable(
            say("The file is not a text in the encoding “{encoding}”.", encoding=known),
            say("Save it as “CSV UTF-8”, or say under “encoding” in the mapping which one it is."),
        ) from error
    if "\0" in text:
        raise _no_table()
    delimiter = _delimiter(text)
    notes = () if known.startswith("utf-8") else (say("The table was read as {encoding}.", encoding=known),)
    return Table(path=file.name, rows=partial(_rows, file, known, delimiter), notes=notes)


def _rows(file: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    line = 1
    try:
        with io.TextIOWrapper(file.open("rb"), encoding=encoding, newline="") as text:
            csv.field_size_limit(_LONGEST)
            reader = csv.reader(text, delimiter=delimiter, strict=True)
            for count, values in enumerate(reader):
                if count >= MOST_ROWS or len(values) > MOST_COLUMNS:
                    raise _too_large(line)
                row = Row(line, tuple(Cell(_unguarded(value) or None) for value in values))
                if not all(map(is_empty, row.cells)):
                    yield row
                line = reader.line_num + 1
    except csv.Error as error:
        hint = say("A quotation mark may be missing. Open the file in a spreadsheet and save it again.")
        raise UnreadableTable(say("This row of the table cannot be read."), hint, line) from error
    except UnicodeDecodeError as error:
        hint = say("Save it as “CSV UTF-8”, or say under “encoding” in the mapping which one it is.")
        raise UnreadableTable(
            say("The file is not a text in the encoding “{encoding}”.", encoding=encoding), hint, line
        ) from error


def _too_large(line: int) -> UnreadableTable:
    message = say(
        "The table is too large: it can have {rows} rows and {columns} columns.", rows=MOST_ROWS, columns=MOST_COLUMNS
    )
    return UnreadableTable(message, say("Split it into several files."), line)


def _no_table() -> UnreadableTable:
    message = say("This is no table: neither a text with columns (CSV) nor a workbook (XLSX).")
    return UnreadableTable(message, say("Save it in the spreadsheet as XLSX or CSV."))


def _unguarded(value: str) -> str:
    """Return the text of a cell without the apostrophe that keeps it from being a formula."""
    return value[1:] if value.startswith("'") and value[1:2] in GUARDED and len(value) > 1 else value


def _encoding(file: Path, sample: bytes, languages: tuple[str, ...]) -> str:
    for mark, name in _MARKS.items():
        if sample.startswith(mark):
            return name
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 3 >= len(sample) // 2 > 0:
        return "utf-16-be" if even > odd else "utf-16-le"
    if 0 in sample:
        raise _no_table()
    if _is_utf_8(file):
        return "utf-8"
    candidates = dict.fromkeys(("Windows-1252", *map(legacy_encoding, languages)))
    return max(candidates, key=lambda name: _fitness(sample, name, languages))


def _is_utf_8(file: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.open("rb") as opened:
            while part := opened.read(1 << 20):
                decoder.decode(part)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _fitness(sample: bytes, encoding: str, languages: tuple[str, ...]) -> int:
    """Return by how much more letters of the ``languages`` than other characters there are in this encoding."""
    special = bytes(byte for byte in sample if byte >= 0x80)
    letters = {letter for language in languages for letter in letters_of(language)}
    counted = Counter(special.decode(encoding, errors="replace"))
    right = {*letters, *(letter.upper() for letter in letters)}
    return sum(number if char in right else -number * char.isalpha() for char, number in counted.items())


def _delimiter(text: str) -> str:
    """Return the delimiter that gives most of the first rows the same number of columns, and the most columns."""
    lines = text.splitlines(keepends=True)[:50]
    if lines and (first := lines[0].strip()).lower().startswith("sep=") and len(first) == 5:
        return first[4]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[bool, float, int]:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return False, 0.0, 0
    if not widths:
        return False, 0.0, 0
    width, rows = Counter(widths).most_common(1)[0]
    return width > 1, rows / len(widths) if width > 1 else 0.0, width
