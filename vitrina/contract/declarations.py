"""The keys of a declaration of a fact in ``content/facts.yml``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vitrina.contract import shapes
from vitrina.contract.fact_shapes import LIST, OFFERED, TERM, TERMS, item_of
from vitrina.contract.keys import JsonSchema, Key, Keys, SchemaContext, Shape, schema_of
from vitrina.model import Use
from vitrina.problems import say
from vitrina.reading.fields import FieldReader
from vitrina.values.suggestions import did_you_mean

PATH = "content/facts.yml"
"""The file in which a site declares facts."""

KEY_PATTERN = "^[a-z][a-z0-9_]*$"
"""What the key of a fact looks like, as a regular expression of JSON Schema."""


def is_key(written: str) -> bool:
    """Tell whether ``written`` can be the key of a fact: small letters a to z, digits and underscores."""
    return re.fullmatch(KEY_PATTERN, written) is not None


def _read_shape(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
    written = reader.text(key)
    if written is None:
        return None
    item = item_of(written)
    if item in OFFERED:
        return TERMS if written == LIST + TERM else written
    hint = did_you_mean(item.lower(), OFFERED, say("It can be one of: {known}.", known=tuple(OFFERED)))
    reader.error(key, "unknown-shape", say("There is no shape “{shape}”.", shape=written), hint)
    return None


def _read_uses(reader: FieldReader, key: str, _: SchemaContext) -> tuple[Use, ...] | None:
    if not reader.has_value(key):
        return None
    written, known = reader.distinct_texts(key), [use.value for use in Use]
    for name, location in written.items():
        if name not in known:
            hint = did_you_mean(name.lower(), known, say("It can be one of: {known}.", known=tuple(known)))
            reader.error_at(location, "unknown-use", say("A fact cannot be used in “{name}”.", name=name), hint)
    return tuple(Use(name) for name in written if name in known)


def _read_vocabulary(reader: FieldReader, key: str, given: SchemaContext) -> str | None:
    written, known = reader.text(key), sorted(given.vocabularies)
    if written is None or written in known:
        return written
    otherwise = say("Name a file in i18n/vocabularies/ without its ending: {known}.", known=tuple(known))
    hint = did_you_mean(written.lower().replace("-", "_"), known, otherwise)
    reader.error(key, "unknown-vocabulary", say("There is no vocabulary “{name}”.", name=written), hint)
    return None


def _nested_schema(_: SchemaContext) -> JsonSchema:
    return {"type": "object"}


def _read_raw(reader: FieldReader, key: str, _: SchemaContext) -> FieldReader | None:
    return reader.mapping(key)


SHAPE = Key(
    name="shape",
    shape=Shape(
        read=_read_shape,
        schema=lambda _: {"enum": [*OFFERED, *(LIST + name for name in OFFERED)]},
        form=say("One of: {names}; or “list of” one of these.", names=tuple(OFFERED)),
    ),
    purpose=say("What its values look like."),
    example="number",
)
LABEL = Key(
    name="label",
    shape=shapes.LOCAL_TEXT,
    purpose=say("Its name for visitors."),
    example="{sv: Deltagare, pl: Uczestnicy}",
)
HELP = Key(
    name="help",
    shape=shapes.LOCAL_TEXT,
    purpose=say("What it is, for those who write the projects."),
    example="{sv: Antal deltagare, pl: Liczba uczestników}",
)
IN = Key(
    name="in",
    shape=Shape(
        read=_read_uses,
        schema=lambda _: shapes.one_or_several({"enum": [use.value for use in Use]}),
        form=say("A list of: {names}.", names=tuple(Use)),
    ),
    purpose=say("Where it is used; nowhere, if the list is empty."),
    example="[table, facet]",
)
VOCABULARY = Key(
    name="vocabulary",
    shape=Shape(
        read=_read_vocabulary,
        schema=shapes.TEXT.schema,
        form=say("The name of a file in i18n/vocabularies/, without its ending."),
    ),
    purpose=say("The vocabulary of its terms."),
    example="target_groups",
)
HEADING = Key(
    name="heading",
    shape=shapes.LOCAL_TEXT,
    purpose=say("The heading of the page with all its terms; without it, the label."),
    example="{sv: Regioner, pl: Województwa}",
)
ADDRESS = Key(
    name="address",
    shape=shapes.IDENTIFIER,
    purpose=say("The part of the address that the pages of its terms have in common; without it, the key."),
    example="seats",
)
UNIT = Key(
    name="unit",
    shape=shapes.LOCAL_TEXT,
    purpose=say("The unit of a quantity: a name of CLDR, such as “kilometer” or “hectare”, or a text."),
    example="hectare",
)
ORDER = Key(
    name="order",
    shape=shapes.WHOLE_NUMBER,
    purpose=say("Its place in the table: the facts that come with Vitrina have 10, 20, 30 and so on."),
    example="15",
)
GROUP = Key(
    name="group",
    shape=shapes.TEXT,
    purpose=say("The group of rows that it belongs to."),
    example="contact",
)
REQUIRED = Key(
    name="required",
    shape=shapes.FLAG,
    purpose=say("Every project needs it."),
    example="true",
)
EXAMPLE = Key(
    name="example",
    shape=shapes.TEXT,
    purpose=say("A value, for those who write the projects."),
    example="120",
)
PARTS = Key(
    name="parts",
    shape=Shape(read=_read_raw, schema=_nested_schema, form=say("Lines as for a fact, below the key of each part.")),
    purpose=say("What a mapping consists of."),
    example="{amount: {shape: money, label: Suma}}",
)

OF_A_PART: Keys = (SHAPE, LABEL, HELP, VOCABULARY, UNIT, REQUIRED, EXAMPLE, PARTS)
"""The keys of the declaration of a part of a mapping."""
KEYS: Keys = (SHAPE, LABEL, HELP, IN, VOCABULARY, HEADING, ADDRESS, UNIT, ORDER, GROUP, REQUIRED, EXAMPLE, PARTS)
"""The keys of a declaration, in their usual order."""

FACTS, SECTIONS, GROUPS = "facts", "sections", "groups"
"""The keys of ``content/facts.yml``."""


_OBJECT: JsonSchema = {"type": ["object", "null"], "additionalProperties": False}


def schema(schema_context: SchemaContext) -> Mapping[str, object]:
    """Return the JSON Schema of ``content/facts.yml``."""
    one = schema_of(KEYS, schema_context)
    declarations = {"patternProperties": {KEY_PATTERN: {**one, "type": ["object", "null"]}}}
    groups = {"patternProperties": {shapes.ID_PATTERN: shapes.LOCAL_TEXT.schema(schema_context)}}
    sections = {"patternProperties": {shapes.ID_PATTERN: {**_OBJECT, **declarations}}}
    both: Mapping[str, JsonSchema] = {FACTS: declarations, SECTIONS: sections, GROUPS: groups}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {**_OBJECT, **rest} for name, rest in both.items()},
    }
