"""What became of a table, told: the files, the cells that were not carried over, the terms that are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from vitrina.importers.findings import Findings
from vitrina.importers.mapped_tables import MappedTable
from vitrina.importers.row_plans import Fate, RowPlan
from vitrina.importers.terms import NewTerms
from vitrina.problems import say
from vitrina.reporting.translator import Translator

_MOST_SHOWN: Final = 30
"""Lines of a list on the terminal; the report has all of what was not carried over."""

_Terms = Mapping[str, Mapping[str, str]]


@dataclass(slots=True)
class Outcome:
    """The rows of each fate, what is told about cells, missing terms, and the first files with their keys."""

    fates: Counter[Fate] = field(default_factory=Counter)
    files: list[str] = field(default_factory=list)
    file_count: int = 0
    findings: Findings = field(default_factory=Findings)
    terms: NewTerms = field(default_factory=NewTerms)

    def add(self, plan: RowPlan) -> None:
        """Count the plan of a row."""
        self.fates[plan.fate] += 1
        self.file_count += len(plan.files)
        for finding in plan.findings:
            self.findings.add(finding)
        for vocabulary, text in plan.unknown:
            self.terms.add(vocabulary, text)
        keys = f": {', '.join(plan.keys)}" if plan.keys else ""
        self.files += [f"{path}{keys}" for path in plan.files][: _MOST_SHOWN - len(self.files)]

    def lines(self, mapped: MappedTable, terms: _Terms, translator: Translator) -> Iterator[str]:
        """Yield all that was not carried over, from the columns that the mapping leaves out to single cells."""
        left_out = [
            heading.text or f"[{heading.letter}]"
            for heading in mapped.headings
            if heading.column not in mapped.bound and heading.text
        ]
        if left_out:
            yield translator.translate(say("Columns that the mapping leaves out: {names}", names=tuple(left_out)))
        yield from self.findings.lines(mapped.table.path, tuple(mapped.headings), translator)
        for vocabulary, lines in terms.items():
            path = f"i18n/vocabularies/{vocabulary}.yml"
            yield translator.translate(say("Terms that {path} could have (--add-terms adds them):", path=path))
            yield from (f"  {line}" for line in lines.values())

    def shortened(self, mapped: MappedTable, terms: _Terms, translator: Translator) -> Iterator[str]:
        """Yield the first files and the first of ``lines``, with the number of those that follow."""
        for path in self.files:
            yield f"  {path}"
        if self.file_count > len(self.files):
            yield translator.translate(say("… and {count} more files", count=self.file_count - len(self.files)))
        rest = iter(self.lines(mapped, terms, translator))
        yield from islice(rest, 2 * _MOST_SHOWN)
        more = sum(1 for _ in rest)
        if more:
            yield translator.translate(say("… and {count} more lines; --report FILE writes all of them.", count=more))

    def summary(self, translator: Translator, *, is_written: bool, is_dry: bool) -> Iterator[str]:
        """Yield the last lines: how many rows became what, and whether anything was written."""
        given = {
            "new": self.fates[Fate.NEW],
            "changed": self.fates[Fate.CHANGED],
            "unchanged": self.fates[Fate.UNCHANGED],
            "left_out": self.fates[Fate.LEFT_OUT],
        }
        message = say(
            "Rows: {new} new, {changed} with changes, {unchanged} without changes, {left_out} left out.", **given
        )
        yield translator.translate(message)
        if self.findings.total:
            yield translator.translate(say("Not carried over: {count}.", count=self.findings.total))
        if is_dry:
            yield translator.translate(say("Nothing was written, because this is a dry run."))
        elif not is_written:
            yield translator.translate(say("Nothing was written, because of --strict."))
        else:
            yield translator.translate(say("Files written: {count}.", count=self.file_count))
