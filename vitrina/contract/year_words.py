"""The key for the words of a language that make the number before them a year."""

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
