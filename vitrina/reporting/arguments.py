"""An argument parser that raises usage errors as translatable messages.

``argparse`` has English messages only, and prints its usage with every error. This module imports nothing that would
slow down ``--help``.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Sequence
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


class Parser(argparse.ArgumentParser):
    """Raises ``UsageError`` where ``argparse`` would print and exit, also in the parsers of commands."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 (the signature of argparse)
        super().__init__(**{**options, "allow_abbrev": False, "exit_on_error": False})

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
