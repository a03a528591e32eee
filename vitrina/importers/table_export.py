"""The command ``table``: the entries of a section as CSV, or as a workbook with a sheet for each language."""

from __future__ import annotations

import argparse
import csv
import io
import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from vitrina.content.config import read_config
from vitrina.contract.columns import CURRENCY, ID, LABEL, UNIT, Column
from vitrina.contract.fact_shapes import shape_of
from vitrina.disk.source import write_alone
from vitrina.disk.writing import reason_of
from vitrina.importers.csv_tables import GUARDED
from vitrina.importers.existing_entries import ExistingEntries
from vitrina.importers.table_rows import TEXTS, EntryTable
from vitrina.languages.direction import direction_of_language
from vitrina.problems import Message, Problems, say
from vitrina.reading.sources import find_sources
from vitrina.reporting.report import BUILT, CONTENT_PROBLEMS
from vitrina.reporting.terminal import invalid_source, print_problems, usage_error
from vitrina.reporting.translator import Translator
from vitrina.scaffold.existing_site import ExistingSite

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_MOST_DIGITS: Final = 15
"""Digits that a number of a spreadsheet keeps."""

_NUMBERS: Final = ("number", "quantity", "money", "point")
_FIRST_DAY: Final = "1901-01-01"
"""The first day that all spreadsheets count alike."""

_WIDEST: Final = 40


def write_table(args: argparse.Namespace, translator: Translator) -> int:
    """Write the table that the command line names; return the exit code."""
    source, file = Path(args.source), Path(args.file)
    if wrong := invalid_source(source):
        return usage_error(translator, *wrong)
    site = ExistingSite.read(source, translator)
    if site is None:
        problems = Problems()
        read_config(source, None, problems)
        print_problems(problems, source, translator)
        return CONTENT_PROBLEMS
    language = args.language or site.default_language(translator.language)
    if (refused := _refused(args.section, language, file, site)) is not None:
        return usage_error(translator, *refused)
    facts, languages = site.config.facts[args.section], tuple(site.config.written_languages)
    sources = find_sources(source, site.config, Problems())
    entries = ExistingEntries.of_section(sources, args.section, languages, facts)
    table = EntryTable(
        section=args.section, entries=entries, facts=facts, vocabularies=site.vocabularies, language=language
    )
    content = _workbook(table, args.section, translator) if file.suffix.lower() == ".xlsx" else _csv(table)
    try:
        write_alone(source, file, content)
    except OSError as error:
        return usage_error(translator, str(error.filename or file), reason_of(error))
    unread = sorted({*entries.sources} - {entry.id for entry in table.read()})
    if unread:
        message = say("Left out, because their files cannot be read: {ids}. See “vitrina check”.", ids=tuple(unread))
        print(translator.translate(message))
    count = len(entries.sources) - len(unread)
    print(file.as_posix())
    print(translator.translate(say("Rows: {number}", number=count)))
    return CONTENT_PROBLEMS if unread else BUILT


def _refused(section: str, language: str, file: Path, site: ExistingSite) -> tuple[str, Message] | None:
    """Return what is wrong with the options, if anything."""
    if section not in site.config.facts:
        known = tuple(site.config.facts)
        return "--section", say("The site has no section “{section}”; it has: {known}.", section=section, known=known)
    if language not in site.config.written_languages:
        return "--language", site.unknown_language(language)
    if file.suffix.lower() not in (".xlsx", ".csv"):
        return "FILE", say("a table is a file with the ending .xlsx or .csv.")
    if os.path.lexists(file):
        return "FILE", say("there is a file {path} already, and it is kept as it is.", path=file)
    return None


