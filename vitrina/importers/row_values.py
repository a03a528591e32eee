"""A row of a table as values of front matter: which facts of an entry change, and what is not understood."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vitrina.contract.columns import LABEL, WHOLE, Column
from vitrina.contract.fact_shapes import LIST
from vitrina.contract.keys import SchemaContext
from vitrina.importers.cell_values import Conventions, cells_in_parts, text_of
from vitrina.importers.fact_cells import BETWEEN_TERMS, Cells, cells_of, read_fact, value_of, yaml_of_cells
from vitrina.importers.findings import Finding
from vitrina.importers.mapped_tables import MappedTable
from vitrina.importers.tables import Cell, Row
from vitrina.importers.terms import TermNames, label_of
from vitrina.importers.xlsx_tables import FORMULA_WITHOUT_VALUE
from vitrina.importers.yaml_values import Yaml
from vitrina.model import Facet, Fact, Vocabulary
from vitrina.problems import Problems, say
from vitrina.reading.yaml import MappingNode
from vitrina.values.suggestions import did_you_mean

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")

_Given = tuple[int, Column, Cell]


@dataclass(frozen=True, slots=True)
class Changes:
    """New values by the keys of facts, ``None`` for those to delete; and what is to be told.

    ``unknown`` are texts that name no term, each with its vocabulary.
    """

    values: Mapping[str, Yaml | None]
    findings: tuple[Finding, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """Reads rows of a mapped table; ``facts`` are those of its section."""

    mapped: MappedTable
    facts: Sequence[Fact[Any]]
    conventions: Conventions
    names: TermNames
    vocabularies: Mapping[str, Vocabulary]

    def texts(self, row: Row) -> dict[str, str]:
        """Return what a row says of the documents themselves, by the names of columns; empty cells are left out."""
        own = {column.name: row.cell(at) for at, column in self.mapped.bound.items() if column.fact is None}
        identifier = text_of(own["id"]) if "id" in own else ""
        cells = {**own, **self.mapped.texts.get(identifier, {})}
        return {
            name: text
            for name, cell in cells.items()
            if (text := text_of(cell)) and cell.value != FORMULA_WITHOUT_VALUE
        }

    def given_texts(self, identifier: str) -> frozenset[str]:
        """Return the names of the columns of documents that the row of an entry has, empty ones, too."""
        own = {column.name for column in self.mapped.bound.values() if column.fact is None}
        return frozenset((*own, *self.mapped.texts.get(identifier, {})))

    def key_text(self, row: Row, fact: Fact[Any]) -> str:
        """Return what a row says of the ``fact`` by which entries are found."""
        return next((text_of(cell) for _, _, cell in self._given(row, fact) if text_of(cell)), "")

    def changes(self, row: Row, front: MappingNode, given: SchemaContext) -> Changes:
        """Return how a row changes the facts of a document with this front matter, an empty one for a new entry."""
        values: dict[str, Yaml | None] = {}
        findings: list[Finding] = []
        unknown: list[tuple[str, str]] = []
        for fact in self.facts:
            cells = self._given(row, fact)
            if not cells or self._is_as_before(fact, cells, front):
                continue
            uncomputed = next((at for at, _, cell in cells if cell.value == FORMULA_WITHOUT_VALUE), None)
            if uncomputed is not None:
                findings.append(_without_value(row, uncomputed))
                continue
            parts, strange = self._parts(fact, cells, front)
            if isinstance(fact, Facet):
                unknown += [(fact.vocabulary, text) for text in strange]
                findings += [self._unknown_term(row, cells[0][0], fact, text) for text in strange]
                if strange and (fact.key in front.values or not parts.get(WHOLE)):
                    continue  # half of what is meant would be less right than what is there
            changed = self._changed(row, fact, cells, parts, front, given, findings)
            values |= changed
        return Changes(values, tuple(findings), tuple(unknown))

    def _given(self, row: Row, fact: Fact[Any]) -> list[_Given]:
        bound = self.mapped.bound.items()
        return [
            (at, column, row.cell(at))
            for at, column in bound
            if column.fact is not None and column.fact.key == fact.key
        ]

    def _is_as_before(self, fact: Fact[Any], cells: Sequence[_Given], front: MappingNode) -> bool:
        """Tell whether all cells are empty, or say what ``vitrina table`` writes for the present value."""
        if fact.key not in front.values or not self.mapped.mapping.replace:
            is_empty = all(not text_of(cell) for _, _, cell in cells)
            return is_empty and not (self.mapped.mapping.replace and fact.key in front.values)
        current = cells_of(fact, front)
        written = {column.language or column.part: text_of(cell) for _, column, cell in cells}
        label = written.pop(LABEL, None)
        return all(text == current.get(part, "") for part, text in written.items()) and (
            label is None or self._is_label(fact, current.get(WHOLE, ""), label)
        )

    def _is_label(self, fact: Fact[Any], ids: str, label: str) -> bool:
        if not isinstance(fact, Facet):
            return True
        terms, vocabulary = ids.split(BETWEEN_TERMS), self.vocabularies.get(fact.vocabulary)
        return any(label == label_of(terms, vocabulary, language) for language in self.conventions.languages)

    def _parts(self, fact: Fact[Any], cells: Sequence[_Given], front: MappingNode) -> tuple[Cells, tuple[str, ...]]:
        """Return the texts of the parts of ``fact``, and those that name no term."""
        headings = {heading.column: heading.text for heading in self.mapped.headings}
        if not isinstance(fact, Facet):
            given = [(column, cell, headings.get(at, "")) for at, column, cell in cells]
            return cells_in_parts(fact, given, self.conventions), ()
        written = {column.part: text_of(cell) for _, column, cell in cells}
        whole, current = written.get(WHOLE, ""), cells_of(fact, front).get(WHOLE, "")
        label = written.get(LABEL, "")
        text = label if label and whole in ("", current) and not self._is_label(fact, whole, label) else whole
        many = fact.has_many or fact.shape.startswith(LIST)
        resolved = self.names.resolved(fact.vocabulary, text, many=many)
        return {WHOLE: BETWEEN_TERMS.join(resolved.ids)}, resolved.unknown

    def _changed(
        self,
        row: Row,
        fact: Fact[Any],
        cells: Sequence[_Given],
        parts: Cells,
        front: MappingNode,
        given: SchemaContext,
        findings: list[Finding],
    ) -> dict[str, Yaml | None]:
        """Return the new value of ``fact``, or nothing where it stays; what is wrong is added to the findings."""
        current = cells_of(fact, front)
        wanted = _together(fact, current, parts, replace=self.mapped.mapping.replace)
        if wanted == current:
            return {}
        value = yaml_of_cells(fact, wanted)
        if value is None:
            return {fact.key: None} if current else {}
        problems = Problems()
        typed = value_of(fact, value, given, problems)
        if problems.errors:
            at = next((at for at, _, cell in cells if text_of(cell)), cells[0][0])
            findings += [Finding(row.number, at, problem.message, problem.hint) for problem in problems]
            return {}
        is_same = fact.key in front.values and typed == read_fact(fact, front, given, Problems())
        return {} if is_same else {fact.key: value}

    def _unknown_term(self, row: Row, column: int, fact: Facet, text: str) -> Finding:
        names = self.names.names.get(fact.vocabulary, {})
        otherwise = say("Add it to the vocabulary, or name the term that it means under “terms” in the mapping.")
        message = say("“{value}” is not a term of {file}.", value=text, file=f"i18n/vocabularies/{fact.vocabulary}.yml")
        return Finding(row.number, column, message, did_you_mean(text.casefold(), names, otherwise))


def _together(fact: Fact[Any], current: Cells, parts: Cells, *, replace: bool) -> dict[str, str]:
    """Return the parts of a value: those of the table, and the present ones that it does not have."""
    told = {part: _spelled(text, current.get(part, "")) for part, text in parts.items() if text or replace}
    if fact.shape == "period" and told.get(WHOLE):
        return {WHOLE: told[WHOLE]}
    found = {**current, **told}
    return {part: text for part, text in found.items() if text}


def _spelled(text: str, current: str) -> str:
    """Return ``text``, or the ``current`` one if both are the same number."""
    if not (_NUMBER.fullmatch(text) and _NUMBER.fullmatch(current)):
        return text
    return current if Decimal(text) == Decimal(current) else text


def _without_value(row: Row, column: int) -> Finding:
    message = say("The formula in this cell has no value yet.")
    return Finding(row.number, column, message, say("Open the workbook in a spreadsheet and save it again."))
