"""The commands ``new``, ``init`` and ``schema``."""

from __future__ import annotations

import argparse

from vitrina.problems import Message, say
from vitrina.reporting.arguments import Commands, Parser
from vitrina.reporting.terminal import add_common_options
from vitrina.reporting.translator import Translator
from vitrina.values.language_tags import canonical_tag, tag_of_text

NAMES = ("new", "init", "schema")
"""The commands that ``add_commands`` adds."""

SUBJECTS = ("project", "news", "page", "site", "facts", "vocabulary", "reply", "language", "import")
"""The subjects of ``schema``: those of ``contract.schemas.Subject``, repeated so that ``--help`` need not load it."""

DOCUMENTS = {"project": say("a new project"), "news": say("a new news post"), "page": say("a new page")}
"""The kinds of documents that ``new`` creates, each with a word about it."""

_NEW = say("Creates a file with comments in your language that passes “vitrina check”. It never overwrites a file.")
_SITE = say("Creates a small site to begin with. It never overwrites a file.")

_STOPPED = say("Stopped. Nothing was written.")


def add_commands(commands: Commands) -> None:
    """Add the commands to the parser."""
    kinds = commands.add(
        "new", say("create a new project, news post, page, translation, language or site"), about=_NEW
    ).add_commands(say("What to create:"), "WHAT")
    for name, short in DOCUMENTS.items():
        document = _command(kinds, name, short, _NEW)
        document.explain("id", metavar="ID", about=say("the folder's name: small letters a to z, digits, hyphens"))
        _add_choices(document)
    entry = _command(kinds, "entry", say("a new entry of a section of the site, such as an event"), _NEW)
    entry.explain("id", metavar="SECTION/ID", about=say("the section and the folder's name, for instance events/fair"))
    _add_choices(entry)
    translation = _command(kinds, "translation", say("a translation of a project, news post or page"), _NEW)
    translation.explain("id", metavar="ID", about=say("the folder's name, with projects/ or so before it if need be"))
    translation.explain(
        "language",
        metavar="LANG",
        type=tag_of_text,
        about=say("the language to translate into, for instance sv; sv.easy for the text in easy language"),
    )
    of_language = say("Adds a language to the settings of the site, as a draft.")
    language = _command(kinds, "language", say("one more language of the site, as a draft"), of_language)
    language.explain("language", metavar="LANG", type=canonical_tag, about=say("its code, for instance et or pt-BR"))
    _add_site(_command(kinds, "site", say("a new site (the same as “vitrina init”)"), _SITE))
    _add_site(_command(commands, "init", say("create a new site in a folder"), _SITE))
    _add_schema(commands)


def _command(commands: Commands, name: str, short: Message, about: Message) -> Parser:
    """Add the command ``name`` with its help."""
    parser = commands.add(name, short, about=about)
    add_common_options(parser)
    parser.set_defaults(run=_run, what=name, stop_message=_STOPPED)
    return parser


def _add_choices(parser: Parser) -> None:
    parser.explain("--language", metavar="LANG", type=canonical_tag, about=say("the language that it is written in"))
    parser.explain("--title", metavar="TEXT", about=say("its title (default: made from the id)"))


def _add_site(parser: Parser) -> None:
    parser.explain("folder", metavar="DIR", nargs="?", about=say("where to create it (default: the source folder)"))
    parser.explain("--title", metavar="TEXT", about=say("the name of the site (default: the folder's)"))
    parser.explain(
        "--languages",
        metavar="CODES",
        about=say("its languages, for instance sv,ar,pl,lv; documents begin in the first"),
    )


def _add_schema(commands: Commands) -> None:
    about = say("Prints which keys there are in a file, what each is for, and how it is written.")
    schema = _command(commands, "schema", say("print which keys there are, for editors or for people"), about)
    schema.explain(
        "subject",
        metavar="WHAT",
        nargs="?",
        about=say("a section of the site, or one of: {subjects}", subjects=SUBJECTS),
    )
    schema.explain(
        "--format",
        choices=("json", "markdown"),
        default="json",
        about=say("a JSON Schema, or a table to read (default: json)"),
    )
    schema.explain(
        "--editor",
        action="store_true",
        about=say("write all schemas into .vscode/, so that an editor completes what you type"),
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
