"""The command ``import table``: read the table and its mapping, plan every row, and only then write."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from vitrina.content.config import read_config
from vitrina.content.loading import schema_context_of
from vitrina.contract.columns import ID
from vitrina.contract.keys import SchemaContext
from vitrina.contract.table_mapping import ENDING, TableMapping
from vitrina.disk.source import write_alone, write_sources
from vitrina.disk.writing import reason_of
from vitrina.importers.cell_values import Conventions
from vitrina.importers.csv_tables import open_csv
from vitrina.importers.existing_entries import ExistingEntries
from vitrina.importers.mapped_tables import MappedTable, as_written_here, bind, header_of, read_mapping
from vitrina.importers.mapping_texts import proposed_mapping
from vitrina.importers.new_terms import lines_of_terms, with_lines
from vitrina.importers.outcomes import Outcome
from vitrina.importers.row_plans import Planner, RowPlan
from vitrina.importers.row_values import RowReader
from vitrina.importers.site_words import catalogues, words_for_flags
from vitrina.importers.tables import Table, UnreadableTable
from vitrina.importers.terms import TermNames
from vitrina.importers.xlsx_tables import open_xlsx
from vitrina.problems import Location, Problem, Problems, say, visible
from vitrina.reading.sources import find_sources
from vitrina.reading.text import read_text
from vitrina.reading.yaml import parse
from vitrina.reporting.report import BUILT, CONTENT_PROBLEMS
from vitrina.reporting.terminal import CountLine, invalid_source, print_problems, usage_error
from vitrina.reporting.translator import Translator
from vitrina.scaffold.existing_site import ExistingSite

_AT_ONCE = 200
"""Rows whose files are written together."""

_MOST_KEPT = 40_000_000
"""Characters of files that are held in memory until all rows are planned; the rows of more are planned once more."""

_VOCABULARIES = "i18n/vocabularies"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableImport:
    """An import: the ``site``, the ``file``, its mapping, and what the command line asks for."""

    site: ExistingSite
    file: Path
    mapping_file: Path
    report: Path | None
    is_dry: bool
    is_strict: bool
    adds_terms: bool

    @property
    def given(self) -> SchemaContext:
        """The contract of the site's documents, with messages in the language of the user."""
        context = schema_context_of(self.site.config, self.site.vocabularies)
        translator = self.site.translator
        return replace(context, language=translator.language, translate=translator.plain)


def import_table(args: argparse.Namespace, translator: Translator) -> int:
    """Import the table that the command line names; return the exit code."""
    source, file = Path(args.source), Path(args.file)
    if wrong := invalid_source(source):
        return usage_error(translator, *wrong)
    site = ExistingSite.read(source, translator)
    if site is None:
        problems = Problems()
        read_config(source, None, problems)
        print_problems(problems, source, translator)
        return CONTENT_PROBLEMS
    if not file.is_file():
        return usage_error(translator, "FILE", say("there is no file “{file}”.", file=file))
    wanted = TableImport(
        site=site,
        file=file,
        mapping_file=Path(args.mapping) if args.mapping else file.with_suffix(ENDING),
        report=Path(args.report) if args.report else None,
        is_dry=args.dry_run,
        is_strict=args.strict,
        adds_terms=args.add_terms,
    )
    try:
        return _run(wanted)
    except UnreadableTable as error:
        problem = Problem(Location(file.name, error.line), "unusable-table", error.message, error.hint)
        print_problems([problem], file.parent, translator)
        return CONTENT_PROBLEMS
    except OSError as error:
        return usage_error(translator, str(error.filename or file), reason_of(error))


def _run(wanted: TableImport) -> int:
    site, problems = wanted.site, Problems()
    mapping = None
    if os.path.lexists(wanted.mapping_file):
        mapping = read_mapping(wanted.mapping_file, site.config, wanted.given, problems)
        if mapping is None:
            print_problems(problems, wanted.mapping_file.parent, site.translator)
            return CONTENT_PROBLEMS
    table = _opened(wanted, mapping)
    for note in table.notes if mapping is not None else ():
        print(site.translator.translate(note))
    if mapping is not None:
        mapped = bind(table, mapping, site.config, problems)
    else:
        mapped = as_written_here(table, site.config)
        if mapped is None:
            return _propose(wanted, table)
    if mapped is None:
        print_problems(problems, wanted.mapping_file.parent, site.translator)
        return CONTENT_PROBLEMS
    return _carry_over(wanted, mapped)


def _opened(wanted: TableImport, mapping: TableMapping | None) -> Table:
    with wanted.file.open("rb") as opened:
        is_workbook = opened.read(4) == b"PK\x03\x04"
    if is_workbook:
        return open_xlsx(wanted.file, mapping.sheet if mapping else None)
    languages = wanted.site.config.written_languages
    return open_csv(wanted.file, languages, mapping.encoding if mapping else None)


