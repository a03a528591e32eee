"""Problems of the content: messages with a location, a stable code and a hint.

A stage that reads content collects problems instead of raising exceptions, so that one run reports all of them. A bug
in the engine is not a problem but an ordinary exception with a traceback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class Severity(StrEnum):
    """The severity of a problem: an error fails the build, a warning does only with ``--strict``, a note never does.

    A note is for what may be intended, and for what depends on the current date.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Percent:
    """A whole number of per cent: languages put the sign in different places."""

    number: int

    def __str__(self) -> str:
        return f"{self.number}%"


Value: TypeAlias = "str | Decimal | Percent | tuple[str | Message, ...]"
"""A value in a message: a text as it is, or a number or a list, which languages write in their own ways."""


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with ``{named}`` placeholders, separate from its values so that it can be translated.

    ``values`` may contain any text, as it is in the content. A placeholder without a value raises ``KeyError``.
    """

    msgid: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def text(self, translate: Callable[[str], str] = str, insert: Callable[[Value], str] | None = None) -> str:
        """Return the sentence, translated by ``translate`` (``gettext`` of a catalogue), with its values.

        ``insert`` is applied to each value. The English sentence replaces a translation with invalid placeholders.
        """
        values = {name: (insert or _in_english)(value) for name, value in self.values.items()}
        return filled(translate(self.msgid), values) or self.msgid.format_map(values)


def say(msgid: str, **values: object) -> Message:
    """Return the message ``msgid`` with ``values``. ``make strings`` extracts the msgids of calls of this function.

    Give a list as a tuple or a list, and a number with decimals as ``Decimal``. Integers are written as they are: most
    are years, lines or ports.
    """
    return Message(msgid, {name: _value(value) for name, value in values.items()})


def _value(value: object) -> Value:
    if isinstance(value, (list, tuple)):
        return tuple(item if isinstance(item, Message) else str(item) for item in value)
    return value if isinstance(value, (Decimal, Percent)) else str(value)


def _in_english(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(item.text() if isinstance(item, Message) else item for item in value)
    return str(value)


def for_visitors(msgid: str) -> Message:
    """Return the message ``msgid``, which pages show; ``make strings`` puts it into the catalogues for visitors."""
    return Message(msgid)


def filled(translation: str, values: Mapping[str, object]) -> str | None:
    """Return ``translation`` with ``values`` in its placeholders, or ``None`` if the placeholders are invalid."""
    try:
        return translation.format_map(values)
    except (KeyError, IndexError, ValueError, AttributeError, TypeError):
        return None


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A position in a source file.

    ``path`` is relative to the source folder, with forward slashes. ``line`` and ``column`` count from 1; a line of 0
    means the whole file, a column of 0 the whole line.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{visible(self.path)}:{self.line}" if self.line else visible(self.path)


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem: its location, a stable code for tools, what is wrong, and what to do about it.

    Advice is told by a check; a build says how much there is.
    """

    location: Location
    code: str
    message: Message
    hint: Message | None = None
    severity: Severity = Severity.ERROR
    is_advice: bool = False

    @property
    def is_note(self) -> bool:
        """Tell whether the severity is a note."""
        return self.severity is Severity.NOTE

    def line(self) -> str:
        """Return ``path:line: code: message`` in English, with the hint on a second, indented line.

        Commands print the output of ``reporting.formats`` instead: translated and with excerpts.
        """
        label = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        text = f"{self.location}: {self.code}: {label}{visible(self.message.text())}"
        if self.hint is not None:
            text += f"\n    {visible(self.hint.text())}"
        return text


class Problems:
    """A collection of distinct problems, sorted by location; the stages of a build share one."""

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self._found: dict[tuple[Location, str, str], Problem] = {}
        self.extend(found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found.values(), key=_reading_order))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> int:
        """The number of errors."""
        return self._count(Severity.ERROR)

    def add(self, problem: Problem) -> None:
        """Add ``problem``, unless the same message at the same location was added before."""
        self._found.setdefault((problem.location, problem.code, problem.message.text()), problem)

    def extend(self, found: Iterable[Problem]) -> None:
        """Add every problem of ``found``."""
        for problem in found:
            self.add(problem)

    def error(self, location: Location, code: str, message: Message, hint: Message | None = None) -> None:
        """Add an error at ``location``."""
        self.add(Problem(location, code, message, hint))

    def warning(self, location: Location, code: str, message: Message, hint: Message | None = None) -> None:
        """Add a warning at ``location``."""
        self.add(Problem(location, code, message, hint, Severity.WARNING))

    def has_failed(self, *, is_strict: bool) -> bool:
        """Tell whether the problems prevent publishing."""
        return self.errors > 0 or (is_strict and self._count(Severity.WARNING) > 0)

    def _count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self._found.values())


def visible(text: str) -> str:
    """Return ``text`` on one line, with control characters and directional marks as escapes."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def _reading_order(problem: Problem) -> tuple[Location, str, str]:
    return (problem.location, problem.code, problem.message.text())
