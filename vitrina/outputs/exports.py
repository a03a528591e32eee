"""The list of projects as tables for spreadsheets and programs, in each language."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.exports.table import Table, table_of_projects
from vitrina.exports.values import ExportsView
from vitrina.exports.writing import WRITERS
from vitrina.model import NEUTRAL
from vitrina.model.sections import PROJECTS
from vitrina.outputs.kinds import SETTINGS, FileContext, FileKind, OutputKind, Planned
from vitrina.problems import say
from vitrina.views import addresses, kinds
from vitrina.views.targets import Target
from vitrina.views.values import Link, Text
from vitrina.views.view_context import ViewContext


def exports_view(view_context: ViewContext, language: str) -> ExportsView | None:
    """Return what there is of the list of projects to take away; ``None`` where there is nothing."""
    section, files = view_context.sections[PROJECTS], view_context.has(kinds.TABLE)
    links = tuple(
        Link(
            text=Text(ending.upper(), NEUTRAL, "ltr"), url=view_context.link(addresses.table(section, language, ending))
        )
        for ending in (WRITERS if files else ())
    )
    embed = view_context.page_link(kinds.EMBED, language)
    has_projects = bool(view_context.editions[language].projects)
    return ExportsView(files=links, embed_url=embed) if has_projects and (links or embed) else None


def _plan(given: FileContext) -> Iterator[Planned]:
    section = given.view_context.sections[PROJECTS]
    for language, edition in given.view_context.editions.items():
        for ending in WRITERS if edition.projects else ():
            target = Target(kind=kinds.TABLE, language=language, id=ending)
            yield Planned(path=addresses.table(section, language, ending), origin=SETTINGS, target=target)


def _content(given: FileContext, target: Target) -> bytes:
    return WRITERS[target.id](_table(given, target.language))


def _table(given: FileContext, language: str) -> Table:
    """Return the table of a language, which all its files share."""
    known = given.tables.get(language)
    if known is None:
        known = given.tables[language] = table_of_projects(given.view_context, language)
    return known


EXPORTS = OutputKind(
    name="exports",
    purpose=say("The list of projects as CSV and JSON."),
    files=(FileKind(name=kinds.TABLE, plan=_plan, content=_content, group=lambda target: target.language),),
    needs=(kinds.PROJECTS, kinds.PROJECT),
    assets=("download.js",),
)
