"""The shapes of values that have others in them: lists, and mappings of declared parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from vitrina.contract.keys import JsonSchema, Key, Keys, SchemaContext, Shape, Values, read_keys, schema_of
from vitrina.contract.value_shapes import alternatives_of
from vitrina.model import Fact, Record
from vitrina.problems import Message, say
from vitrina.reading.fields import FieldReader

Value = TypeVar("Value")

_FILE, _ADDRESS = "file", "link"
"""The parts of a mapping of which each does: a file beside the document, or an address."""


def list_of(
    keys: Keys,
    build: Callable[[Values, FieldReader], Value | None],
    form: Message,
    agrees: Callable[[Value, Value], bool],
) -> Shape[tuple[Value, ...]]:
    """Return the shape of a list of mappings of ``keys`` (or a single one), each converted to a value by ``build``.

    ``agrees`` compares two of these values; lists agree if their values do, one by one.
    """
    example = f"{{{', '.join(f'{part.name}: {part.example}' for part in keys[:2])}}}"

    def read(reader: FieldReader, key: str, schema_context: SchemaContext) -> tuple[Value, ...]:
        found = []
        for inner in reader.mappings(key, example):
            values = read_keys(keys, inner, schema_context)
            inner.finish()
            found.append(build(values, inner))
        return tuple(value for value in found if value is not None)

    def schema(schema_context: SchemaContext) -> JsonSchema:
        one = schema_of(keys, schema_context)
        return {"anyOf": [{"type": "array", "items": one}, one]}

    return Shape(read=read, schema=schema, form=form, inner=keys, agrees=_one_by_one(agrees))


def several(one: Shape[Value]) -> Shape[tuple[Value, ...]]:
    """Return the shape of a list of values of a shape, or a single one."""

    def read(reader: FieldReader, key: str, schema_context: SchemaContext) -> tuple[Value, ...]:
        found = (one.read(item, key, schema_context) for item in reader.each(key))
        return tuple(value for value in found if value is not None)

    def schema(schema_context: SchemaContext) -> JsonSchema:
        item = one.schema(schema_context)
        return alternatives_of({"type": "array", "items": item}, item)

    return Shape(
        read=read,
        schema=schema,
        form=one.form,
        has_many=True,
        inner=one.inner,
        vocabulary=one.vocabulary,
        agrees=_one_by_one(one.agrees),
    )


def mapping_of(parts: Sequence[Fact[Any]], keys: Keys, *, may_be_text: bool) -> Shape[Record]:
    """Return the shape of a mapping of ``keys``, those of ``parts``.

    A plain text, if the mapping ``may_be_text``, is the first one's value, or the name of a file that is there.
    """
    first = keys[0]
    file = next((key for key in keys if key.name == _FILE), None) if may_be_text else None

    def read(reader: FieldReader, key: str, schema_context: SchemaContext) -> Record | None:
        if may_be_text and reader.is_scalar(key):
            meant = first if file is None or reader.text(key) not in schema_context.attachments else file
            value = meant.shape.read(reader, key, schema_context)
            return None if value is None else Record({meant.name: value})
        inner = reader.mapping(key)
        if inner is None:
            return None
        has_file = file is not None and inner.has_value(_FILE)
        values = read_keys(_without_address(keys) if has_file else keys, inner, schema_context).by_name
        inner.finish()
        found = {part.key: values[part.key] for part in parts if values[part.key] not in (None, ())}
        return Record(found) if found else None

    def schema(schema_context: SchemaContext) -> JsonSchema:
        mapping = schema_of(keys if file is None else _without_address(keys), schema_context)
        return alternatives_of(first.shape.schema(schema_context), mapping) if may_be_text else mapping

    form = say("Lines for {keys}.", keys=tuple(key.name for key in keys))
    if may_be_text:
        form = say("Lines for {keys}; or “{first}” alone.", keys=tuple(key.name for key in keys), first=first.name)
    return Shape(read=read, schema=schema, form=form, inner=keys, agrees=_records_agree(keys))


def _without_address(keys: Keys) -> Keys:
    """Return ``keys`` of which no address is required: a file stands for it."""
    return tuple(replace(key, is_required=key.is_required and key.name != _ADDRESS) for key in keys)


def _one_by_one(agrees: Callable[[Any, Any], bool]) -> Callable[[Sequence[Any], Sequence[Any]], bool]:
    return lambda original, other: len(original) == len(other) and all(map(agrees, original, other))


def _records_agree(keys: Iterable[Key[Any]]) -> Callable[[Record, Record], bool]:
    agreeing: Mapping[str, Callable[[Any, Any], bool]] = {key.name: key.shape.agrees for key in keys}

    def agree(original: Record, other: Record) -> bool:
        mine, theirs = original.values, other.values
        return mine.keys() == theirs.keys() and all(agreeing[key](mine[key], theirs[key]) for key in mine)

    return agree
