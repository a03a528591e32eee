"""The entries that a site has already: their files, and how a row of a table finds its entry again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vitrina.contract import documents
from vitrina.importers.fact_cells import cells_of
from vitrina.importers.front_matter_edits import front_of
from vitrina.model import Fact
from vitrina.problems import Problems
from vitrina.reading.sources import Source, Sources
from vitrina.reading.text import read_bytes
from vitrina.reading.yaml import MappingNode, ScalarNode


@dataclass(frozen=True, slots=True)
class WrittenVersion:
    """A document as it is on disk: its path from the site's folder on, all of its text, and its front matter."""

    path: str
    text: str
    front: MappingNode

    def value(self, key: str) -> str:
        """Return a text of the front matter on one line, empty where there is none."""
        node = self.front.values.get(key)
        return " ".join(node.value.split()) if isinstance(node, ScalarNode) and not node.is_empty else ""


@dataclass(frozen=True, slots=True)
class ExistingEntry:
    """An entry by language; ``original`` is the language of the version with the facts."""

    id: str
    original: str
    versions: Mapping[str, WrittenVersion]
    attachments: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ExistingEntries:
    """The entries of a section, read when they are asked for; ``sources`` are their files by id."""

    sources: Mapping[str, Sequence[Source]]
    attachments: Mapping[str, Sequence[str]]
    languages: Sequence[str]
    fact_keys: frozenset[str]

    @classmethod
    def of_section(
        cls, sources: Sources, section: str, languages: Iterable[str], facts: Iterable[Fact[Any]]
    ) -> ExistingEntries:
        """Return the entries of ``section`` among all ``sources`` of a site."""
        by_id: dict[str, list[Source]] = {}
        for source in sources.documents:
            if source.section == section:
                by_id.setdefault(source.id, []).append(source)
        attachments = {entry: files for (name, entry), files in sources.attachments.items() if name == section}
        return cls(by_id, attachments, tuple(languages), frozenset(fact.key for fact in facts))

    def read(self, identifier: str) -> ExistingEntry | None:
        """Return the entry with this id; ``None`` where there is none, or one of its files cannot be read."""
        versions: dict[str, WrittenVersion] = {}
        for source in self.sources.get(identifier, ()):
            data = read_bytes(source.file, source.path, Problems())
            try:
                text = "" if data is None else data.decode()
            except UnicodeDecodeError:
                return None
            front = front_of(text, source.path)
            if front is None:
                return None
            versions[source.language] = WrittenVersion(source.path, text, front)
        original = self._original(versions)
        if original is None:
            return None
        return ExistingEntry(identifier, original, versions, self.attachments.get(identifier, ()))

    def _original(self, versions: Mapping[str, WrittenVersion]) -> str | None:
        """Return the language of the version that is no translation; of several, of the one with facts."""
        known = [language for language in self.languages if language in versions]
        first = [one for one in known if documents.TRANSLATED_FROM.name not in versions[one].front.values]
        with_facts = (one for one in first if not self.fact_keys.isdisjoint(versions[one].front.keys))
        return next(with_facts, first[0] if first else None)

    def index(self, fact: Fact[Any] | None) -> dict[str, list[str]]:
        """Return the ids of the entries by what they are found by: the value of ``fact``, or a title."""
        found: dict[str, list[str]] = {}
        for identifier in self.sources:
            entry = self.read(identifier)
            if entry is None:
                continue
            for name in _names(entry, fact):
                found.setdefault(name, []).append(identifier)
        return found


def _names(entry: ExistingEntry, fact: Fact[Any] | None) -> Collection[str]:
    if fact is None:
        titles = (version.value(documents.TITLE.name) for version in entry.versions.values())
        return {same_name(title) for title in titles if title}
    cells = cells_of(fact, entry.versions[entry.original].front)
    return {same_name(text) for text in cells.values()}


def same_name(text: str) -> str:
    """Return what is equal for texts that name the same entry."""
    return " ".join(text.split()).casefold()
