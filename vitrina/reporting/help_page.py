"""The page of ``--help``: how a command is written and what it does, in the user's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from vitrina.languages.catalogues import ENGLISH
from vitrina.problems import Message, say
from vitrina.reporting.arguments import Explained, Parser
from vitrina.reporting.translator import Translator

INDENT = 2
COLUMN = 24
"""The columns before a line of the list, and before its explanation."""

WIDEST = 100
NARROWEST = COLUMN + 20
"""The largest and the smallest width of a page, in columns."""

_OPTIONS = say("Options:")
_WORDS = say("After the command:")
_ANY_OPTIONS = say("[options]")


def help_lines(parser: Parser, translator: Translator, columns: int) -> Iterator[str]:
    """Yield the lines of the help of ``parser`` for a terminal with so many ``columns``."""
    width = max(min(columns, WIDEST), NARROWEST)
    usage = say("Usage: {command}", command=_usage(parser, translator))
    yield translator.translate(usage)
    yield ""
    yield from translator.lines(parser.about, width, _width_in(translator))
    commands = parser.commands
    if commands is not None:
        yield from _list(commands.title, commands.explained, translator, width)
    yield from _list(_WORDS, parser.words, translator, width)
    yield from _list(_OPTIONS, parser.options, translator, width)
    if parser.ending is not None:
        yield ""
        yield from translator.lines(parser.ending, width, _width_in(translator))


def _usage(parser: Parser, translator: Translator) -> str:
    """Return how the command is written."""
    words = [word.written for word in parser.words] + ([parser.commands.metavar, "…"] if parser.commands else [])
    return " ".join([parser.prog, translator.plain(_ANY_OPTIONS), *words])


def _list(title: Message, explained: Iterable[Explained], translator: Translator, width: int) -> Iterator[str]:
    """Yield a heading and what stands below it, each with its explanation beside it, or below if it is long."""
    lines = [line for each in explained for line in _explanation(each, translator, width)]
    if lines:
        yield from ("", translator.translate(title), *lines)


def _explanation(explained: Explained, translator: Translator, width: int) -> Iterator[str]:
    first, *rest = translator.lines(explained.about, width - COLUMN, _width_in(translator))
    written = " " * INDENT + explained.written
    if len(written) + INDENT > COLUMN:
        yield written
        written = ""
    yield f"{written:{COLUMN}}{first}"
    yield from (" " * COLUMN + line for line in rest)


def _width_in(translator: Translator) -> Callable[[str], int]:
    """Return what measures text in columns. English takes one for each letter, without the tables of ``wcwidth``."""
    if translator.language == ENGLISH:
        return len
    import wcwidth  # noqa: PLC0415 - its tables take longer to read than the page

    return wcwidth.width
