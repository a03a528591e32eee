"""The keys of a term in a vocabulary (``i18n/vocabularies/*.yml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vitrina.contract import shapes
from vitrina.contract.keys import JsonSchema, Key, Keys, SchemaContext, Shape
from vitrina.model import NEUTRAL
from vitrina.problems import say
from vitrina.reading.fields import FieldReader

_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,9})?")


def _read_codes(reader: FieldReader, key: str, _: SchemaContext) -> Mapping[str, str]:
    return _texts(reader.mapping(key))


def _texts(reader: FieldReader | None) -> Mapping[str, str]:
    if reader is None:
        return {}
    return {name: text for name in reader.keys if (text := reader.text(name)) is not None}


def _read_labels(reader: FieldReader, key: str, _: SchemaContext) -> Mapping[str, str]:
    if reader.is_mapping(key):
        return _texts(reader.by_language(key))
    text = reader.text(key)
    return {} if text is None else {NEUTRAL: text}


def _read_also(reader: FieldReader, key: str, _: SchemaContext) -> tuple[str, ...]:
    if not reader.is_mapping(key):
        return tuple(text for text, _ in reader.texts(key))
    inner = reader.by_language(key)
    return () if inner is None else tuple(text for name in inner.keys for text, _ in inner.texts(name))


def _read_point(reader: FieldReader, key: str, _: SchemaContext) -> tuple[float, float] | None:
    values = [text for text, _ in reader.texts(key)]
    if not values:
        return None
    if len(values) == 2 and all(_DEGREES.fullmatch(value) for value in values):
        latitude, longitude = float(values[0]), float(values[1])
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
    hint = say("Write latitude and longitude in degrees: “point: [53.13, 23.16]”.")
    reader.error(key, "not-a-point", say("This is not a point on the map."), hint)
    return None


def _labels_schema(schema_context: SchemaContext) -> JsonSchema:
    text = shapes.TEXT.schema(schema_context)
    languages = dict.fromkeys(schema_context.languages, text)
    return {"anyOf": [text, {"type": "object", "properties": languages, "additionalProperties": text}]}


def _also_schema(schema_context: SchemaContext) -> JsonSchema:
    text = shapes.TEXT.schema(schema_context)
    texts = {"anyOf": [text, {"type": "array", "items": text}]}
    languages = dict.fromkeys(schema_context.languages, texts)
    return {"anyOf": [*texts["anyOf"], {"type": "object", "properties": languages, "additionalProperties": texts}]}


def _point_schema(_: SchemaContext) -> JsonSchema:
    degrees = [{"type": "number", "minimum": -most, "maximum": most} for most in (90, 180)]
    return {"type": "array", "items": degrees, "minItems": 2, "additionalItems": False}


LABELS = Key(
    name="labels",
    shape=Shape(read=_read_labels, schema=_labels_schema, form=say("A text for each language, or one for all.")),
    purpose=say("What visitors read."),
    example="{sv: Podlasie, ar: بودلاسكيه, pl: podlaskie, lv: Podlases vojevodiste}",
)
ALSO = Key(
    name="also",
    shape=Shape(read=_read_also, schema=_also_schema, form=say("Texts, or texts for each language.")),
    purpose=say("What else it is called, in any language: the search finds it by these names as well."),
    example="[Podlachia, Podlasze]",
)
PARENT = Key(
    name="parent",
    shape=shapes.NAME,
    purpose=say("The term that includes this one: its page shows the projects of both."),
    example="poland",
)
CODES = Key(
    name="codes",
    shape=Shape(
        read=_read_codes,
        schema=lambda given: {"type": "object", "additionalProperties": shapes.TEXT.schema(given)},
        form=say("A code for each standard: {names}.", names="iso, dac, iati, gls"),
    ),
    purpose=say("What other collections of data call it."),
    example="{iso: PL-20}",
)
POINT = Key(
    name="point",
    shape=Shape(read=_read_point, schema=_point_schema, form=say("Latitude and longitude in degrees.")),
    purpose=say("Where it is on the map."),
    example="[53.13, 23.16]",
)
SHAPE = Key(
    name="shape",
    shape=shapes.TEXT,
    purpose=say("The file in i18n/vocabularies with its outline for the maps, in GeoJSON."),
    example="podlaskie.geojson",
)

URL = Key(
    name="url",
    shape=shapes.LINK,
    purpose=say("The site of what the term names: a funder's page links to it."),
    example="https://example.org/",
)

KEYS: Keys = (LABELS, ALSO, PARENT, CODES, POINT, SHAPE, URL)
"""The keys of a term, in their usual order."""
