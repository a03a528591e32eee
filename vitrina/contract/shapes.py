"""The simple shapes: texts, dates, amounts, ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

from vitrina.contract.keys import JsonSchema, SchemaContext, Shape
from vitrina.model import Code, LocalText, WebAddress
from vitrina.problems import Location, Message, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.file_names import meant
from vitrina.reading.value_hints import money_on_one_line
from vitrina.values.dates import PartialDate, Period
from vitrina.values.language_tags import canonical_tag
from vitrina.values.money import Money
from vitrina.values.urls import is_identifier, is_slug, is_web_address, suggest_slug, suggest_web_address

_TEXT: JsonSchema = {"type": ["string", "number", "boolean"]}  # an editor's YAML takes 2024 for a number
ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
ID: JsonSchema = {**_TEXT, "pattern": ID_PATTERN}
_DATE: JsonSchema = {
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": 9999},
        {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
    ]
}
_INTERVAL = r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|\.\.)?/([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|\.\.)?$"
_EMAIL = re.compile(r"[^@\s<>\"'&?#%,;]+@[^@\s<>\"'&?#%,;]+\.[^@\s<>\"'&?#%,;]+")


TEXT: Shape[str] = Shape(
    read=lambda reader, key, _: reader.free_text(key), schema=lambda _: _TEXT, form=say("A text on one line.")
)

NAME: Shape[str] = Shape(read=lambda reader, key, _: reader.text(key), schema=TEXT.schema, form=TEXT.form)
"""A name of something of the site, which a comment behind it cannot be a part of."""


def _read_code(reader: FieldReader, key: str, _: SchemaContext) -> Code | None:
    code = reader.text(key)
    return None if code is None else Code(code)


CODE: Shape[Code] = Shape(read=_read_code, schema=TEXT.schema, form=TEXT.form)
"""An identifier of another organisation, always shown from left to right."""


def language_pattern(languages: Collection[str]) -> str:
    """Return a pattern for the codes of ``languages`` in every spelling, as JSON Schema has no flag for that."""
    codes = "|".join(languages).replace("-", "[-_]")
    return re.sub("[A-Za-z]", lambda letter: f"[{letter[0].lower()}{letter[0].upper()}]", codes)


def language_schema(schema_context: SchemaContext) -> JsonSchema:
    """Return the schema of one of the site's languages, or of any text where they are not known."""
    languages = schema_context.languages
    if not languages:
        return _TEXT
    return {"anyOf": [{"enum": list(languages)}, {"type": "string", "pattern": f"^({language_pattern(languages)})$"}]}


def _local_text_schema(schema_context: SchemaContext) -> JsonSchema:
    languages = schema_context.languages
    versions = {"properties": dict.fromkeys(languages, _TEXT), "additionalProperties": False}
    spelled = {"patternProperties": {f"^({language_pattern(languages)})$": _TEXT}} if languages else {}
    return {"anyOf": [_TEXT, {"type": "object", **versions, **spelled}]}


LOCAL_TEXT: Shape[LocalText] = Shape(
    read=lambda reader, key, _: reader.local_text(key),
    schema=_local_text_schema,
    form=say("A text, or one for each language: {example}.", example="{sv: …, pl: …}"),
    agrees=LocalText.agrees_with,
)

FLAG: Shape[bool] = Shape(
    read=lambda reader, key, _: reader.flag(key),
    schema=lambda _: {"enum": [True, False, "yes", "no", "Yes", "No", "YES", "NO"]},
    form=say("“true” or “false”."),
)

WHOLE_NUMBER: Shape[int] = Shape(
    read=lambda reader, key, _: reader.whole_number(key),
    schema=lambda _: {"type": "integer", "minimum": 0},
    form=say("A whole number in digits."),
)

IDENTIFIER: Shape[str] = Shape(
    read=lambda reader, key, _: reader.identifier(key),
    schema=lambda _: ID,
    form=say("An id: small letters a to z, digits and single hyphens."),
)


def _identifiers(reader: FieldReader, key: str, _: SchemaContext) -> dict[str, Location]:
    values = dict(reader.distinct_texts(key))
    for value in values:
        if not is_identifier(value):
            hint = say("An id has small letters a to z, digits and single hyphens.")
            reader.error(key, "not-an-id", say("“{value}” cannot be an id.", value=value), hint)
    return values


IDENTIFIERS: Shape[dict[str, Location]] = Shape(
    read=_identifiers,
    schema=lambda _: one_or_several(ID),
    form=say("Ids: small letters a to z, digits and single hyphens."),
)

LANGUAGES: Shape[Mapping[str, Location]] = Shape(
    read=lambda reader, key, _: reader.distinct_texts(key, canonical_tag),
    schema=lambda given: one_or_several(language_schema(given)),
    form=say("Codes of the site's languages."),
)

DATE: Shape[PartialDate] = Shape(
    read=lambda reader, key, _: reader.date(key),
    schema=lambda _: _DATE,
    form=say("A date as exact as it is known: {examples}.", examples="2021, 2021-01, 2021-01-16"),
)
"""A date with its known precision, in EDTF level 0 (ISO 8601-2)."""

