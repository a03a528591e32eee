"""The keys for words of a language: those that make a number a year, and those that stay with what is beside them."""

from __future__ import annotations

from vitrina.contract import shapes
from vitrina.contract.keys import Key, Shape
from vitrina.problems import say

YEAR_WORDS = Key(
    name="year_words",
    shape=Shape(
        read=lambda reader, key, _: tuple(reader.distinct_texts(key)) or None,
        schema=lambda _: shapes.one_or_several({"type": "string"}),
        form=say("Beginnings of words; one with a full stop at its end is a whole word."),
    ),
    purpose=say("Words that make a number before them a year: “2021. gadā” at the beginning of a line is no list."),
    example="[gad, g.]",
)
_WORDS = Shape(
    read=lambda reader, key, _: tuple(reader.distinct_texts(key)) or None,
    schema=lambda _: shapes.one_or_several({"type": "string"}),
    form=say("Whole words or abbreviations, in small letters or in those that they always have."),
)
NO_BREAK_AFTER = Key(
    name="no_break_after",
    shape=_WORDS,
    purpose=say("Words that never stand at the end of a line: a no-break space follows them."),
    example="[a, i, o, u, w, z]",
)
NO_BREAK_BEFORE = Key(
    name="no_break_before",
    shape=_WORDS,
    purpose=say("Words that stay in the line of the number before them, besides signs of units and currencies."),
    example="[zł, tys., mln]",
)
