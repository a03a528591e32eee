"""The documentation of the columns, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vitrina.contract.fact_parts import PARTS
from vitrina.contract.fact_shapes import TERM
from vitrina.exports.fields import FIELDS, Field, fields_of
from vitrina.exports.table import Column, columns_of
from vitrina.model import Facet, Fact
from vitrina.problems import Message


def columns_reference(facts: Iterable[Fact[Any]]) -> str:
    """Return the tables of the columns of ``facts``, and of those that a fact of each shape has."""
    return "\n".join(
        [
            "## Columns",
            "",
            "| Column | What is in it | Type |",
            "| --- | --- | --- |",
            *(f"| `{column.name}` | {column.meaning} | {_type(column)} |" for column in columns_of(facts)),
            "",
            "## Columns of own facts",
            "",
            "| Shape | Columns of a fact “x” | What is in them | Type |",
            "| --- | --- | --- | --- |",
            *_shapes(),
            "",
        ]
    )


def _type(column: Column) -> str:
    return f"{column.type}, several" if column.is_list else column.type.value


def _shapes() -> Iterator[str]:
    nothing = Message("")
    a_term = Facet(
        key="x", shape=TERM, label=nothing, purpose=nothing, example="", vocabulary="x", heading=nothing, segment=""
    )
    shapes: dict[str, tuple[Field, ...]] = {**FIELDS, TERM: fields_of(a_term)}
    for name, parts in PARTS.items():
        shapes[name] = fields_of(Fact(key="x", shape=name, label=nothing, purpose=nothing, example="", parts=parts))
    for name, fields in shapes.items():
        for number, field in enumerate(fields):
            yield f"| {'' if number else name} | `x{field.suffix}` | {field.meaning} | {field.type} |"
