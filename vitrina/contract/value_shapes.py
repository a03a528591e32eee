"""The shapes of the values of facts that nothing else has: numbers with units, contacts, points, files, yes or no."""

from __future__ import annotations

import re
from decimal import Decimal

from vitrina.contract import shapes
from vitrina.contract.keys import JsonSchema, SchemaContext, Shape
from vitrina.contract.vocabularies import POINT
from vitrina.model import NEUTRAL, EmailAddress, FileReference, LocalText, PhoneNumber, Point, Quantity
from vitrina.problems import say
from vitrina.reading.fields import FieldReader
from vitrina.values.dates import InvalidDate
from vitrina.values.moments import Moment

_QUANTITY = re.compile(r"(?P<number>-?[0-9]{1,15}(\.[0-9]{1,6})?) (?P<unit>\S.{0,39})")
_PHONE = re.compile(r"\+?[0-9(][0-9 ()/.-]{2,28}[0-9]", re.ASCII)

_WITH_COMMA = re.compile(r"-?[0-9]{1,15},(?:[0-9]{1,2}|[0-9]{4,6})")
"""A decimal comma; with three digits behind it, it may separate thousands."""

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


def _read_number(reader: FieldReader, key: str, _: SchemaContext) -> Decimal | None:
    value = reader.text(key)
    if value is None:
        return None
    if _NUMBER.fullmatch(value):
        return Decimal(value) if reader.is_unquoted(key, value) else None
    hint = say("Write it with a decimal point and no other separators, for instance “1250” or “12.5”.")
    if _WITH_COMMA.fullmatch(value):
        hint = say("Write: {corrected}", corrected=value.replace(",", "."))
    reader.error(key, "not-a-number", say("“{value}” is not a number.", value=value), hint)
    return None


NUMBER: Shape[Decimal] = Shape(
    read=_read_number,
    schema=lambda _: {"type": "number"},
    form=say("A number in digits, with a decimal point if needed."),
)


def _read_quantity(reader: FieldReader, key: str, _: SchemaContext) -> Quantity | None:
    value = reader.text(key)
    match = _QUANTITY.fullmatch(value or "")
    if value is not None and match is None:
        hint = say("Write the number, a space and the unit, for instance “{example}”.", example="12.5 km")
        reader.error(key, "not-a-quantity", say("“{value}” is not a number with a unit.", value=value), hint)
    return None if match is None else Quantity(Decimal(match["number"]), LocalText({NEUTRAL: match["unit"]}))


QUANTITY: Shape[Quantity] = Shape(
    read=_read_quantity,
    schema=lambda _: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)? \S"},
    form=say("A number and a unit: {example}.", example="12.5 km"),
)


def quantity_in(unit: LocalText) -> Shape[Quantity]:
    """Return the shape of a number that is always in the same ``unit``."""

    def read(reader: FieldReader, key: str, schema_context: SchemaContext) -> Quantity | None:
        number = NUMBER.read(reader, key, schema_context)
        return None if number is None else Quantity(number, unit)

    name = " / ".join(dict.fromkeys(unit.versions.values()))
    return Shape(read=read, schema=NUMBER.schema, form=say("A number, in the unit: {unit}.", unit=name))


def _read_email(reader: FieldReader, key: str, schema_context: SchemaContext) -> EmailAddress | None:
    address = shapes.EMAIL.read(reader, key, schema_context)
    return None if address is None else EmailAddress(address)


EMAIL: Shape[EmailAddress] = Shape(read=_read_email, schema=shapes.EMAIL.schema, form=shapes.EMAIL.form)


def _read_phone(reader: FieldReader, key: str, _: SchemaContext) -> PhoneNumber | None:
    number = reader.text(key)
    if number is None or _PHONE.fullmatch(number):
        return None if number is None else PhoneNumber(number)
    hint = say("Write it with the country, for instance {example}.", example="+48 85 123 45 67")
    reader.error(key, "not-a-phone", say("“{value}” is not a telephone number.", value=number), hint)
    return None


PHONE: Shape[PhoneNumber] = Shape(
    read=_read_phone,
    schema=shapes.TEXT.schema,
    form=say("A telephone number with the country: {example}.", example="+48 85 123 45 67"),
)


def _read_flag(reader: FieldReader, key: str, _: SchemaContext) -> bool | None:
    return reader.flag(key) if reader.has_value(key) else None


YES_OR_NO: Shape[bool] = Shape(read=_read_flag, schema=shapes.FLAG.schema, form=say("“yes” or “no”."))


def _read_point(reader: FieldReader, key: str, schema_context: SchemaContext) -> Point | None:
    point = POINT.shape.read(reader, key, schema_context)
    return None if point is None else Point(*point)


def _read_moment(reader: FieldReader, key: str, _: SchemaContext) -> Moment | None:
    value = reader.text(key)
    try:
        return None if value is None else Moment.parse(value)
    except InvalidDate as error:
        reader.error(key, "not-a-moment", error.message, error.hint)
        return None


MOMENT: Shape[Moment] = Shape(
    read=_read_moment,
    schema=lambda _: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2})?$"},
    form=say("A day, with the time if it is known: {examples}.", examples="2026-03-05, 2026-03-05 17:30"),
)
"""A day and a time of day (ISO 8601), as clocks show it at the place in question."""


POINT_ON_MAP: Shape[Point] = Shape(read=_read_point, schema=POINT.shape.schema, form=POINT.shape.form)


def _read_file(reader: FieldReader, key: str, schema_context: SchemaContext) -> FileReference | None:
    name = reader.text(key)
    if name is None:
        return None
    if name not in schema_context.attachments:
        otherwise = say(
            "Put the file into the same folder as the document; the names have to be the same to the letter."
        )
        hint = shapes.file_meant(name, schema_context.attachments, otherwise)
        reader.error(key, "missing-file", say("There is no file “{file}” beside this document.", file=name), hint)
        return None
    return FileReference(name, schema_context.size_of(name))


FILE: Shape[FileReference] = Shape(
    read=_read_file,
    schema=shapes.TEXT.schema,
    form=say("The name of a file beside the document."),
)


def alternatives_of(one: JsonSchema, other: JsonSchema) -> JsonSchema:
    """Return the schema of a value that one of two schemas accepts."""
    return {"anyOf": [*shapes.alternatives(one), *shapes.alternatives(other)]}
