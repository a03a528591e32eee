"""YAML without surprises: every scalar is text, every value knows its line, and nothing is silently dropped.

PyYAML's resolvers read ``no`` as false, ``12:30`` as 750 and ``1.10`` as 1.1, and let a repeated key win without a
word. So this module takes only the parser's events (libyaml's, where it is there) and builds its own small tree:
texts, lists and mappings. What a text means (a date, money, a number) is decided by the field that asks for it.
Anchors, aliases, tags and several documents in one file are problems: nobody needs them here, and aliases are how a
few bytes become gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import yaml

from vitrina.problems import Location, Message, Problem, Problems, say
from vitrina.reading.yaml_hints import line_separator, mended_key, odd_space, typographic_quotes

DEEPEST = 12
"""Levels of nesting; the content contract needs four."""

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A scalar as it was written; ``quoted`` tells whether quotes or a block made it text for certain."""

    value: str
    location: Location
    quoted: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether the writer left the value out (``key:``, ``key: ~`` or ``key: null``)."""
        return not self.quoted and self.value in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A mapping: values by key, and the place of each key."""

    values: Mapping[str, Node]
    keys: Mapping[str, Location]
    location: Location


Node = ScalarNode | SequenceNode | MappingNode


_WITH_TAG = (yaml.ScalarEvent, yaml.CollectionStartEvent)

_SIGNS = tuple("*&!@`%|>")
"""Signs that have a meaning of their own in YAML at the beginning of a value."""


class _Mark(Protocol):
    """A position in the parser's text, counted from 0."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


class _UnreadableError(Exception):
    """The text cannot be read any further; carries the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def parse(text: str, path: str, problems: Problems, first_line: int = 1) -> MappingNode | None:
    """Return the mapping that ``text`` holds, or ``None`` with the reason in ``problems``.

    ``path`` and ``first_line`` say where the text stands, so that locations are those of the whole file. An empty text
    is an empty mapping. A repeated key is a problem but does not hide the others; the first value is kept.
    """
    if (separator := line_separator(text)) is not None:
        line, column, message, hint = separator
        problems.error(Location(path, first_line + line, column), "yaml-character", message, hint)
        return None
    builder = _Builder(path, first_line, problems)
    try:
        node = builder.document(text)
    except _UnreadableError as unreadable:
        problems.add(unreadable.problem)
        return None
    if node is None or (isinstance(node, ScalarNode) and node.is_empty):
        return MappingNode({}, {}, Location(path, first_line))
    if not isinstance(node, MappingNode):
        odd = odd_space(text.split("\n")[node.location.line - first_line])
        if odd is not None:
            problems.error(node.location, "odd-space", *odd)
            return None
        problems.error(
            node.location,
            "not-a-mapping",
            say("This should be a list of lines of the form “key: value”."),
            say("Write for instance “title: The name of the project”."),
        )
        return None
    return node


