"""What a row of a table is to become: new files, changed front matter, or nothing. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from vitrina.contract import documents
from vitrina.contract.columns import ID, SECTION
from vitrina.contract.keys import SchemaContext
from vitrina.importers.existing_entries import ExistingEntries, ExistingEntry, same_name
from vitrina.importers.fact_cells import fits
from vitrina.importers.findings import Finding
from vitrina.importers.front_matter_edits import Edit, with_edits
from vitrina.importers.new_documents import new_files
from vitrina.importers.row_values import RowReader
from vitrina.importers.tables import Row
from vitrina.importers.yaml_values import Yaml, scalar
from vitrina.model import Fact
from vitrina.problems import Location, Message, say
from vitrina.reading.file_names import identifier_for
from vitrina.reading.yaml import MappingNode
from vitrina.values.urls import is_identifier

_NOTHING = MappingNode({}, {}, Location(""))


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class RowPlan:
    """The fate of a row: the whole texts of files by path, and the keys that change in files that are there.

    ``unknown`` are texts that name no term, each with its vocabulary.
    """

    fate: Fate
    files: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """Plans the rows of a table, one after the other.

    ``index`` has the ids of entries by what they are found by: ``key``, or their titles.
    """

    reader: RowReader
    entries: ExistingEntries
    index: Mapping[str, Sequence[str]]
    key: Fact[Any] | None
    given: SchemaContext

    def plans(self) -> Iterator[RowPlan]:
        """Yield what becomes of each row; the same every time, as long as the files are the same."""
        seen: dict[str, int] = {}
        made: dict[str, list[str]] = {}
        for row in self.reader.mapped.rows():
            texts = self.reader.texts(row)
            found = self._identifier(row, texts, made, seen)
            if isinstance(found, Message):
                yield _left_out(row, found)
                continue
            identifier, name = found
            if identifier in seen:
                yield _left_out(row, say("Row {number} is about the same entry.", number=seen[identifier]))
                continue
            plan = self._plan(row, identifier, texts)
            if plan.fate is not Fate.LEFT_OUT:
                seen[identifier] = row.number
                made.setdefault(name, []).append(identifier)
            yield plan

    def _identifier(
        self, row: Row, texts: Mapping[str, str], made: Mapping[str, Sequence[str]], seen: Mapping[str, int]
    ) -> tuple[str, str] | Message:
        """Return the id of a row's entry, and the name by which it was found; or why there is none."""
        named = self._named(texts)
        if named is not None:
            return (named, "") if isinstance(named, str) else named
        titles = self._titles(texts)
        written = self.reader.key_text(row, self.key) if self.key is not None else ""
        name = same_name(written or next(iter(titles.values()), ""))
        if not name:
            return say("The row has no title.")
        known = [*self.index.get(name, ()), *made.get(name, ())]
        if len(known) > 1:
            return say("Several entries are called so: {ids}.", ids=tuple(known))
        if known:
            return known[0], name
        base = identifier_for(next(iter(titles.values()), written)) or identifier_for(written) or "entry"
        identifier, number = base, 2
        while identifier in self.entries.attachments or identifier in seen:
            identifier, number = f"{base}-{number}", number + 1
        return identifier, name

    def _named(self, texts: Mapping[str, str]) -> str | Message | None:
        """Return the id that a row names itself, or why it cannot; nothing where it names none."""
        if texts.get(SECTION, self._section) != self._section:
            choices = (self._section,)
            return say("“{value}” is not possible here. It can be: {choices}.", value=texts[SECTION], choices=choices)
        name = texts.get(ID)
        if name is None or is_identifier(name) or name in self.entries.sources:  # of pages in pages, too
            return name
        return say("“{value}” cannot be an id. An id has small letters a to z, digits and single hyphens.", value=name)

    def _titles(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return the titles of a row by language, that of the table's first."""
        languages = dict.fromkeys((self.reader.mapped.mapping.language, *self.given.languages))
        named = {language: texts.get(f"{documents.TITLE.name}_{language}", "") for language in languages}
        return {language: " ".join(title.split()) for language, title in named.items() if title}

    def _plan(self, row: Row, identifier: str, texts: Mapping[str, str]) -> RowPlan:
        if identifier in self.entries.sources:
            entry = self.entries.read(identifier)
            if entry is None:
                message = say(
                    "The files of content/{section}/{id} cannot be read.", section=self._section, id=identifier
                )
                return _left_out(row, message, say("“vitrina check” tells what is wrong with them."))
            return self._update(row, entry, texts)
        titles = self._titles(texts)
        if not titles:
            return _left_out(row, say("The row has no title."))
        found = self.reader.changes(row, _NOTHING, self.given)
        values = {key: value for key, value in found.values.items() if value is not None}
        files = new_files(self._section, identifier, titles, texts, values)
        return RowPlan(Fate.NEW, files, (), found.findings, found.unknown)

    def _update(self, row: Row, entry: ExistingEntry, texts: Mapping[str, str]) -> RowPlan:
        """Return the plan for an entry that is there: its facts, and its titles where the table replaces them."""
        original = entry.versions[entry.original]
        given = replace(self.given, attachments=entry.attachments)
        found = self.reader.changes(row, original.front, given)
        edits: dict[str, dict[str, Yaml | None]] = {entry.original: dict(found.values)}
        files: dict[str, str] = {}
        if self.reader.mapped.mapping.replace:
            for language in entry.versions:
                edits.setdefault(language, {}).update(self._text_edits(entry, language, texts))
            files = self._new_translations(entry, texts)
        findings = list(found.findings)
        for language, values in edits.items():
            version = entry.versions[language]
            ordered = {key: Edit(value, self._before(key)) for key, value in values.items()}
            text = with_edits(version.text, ordered) if ordered else version.text
            if text is None:
                message = say("The front matter of {path} is laid out unusually; it was left alone.", path=version.path)
                findings.append(Finding(row.number, None, message, say("Change it there: {keys}", keys=tuple(values))))
            elif text != version.text:
                files[version.path] = text
        keys = tuple(dict.fromkeys(key for language in edits.values() for key in language))
        fate = Fate.CHANGED if files else Fate.UNCHANGED
        return RowPlan(fate, files, keys, tuple(findings), found.unknown)

    @property
    def _section(self) -> str:
        return self.reader.mapped.mapping.section

    def _text_edits(
        self, entry: ExistingEntry, language: str, texts: Mapping[str, str]
    ) -> Iterator[tuple[str, Yaml | None]]:
        """Yield the titles and summaries that differ from those of the table; a title stays if that has none."""
        columns = self.reader.given_texts(entry.id)
        for key in (documents.TITLE.name, documents.SUMMARY.name):
            name = f"{key}_{language}"
            wanted, current = " ".join(texts.get(name, "").split()), entry.versions[language].value(key)
            is_wanted = bool(wanted) or key == documents.SUMMARY.name
            if name in columns and wanted != current and fits(current) and is_wanted:
                yield key, scalar(wanted) if wanted else None

    def _new_translations(self, entry: ExistingEntry, texts: Mapping[str, str]) -> dict[str, str]:
        """Return the files of languages that have a title in the table, but no document yet."""
        missing = {one: title for one, title in self._titles(texts).items() if one not in entry.versions}
        if not missing:
            return {}
        original = entry.versions[entry.original]
        known = {entry.original: original.value(documents.TITLE.name), **missing}
        files = new_files(self._section, entry.id, known, texts, {}, original=original.text)
        return {path: text for path, text in files.items() if path != original.path}

    def _before(self, key: str) -> list[str]:
        """Return the keys that stand before ``key`` in the usual order."""
        order = [*(one.name for one in documents.PROSE), *(fact.key for fact in self.reader.facts)]
        return order[: order.index(key)]


def _left_out(row: Row, message: Message, hint: Message | None = None) -> RowPlan:
    return RowPlan(Fate.LEFT_OUT, findings=(Finding(row.number, None, message, hint),))
