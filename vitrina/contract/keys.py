"""Keys and the shapes of their values, and reading a mapping of keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from operator import eq
from typing import Any, Generic, TypeVar, cast

from vitrina.model import LocalText, Vocabulary
from vitrina.problems import Message, say
from vitrina.reading.fields import FieldReader
from vitrina.values.suggestions import is_near

Value = TypeVar("Value")
Value_co = TypeVar("Value_co", covariant=True)

JsonSchema = Mapping[str, object]
"""A JSON Schema (draft 7, which editors support) or a part of one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape(Generic[Value_co]):
    """The form of a value.

    ``read`` returns the value of a key, or ``None`` if it is missing or invalid; the reader reports invalid values.
    ``schema`` returns a JSON Schema that accepts everything that ``read`` accepts; ``form`` describes the form for
    people. ``inner`` are the keys of the mappings in a value, ``vocabulary`` is that of its terms; ``has_many`` tells
    that a list of values of this ``form`` is one, too. ``agrees`` compares
    the values of the original (first) and of a translation.
    """

    read: Callable[[FieldReader, str, SchemaContext], Value_co | None]
    schema: Callable[[SchemaContext], JsonSchema]
    form: Message
    inner: tuple[Key[Any], ...] = ()
    vocabulary: str = ""
    has_many: bool = False
    agrees: Callable[[Any, Any], bool] = eq


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Key(Generic[Value_co]):
    """A key of a mapping.

    ``purpose`` describes the key, ``example`` is a value in YAML, ``advice`` the hint if a required key is missing.
    ``own_purpose`` replaces ``purpose`` where the site declares the key.
    """

    name: str
    shape: Shape[Value_co]
    purpose: Message
    example: str
    is_required: bool = False
    advice: Message | None = None
    own_purpose: LocalText | None = None


Keys = tuple[Key[Any], ...]
"""The keys of a mapping, in their usual order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKeys:
    """The keys of a kind of document: ``prose`` of each version, ``facts`` inherited from the original.

    ``elsewhere`` are the keys of other kinds of documents, each with a message for its use here.
    """

    prose: Keys
    facts: Keys
    elsewhere: Mapping[str, Message]

    @property
    def all(self) -> Keys:
        """All keys, in their usual order."""
        return (*self.prose, *self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaContext:
    """What a file may refer to: languages, vocabularies and keys of documents of the site, and files in its folder.

    ``outputs`` has the kinds of output by their names, each with its purpose; those that are required cannot be
    switched off. ``language`` is that of the file, which may be a variant of a text in it; ``translate`` translates a
    message into the language of its author. ``offered`` are the terms of vocabularies that new documents suggest, all
    where it has none. ``size_of`` returns the size of one of the ``attachments`` in bytes.
    """

    languages: Collection[str] = ()
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    documents: Mapping[str, DocumentKeys] = field(default_factory=dict)
    attachments: Collection[str] = ()
    outputs: Mapping[str, Message] = field(default_factory=dict)
    required_outputs: Collection[str] = ()
    offered: Mapping[str, Collection[str]] = field(default_factory=dict)
    language: str = ""
    is_variant: bool = False
    translate: Callable[[Message], str] = Message.text
    size_of: Callable[[str], int] = lambda _: 0

    def form_of(self, shape: Shape[Any]) -> str:
        """Return how values of ``shape`` are written, in the language of the author."""
        form = self.translate(shape.form)
        return f"{form} {self.translate(say('Or a list of these.'))}" if shape.has_many else form

    def purpose_of(self, key: Key[Any]) -> str:
        """Return what ``key`` is for, in the language of the author as far as that is known."""
        own = key.own_purpose
        return self.translate(key.purpose) if own is None else own.best([self.language, *self.languages])[1]


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a mapping by key name, ``None`` where a value is missing or invalid."""

    by_name: Mapping[str, object]

    def __getitem__(self, key: Key[Value]) -> Value | None:
        """Return the value of ``key``; raise ``KeyError`` if ``key`` was not read."""
        return cast("Value | None", self.by_name[key.name])


def read_keys(keys: Iterable[Key[Any]], reader: FieldReader, schema_context: SchemaContext) -> Values:
    """Return the values of ``keys``; invalid and missing ones are reported to the reader's problems.

    The caller has to call ``reader.finish``, which reports unknown keys.
    """
    values = {}
    keys = tuple(keys)
    names = {key.name for key in keys}
    for key in keys:
        known = reader.problem_count
        value = key.shape.read(reader, key.name, schema_context)
        is_missing = key.is_required and (value is None or value == ()) and reader.problem_count == known
        if is_missing and not _is_misspelled(key.name, reader, names):
            hint = key.advice or say("Add a line “{key}: …”.", key=key.name)
            reader.error(key.name, "missing-key", say("“{key}” is missing.", key=key.name), hint)
        values[key.name] = value
    return Values(values)


def _is_misspelled(name: str, reader: FieldReader, names: Collection[str]) -> bool:
    """Tell whether an unknown key looks like ``name``: reporting it is enough then."""
    return any(is_near(written.lower(), name) for written in reader.keys if written not in names)


def schema_of(keys: Keys, schema_context: SchemaContext) -> JsonSchema:
    """Return the JSON Schema of a mapping of ``keys`` without other keys."""
    schema: dict[str, object] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key.name: {
                "description": f"{schema_context.purpose_of(key)}\n\n{schema_context.form_of(key.shape)}",
                **key.shape.schema(schema_context),
            }
            for key in keys
        },
    }
    required = [key.name for key in keys if key.is_required]
    return {**schema, "required": required} if required else schema