class _Builder:
    """Turns parser events into nodes, one pass, with the nesting kept in bounds."""

    def __init__(self, path: str, first_line: int, problems: Problems) -> None:
        self._path = path
        self._first_line = first_line
        self._problems = problems

    def document(self, text: str) -> Node | None:
        """Return the root node of the only document in ``text``."""
        events = self._events(text)
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                message = say("A line “---” starts a second YAML document here.")
                raise self._stop(event, "yaml-documents", message, say("Delete the line “---”."))
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 1)
        return root

    def _events(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise _UnreadableError(self._syntax(mark, error, text)) from error
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, max(error.position, 0))
            message = say("The character {code} cannot stand here.", code=f"U+{_code(error.character):04X}")
            hint = say("Delete it and type the text anew; it often comes with text pasted from another program.")
            raise _UnreadableError(
                Problem(Location(self._path, self._first_line + line), "yaml-character", message, hint)
            ) from error

    def _syntax(self, mark: _Mark | None, error: yaml.MarkedYAMLError, text: str) -> Problem:
        lines = text.split("\n")
        at = mark.line if mark is not None else 0
        for line in (at, at - 1):
            odd = odd_space(lines[line]) if 0 <= line < len(lines) else None
            if odd is not None:
                return Problem(Location(self._path, self._first_line + line, 1), "odd-space", *odd)
        location = self._location(mark)
        if at >= len(lines):  # where a file ends without a line end, the parser looks for more in the line below
            location = Location(self._path, self._first_line + len(lines) - 1, len(lines[-1]) + 1)
        return Problem(location, "yaml-syntax", *_explain(error, text))

    def _node(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._stop(
                event, "yaml-alias", say("“&” and “*” have a special meaning in YAML and are not used here.")
            )
        tag = event.tag if isinstance(event, _WITH_TAG) else None
        if tag is not None and tag != "!":
            raise self._stop(event, "yaml-tag", say("“!” has a special meaning in YAML and is not used here."))
        if depth > DEEPEST:
            message = say("Values are nested more than {levels} levels deep.", levels=DEEPEST)
            hint = say("Delete brackets, or put the text in quotes where they are meant.")
            raise self._stop(event, "yaml-depth", message, hint)
        location = self._location(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, location)
        if isinstance(event, yaml.SequenceStartEvent):
            return SequenceNode(tuple(self._sequence(events, depth)), location)
        return self._mapping(events, depth, location)

    def _scalar(self, event: yaml.ScalarEvent, location: Location) -> ScalarNode:
        is_plain = not event.style
        quotes = typographic_quotes(event.value) if is_plain else None
        if quotes is not None:
            self._problems.warning(location, "typographic-quotes", *quotes)
        return ScalarNode(event.value, location, quoted=not is_plain)

    def _sequence(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            assert isinstance(event, yaml.NodeEvent)
            yield self._node(event, events, depth + 1)

    def _mapping(self, events: Iterator[yaml.Event], depth: int, location: Location) -> MappingNode:
        values: dict[str, Node] = {}
        keys: dict[str, Location] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            assert isinstance(event, yaml.NodeEvent)
            key = self._node(event, events, depth + 1)
            if not isinstance(key, ScalarNode):
                raise self._stop(event, "yaml-key", say("A key has to be a simple word."))
            value = self._node(_next_node(events), events, depth + 1)
            odd = odd_space(f"{key.value}: …")
            name = key.value if odd is None else mended_key(key.value)
            if odd is not None:
                self._problems.error(Location(self._path, key.location.line, 1), "odd-space", *odd)
            if name in keys:
                message = say(
                    "“{key}” stands here twice; the first time on line {line}.", key=name, line=keys[name].line
                )
                self._problems.error(key.location, "duplicate-key", message, say("Delete one of the two lines."))
                continue
            values[name], keys[name] = value, key.location
        return MappingNode(values, keys, location)

    def _location(self, mark: _Mark | None) -> Location:
        if mark is None:
            return Location(self._path, self._first_line)
        return Location(self._path, self._first_line + mark.line, mark.column + 1)

    def _stop(self, event: yaml.Event, code: str, message: Message, hint: Message | None = None) -> _UnreadableError:
        quotes = say("Put the text in quotes where it is meant as it stands.")
        return _UnreadableError(Problem(self._location(event.start_mark), code, message, hint or quotes))


def _next_node(events: Iterator[yaml.Event]) -> yaml.NodeEvent:
    event = next(events)
    assert isinstance(event, yaml.NodeEvent)
    return event


def _code(character: str | int | bytes) -> int:
    if isinstance(character, int):
        return character
    return ord(character[:1] or "\0")


def _explain(error: yaml.MarkedYAMLError, text: str) -> tuple[Message, Message]:
    """Return what is wrong with the line that the parser stopped at, and what to do about it."""
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    line = lines[mark.line] if mark is not None and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return say("A tab stands where YAML needs spaces."), say("Replace the tab at the start of the line by spaces.")
    reason = say("This line cannot be read as YAML ({reason}).", reason=error.problem or error.context or "syntax")
    key, colon, value = line.strip().partition(": ")
    if colon and ": " in value and value[:1] not in ("'", '"', "[", "{"):
        quoted = value.replace('"', "”")
        return reason, say("A value with a colon in it needs quotes: {example}", example=f'{key}: "{quoted}"')
    if colon and value[:1] in _SIGNS:
        quoted = value.replace('"', "”")
        example = f'{key}: "{quoted}"'
        return reason, say("A value that begins with “{sign}” needs quotes: {example}", sign=value[0], example=example)
    return reason, say("Look at this line and the one above it: quotes and brackets come in pairs, and lists align.")
