"""Typed getters for the keys of a YAML mapping; invalid values become problems.

A getter returns ``None`` (or an empty tuple) where the key is missing, empty or invalid; invalid values are reported
in ``problems``. ``finish`` reports the keys that no getter has read, with the most similar known key as a suggestion.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from vitrina.model import NEUTRAL, LocalText
from vitrina.problems import Location, Message, Problems, say
from vitrina.reading.language_keys import with_canonical_keys
from vitrina.reading.plain_text import plain_text
from vitrina.reading.unknown_keys import report_unknown_keys
from vitrina.reading.value_hints import as_mapping, spelled_date, whole_number
from vitrina.reading.yaml import MappingNode, Node, ScalarNode, SequenceNode
from vitrina.values.dates import InvalidDate, PartialDate, Period
from vitrina.values.money import InvalidMoney, Money
from vitrina.values.urls import is_identifier

Value = TypeVar("Value")

_YES_AND_NO = {"true": True, "yes": True, "false": False, "no": False}
_LARGEST_DIGITS = 15


class FieldReader:
    """Reads one mapping. ``languages`` are the valid keys of a text per language."""

    def __init__(self, fields: MappingNode, problems: Problems, languages: Collection[str] = ()) -> None:
        self._fields = fields
        self._problems = problems
        self._languages = languages
        self._asked: set[str] = set()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the mapping, in their order."""
        return tuple(self._fields.keys)

    @property
    def problem_count(self) -> int:
        """The number of problems reported so far."""
        return len(self._problems)

    def location(self, key: str) -> Location:
        """Return the location of ``key``, or of the mapping where the key is missing."""
        return self._fields.keys.get(key, self._fields.location)

    def error(self, key: str, code: str, message: Message, hint: Message | None = None) -> None:
        """Report an error at the value of ``key``, or at the key where it has no single value."""
        node = self._fields.values.get(key)
        location = node.location if isinstance(node, ScalarNode) and not node.is_empty else self.location(key)
        self._problems.error(location, code, message, hint)

    def error_at(self, location: Location, code: str, message: Message, hint: Message | None = None) -> None:
        """Report an error at ``location``, for instance at one of several values."""
        self._problems.error(location, code, message, hint)

    def text(self, key: str) -> str | None:
        """Return a text on one line."""
        return self._plain(key, self._node(key))

    def free_text(self, key: str) -> str | None:
        """Return a text on one line; a comment behind it, which may have been meant as a part of it, is a warning."""
        value, node = self.text(key), self._fields.values.get(key)
        if value is not None and isinstance(node, ScalarNode) and node.comment:
            message = say("What follows “#” is a comment and not part of the text: {comment}", comment=node.comment)
            quoted = f"{value} {node.comment}".replace('"', "”")
            hint = say("If it belongs to the text, put both in quotes: {example}", example=f'{key}: "{quoted}"')
            self._problems.warning(node.location, "comment-in-text", message, hint)
        return value

    def lines(self, key: str) -> tuple[str, ...]:
        """Return the lines of a text as they were written; call ``text`` first, which validates it."""
        node = self._node(key)
        return tuple(node.value.split("\n")) if isinstance(node, ScalarNode) else ()

    def local_text(self, key: str) -> LocalText | None:
        """Return a text written once, or once per language (``{sv: …, pl: …}``)."""
        node = self._node(key)
        if isinstance(node, MappingNode):
            reader = FieldReader(with_canonical_keys(node, self._problems, self._languages), self._problems)
            texts = {language: reader.free_text(language) for language in reader.keys if language in self._languages}
            reader.finish(known=self._languages)
            versions = {language: text for language, text in texts.items() if text is not None}
            return LocalText(versions) if versions else None
        plain = self.free_text(key)
        return None if plain is None else LocalText({NEUTRAL: plain})

    def flag(self, key: str) -> bool:
        """Return true for ``true`` or ``yes``, false for ``false``, ``no`` or a missing key."""
        value = self.text(key)
        if value is not None and value.lower() not in _YES_AND_NO:
            message = say("“{key}” is either true or false, not “{value}”.", key=key, value=value)
            self.error(key, "not-a-flag", message, say("Write “{key}: true” or delete the line.", key=key))
        elif value is not None:
            self.is_unquoted(key, value)
        return _YES_AND_NO.get((value or "no").lower(), False)

    def whole_number(self, key: str) -> int | None:
        """Return a whole number, zero or above, written in the digits 0 to 9 without separators."""
        value = self.text(key)
        if value is None:
            return None
        if value.isascii() and value.isdigit() and len(value) <= _LARGEST_DIGITS:
            return int(value) if self.is_unquoted(key, value) else None
        self.error(key, "not-a-number", say("“{value}” is not a whole number.", value=value), whole_number(value))
        return None

    def identifier(self, key: str) -> str | None:
        """Return an id: small letters a to z, digits and hyphens."""
        value = self.text(key)
        if value is None or is_identifier(value):
            return value
        hint = say("An id has small letters a to z, digits and single hyphens.")
        self.error(key, "not-an-id", say("“{value}” cannot be an id.", value=value), hint)
        return None

    def date(self, key: str) -> PartialDate | None:
        """Return a date of EDTF level 0: ``2022``, ``2024-10`` or ``2021-01-16``."""
        return self._dated(key, self.text(key), PartialDate.parse)

    def period(self, key: str) -> Period | None:
        """Return a period: an EDTF date or interval (``../2024-10`` is open), or a mapping of ``start`` and ``end``."""
        node = self._node(key)
        if not isinstance(node, MappingNode):
            return self._dated(key, self._plain(key, node), Period.parse)
        reader = FieldReader(node, self._problems)
        start, end = reader.date("start"), reader.date("end")
        reader.finish()
        if start is None and end is None:
            return None
        return self._dated(key, "", lambda _: Period.between(start, end))

    def money(self, key: str) -> Money | None:
        """Return an amount and its ISO 4217 currency, as in ``69419.00 EUR``."""
        value = self.text(key)
        if value is None:
            return None
        try:
            return Money.parse(value)
        except InvalidMoney as invalid:
            self.error(key, "not-money", invalid.message, invalid.hint)
            return None

    def texts(self, key: str) -> tuple[tuple[str, Location], ...]:
        """Return one text or the texts of a list, each with its location."""
        written = ((self._plain(key, node), node.location) for node in self._nodes(key))
        return tuple((value, location) for value, location in written if value is not None)

    def distinct_texts(self, key: str, form: Callable[[str], str] = str) -> Mapping[str, Location]:
        """Return the texts of ``texts`` in a canonical ``form``, in their order; repeated ones are reported."""
        found: dict[str, Location] = {}
        for written, location in self.texts(key):
            value = form(written)
            if value in found:
                message = say("“{value}” is in “{key}” twice.", value=value, key=key)
                self._problems.error(location, "repeated-value", message, say("Delete one of the two."))
            else:
                found[value] = location
        return found

    def mappings(self, key: str, example: str) -> tuple[FieldReader, ...]:
        """Return a reader for each mapping of a list, or for a single mapping, which looks like the ``example``."""
        nodes = self._nodes(key)
        for item in nodes:
            if not isinstance(item, MappingNode):
                own = as_mapping(item.value, example) if isinstance(item, ScalarNode) else None
                hint = say("Each line of the list looks like “- {example}”.", example=own or example)
                self._problems.error(
                    item.location, "wrong-shape", say("“{key}” needs a list of mappings.", key=key), hint
                )
        return tuple(self._inner(item) for item in nodes if isinstance(item, MappingNode))

    def each(self, key: str) -> tuple[FieldReader, ...]:
        """Return a reader for each value of a list, or for a single one, which has it under ``key``."""
        return tuple(
            self._inner(MappingNode({key: node}, {key: node.location}, node.location)) for node in self._nodes(key)
        )

    def items(self, key: str) -> Iterator[tuple[Location, str | FieldReader]]:
        """Yield the items of a list, or a single one, each as a text or as a reader for its mapping."""
        for node in self._nodes(key):
            if isinstance(node, MappingNode):
                yield node.location, self._inner(node)
            elif (text := self._plain(key, node)) is not None:
                yield node.location, text

    def mapping(self, key: str) -> FieldReader | None:
        """Return a reader for the mapping under ``key``."""
        node = self._node(key)
        if node is None or isinstance(node, MappingNode):
            return None if node is None else self._inner(node)
        message = say("“{key}” needs lines of the form “key: value” below it.", key=key)
        self.error(key, "wrong-shape", message, say("Indent them by two spaces."))
        return None

    def by_language(self, key: str) -> FieldReader | None:
        """Return a reader for the mapping under ``key``, whose keys are codes of languages, in their canonical form."""
        return (inner := self.mapping(key)) and self._inner(with_canonical_keys(inner._fields, self._problems))

    def empty(self, key: str) -> FieldReader:
        """Return a reader for an empty mapping at the location of ``key``."""
        return self._inner(MappingNode({}, {}, self.location(key)))

    def has_value(self, key: str) -> bool:
        """Tell whether ``key`` has a value at all; an empty list is one."""
        return self._node(key) is not None

    def is_unquoted(self, key: str, value: str) -> bool:
        """Report a number or a flag in quotes, which other YAML parsers read as a string; return whether it is none."""
        node = self._fields.values.get(key)
        if not isinstance(node, ScalarNode) or not node.quoted:
            return True
        message = say("“{value}” is in quotes, which makes it a text.", value=value)
        self.error(key, "quoted-value", message, say("Write “{key}: {value}”.", key=key, value=value))
        return False

    def is_scalar(self, key: str) -> bool:
        """Tell whether the value of ``key`` is a single text."""
        return isinstance(self._fields.values.get(key), ScalarNode)

    def is_mapping(self, key: str) -> bool:
        """Tell whether the value of ``key`` is a mapping."""
        return isinstance(self._fields.values.get(key), MappingNode)

    def finish(self, known: Iterable[str] = (), elsewhere: Mapping[str, Message] | None = None) -> None:
        """Report the keys that no getter has read.

        ``known`` are further keys that may be suggested; ``elsewhere`` has the message for keys of another file.
        """
        if not self._fields.keys.keys() <= self._asked:
            report_unknown_keys(self._fields, self._asked, known, elsewhere or {}, self._problems, self._languages)

    def _inner(self, fields: MappingNode) -> FieldReader:
        return FieldReader(fields, self._problems, self._languages)

    def _node(self, key: str) -> Node | None:
        self._asked.add(key)
        node = self._fields.values.get(key)
        return None if isinstance(node, ScalarNode) and node.is_empty else node

    def _nodes(self, key: str) -> tuple[Node, ...]:
        node = self._node(key)
        return node.items if isinstance(node, SequenceNode) else () if node is None else (node,)

    def _plain(self, key: str, node: Node | None) -> str | None:
        return None if node is None else plain_text(key, node, self._problems)

    def _dated(self, key: str, value: str | None, parse: Callable[[str], Value]) -> Value | None:
        if value is None:
            return None
        try:
            return parse(value)
        except InvalidDate as invalid:
            self.error(key, "not-a-date", invalid.message, spelled_date(value, self._languages) or invalid.hint)
            return None