PERIOD: Shape[Period] = Shape(
    read=lambda reader, key, _: reader.period(key),
    schema=lambda _: {
        "anyOf": [
            *alternatives(_DATE),
            {"type": "string", "pattern": _INTERVAL},
            {"type": "object", "properties": {"start": _DATE, "end": _DATE}, "additionalProperties": False},
        ]
    },
    form=say("From when until when: {examples}.", examples="2021-01-16/2023-01-15, 2024-10/.., ../2024-10, 2022"),
)
"""A date or an interval of EDTF level 0 (a side may be open), or a mapping of ``start`` and ``end``."""


def _read_money(reader: FieldReader, key: str, _: SchemaContext) -> Money | None:
    inner = reader.mapping(key) if reader.is_mapping(key) else None
    if inner is None:
        return reader.money(key)
    parts = {name: inner.text(name) for name in inner.keys if inner.is_scalar(name)}
    reader.error(key, "wrong-shape", say("“{key}” needs a single text here.", key=key), money_on_one_line(key, parts))
    return None


MONEY: Shape[Money] = Shape(
    read=_read_money,
    schema=lambda _: {"type": "string", "pattern": r"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,4})? [A-Z]{3}$"},
    form=say("An amount with a decimal point, and a currency: {example}.", example="69419.00 EUR"),
)
"""A decimal amount and a currency of ISO 4217."""


def _read_slug(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
    slug = reader.text(key)
    if slug is None or is_slug(slug):
        return slug
    suggestion = suggest_slug(slug)
    hint = (
        say("Write for instance “slug: {slug}”.", slug=suggestion)
        if suggestion
        else say("A slug has small letters, digits and single hyphens, such as “my-project”.")
    )
    reader.error(key, "not-a-slug", say("“{value}” cannot be part of an address.", value=slug), hint)
    return None


SLUG: Shape[str] = Shape(
    read=_read_slug,
    schema=lambda _: {**_TEXT, "pattern": r"^(\s*|[^\s/?#A-Z_]+)$"},  # one without letters is none
    form=say("Small letters, digits and single hyphens."),
)
"""A segment of an address, with letters of any script (``values.urls``)."""


def file_meant(name: str, files: Iterable[str], otherwise: Message) -> Message:
    """Return a hint with the one of ``files`` whose name is nearly ``name``, else ``otherwise``."""
    near = meant(name, files)
    if near is None:
        return otherwise
    if unicodedata.normalize("NFC", near) == unicodedata.normalize("NFC", name):
        return say("There is a file that looks the same; copy its name from here: {name}", name=near)
    return say("The file is called “{name}”.", name=near)


def _read_country(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
    country = reader.text(key)
    if country is None or re.fullmatch(r"[A-Z]{2}", country):
        return country
    hint = say("Write the two capital letters of ISO 3166, for instance NO for Norway.")
    reader.error(key, "not-a-country", say("“{value}” is not the code of a country.", value=country), hint)
    return None


COUNTRY: Shape[str] = Shape(
    read=_read_country,
    schema=lambda _: {**_TEXT, "pattern": "^[A-Z]{2}$"},
    form=say("The two capital letters of ISO 3166."),
)
"""A country of ISO 3166-1 by its alpha-2 code."""


_EXAMPLE = "https://example.org/"


def _read_link(reader: FieldReader, key: str, _: SchemaContext) -> WebAddress | None:
    written = reader.text(key)
    if written is None or is_web_address(written):
        return None if written is None else WebAddress(written)
    hint = say("Write the full address, for instance {example}", example=suggest_web_address(written) or _EXAMPLE)
    reader.error(key, "not-an-address", say("“{value}” is not the address of a site.", value=written), hint)
    return None


LINK: Shape[WebAddress] = Shape(
    read=_read_link,
    schema=lambda _: {"type": "string", "pattern": r"^[hH][tT][tT][pP][sS]?://\S+$"},
    form=say("A full address: {example}", example=_EXAMPLE),
)
"""An absolute URL with ``http`` or ``https``, in ASCII (RFC 3986)."""


def _read_email(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
    email = reader.text(key)
    if email is None or _EMAIL.fullmatch(email):
        return email
    hint = say("Write it like info@example.org.")
    reader.error(key, "not-an-email", say("“{value}” is not an e-mail address.", value=email), hint)
    return None


EMAIL: Shape[str] = Shape(
    read=_read_email,
    schema=lambda _: {"type": "string", "pattern": "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"},
    form=say("An e-mail address."),
)


def one_or_several(schema: JsonSchema, most: int | None = None) -> JsonSchema:
    """Return the schema of one value of ``schema`` or a list of at most ``most`` distinct ones."""
    several = {"type": "array", "items": schema, "uniqueItems": True}
    return {"anyOf": [*alternatives(schema), several if most is None else {**several, "maxItems": most}]}


def alternatives(schema: JsonSchema) -> list[JsonSchema]:
    """Return the schema of a value that matches one of ``schemas``."""
    inner = schema.get("anyOf")
    return list(inner) if isinstance(inner, list) else [schema]
