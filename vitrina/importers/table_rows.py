"""The rows of a table with all entries of a section: a heading for each column, and the cells of each entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vitrina.contract import documents
from vitrina.contract.columns import ID, LABEL, SECTION, WHOLE, Column, columns_of_fact
from vitrina.importers.existing_entries import ExistingEntries, ExistingEntry
from vitrina.importers.fact_cells import BETWEEN_TERMS, cells_of, fits
from vitrina.importers.terms import label_of
from vitrina.model import Facet, Fact, Vocabulary
from vitrina.model.sections import PROJECTS

TEXTS = (documents.TITLE.name, documents.SUMMARY.name)
"""What stands in the table of a language, besides the id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTable:
    """A table of ``entries`` of a ``section``; labels are in ``language``."""

    section: str
    entries: ExistingEntries
    facts: Sequence[Fact[Any]]
    vocabularies: Mapping[str, Vocabulary]
    language: str

    @property
    def first(self) -> tuple[str, ...]:
        """The names of the columns that come before all others."""
        return (ID,) if self.section == PROJECTS else (ID, SECTION)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of facts."""
        return tuple(column for fact in self.facts for column in columns_of_fact(fact, self.entries.languages))

    def read(self) -> Iterator[ExistingEntry]:
        """Yield the entries that can be read, in the order of their ids."""
        found = (self.entries.read(identifier) for identifier in sorted(self.entries.sources))
        return (entry for entry in found if entry is not None)

    def cells(self, entry: ExistingEntry) -> dict[str, str]:
        """Return the cells of an entry by the names of their columns, without its texts."""
        front = entry.versions[entry.original].front
        found = dict(zip(self.first, (entry.id, self.section), strict=False))
        for fact in self.facts:
            parts = cells_of(fact, front)
            for column in columns_of_fact(fact, self.entries.languages):
                found[column.name] = parts.get(column.language or column.part, "")
                if column.part == LABEL and isinstance(fact, Facet) and parts.get(WHOLE):
                    ids = parts[WHOLE].split(BETWEEN_TERMS)
                    found[column.name] = label_of(ids, self.vocabularies.get(fact.vocabulary), self.language)
        return found

    def texts(self, entry: ExistingEntry, language: str) -> dict[str, str]:
        """Return title and summary of an entry in a language, empty where it has none there."""
        version = entry.versions.get(language)
        found = {name: version.value(name) if version else "" for name in TEXTS}
        return {name: text if fits(text) else "" for name, text in found.items()}
