"""A table with its mapping: which column is what, and the rows below the headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from vitrina.contract import documents
from vitrina.contract.columns import ID, SECTION, Column, known_columns
from vitrina.contract.keys import SchemaContext, read_keys
from vitrina.contract.table_mapping import KEYS, MappedColumn, TableMapping, mapping_of
from vitrina.importers.tables import EMPTY, Cell, Heading, Row, Table, headings_of, is_empty
from vitrina.model import Config
from vitrina.model.sections import PROJECTS
from vitrina.problems import Location, Problems, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.yaml import read_yaml
from vitrina.values.suggestions import did_you_mean, listed

_FIRST_ROWS = 50
"""The rows among which that with the headings is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedTable:
    """A ``table``, the number of the row with its ``headings``, and what its columns are: ``bound``, by their index."""

    table: Table
    mapping: TableMapping
    header: int
    headings: Sequence[Heading]
    bound: Mapping[int, Column]
    texts: Mapping[str, Mapping[str, Cell]]
    """Titles and summaries of other sheets, by id and the name of the column."""

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the headings."""
        return (row for row in self.table.rows() if row.number > self.header)


def read_mapping(file: Path, config: Config, given: SchemaContext, problems: Problems) -> TableMapping | None:
    """Return the mapping in ``file``; ``None`` where it is unusable, with the reason in ``problems``."""
    fields = read_yaml(file, file.name, problems)
    if fields is None:
        return None
    known = problems.errors
    reader = FieldReader(fields, problems, given.languages)
    values = read_keys(KEYS, reader, given)
    reader.finish()
    mapping = mapping_of(values, reader, PROJECTS, config.default_language)
    return mapping if problems.errors == known else None


def header_of(table: Table, wanted: int | None) -> Row | None:
    """Return the row with the headings: the one ``wanted``, or the first with several cells, or the first at all."""
    first = list(islice(table.rows(), _FIRST_ROWS if wanted is None else None))
    if wanted is not None:
        return next((row for row in first if row.number == wanted), None)
    several = (row for row in first if sum(not is_empty(cell) for cell in row.cells) > 1)
    return next(several, first[0] if first else None)


def bind(table: Table, mapping: TableMapping, config: Config, problems: Problems) -> MappedTable | None:
    """Return ``table`` with its columns as ``mapping`` calls them; ``None``, with reasons, where it does not fit."""
    header = header_of(table, mapping.header)
    if header is None:
        hint = say("Say under “header” in the mapping in which row the headings stand.")
        problems.error(table.location(mapping.header or 0), "unusable-table", say("There are no headings here."), hint)
        return None
    headings = headings_of(header)
    known = known_columns(config.facts[mapping.section], config.written_languages)
    bound: dict[int, Column] = {}
    taken: dict[str, MappedColumn] = {}
    for one in mapping.columns:
        heading = _heading(one, headings, table, problems)
        column = _column(one, known, mapping, problems)
        if heading is None or column is None:
            continue
        if column.name in taken:
            hint = say("Leave one of them out: delete what stands behind its colon.")
            message = say("“{name}” is also the column “{other}”.", name=column.name, other=taken[column.name].heading)
            problems.error(one.location, "repeated-column", message, hint)
        taken[column.name] = one
        bound[heading.column] = column
    _check_find_by(mapping, taken, problems)
    if problems.errors:
        return None
    return MappedTable(table=table, mapping=mapping, header=header.number, headings=headings, bound=bound, texts={})


def _heading(one: MappedColumn, headings: Sequence[Heading], table: Table, problems: Problems) -> Heading | None:
    """Return the column of the table that a line of the mapping means."""
    found = [heading for heading in headings if heading.is_named(one.heading)]
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        letters = tuple(f"[{heading.letter}]" for heading in found)
        hint = say("Name one of them by its letter in brackets: {letters}", letters=letters)
        message = say("Several columns of {table} are called “{name}”.", table=table.path, name=one.heading)
        problems.error(one.location, "unknown-column", message, hint)
        return None
    names = [heading.text for heading in headings if heading.text]
    otherwise = say("The table has: {known}.", known=listed(names))
    message = say("{table} has no column “{name}”.", table=table.path, name=one.heading)
    problems.error(one.location, "unknown-column", message, did_you_mean(one.heading, names, otherwise))
    return None


def _column(one: MappedColumn, known: Mapping[str, Column], mapping: TableMapping, problems: Problems) -> Column | None:
    """Return what a line of the mapping says that a column is; ``None`` where it is left out, or unknown."""
    if one.name is None:
        return None
    name = f"{one.name}_{mapping.language}" if one.name in _TEXT_NAMES else one.name
    if name in known:
        return known[name]
    otherwise = say("It can be one of: {known}.", known=listed(list(known)))
    message = say("There is no fact, and no part of one, that is called “{name}”.", name=one.name)
    problems.error(one.location, "unknown-column", message, did_you_mean(one.name.lower(), list(known), otherwise))
    return None


_TEXT_NAMES = (documents.TITLE.name, documents.SUMMARY.name, "text")


def _check_find_by(mapping: TableMapping, taken: Mapping[str, object], problems: Problems) -> None:
    wanted = mapping.find_by
    if wanted is None or wanted in taken or (wanted in _TEXT_NAMES and f"{wanted}_{mapping.language}" in taken):
        return
    message = say("Entries are to be found by “{name}”, but no column is that.", name=wanted)
    problems.error(mapping.location, "unknown-column", message, say("Name one of the columns below “columns”."))


def as_written_here(table: Table, config: Config) -> MappedTable | None:
    """Return ``table`` if ``vitrina table`` wrote it, whose headings say what its columns are; else ``None``.

    Titles and summaries may stand on a sheet of their own for each language.
    """
    header = header_of(table, None)
    section = _section_of(table, header)
    if section not in config.facts:
        return None
    known = known_columns(config.facts[section], config.written_languages)
    headings = headings_of(header) if header else ()
    names = [heading.text for heading in headings if heading.text]
    if header is None or ID not in names or not {*names} <= known.keys() or len({*names}) < len(names):
        return None
    mapping = TableMapping(
        section=section,
        language=config.default_language,
        columns=(),
        location=Location(table.path, header.number),
        find_by=ID,
        replace=True,
    )
    bound = {heading.column: known[heading.text] for heading in headings if heading.text}
    return MappedTable(
        table=replace(table, notes=()),
        mapping=mapping,
        header=header.number,
        headings=headings,
        bound=bound,
        texts=_texts_of_sheets(table, config.written_languages),
    )


def _section_of(table: Table, header: Row | None) -> str:
    """Return the section that the first row names; a table without such a column has projects."""
    names = [str(cell.value) for cell in header.cells] if header else []
    if header is None or SECTION not in names:
        return PROJECTS
    first = next((row for row in table.rows() if row.number > header.number), Row(0, ()))
    return str(first.cell(names.index(SECTION)).value)


def _texts_of_sheets(table: Table, languages: Mapping[str, object]) -> dict[str, dict[str, Cell]]:
    found: dict[str, dict[str, Cell]] = {}
    for language in languages:
        rows = iter(table.sheets[language]() if language in table.sheets else ())
        names = [str(cell.value) for cell in next(rows, Row(0, ())).cells]
        for row in rows if ID in names else ():
            cells = dict(zip(names, (*row.cells, *[EMPTY] * len(names)), strict=False))
            own = found.setdefault(str(cells.pop(ID).value), {})
            own |= {f"{name}_{language}": cell for name, cell in cells.items()}
    return found
