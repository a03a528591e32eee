"""The table of projects of a language: its columns follow from the declarations of facts, its rows from the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vitrina.exports.fields import Cell, CellType, Field, Wording, cell_of, fields_of, is_several
from vitrina.model import Fact, Use, sections
from vitrina.views import addresses, kinds
from vitrina.views.editions import ShownVersion
from vitrina.views.listings import listed, shown_entries
from vitrina.views.targets import Target
from vitrina.views.view_context import ViewContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, and what its cells hold; those of a fact with a list of values hold several."""

    name: str
    type: CellType
    is_list: bool
    meaning: str


OWN_COLUMNS = (
    Column(name="id", type=CellType.ID, is_list=False, meaning="The id of the project, the same in every language."),
    Column(name="url", type=CellType.ADDRESS, is_list=False, meaning="The address of its page."),
    Column(name="language", type=CellType.ID, is_list=False, meaning="The language of title and summary (BCP 47)."),
    Column(name="title", type=CellType.TEXT, is_list=False, meaning="The title."),
    Column(name="summary", type=CellType.TEXT, is_list=False, meaning="The summary."),
)
"""The columns of every project; those of its facts follow them. By the second, a script finds the rows of projects."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and rows of cells by the names of columns, without those that have nothing in them."""

    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]


def columns_of(facts: Iterable[Fact[Any]]) -> tuple[Column, ...]:
    """Return the columns of projects with ``facts``."""
    return (*OWN_COLUMNS, *(column for _, _, column in _columns_of_facts(facts)))


def table_of_projects(view_context: ViewContext, language: str) -> Table:
    """Return all projects that the visitors of a language see, in the order of the list."""
    declared = view_context.site.config.facts[sections.PROJECTS]
    by_fact: dict[str, list[tuple[Fact[Any], Field, Column]]] = {}
    for found in _columns_of_facts(declared):
        by_fact.setdefault(found[0].key, []).append(found)
    target = Target(kind=kinds.PROJECTS, language=language)
    shown = shown_entries(view_context, target, listed(view_context, target))
    rows = tuple(_row(view_context, language, one, by_fact) for one in shown if one.version.hidden is None)
    return Table(columns_of(declared), rows)


def _columns_of_facts(facts: Iterable[Fact[Any]]) -> Iterator[tuple[Fact[Any], Field, Column]]:
    """Yield the columns of those facts that are exported, each with its fact and the field that it holds.

    No two have the same name: a fact called “cost_currency” gets a longer one, where “cost” is an amount of money.
    """
    taken = {column.name for column in OWN_COLUMNS}
    for fact in facts:
        if Use.EXPORT not in fact.uses:
            continue
        for field in fields_of(fact):
            name = fact.key + field.suffix
            while name in taken:
                name = f"fact_{name}"
            taken.add(name)
            yield fact, field, Column(name=name, type=field.type, is_list=is_several(fact), meaning=field.meaning)


def _row(
    view_context: ViewContext,
    language: str,
    shown: ShownVersion,
    by_fact: Mapping[str, list[tuple[Fact[Any], Field, Column]]],
) -> Mapping[str, Cell]:
    entry, version = shown.entry, shown.version

    def file_url(name: str) -> str | None:
        if f"{entry.section}/{entry.id}/{name}" in view_context.site.withheld:
            return None
        return view_context.absolute(addresses.attachment(entry.section, entry.id, name))

    site = view_context.site
    wording = Wording(localiser=view_context.localisers[language], vocabularies=site.vocabularies, file_url=file_url)
    row: dict[str, Cell] = {
        "id": entry.id,
        "url": view_context.absolute(view_context.address_in(entry, version, language)),
        "language": version.language,
        "title": version.title,
    }
    if version.summary:
        row["summary"] = version.summary
    for key, columns in by_fact.items():
        if key in entry.facts.by_key:
            value = entry.facts.by_key[key]
            for fact, field, column in columns:
                cell = cell_of(fact, field, value, wording)
                if cell is not None and cell != ():
                    row[column.name] = cell
    return row
