"""A strict subset of YAML: every scalar is a string, every node has its location, and repeated keys are problems.

PyYAML's resolvers read ``no`` as false, ``12:30`` as 750 and ``1.10`` as 1.1, and silently let the last of several
equal keys win. This module uses only the parser's events (libyaml's, if available) and builds a tree of scalars,
sequences and mappings; the type of a scalar (date, money, number) is decided by the field that reads it. Anchors,
aliases, tags and multiple documents are problems: content does not need them, and nested aliases can exhaust memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from vitrina.problems import Location, Message, Problem, Problems, say
from vitrina.reading.private_lines import private_lines
from vitrina.reading.text import read_text
from vitrina.reading.yaml_hints import (
    Mark,
    comment_after,
    line_separator,
    mended_key,
    odd_space,
    typographic_quotes,
)

_COMMENT = " #"
"""What a comment behind a value begins with."""

DEEPEST = 12
"""The largest number of nested levels; the content contract needs four."""

_TOO_DEEP = (
    say("Values are nested more than {levels} levels deep.", levels=DEEPEST),
    say("Delete brackets, or put the text in quotes where they are meant."),
)

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A scalar as it was written; ``quoted`` tells that it is in quotes or a block, which makes it a string.

    ``comment`` is what follows an unquoted one on its line, from ``#`` on.
    """

    value: str
    location: Location
    quoted: bool = False
    comment: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether the value is missing (``key:``, ``key: ~`` or ``key: null``)."""
        return not self.quoted and self.value in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A mapping: its values by key, and the location of each key."""

    values: Mapping[str, Node]
    keys: Mapping[str, Location]
    location: Location


Node = ScalarNode | SequenceNode | MappingNode


_WITH_TAG = (yaml.ScalarEvent, yaml.CollectionStartEvent)


class _UnreadableError(Exception):
    """The text cannot be parsed any further, for the reason ``problem``."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def parse(text: str, path: str, problems: Problems, first_line: int = 1) -> MappingNode | None:
    """Parse ``text`` as a mapping; return ``None`` with the reason in ``problems`` where it is none.

    ``path`` is the file and ``first_line`` the line of it where ``text`` begins. An empty text is an empty mapping. Of
    equal keys the first counts, and the others are problems.
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
        problems.add(_no_mapping(node, text.split("\n")[node.location.line - first_line]))
        return None
    return node


def _no_mapping(node: Node, line: str) -> Problem:
    """Return the problem of a text whose ``node``, which begins on ``line``, is no mapping."""
    from vitrina.reading.yaml_errors import without_colon  # noqa: PLC0415 - most texts have no such mistake

    if (odd := odd_space(line)) is not None:
        return Problem(node.location, "odd-space", *odd)
    if isinstance(node, ScalarNode) and (slip := without_colon(line)) is not None:
        return Problem(node.location, "not-a-mapping", slip.message, slip.hint)
    message = say("This should be a list of lines of the form “key: value”.")
    return Problem(node.location, "not-a-mapping", message, say("Write for instance “title: The name of the project”."))


def read_yaml(file: Path, path: str, problems: Problems) -> MappingNode | None:
    """Return the mapping in the YAML file ``file``, or ``None`` with the reason in ``problems`` (see ``read_text``)."""
    text = read_text(file, path, problems)
    return None if text is None else parse(text, path, problems)


class _Builder:
    """Builds nodes from the parser's events."""

    def __init__(self, path: str, first_line: int, problems: Problems) -> None:
        self._path = path
        self._first_line = first_line
        self._problems = problems
        self._lines: list[str] = []
        self._private: frozenset[int] = frozenset()

    def document(self, text: str) -> Node | None:
        """Return the root node of ``text``, ``None`` for an empty one; raise ``_UnreadableError`` for invalid YAML."""
        events = self._events(text)
        self._lines = text.split("\n") if _COMMENT in text else []
        self._private = private_lines(text.split("\n")) if "given" in text else frozenset()
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
            message = say("The character {code} is not allowed here.", code=f"U+{_code(error.character):04X}")
            hint = say("Delete it and type the text again; it often comes with text pasted from another program.")
            raise _UnreadableError(
                Problem(Location(self._path, self._first_line + line), "yaml-character", message, hint)
            ) from error

    def _syntax(self, mark: Mark | None, error: yaml.MarkedYAMLError, text: str) -> Problem:
        lines = text.split("\n")
        at = mark.line if mark is not None else 0
        for line in (at, at - 1):
            odd = odd_space(lines[line]) if 0 <= line < len(lines) else None
            if odd is not None:
                return Problem(Location(self._path, self._first_line + line, 1), "odd-space", *odd)
        if error.problem == "exceeded maximum nesting depth":  # libyaml's own limit, met before ours is
            return Problem(self._location(mark), "yaml-depth", *_TOO_DEEP)
        from vitrina.reading.yaml_errors import slip_of  # noqa: PLC0415 - most texts have no such mistake

        slip = slip_of(error, text)
        location = Location(self._path, self._first_line + slip.line, 0 if slip.column is None else slip.column + 1)
        return Problem(location, "yaml-syntax", slip.message, slip.hint)

    def _node(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._stop(
                event, "yaml-alias", say("“&” and “*” have a special meaning in YAML and are not used here.")
            )
        tag = event.tag if isinstance(event, _WITH_TAG) else None
        if tag is not None and tag != "!":
            raise self._stop(event, "yaml-tag", say("“!” has a special meaning in YAML and is not used here."))
        if depth > DEEPEST:
            raise self._stop(event, "yaml-depth", *_TOO_DEEP)
        location = self._location(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, location)
        if isinstance(event, yaml.SequenceStartEvent):
            return SequenceNode(tuple(self._sequence(events, depth)), location)
        return self._mapping(events, depth, location)

    def _scalar(self, event: yaml.ScalarEvent, location: Location) -> ScalarNode:
        is_plain = not event.style
        quotes = typographic_quotes(event.value) if is_plain else None
        if quotes is not None and location.line - self._first_line not in self._private:
            self._problems.warning(location, "typographic-quotes", *quotes)
        comment = comment_after(self._lines, event.end_mark) if is_plain else ""
        return ScalarNode(event.value, location, quoted=not is_plain, comment=comment)

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
                    "“{key}” is written twice here; the first time on line {line}.", key=name, line=keys[name].line
                )
                self._problems.error(key.location, "duplicate-key", message, say("Delete one of the two lines."))
                continue
            values[name], keys[name] = value, key.location
        return MappingNode(values, keys, location)

    def _location(self, mark: Mark | None) -> Location:
        if mark is None:
            return Location(self._path, self._first_line)
        return Location(self._path, self._first_line + mark.line, mark.column + 1)

    def _stop(self, event: yaml.Event, code: str, message: Message, hint: Message | None = None) -> _UnreadableError:
        quotes = say("Put the text in quotes if it is meant literally.")
        return _UnreadableError(Problem(self._location(event.start_mark), code, message, hint or quotes))


def _next_node(events: Iterator[yaml.Event]) -> yaml.NodeEvent:
    event = next(events)
    assert isinstance(event, yaml.NodeEvent)
    return event


def _code(character: str | int | bytes) -> int:
    return character if isinstance(character, int) else ord(character[:1] or "\0")
