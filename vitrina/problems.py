"""What is wrong with the input, and where: the one type of problem in Vitrina.

Every stage that reads what people wrote returns problems instead of raising, so that one run tells everything.
A bug in the engine is not a problem: it stays an ordinary exception with a traceback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: an error stops the build, a warning stops it only under ``--strict``, a note never does.

    A note is for what may well be meant, and for what becomes true only because time goes by.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with ``{named}`` gaps, kept apart from its values so that it can be translated.

    ``values`` hold text as the writer wrote it. A gap without a value is a bug and raises ``KeyError``.
    """

    msgid: str
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, translate: Callable[[str], str] = str, insert: Callable[[str], str] = str) -> str:
        """Return the sentence, translated by ``translate`` (a catalogue's ``gettext``), with its gaps filled.

        Each value goes through ``insert``. A translation whose gaps are wrong gives way to the English sentence.
        """
        values = {name: insert(value) for name, value in self.values.items()}
        return filled(translate(self.msgid), values) or self.msgid.format_map(values)


def say(msgid: str, **values: object) -> Message:
    """Return the message ``msgid`` with ``values``; the name that extraction of strings looks for."""
    return Message(msgid, {name: str(value) for name, value in values.items()})


def filled(translation: str, values: Mapping[str, object]) -> str | None:
    """Return ``translation`` with ``values`` in its gaps, or ``None`` where they do not fit: a translator's slip."""
    try:
        return translation.format_map(values)
    except (KeyError, IndexError, ValueError, AttributeError, TypeError):
        return None


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A position in a file that a person wrote.

    ``path`` is relative to the source folder, with forward slashes; ``line`` and ``column`` count from 1,
    and 0 stands for the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{visible(self.path)}:{self.line}" if self.line else visible(self.path)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: its place, a stable code for tools, what is wrong, and what to do about it."""

    location: Location
    code: str
    message: Message
    hint: Message | None = None
    severity: Severity = Severity.ERROR

    @property
    def is_note(self) -> bool:
        """Tell whether it may well be meant, and never stops anything."""
        return self.severity is Severity.NOTE

    def line(self) -> str:
        """Return ``path:line: code: message`` in English and, on a second, indented line, the hint.

        What a command prints, in the writer's language and with the line of the source, is ``presentation``'s.
        """
        label = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        text = f"{self.location}: {self.code}: {label}{visible(self.message.text())}"
        if self.hint is not None:
            text += f"\n    {visible(self.hint.text())}"
        return text


class Problems:
    """A collector that the reading stages share; it remembers each problem once."""

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self._found: dict[tuple[Location, str, str], Problem] = {}
        self.extend(found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found.values(), key=_reading_order))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return self._count(Severity.ERROR)

    def add(self, problem: Problem) -> None:
        """Remember ``problem``; the same message at the same place is remembered once."""
        self._found.setdefault((problem.location, problem.code, problem.message.text()), problem)

    def extend(self, found: Iterable[Problem]) -> None:
        """Remember every problem of ``found``."""
        for problem in found:
            self.add(problem)

    def error(self, location: Location, code: str, message: Message, hint: Message | None = None) -> None:
        """Remember an error at ``place``."""
        self.add(Problem(location, code, message, hint))

    def warning(self, location: Location, code: str, message: Message, hint: Message | None = None) -> None:
        """Remember a warning at ``place``."""
        self.add(Problem(location, code, message, hint, Severity.WARNING))

    def has_failed(self, *, is_strict: bool) -> bool:
        """Tell whether the problems keep a site from being published."""
        return self.errors > 0 or (is_strict and self._count(Severity.WARNING) > 0)

    def _count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self._found.values())


def visible(text: str) -> str:
    """Return ``text`` on one line: control characters, and marks that would reorder a terminal's line, as escapes."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def _reading_order(problem: Problem) -> tuple[Location, str, str]:
    return (problem.location, problem.code, problem.message.text())
