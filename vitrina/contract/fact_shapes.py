"""The shapes of facts by name, and the front matter key of a declared fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from vitrina.contract import shapes, value_shapes
from vitrina.contract.composite_shapes import list_of, mapping_of, several
from vitrina.contract.fact_parts import PARTS
from vitrina.contract.keys import Key, Shape, Values
from vitrina.contract.shapes import COUNTRY, LOCAL_TEXT, WHOLE_NUMBER
from vitrina.contract.term_shapes import term_of_any, terms
from vitrina.model import Facet, Fact, LocalText, Partner, Result
from vitrina.problems import say
from vitrina.reading.fields import FieldReader

Value = TypeVar("Value")

COUNTED = ("target_groups", "activity_types")
"""The vocabularies whose terms can be the label of a result."""


PARTNER_NAME = Key(
    name="name",
    shape=LOCAL_TEXT,
    purpose=say("The partner's name."),
    example="Newschool",
    is_required=True,
    advice=say("Give the partner's name."),
)
PARTNER_ROLE = Key(
    name="role",
    shape=LOCAL_TEXT,
    purpose=say("What the partner does in the project."),
    example="{sv: utbildning, pl: szkolenia}",
)
PARTNER_TOWN = Key(name="town", shape=LOCAL_TEXT, purpose=say("Where the partner is."), example="Oslo")
PARTNER_COUNTRY = Key(name="country", shape=COUNTRY, purpose=say("The partner's country."), example="NO")


def _partner(values: Values, _: FieldReader) -> Partner | None:
    name = values[PARTNER_NAME]
    if not name:
        return None
    return Partner(name=name, role=values[PARTNER_ROLE], town=values[PARTNER_TOWN], country=values[PARTNER_COUNTRY])


PARTNERS = list_of(
    (PARTNER_NAME, PARTNER_ROLE, PARTNER_TOWN, PARTNER_COUNTRY),
    _partner,
    say("A list of {example}.", example="{name, role, town, country}"),
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
    "number": value_shapes.NUMBER,
    "quantity": value_shapes.QUANTITY,
    "date": shapes.DATE,
    "date and time": value_shapes.MOMENT,
    "period": shapes.PERIOD,
    "money": shapes.MONEY,
    "link": shapes.LINK,
    "email": value_shapes.EMAIL,
    "phone": value_shapes.PHONE,
    "yes/no": value_shapes.YES_OR_NO,
    "point": value_shapes.POINT_ON_MAP,
    "attachment": value_shapes.FILE,
    "country": shapes.COUNTRY,
    "id": shapes.IDENTIFIER,
    "partners": PARTNERS,
    "results": RESULTS,
}
"""The simple shapes, and those of values that the showcase treats in a way of their own."""

TERM, TERMS, MAPPING = "term", "terms", "mapping"
"""The shapes that need a vocabulary, and the one that needs parts."""

LIST: Final = "list of "
"""What the name of the shape of a list begins with."""

OFFERED = (
    *(name for name in SHAPES if name not in ("id", "partners", "results")),
    *(TERM, TERMS, *PARTS, MAPPING),
)
"""The names of the shapes that a site can declare, each also as a list."""


def item_of(shape: str) -> str:
    """Return the name of the shape of the values in a list, or ``shape`` itself if it is not that of a list."""
    return shape.removeprefix(LIST)


def key_of(fact: Fact[Value]) -> Key[Value]:
    """Return the front matter key of ``fact``."""
    return Key(
        name=fact.key,
        shape=shape_of(fact),
        purpose=fact.purpose,
        example=fact.example,
        own_purpose=fact.own_purpose,
    )


def shape_of(fact: Fact[Any]) -> Shape[Any]:
    """Return the shape of the values of ``fact``."""
    name = item_of(fact.shape)
    if isinstance(fact, Facet):
        return terms(fact.vocabulary, many=fact.has_many or fact.shape != name)
    if fact.parts:
        keys = tuple(replace(key_of(part), is_required=part.is_required) for part in fact.parts)
        one: Shape[Any] = mapping_of(fact.parts, keys, may_be_text=name in PARTS)
    elif name == "quantity" and fact.unit is not None:
        one = value_shapes.quantity_in(fact.unit)
    else:
        one = SHAPES[name]
    return one if fact.shape == name else several(one)
