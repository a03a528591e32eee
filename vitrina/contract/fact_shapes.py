"""The shapes of facts by name, and the front matter key of a declared fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from vitrina.contract import shapes
from vitrina.contract.keys import JsonSchema, Key, Keys, SchemaContext, Shape, Values, read_keys, schema_of
from vitrina.contract.shapes import COUNTRY, LOCAL_TEXT, WHOLE_NUMBER
from vitrina.contract.term_shapes import term_of_any, terms
from vitrina.model import Facet, Fact, LocalText, Partner, Result
from vitrina.problems import Message, say
from vitrina.reading.fields import FieldReader

Value = TypeVar("Value")

COUNTED = ("target_groups", "activity_types")
"""The vocabularies whose terms can be the label of a result."""


def list_of(
    keys: Keys,
    build: Callable[[Values, FieldReader], Value | None],
    form: Message,
    agrees: Callable[[Value, Value], bool],
) -> Shape[tuple[Value, ...]]:
    """Return the shape of a list of mappings of ``keys`` (or a single one), each converted to a value by ``build``.

    ``agrees`` compares two of these values; lists agree if their values do, one by one.
    """

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

    def lists_agree(original: Sequence[Value], other: Sequence[Value]) -> bool:
        return len(original) == len(other) and all(map(agrees, original, other))

    return Shape(read=read, schema=schema, form=form, inner=keys, agrees=lists_agree)


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
    Partner.agrees_with,
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
    purpose=say("What is counted, as a term; its label replaces “label”."),
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
    Result.agrees_with,
)


SHAPES: Mapping[str, Shape[Any]] = {
    "text": shapes.TEXT,
    "text per language": shapes.LOCAL_TEXT,
    "code": shapes.CODE,
    "number": shapes.WHOLE_NUMBER,
    "date": shapes.DATE,
    "period": shapes.PERIOD,
    "money": shapes.MONEY,
    "link": shapes.LINK,
    "id": shapes.IDENTIFIER,
    "partners": PARTNERS,
    "results": RESULTS,
}
"""All shapes except that of terms, which depends on the vocabulary."""


def key_of(fact: Fact[Value]) -> Key[Value]:
    """Return the front matter key of ``fact``."""
    shape = terms(fact.vocabulary, many=fact.has_many) if isinstance(fact, Facet) else SHAPES[fact.shape]
    return Key(name=fact.key, shape=shape, purpose=fact.purpose, example=fact.example)
