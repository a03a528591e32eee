"""The command line: plain words in, an exit code out (0 fine, 1 content problems, 2 wrong usage)."""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import sys
from collections.abc import Sequence
from typing import NoReturn

from vitrina import __version__
from vitrina.cli import build as making_commands
from vitrina.cli import scaffold as scaffold_commands
from vitrina.cli import serve as serving_command
from vitrina.cli import translations as translation_commands
from vitrina.problems import say, visible
from vitrina.reporting.arguments import Misuse, Parser, value_of
from vitrina.reporting.report import WRONG_USAGE
from vitrina.reporting.terminal import refuse, translator_of

READER_GONE = 141
"""The exit code of a command whose output nobody reads to the end, as shells have it (SIGPIPE)."""

INTERRUPTED = 130
"""The exit code of a command that was stopped by Ctrl-C, as shells have it."""

COMMANDS = (
    *making_commands.NAMES,
    *serving_command.NAMES,
    *translation_commands.NAMES,
    *scaffold_commands.NAMES,
)
"""Every command; without one, the first is meant."""


def run() -> NoReturn:
    """Run the process's command line, and end the process with its exit code.

    All memory is given back at once then: Python need not look through it for what only refers to itself, neither at
    the end nor before. A command that stays says otherwise.
    """
    gc.disable()
    code = main()
    gc.freeze()
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line ``arguments`` (the process's own by default) and return the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr: no letter is worth a traceback
    words = list(sys.argv[1:] if arguments is None else arguments)
    with_command = _with_command(words)
    try:
        chosen = _parser(with_command[0]).parse(with_command)
    except Misuse as misuse:
        return _refuse_words(words, misuse)
    translator = translator_of(chosen)
    if translator is None:
        return WRONG_USAGE
    try:
        return int(chosen.run(chosen, translator))
    except BrokenPipeError:  # whoever read the output, such as “| head”, has seen enough
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.close()
        return READER_GONE
    except KeyboardInterrupt:
        print("\n" + translator.tell(chosen.when_stopped), file=sys.stderr)
        return INTERRUPTED


def _refuse_words(words: list[str], misuse: Misuse) -> int:
    """Say what is wrong with the words of a command line, in the language that they ask for all the same."""
    source, language = value_of("--source", words) or ".", value_of("--ui-language", words)
    translator = translator_of(argparse.Namespace(source=source, ui_language=language))
    if translator is None:
        return WRONG_USAGE
    option, message = misuse.option, misuse.message
    if option in words and not option.startswith("-") and words[0] not in COMMANDS:
        message = say("there is no such command. It can be: {commands}.", commands=", ".join(COMMANDS))
    return refuse(translator, visible(option), message)


def _with_command(arguments: list[str]) -> list[str]:
    """Let ``build`` be left out, so that ``python build.py`` builds."""
    is_general = arguments[:1] in (["-h"], ["--help"], ["--version"])
    return arguments if is_general or (arguments and arguments[0] in COMMANDS) else [COMMANDS[0], *arguments]


def _parser(command: str = "") -> Parser:
    """Return the parser of the command line, with all commands where ``command`` is none of them."""
    parser = Parser(
        prog="vitrina",
        description="Turns project pages in several languages into a website of plain files.",
        epilog="“vitrina build --help” explains how to build. Without a command, it builds.",
    )
    parser.add_argument("--version", action="version", version=f"vitrina {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for part in (making_commands, serving_command, translation_commands, scaffold_commands):
        if command in part.NAMES or command not in COMMANDS:
            part.add_commands(commands)
    return parser
