"""The commands ``import`` and ``table``."""

from __future__ import annotations

import argparse

from vitrina.problems import say
from vitrina.reporting.arguments import Commands
from vitrina.reporting.terminal import add_common_options
from vitrina.reporting.translator import Translator
from vitrina.values.language_tags import canonical_tag

NAMES = ("import", "table")
"""The commands that ``add_commands`` adds."""

_STOPPED = say("Stopped. What is written already is whole; the same command goes on.")
_ABOUT = say(
    "Makes projects from the rows of a table (CSV or XLSX), and updates the facts of those that are there. A mapping, "
    "which it proposes, says what the columns are. It never overwrites a text."
)
_ABOUT_TABLE = say(
    "Writes the facts of all projects as a table, with titles and summaries in each language, to look at, or to edit "
    "in a spreadsheet and to read back with “vitrina import table”."
)


def add_commands(commands: Commands) -> None:
    """Add the commands to the parser."""
    short = say("bring in projects from elsewhere")
    kinds = commands.add("import", short, about=_ABOUT).add_commands(say("What to bring in:"), "WHAT")
    table = kinds.add("table", say("projects from a table, one in each row"), about=_ABOUT)
    add_common_options(table)
    table.explain("file", metavar="FILE", about=say("the table: a CSV file or a workbook (XLSX)"))
    table.explain(
        "--mapping",
        metavar="FILE",
        about=say("the mapping (default: beside the table, with the ending {ending})", ending=".import.yml"),
    )
    table.explain("--dry-run", action="store_true", about=say("say what would be made, and write no document"))
    table.explain("--strict", action="store_true", about=say("write nothing if anything cannot be carried over"))
    table.explain("--add-terms", action="store_true", about=say("add terms that are missing to the vocabularies"))
    table.explain("--report", metavar="FILE", about=say("also write all that was not carried over to a file"))
    table.set_defaults(run=_import_table, stop_message=_STOPPED)
    _add_table(commands)


def _add_table(commands: Commands) -> None:
    table = commands.add("table", say("write the facts of all projects as a table"), about=_ABOUT_TABLE)
    add_common_options(table)
    table.explain("file", metavar="FILE", about=say("the table to write, projects.xlsx or projects.csv"))
    table.explain("--section", metavar="SECTION", default="projects", about=say("entries of another section"))
    table.explain("--language", metavar="LANG", type=canonical_tag, about=say("the language of labels"))
    table.set_defaults(run=_write_table, stop_message=say("Stopped. Nothing was written."))


def _import_table(args: argparse.Namespace, translator: Translator) -> int:
    from vitrina.importers.table_import import import_table

    return import_table(args, translator)


def _write_table(args: argparse.Namespace, translator: Translator) -> int:
    from vitrina.importers.table_export import write_table

    return write_table(args, translator)