def _csv(table: EntryTable) -> bytes:
    """Return the table in UTF-8 with a mark, by which spreadsheets know it, and texts that are no formulas there."""
    written = io.StringIO()
    writer = csv.writer(written)
    languages = table.entries.languages
    texts = [f"{name}_{language}" for language in languages for name in TEXTS]
    names = [*table.first, *texts, *(column.name for column in table.columns)]
    writer.writerow(names)
    for entry in table.read():
        cells = table.cells(entry)
        for language in languages:
            cells |= {f"{name}_{language}": text for name, text in table.texts(entry, language).items()}
        writer.writerow([_guarded(cells[name]) for name in names])
    return written.getvalue().encode("utf-8-sig")


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(GUARDED) and not _NUMBER.fullmatch(text) else text


def _workbook(table: EntryTable, section: str, translator: Translator) -> bytes:
    book = Workbook(write_only=True)
    columns = {column.name: column for column in table.columns}
    main = _sheet(book, section, [*table.first, *columns])
    for entry in table.read():
        cells = table.cells(entry)
        main.append([_cell(main, columns.get(name), text) for name, text in cells.items()])
    for language in table.entries.languages:
        sheet = _sheet(book, language, [ID, *TEXTS])
        sheet.sheet_view.rightToLeft = direction_of_language(language) == "rtl"
        for entry in table.read():
            row = (entry.id, *table.texts(entry, language).values())
            sheet.append([_cell(sheet, None, text) for text in row])
    _append(_sheet(book, "columns", ["column", "label", "purpose", "form"]), _explained(table, translator.plain))
    _append(_sheet(book, "terms", ["vocabulary", "id", "label"]), _terms(table))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _sheet(book: Any, name: str, headings: list[str]) -> Any:  # noqa: ANN401 - the library has no types
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    for number, heading in enumerate(headings):
        letters = chr(65 + number) if number < 26 else chr(64 + number // 26) + chr(65 + number % 26)
        sheet.column_dimensions[letters].width = min(max(len(heading) + 4, 14), _WIDEST)
    cells = [WriteOnlyCell(sheet, heading) for heading in headings]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    return sheet


def _cell(sheet: Any, column: Column | None, text: str) -> Any:  # noqa: ANN401 - the library has no types
    """Return a cell: a number or a day where a spreadsheet keeps all of it, else a text, which is never a formula."""
    shape = column.fact.shape if column is not None and column.fact is not None else ""
    if not text:
        return None
    is_number = column is not None and shape in _NUMBERS and column.part not in (CURRENCY, UNIT)
    if is_number and _NUMBER.fullmatch(text) and len(text.strip("-0.").replace(".", "")) <= _MOST_DIGITS:
        cell = WriteOnlyCell(sheet, Decimal(text) if "." in text else int(text))
        cell.number_format = f"0.{'0' * len(text.partition('.')[2])}" if "." in text else "0"
        return cell
    if shape in ("date", "period") and len(text) == len(_FIRST_DAY) and text >= _FIRST_DAY:
        cell = WriteOnlyCell(sheet, date.fromisoformat(text))
        cell.number_format = "yyyy-mm-dd"
        return cell
    cell = WriteOnlyCell(sheet)
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"  # so that a spreadsheet leaves what is edited as it is typed
    return cell


def _append(sheet: Any, rows: Iterator[tuple[str, ...]]) -> None:  # noqa: ANN401 - the library has no types
    for row in rows:
        sheet.append([_cell(sheet, None, text) for text in row])


def _explained(table: EntryTable, translate: Callable[[Message], str]) -> Iterator[tuple[str, ...]]:
    """Yield what each column is: its name, the label of its fact, what that is for, and how it is written."""
    for column in table.columns:
        fact = column.fact
        if fact is None or column.part == LABEL:
            continue
        label = fact.own_label.best((table.language,))[1] if fact.own_label else translate(fact.label)
        yield column.name, label, translate(fact.purpose), translate(shape_of(fact).form)


def _terms(table: EntryTable) -> Iterator[tuple[str, ...]]:
    for name, vocabulary in table.vocabularies.items():
        for term in vocabulary.terms.values():
            label = term.labels.get(table.language) or next(iter(term.labels.values()), term.id)
            yield name, term.id, label
