"""The commands ``new``, ``init`` and ``schema``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from vitrina.problems import say
from vitrina.reporting.arguments import Parser
from vitrina.reporting.terminal import common_options
from vitrina.reporting.translator import Translator
from vitrina.values.language_tags import canonical_tag

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Parser]

NAMES = ("new", "init", "schema")
"""The commands that ``add_commands`` adds."""

SUBJECTS = ("project", "news", "page", "site", "facts", "vocabulary", "reply", "language")
"""The subjects of ``schema``: those of ``contract.schemas.Subject``, repeated so that ``--help`` need not load it."""

DOCUMENTS = SUBJECTS[:3]
"""The kinds of documents that ``new`` creates."""

_STOPPED = say("Stopped. Nothing was written.")


def add_commands(commands: Commands) -> None:
    """Add the commands to the parser."""
    new = commands.add_parser(
        "new",
        help="create a new project, news post, page, translation, language or site",
        description="Creates a file with comments in your language that passes “vitrina check”. It never overwrites "
        "a file.",
    )
    kinds = new.add_subparsers(title="what to create", metavar="WHAT", required=True)
    for name in DOCUMENTS:
        document = _command(kinds, name, f"a new {'news post' if name == 'news' else name}")
        document.add_argument("id", metavar="ID", help="the folder's name: small letters a to z, digits, hyphens")
        _add_choices(document)
    entry = _command(kinds, "entry", "a new entry of a section of the site, such as an event")
    entry.add_argument("id", metavar="SECTION/ID", help="the section and the folder's name, for instance events/fair")
    _add_choices(entry)
    translation = _command(kinds, "translation", "a translation of a project, news post or page")
    translation.add_argument("id", metavar="ID", help="the folder's name, with projects/ or so before it if need be")
    translation.add_argument(
        "language", metavar="LANG", type=canonical_tag, help="the language to translate into, for instance sv"
    )
    language = _command(kinds, "language", "one more language of the site, as a draft")
    language.add_argument("language", metavar="LANG", type=canonical_tag, help="its code, for instance et or pt-BR")
    _add_site(_command(kinds, "site", "a new site (the same as “vitrina init”)"))
    _add_site(_command(commands, "init", "create a new site in a folder"))
    schema = _command(commands, "schema", "print which keys there are, for editors or for people")
    subjects = f"a section of the site, or one of: {', '.join(SUBJECTS)}"
    schema.add_argument("subject", metavar="WHAT", nargs="?", help=subjects)
    schema.add_argument(
        "--format",
        choices=("json", "markdown"),
        default="json",
        help="a JSON Schema, or a table to read (default: json)",
    )
    schema.add_argument(
        "--editor",
        action="store_true",
        help="write all schemas into .vscode/, so that an editor completes what you type",
    )


def _command(commands: Commands, name: str, about: str) -> Parser:
    """Add the command ``name`` with the help text ``about``."""
    text = f"{about[0].upper()}{about[1:]}."
    parser = commands.add_parser(name, help=about, description=text, parents=[common_options()])
    parser.set_defaults(run=_run, what=name, stop_message=_STOPPED)
    return parser


def _add_choices(parser: Parser) -> None:
    parser.add_argument("--language", metavar="LANG", type=canonical_tag, help="the language that it is written in")
    parser.add_argument("--title", metavar="TEXT", help="its title (default: made from the id)")


def _add_site(parser: Parser) -> None:
    parser.add_argument("folder", metavar="DIR", nargs="?", help="where to create it (default: the source folder)")
    parser.add_argument("--title", metavar="TEXT", help="the name of the site (default: the folder's)")
    parser.add_argument(
        "--languages", metavar="CODES", help="its languages, for instance sv,ar,pl,lv; documents begin in the first"
    )


def _run(args: argparse.Namespace, translator: Translator) -> int:
    from vitrina.scaffold import commands

    match args.what:
        case "translation":
            return commands.make_translation(args, translator)
        case "language":
            return commands.make_language(args, translator)
        case "site" | "init":
            return commands.make_site(args, translator)
        case "schema":
            return commands.show_schema(args, translator)
        case _:
            return commands.make_document(args, translator)
