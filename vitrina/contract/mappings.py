"""The shapes that are made of keys themselves: pictures, partners, results, and the link to an original."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from vitrina.contract.choices import term_of_any
from vitrina.contract.keys import JsonSchema, Key, Keys, SchemaContext, Shape, Values, read_keys, schema_of
from vitrina.contract.shapes import COUNTRY, LOCAL_TEXT, TEXT, WHOLE_NUMBER
from vitrina.model import Image, LocalText, Partner, Result
from vitrina.problems import Message, say
from vitrina.reading.fields import FieldReader
from vitrina.values.revisions import TOKEN

Value = TypeVar("Value")

COUNTED = ("target_groups", "activity_types")
"""The vocabularies whose terms a result in numbers can count."""

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""Endings of picture files that every current browser shows."""

_TRANSLATED_FROM = re.compile(rf"(?P<language>[A-Za-z-]+)(?: (?P<token>{TOKEN}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedFrom:
    """What a translation was made from: a language and, where it is known, the token of that version's wording."""

    language: str
    token: str | None = None


def list_of(
    keys: Keys, build: Callable[[Values, FieldReader], Value | None], form: Message
) -> Shape[tuple[Value, ...]]:
    """Return the shape of a list of mappings of ``keys`` (or a single one), each made into a value by ``build``."""

    def read(reader: FieldReader, key: str, schema_context: SchemaContext) -> tuple[Value, ...]:
        found = []
        for inner in reader.mappings(key):
            values = read_keys(keys, inner, schema_context)
            inner.finish()
            found.append(build(values, inner))
        return tuple(value for value in found if value is not None)

    def schema(schema_context: SchemaContext) -> JsonSchema:
        one = schema_of(keys, schema_context)
        return {"anyOf": [{"type": "array", "items": one}, one]}

    return Shape(read=read, schema=schema, form=form, inner=keys)


PARTNER_NAME = Key(
    name="name",
    shape=LOCAL_TEXT,
    purpose=say("The partner's name."),
    example="Newschool",
    is_required=True,
    advice=say("Give the partner's name."),
)
PARTNER_TOWN = Key(name="town", shape=LOCAL_TEXT, purpose=say("Where the partner is."), example="Oslo")
PARTNER_COUNTRY = Key(name="country", shape=COUNTRY, purpose=say("The partner's country."), example="NO")


def _partner(values: Values, _: FieldReader) -> Partner | None:
    name = values[PARTNER_NAME]
    return Partner(name=name, town=values[PARTNER_TOWN], country=values[PARTNER_COUNTRY]) if name else None


PARTNERS = list_of(
    (PARTNER_NAME, PARTNER_TOWN, PARTNER_COUNTRY),
    _partner,
    say("A list of {example}.", example="{name, town, country}"),
)

RESULT_VALUE = Key(
    name="value",
    shape=WHOLE_NUMBER,
    purpose=say("How many."),
    example="441",
    is_required=True,
    advice=say("Give the number."),
)
RESULT_LABEL = Key(name="label", shape=LOCAL_TEXT, purpose=say("What is counted."), example="{sv: kvinnor, pl: kobiet}")
RESULT_TERM = Key(
    name="term",
    shape=term_of_any(COUNTED),
    purpose=say("What is counted, as a term; its label stands in for “label”."),
    example="women",
)


def _result(values: Values, reader: FieldReader) -> Result | None:
    value, label, term = values[RESULT_VALUE], values[RESULT_LABEL], values[RESULT_TERM]
    if label is None and term is not None:
        label = LocalText(term.labels)
    if label is None and "term" not in reader.keys:
        hint = say("Say what is counted, in each language: “label: {example}”.", example=RESULT_LABEL.example)
        reader.error("label", "missing-key", say("“{key}” is missing.", key="label"), hint)
    return None if value is None or label is None else Result(value=value, label=label)


RESULTS = list_of(
    (RESULT_VALUE, RESULT_LABEL, RESULT_TERM),
    _result,
    say("A list of {one} or {other}: how many of what.", one="{value, label}", other="{value, term}"),
)

IMAGE_FILE = Key(name="file", shape=TEXT, purpose=say("The name of the file."), example="group.jpg", is_required=True)
IMAGE_ALT = Key(
    name="alt",
    shape=LOCAL_TEXT,
    purpose=say("What the picture shows, for those who do not see it; without it, the picture counts as decoration."),
    example="{sv: …, pl: …}",
)
IMAGE_CREDIT = Key(name="credit", shape=TEXT, purpose=say("Who made the picture."), example="…")
_IMAGE_KEYS = (IMAGE_FILE, IMAGE_ALT, IMAGE_CREDIT)


def _read_image(reader: FieldReader, key: str, schema_context: SchemaContext) -> Image | None:
    inner = reader.mapping(key) if reader.is_mapping(key) else None
    if inner is None:
        file, alt, credit = reader.text(key), None, None
        owner = reader
    else:
        values = read_keys(_IMAGE_KEYS, inner, schema_context)
        inner.finish()
        file, alt, credit = values[IMAGE_FILE], values[IMAGE_ALT], values[IMAGE_CREDIT]
        owner, key = inner, IMAGE_FILE.name
    if file is not None and file not in schema_context.attachments:
        hint = say("Put the picture into the same folder as the document; the names have to be the same to the letter.")
        owner.error(key, "missing-file", say("There is no file “{file}” beside this document.", file=file), hint)
    elif file is not None and not file.lower().endswith(PICTURES):
        hint = say("Pictures end in one of: {endings}.", endings=", ".join(PICTURES))
        owner.error(key, "not-a-picture", say("“{file}” is not a picture that browsers show.", file=file), hint)
    return None if file is None else Image(file=file, alt=alt, credit=credit)


IMAGE: Shape[Image] = Shape(
    read=_read_image,
    schema=lambda schema_context: {"anyOf": [{"type": "string"}, schema_of(_IMAGE_KEYS, schema_context)]},
    form=say("The name of a picture beside the document, or {example}.", example="{file, alt, credit}"),
    inner=_IMAGE_KEYS,
)


def _read_translated_from(reader: FieldReader, key: str, schema_context: SchemaContext) -> TranslatedFrom | None:
    value, languages, own = reader.text(key), schema_context.languages, schema_context.own
    if value is None:
        return None
    match = _TRANSLATED_FROM.fullmatch(value)
    if match is None:
        hint = say("Write “translated_from: pl”, say; the command “vitrina translated” adds what stands after it.")
        reader.error(key, "not-a-version", say("“{value}” does not name a version.", value=value), hint)
        return None
    language = match["language"]
    if language not in languages or language == own:
        message = say("A page in “{own}” cannot be translated from “{language}”.", own=own, language=language)
        others = ", ".join(other for other in languages if other != own)
        hint = say("Name another of the site's languages: {languages}.", languages=others)
        reader.error(key, "unknown-language", message, hint)
        return None
    return TranslatedFrom(language=language, token=match["token"])


TRANSLATED_FROM: Shape[TranslatedFrom] = Shape(
    read=_read_translated_from,
    schema=lambda given: {
        "type": "string",
        "pattern": f"^({'|'.join(given.languages) or '[A-Za-z-]+'})( {TOKEN})?$",
    },
    form=say("The language of the original, for instance {example}, and what “vitrina translated” adds.", example="pl"),
)
