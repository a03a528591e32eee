"""What an import has to tell about the table: the same of many rows is told once, with the first of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from vitrina.importers.tables import Heading, letter_of
from vitrina.problems import Message, say, visible
from vitrina.reporting.translator import Translator

MOST_PLACES: Final = 5
"""The number of cells that are listed of those with the same to tell."""

MOST_GROUPS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Finding:
    """What is told about a cell, or about a whole row where ``column`` is ``None``."""

    row: int
    column: int | None
    message: Message
    hint: Message | None = None


@dataclass(slots=True)
class _Group:
    first: Finding
    rows: list[int]
    count: int = 1


@dataclass(slots=True)
class Findings:
    """Findings, grouped by column and message; ``total`` counts all of them."""

    groups: dict[tuple[int, str], _Group] = field(default_factory=dict)
    total: int = 0

    def add(self, finding: Finding) -> None:
        """Add a finding."""
        self.total += 1
        key = (-1 if finding.column is None else finding.column, finding.message.text())
        group = self.groups.get(key)
        if group is None and len(self.groups) < MOST_GROUPS:
            self.groups[key] = _Group(finding, [finding.row])
        elif group is not None:
            group.count += 1
            if len(group.rows) < MOST_PLACES:
                group.rows.append(finding.row)

    def lines(self, path: str, headings: tuple[Heading, ...], translator: Translator) -> Iterator[str]:
        """Yield the lines of a report on the table at ``path``: the cells, what is wrong, what to do."""
        ordered = sorted(self.groups.values(), key=lambda group: (group.first.row, group.first.column or -1))
        for group in ordered:
            finding = group.first
            letter = "" if finding.column is None else letter_of(finding.column)
            places = [f"{letter}{row}" for row in group.rows]
            if group.count > len(places):
                places.append(translator.translate(say("and {count} more", count=group.count - len(places))))
            heading = next((one.text for one in headings if one.column == finding.column and one.text), "")
            name = f" ({visible(heading)})" if heading else ""
            yield f"{visible(path)} {', '.join(places)}{name}: {translator.translate(finding.message)}"
            if finding.hint is not None:
                yield f"    {translator.translate(finding.hint)}"
