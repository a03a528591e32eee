"""A parser of command lines that does not speak by itself: what is wrong comes as a message.

``argparse`` knows English only, and prints its usage with every mistake. Nothing is imported here that would make
``--help`` wait.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from vitrina.problems import Message, say

_NO_VALUE = re.compile(r"expected .*argument")
_NEEDLESS_VALUE = re.compile(r"ignored explicit argument")


class Misuse(Exception):  # noqa: N818 (it is how a wrong command line is handed on, not a failure of ours)
    """A command line that cannot be followed: the option or word that is wrong, and why."""

    def __init__(self, option: str, message: Message) -> None:
        super().__init__(option, message)
        self.option = option
        self.message = message


class WrongValue(argparse.ArgumentTypeError):
    """A value that an option cannot have, raised by the function that reads it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text())
        self.message = message


class Parser(argparse.ArgumentParser):
    """Raises ``Misuse`` where ``argparse`` would print and exit; so do the parsers of its commands."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 (those of argparse)
        super().__init__(**{**options, "allow_abbrev": False, "exit_on_error": False})

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return what ``arguments`` ask for."""
        chosen: argparse.Namespace
        chosen, others = self.parse_known_args(list(arguments))
        if others:
            hint = {"command": f"{self.prog} {arguments[0]} --help"}
            if others[0].startswith("-"):
                raise Misuse(others[0], say("there is no such option; “{command}” lists those that there are.", **hint))
            raise Misuse(others[0], say("this is one word too many; “{command}” tells what belongs here.", **hint))
        return chosen

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:  # noqa: ANN401
        """Do as ``argparse`` does, and tell the first mistake as ``Misuse``."""
        try:
            return super().parse_known_args(args, namespace)
        except argparse.ArgumentError as error:
            if error.argument_name is None:
                self.error(str(error))
            raise Misuse(error.argument_name, _told(error)) from None

    def error(self, message: str) -> NoReturn:
        """Tell that something is missing: the one mistake for which ``argparse`` has no exception of its own."""
        missing = message.rpartition(": ")[2]
        hint = say("this is missing; “{command}” tells what belongs here.", command=f"{self.prog} --help")
        raise Misuse(missing, hint)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(map(str, action.choices))
            name = "/".join(action.option_strings) or str(action.metavar or action.dest)
            raise Misuse(name, say("“{value}” cannot stand here. It can be: {choices}.", value=value, choices=choices))


def _told(error: argparse.ArgumentError) -> Message:
    cause = error.__context__
    if isinstance(cause, WrongValue):
        return cause.message
    if _NO_VALUE.match(error.message):
        return say("a value is missing after it.")
    if _NEEDLESS_VALUE.match(error.message):
        return say("it takes no value.")
    return say("this cannot be understood ({reason}).", reason=error.message)


def value_of(option: str, arguments: Sequence[str]) -> str | None:
    """Return what ``arguments`` give for ``option``, as far as that can be told before they are understood."""
    for position, argument in enumerate(arguments):
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
        if argument == option and position + 1 < len(arguments):
            return arguments[position + 1]
    return None
