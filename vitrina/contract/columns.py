"""The columns of a table that has a row for each entry: which ones a fact has, and what they are called.

A value that has parts is in several columns, so that a spreadsheet can add up and sort: ``cost`` and ``cost_currency``,
``period_start`` and ``period_end``, ``town`` and ``town_sv``. A term has its id and, to read, its label.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from vitrina.contract import documents
from vitrina.contract.fact_shapes import TERM, TERMS
from vitrina.model import Fact

WHOLE: Final = ""
"""The part that is the value itself, or the text that is the same in all languages."""

CURRENCY, START, END, UNIT, LATITUDE, LONGITUDE, LABEL = (
    *("currency", "start", "end", "unit"),
    *("latitude", "longitude", "label"),
)
"""The parts of values in columns of their own."""

ID: Final = "id"
"""The column with the name of the entry's folder."""

SECTION: Final = "section"
"""The column that says of which section the rows are, if they are no projects."""

TEXT: Final = "text"
"""The column with the text below the front matter, which only new entries take."""

OF_DOCUMENTS: Final = (documents.TITLE.name, documents.SUMMARY.name, TEXT)
"""What each language has a column of its own for."""

_PARTS = {
    "money": (WHOLE, CURRENCY),
    "period": (START, END),
    "point": (LATITUDE, LONGITUDE),
    TERM: (WHOLE, LABEL),
    TERMS: (WHOLE, LABEL),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: of a ``fact``, or of the documents themselves where there is none.

    ``part`` is the part of a fact's value, or the name of a text; ``language`` that of a text in one language.
    """

    name: str
    fact: Fact[Any] | None = None
    part: str = WHOLE
    language: str = ""


def columns_of_fact(fact: Fact[Any], languages: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of the values of ``fact`` on a site with these ``languages``."""
    if fact.shape == "text per language":
        whole = Column(name=fact.key, fact=fact)
        return (whole, *(Column(name=f"{fact.key}_{code}", fact=fact, language=code) for code in languages))
    parts = (WHOLE, UNIT) if fact.shape == "quantity" and fact.unit is None else _PARTS.get(fact.shape, (WHOLE,))
    return tuple(Column(name=f"{fact.key}_{part}" if part else fact.key, fact=fact, part=part) for part in parts)


def columns_of_texts(languages: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of titles, summaries and texts, all of one language before those of the next."""
    return tuple(Column(name=f"{name}_{code}", part=name, language=code) for code in languages for name in OF_DOCUMENTS)


def known_columns(facts: Iterable[Fact[Any]], languages: Iterable[str]) -> dict[str, Column]:
    """Return all columns that a table of entries with these ``facts`` can have, by name.

    A period may also stand in one column. Of two columns with one name, that of a whole fact counts.
    """
    codes, declared = tuple(languages), tuple(facts)
    found = {column.name: column for fact in declared for column in columns_of_fact(fact, codes)}
    found |= {fact.key: Column(name=fact.key, fact=fact) for fact in declared}
    of_documents = (*(Column(name=name, part=name) for name in (ID, SECTION)), *columns_of_texts(codes))
    return found | {column.name: column for column in of_documents}
