"""An argument parser whose help and usage errors are translatable messages.

``argparse`` has English messages only, and prints its usage with every error. So this parser notes what each option is
for, and raises where ``argparse`` would print. This module imports nothing that would slow down ``--help``.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from vitrina.problems import Message, say

_NO_VALUE = re.compile(r"expected .*argument")
_NEEDLESS_VALUE = re.compile(r"ignored explicit argument")
# "invalid choice: 'bild' (choose from 'build', 'check')"; without the inner quotes from Python 3.12 on.
_INVALID_CHOICE = re.compile(
    r"invalid choice: (?P<value>'.*?'|\".*?\")(?:, .*)? \(choose from (?P<choices>.*)\)", re.DOTALL
)


class UsageError(Exception):
    """An invalid command line: the option or argument at fault, and a message."""

    def __init__(self, option: str, message: Message) -> None:
        super().__init__(option, message)
        self.option = option
        self.message = message


class InvalidValue(argparse.ArgumentTypeError):
    """An invalid value of an option, raised by the ``type`` function of that option."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text())
        self.message = message


class HelpWanted(Exception):  # noqa: N818 - no error
    """The command line asks for help: that of ``parser``."""

    def __init__(self, parser: Parser) -> None:
        super().__init__(parser.prog)
        self.parser = parser


@dataclass(frozen=True, slots=True)
class Explained:
    """A line of the help: an option or a word as it is ``written``, and what it is for."""

    written: str
    about: Message


class Parser(argparse.ArgumentParser):
    """Raises ``UsageError`` or ``HelpWanted`` where ``argparse`` would print and exit, also in the parsers of commands.

    ``about`` says what the command does, ``ending`` stands at the end of its help. ``options``, ``words`` and
    ``commands`` are what the help explains.
    """

    def __init__(self, *, about: Message, ending: Message | None = None, **given: Any) -> None:  # noqa: ANN401 (argparse)
        super().__init__(**{**given, "add_help": False, "allow_abbrev": False, "exit_on_error": False})
        self.about = about
        self.ending = ending
        self.options: list[Explained] = []
        self.words: list[Explained] = []
        self.commands: Commands | None = None
        self.explain("-h", "--help", action=_Help, nargs=0, about=say("show this help"))

    def explain(self, *names: str, about: Message, **given: Any) -> None:  # noqa: ANN401 (argparse)
        """Add an option or a word as ``add_argument`` does, and say what it is ``about``."""
        action = self.add_argument(*names, **given)
        (self.options if action.option_strings else self.words).append(Explained(_written(action), about))

    def add_commands(self, title: Message, metavar: str) -> Commands:
        """Return the commands of this parser, which has none yet; the help lists them under the ``title``."""
        self.commands = Commands(self, title, metavar)
        return self.commands

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Parse ``arguments``; raise ``UsageError`` for unknown ones, too."""
        args: argparse.Namespace
        args, others = self.parse_known_args(list(arguments))
        if others:
            hint = {"command": f"{self.prog} {arguments[0]} --help"}
            if others[0].startswith("-"):
                raise UsageError(
                    others[0], say("there is no such option; “{command}” lists those that there are.", **hint)
                )
            raise UsageError(
                others[0], say("this is one word too many; “{command}” explains what belongs here.", **hint)
            )
        return args

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:  # noqa: ANN401
        """Parse as ``argparse`` does; raise the first error as ``UsageError``."""
        try:
            return super().parse_known_args(args, namespace)
        except argparse.ArgumentError as error:
            if error.argument_name is None:
                self.error(str(error))
            raise UsageError(error.argument_name, _message_of(error)) from None

    def error(self, message: str) -> NoReturn:
        """Raise ``UsageError`` for a missing argument, the only error that ``argparse`` reports through this method."""
        missing = message.rpartition(": ")[2]
        hint = say("this is missing; “{command}” explains what belongs here.", command=f"{self.prog} --help")
        raise UsageError(missing, hint)


class Commands:
    """The commands of a ``parser``: their ``title`` and their names as the help lists them."""

    def __init__(self, parser: Parser, title: Message, metavar: str) -> None:
        self.title = title
        self.metavar = metavar
        self.explained: list[Explained] = []
        self._parsers = parser.add_subparsers(metavar=metavar, required=True)

    def add(self, name: str, short: Message, *, about: Message, ending: Message | None = None) -> Parser:
        """Add the command ``name``: ``short`` is what it does in a list, ``about`` what it does on its own page."""
        self.explained.append(Explained(name, short))
        return self._parsers.add_parser(name, about=about, ending=ending)


class _Help(argparse.Action):
    """The option that asks for help."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Raise ``HelpWanted``: only who reads the whole command line knows in which language."""
        assert isinstance(parser, Parser)
        raise HelpWanted(parser)


def _written(action: argparse.Action) -> str:
    """Return an option or a word with its value, as it is written: ``--explain [PATH]``."""
    choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else ""
    value = "" if action.nargs == 0 else choices or str(action.metavar)
    if action.nargs == argparse.OPTIONAL:
        value = f"[{value}]"
    return " ".join(part for part in (", ".join(action.option_strings), value) if part)


def _message_of(error: argparse.ArgumentError) -> Message:
    cause = error.__context__
    if isinstance(cause, InvalidValue):
        return cause.message
    if invalid := _INVALID_CHOICE.match(error.message):
        return say(
            "“{value}” is not possible here. It can be: {choices}.",
            value=ast.literal_eval(invalid["value"]),
            choices=invalid["choices"].replace("'", "").split(", "),
        )
    if _NO_VALUE.match(error.message):
        return say("a value is missing after it.")
    if _NEEDLESS_VALUE.match(error.message):
        return say("it takes no value.")
    return say("this cannot be understood ({reason}).", reason=error.message)


def value_of(option: str, arguments: Sequence[str]) -> str | None:
    """Return the value of ``option`` in ``arguments`` without parsing them, for messages about invalid ones."""
    for position, argument in enumerate(arguments):
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
        if argument == option and position + 1 < len(arguments):
            return arguments[position + 1]
    return None