def _propose(wanted: TableImport, table: Table) -> int:
    """Write a mapping for the user to read and to correct."""
    site = wanted.site
    header = header_of(table, None)
    if header is None:
        raise UnreadableTable(say("The table is empty."))
    text, columns = proposed_mapping(table, header, site, wanted.given)
    write_alone(site.source, wanted.mapping_file, text.encode())
    translate = site.translator.translate
    for note in table.notes:
        print(translate(note))
    for heading, name in columns.items():
        print(f"  {visible(heading.text) or f'[{heading.letter}]'} → {name or '–'}")
    message = say(
        "This is proposed in {file}. Read and correct it, and run the command again.", file=wanted.mapping_file
    )
    print(translate(message))
    return BUILT if wanted.is_dry else CONTENT_PROBLEMS


def _planner(wanted: TableImport, mapped: MappedTable) -> Planner:
    site, config, mapping = wanted.site, wanted.site.config, mapped.mapping
    facts = config.facts[mapping.section]
    languages = tuple(config.written_languages)
    sources = find_sources(site.source, config, Problems())
    entries = ExistingEntries.of_section(sources, mapping.section, languages, facts)
    key = next((fact for fact in facts if fact.key == mapping.find_by), None)
    has_ids = any(column.part == ID and column.fact is None for column in mapped.bound.values())
    return Planner(
        reader=RowReader(
            mapped=mapped,
            facts=facts,
            conventions=Conventions(
                languages=languages,
                dates=mapping.dates,
                decimal=mapping.decimal,
                currency=mapping.currency,
                flags=words_for_flags(catalogues(site.source, languages)),
            ),
            names=TermNames.of(site.vocabularies, mapping.terms),
            vocabularies=site.vocabularies,
        ),
        entries=entries,
        index={} if has_ids else entries.index(key),
        key=key,
        given=wanted.given,
    )


def _carry_over(wanted: TableImport, mapped: MappedTable) -> int:
    """Plan all rows, tell what becomes of them, and write the files unless only that was asked for."""
    planner, outcome = _planner(wanted, mapped), Outcome()
    kept, size = list[RowPlan](), 0
    for plan in _counted(planner.plans(), wanted.site.translator):
        outcome.add(plan)
        size += sum(map(len, plan.files.values()))
        if size <= _MOST_KEPT and plan.files:
            kept.append(plan)
    if wanted.adds_terms and outcome.terms.found and not wanted.is_dry:
        _add_terms(wanted, mapped, outcome)
        site = ExistingSite.read(wanted.site.source, wanted.site.translator)
        return _run(replace(wanted, site=site or wanted.site, adds_terms=False))
    has_failed = wanted.is_strict and outcome.findings.total > 0
    if not wanted.is_dry and not has_failed:
        plans = iter(kept) if size <= _MOST_KEPT else planner.plans()
        _write(wanted.site.source, _counted(plans, wanted.site.translator))
    _tell(wanted, mapped, outcome, is_written=not wanted.is_dry and not has_failed)
    return CONTENT_PROBLEMS if has_failed else BUILT


def _counted(plans: Iterator[RowPlan], translator: Translator) -> Iterator[RowPlan]:
    """Yield ``plans``, and show how many there were."""
    line = CountLine(sys.stderr, translator)
    try:
        for number, plan in enumerate(plans, start=1):
            line.show(number)
            yield plan
    finally:
        line.clear()


def _write(source: Path, plans: Iterator[RowPlan]) -> None:
    while several := list(islice(plans, _AT_ONCE)):
        files = {path: text for plan in several for path, text in plan.files.items()}
        write_sources(source, files)


def _lines_of_terms(wanted: TableImport, mapped: MappedTable, outcome: Outcome) -> Mapping[str, Mapping[str, str]]:
    return lines_of_terms(outcome.terms, wanted.site.vocabularies, mapped.mapping.language)


def _add_terms(wanted: TableImport, mapped: MappedTable, outcome: Outcome) -> None:
    """Add the terms that no vocabulary has to the site's files, and read these again."""
    site = wanted.site
    for name, lines in _lines_of_terms(wanted, mapped, outcome).items():
        path = f"{_VOCABULARIES}/{name}.yml"
        problems = Problems()
        text = read_text(site.source / path, path, problems) if os.path.lexists(site.source / path) else ""
        if text is None:
            print_problems(problems, site.source, site.translator)
            continue
        fields = parse(changed := with_lines(text, lines), path, Problems())
        if fields is None or not lines.keys() <= fields.keys.keys():
            continue  # the lines stay in the report, for the user to add
        write_sources(site.source, {path: changed})
        print(site.translator.translate(say("Added to {path}: {terms}", path=path, terms=tuple(lines))))


def _tell(wanted: TableImport, mapped: MappedTable, outcome: Outcome, *, is_written: bool) -> None:
    translator = wanted.site.translator
    terms = {} if wanted.adds_terms and is_written else _lines_of_terms(wanted, mapped, outcome)
    whole = list(outcome.lines(mapped, terms, translator))
    if wanted.report is not None:
        write_alone(wanted.site.source, wanted.report, "".join(f"{line}\n" for line in whole).encode())
    for line in outcome.shortened(mapped, terms, translator):
        print(line)
    for line in outcome.summary(translator, is_written=is_written, is_dry=wanted.is_dry):
        print(line)
