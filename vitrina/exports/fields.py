"""What a value of each shape of facts is in a table: one field, or several.

A field has the end of the name of its columns, the type of its cells, and the function that takes one out of a value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from vitrina.contract.fact_shapes import LIST, SHAPES, item_of
from vitrina.model import Facet, Fact, LocalText, Record, Vocabulary
from vitrina.views.localiser import Localiser

Cell: TypeAlias = "str | int | Decimal | bool | tuple[Cell, ...] | None"
"""A value in a table; ``None`` where there is none, and several where a fact has a list."""

_LISTS = ("partners", "results")
"""Shapes of lists whose names do not say so."""


class CellType(StrEnum):
    """What a cell holds; a list of them where the fact has several values."""

    TEXT = "text"
    ID = "id"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What cells are written with: the language of the table, its vocabularies, and where files are published.

    ``file_url`` returns the address of a file of the project by its name; ``None`` if it is not published.
    """

    localiser: Localiser
    vocabularies: Mapping[str, Vocabulary]
    file_url: Callable[[str], str | None]

    def text(self, text: LocalText | None) -> str | None:
        """Return a text as it was written in the language that the readers of this one get."""
        return None if text is None else self.localiser.text(text).value


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a value; ``suffix`` is what the names of its columns end with."""

    suffix: str
    type: CellType
    meaning: str
    of: Callable[[Wording, Any], Cell]


def is_several(fact: Fact[Any]) -> bool:
    """Tell whether a fact has a list of values."""
    return fact.shape.startswith(LIST) or fact.shape in _LISTS or (isinstance(fact, Facet) and fact.has_many)


def fields_of(fact: Fact[Any]) -> tuple[Field, ...]:
    """Return the fields of one value of ``fact``; those of a mapping are the fields of all its parts."""
    if isinstance(fact, Facet):
        return _of_a_term(fact.vocabulary)
    if fact.parts:
        return tuple(
            Field(f"_{part.key}{field.suffix}", field.type, field.meaning, _inside(part, field))
            for part in fact.parts
            for field in fields_of(part)
        )
    return FIELDS[item_of(fact.shape)]


def cell_of(fact: Fact[Any], field: Field, value: object, wording: Wording) -> Cell:
    """Return the ``field`` of a ``value`` of ``fact``: a list of cells where the fact has a list of values."""
    if not isinstance(value, tuple):
        return field.of(wording, value)
    if not is_several(fact):  # a single term, which is in a list of one
        return field.of(wording, value[0]) if value else None
    cells = tuple(field.of(wording, one) for one in value)
    return None if all(cell is None for cell in cells) else cells


def _inside(part: Fact[Any], field: Field) -> Callable[[Wording, Any], Cell]:
    def of(wording: Wording, record: Record) -> Cell:
        value = record.values.get(part.key)
        return None if value is None else cell_of(part, field, value, wording)

    return of


def _of_a_term(vocabulary: str) -> tuple[Field, ...]:
    def label(wording: Wording, term: str) -> str:
        return wording.localiser.term(wording.vocabularies[vocabulary].terms[term]).value

    return (
        Field("", CellType.ID, "The id of the term, the same in every language.", lambda _, term: term),
        Field("_label", CellType.TEXT, "The label of the term.", label),
    )


def _of_a_country(suffix: str, code: Callable[[Any], str | None]) -> tuple[Field, ...]:
    def label(wording: Wording, value: object) -> str | None:
        country = code(value)
        return None if country is None else wording.localiser.country(country).value

    return (
        Field(suffix, CellType.ID, "The two letters of ISO 3166.", lambda _, value: code(value)),
        Field(f"{suffix}_label", CellType.TEXT, "The name of the country.", label),
    )


def _date(date: object) -> str | None:
    return None if date is None else str(date)


_TEXT = (Field("", CellType.TEXT, "The text.", lambda _, value: value),)
_DATE = (
    Field("", CellType.DATE, "As exact as it is known: 2021, 2021-01 or 2021-01-16.", lambda _, value: str(value)),
)
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "text": _TEXT,
    "text per language": (
        Field("", CellType.TEXT, "The text in the language of the table.", lambda words, value: words.text(value)),
    ),
    "code": (Field("", CellType.TEXT, "The text.", lambda _, value: value.text),),
    "number": (Field("", CellType.NUMBER, "The number.", lambda _, value: value),),
    "quantity": (
        Field("", CellType.NUMBER, "The number.", lambda _, value: value.number),
        Field("_unit", CellType.TEXT, "The unit.", lambda words, value: words.text(value.unit)),
    ),
    "date": _DATE,
    "date and time": (
        Field("", CellType.DATE, "The day, and the time if it is known: 2026-03-05T17:30.", _DATE[0].of),
    ),
    "period": (
        Field("_start", CellType.DATE, "When it begins; nothing if it is open.", lambda _, one: _date(one.start)),
        Field("_end", CellType.DATE, "When it ends; nothing if it is open.", lambda _, one: _date(one.end)),
    ),
    "money": (
        Field("", CellType.NUMBER, "The amount, with a decimal point.", lambda _, value: value.amount),
        Field("_currency", CellType.ID, "The three letters of ISO 4217.", lambda _, value: value.currency),
    ),
    "link": (Field("", CellType.ADDRESS, "The address.", lambda _, value: value.url),),
    "email": (Field("", CellType.TEXT, "The e-mail address.", lambda _, value: value.address),),
    "phone": (Field("", CellType.TEXT, "The telephone number.", lambda _, value: value.number),),
    "yes/no": (Field("", CellType.BOOLEAN, "“true” or “false”.", lambda _, value: value),),
    "point": (
        Field("_latitude", CellType.NUMBER, "Degrees of WGS 84.", lambda _, one: Decimal(repr(one.latitude))),
        Field("_longitude", CellType.NUMBER, "Degrees of WGS 84.", lambda _, one: Decimal(repr(one.longitude))),
    ),
    "attachment": (
        Field("", CellType.ADDRESS, "The address of the file.", lambda words, value: words.file_url(value.file)),
    ),
    "country": _of_a_country("", lambda country: country),
    "id": (Field("", CellType.ID, "The id.", lambda _, value: value),),
    "partners": (
        Field("_name", CellType.TEXT, "The name.", lambda words, partner: words.text(partner.name)),
        Field("_role", CellType.TEXT, "The role.", lambda words, partner: words.text(partner.role)),
        Field("_town", CellType.TEXT, "The town.", lambda words, partner: words.text(partner.town)),
        *_of_a_country("_country", lambda partner: partner.country),
    ),
    "results": (
        Field("_value", CellType.NUMBER, "How many.", lambda _, result: result.value),
        Field("_label", CellType.TEXT, "What is counted.", lambda words, result: words.text(result.label)),
    ),
}
"""The fields of the simple shapes, and of those that the showcase treats in a way of their own."""

assert FIELDS.keys() == SHAPES.keys()
