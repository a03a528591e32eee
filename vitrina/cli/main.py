"""The entry point of the command line. Exit codes: 0 success, 1 problems in the content, 2 wrong usage."""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import shutil
import sys
from collections.abc import Sequence
from typing import NoReturn

from vitrina import __version__
from vitrina.cli import build as build_commands
from vitrina.cli import importers as import_commands
from vitrina.cli import scaffold as scaffold_commands
from vitrina.cli import serve as serve_command
from vitrina.cli import translations as translation_commands
from vitrina.problems import say, visible
from vitrina.reporting.arguments import HelpWanted, Parser, UsageError, value_of
from vitrina.reporting.help_page import help_lines
from vitrina.reporting.report import BUILT, WRONG_USAGE
from vitrina.reporting.terminal import translator_of, usage_error
from vitrina.reporting.translator import Translator

BROKEN_PIPE = 141
"""The exit code after a closed output pipe, as in shells (128 + SIGPIPE)."""

INTERRUPTED = 130
"""The exit code after Ctrl-C, as in shells (128 + SIGINT)."""

COMMANDS = (
    *build_commands.NAMES,
    *serve_command.NAMES,
    *translation_commands.NAMES,
    *scaffold_commands.NAMES,
    *import_commands.NAMES,
)
"""All commands; the first is the default."""


def run() -> NoReturn:
    """Run the process's command line, and end the process with its exit code.

    Nearly all that a command makes stays until its end. So Python looks for cyclic garbage far less often than usual,
    which saves a tenth of the time of a large build, and not once more when the process ends.
    """
    gc.set_threshold(10_000, 1_000, 50)
    code = main()
    gc.freeze()
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line ``arguments`` (the process's own by default) and return the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr, so that no character raises an error
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of the output has ended, such as “| head”
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.close()
        return BROKEN_PIPE
    return code


def _run(words: list[str]) -> int:
    """Run the command line ``words``, or say what is wrong with it; return the exit code."""
    with_command = _with_command(words)
    try:
        args = _parser(with_command[0]).parse(with_command)
    except HelpWanted as wanted:
        return _print_help(words, wanted.parser)
    except UsageError as error:
        return _print_usage_error(words, error)
    translator = translator_of(args)
    if translator is None:
        return WRONG_USAGE
    try:
        return int(args.run(args, translator))
    except KeyboardInterrupt:
        print("\n" + translator.translate(args.stop_message), file=sys.stderr)
        return INTERRUPTED


def _translator_of(words: list[str]) -> Translator | None:
    """Return the translator that a command line asks for which is not read to its end."""
    source, language = value_of("--source", words) or ".", value_of("--ui-language", words)
    return translator_of(argparse.Namespace(source=source, ui_language=language))


def _print_help(words: list[str], parser: Parser) -> int:
    """Print the help of a command, in the language that the command line asks for; return the exit code."""
    translator = _translator_of(words)
    if translator is None:
        return WRONG_USAGE
    for line in help_lines(parser, translator, shutil.get_terminal_size().columns):
        print(line)
    return BUILT


def _print_usage_error(words: list[str], error: UsageError) -> int:
    """Print what is wrong with a command line, in the language that it asks for; return the exit code."""
    translator = _translator_of(words)
    if translator is None:
        return WRONG_USAGE
    option, message = error.option, error.message
    if option in COMMANDS and words[0].startswith("-"):
        message = say("options come after the command: {command}", command=f"vitrina {option} {words[0]} …")
    elif option in words and not option.startswith("-") and words[0] not in COMMANDS:
        message = say("there is no such command. It can be: {commands}.", commands=tuple(COMMANDS))
    return usage_error(translator, visible(option), message)


def _with_command(arguments: list[str]) -> list[str]:
    """Return ``arguments`` with a command: ``build`` is the default, for ``python build.py``.

    Who asks for help asks about the command that is named, wherever it stands, or about all of them.
    """
    if arguments[:1] == ["--version"] or (arguments and arguments[0] in COMMANDS):
        return arguments
    if "-h" in arguments or "--help" in arguments:
        named = next((at for at, word in enumerate(arguments) if word in COMMANDS), len(arguments))
        return [*arguments[named:], "--help"]
    return [COMMANDS[0], *arguments]


def _parser(command: str = "") -> Parser:
    """Return the parser with ``command`` only, or with all commands where ``command`` is unknown."""
    parser = Parser(
        prog="vitrina",
        about=say("Turns project pages in several languages into a website of plain files."),
        ending=say("“vitrina build --help” explains how to build. Without a command, it builds."),
    )
    version = f"vitrina {__version__}"
    parser.explain("--version", action="version", version=version, about=say("show which version this is"))
    commands = parser.add_commands(say("Commands:"), "COMMAND")
    for part in (build_commands, serve_command, translation_commands, scaffold_commands, import_commands):
        if command in part.NAMES or command not in COMMANDS:
            part.add_commands(commands)
    return parser
