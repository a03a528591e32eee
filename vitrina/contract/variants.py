"""The key ``variants`` in ``site.yml``: other forms that a text can have in its language, with their names."""

from __future__ import annotations

from collections.abc import Mapping

from vitrina.contract import shapes
from vitrina.contract.keys import Key, SchemaContext, Shape
from vitrina.model import LocalText
from vitrina.model.variants import VARIANTS
from vitrina.problems import say
from vitrina.reading.fields import FieldReader
from vitrina.values.language_tags import canonical_tag
from vitrina.values.urls import is_identifier


def _read(reader: FieldReader, key: str, given: SchemaContext) -> Mapping[str, LocalText | None] | None:
    inner = reader.mapping(key)
    if inner is None:
        return None
    found: dict[str, LocalText | None] = dict(VARIANTS)
    for name in inner.keys:
        label = shapes.LOCAL_TEXT.read(inner, name, given)
        if not is_identifier(name) or canonical_tag(name) in given.languages or name == "page":
            message = say("“{name}” cannot be the name of a variant.", name=name)
            hint = say("Small letters a to z, digits and single hyphens, and not a language, such as “audio”.")
            inner.error_at(inner.location(name), "not-an-id", message, hint)
        elif label is not None:
            found[name] = label
    inner.finish()
    return found


VARIANTS_OF_TEXTS: Key[Mapping[str, LocalText | None]] = Key(
    name="variants",
    shape=Shape(
        read=_read,
        schema=lambda given: {
            "type": "object",
            "additionalProperties": shapes.LOCAL_TEXT.schema(given),
            "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        },
        form=say("A mapping of names to labels, each a text or one for each language."),
    ),
    purpose=say(
        "Other forms of a text in its language, besides “easy” and “sign”: index.sv.audio.md is the one called “audio”."
    ),
    example="{audio: {sv: inläst, pl: do słuchania}}",
)
