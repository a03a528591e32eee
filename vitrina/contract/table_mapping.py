"""The keys of a mapping (``*.import.yml``): which column of a table is which fact, in which language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from vitrina.contract import shapes
from vitrina.contract.keys import JsonSchema, Key, Keys, SchemaContext, Shape, Values
from vitrina.problems import Location, say
from vitrina.reading.fields import FieldReader
from vitrina.values.language_tags import canonical_tag
from vitrina.values.suggestions import nearest

ENDING: Final = ".import.yml"
"""What the name of a mapping ends with; the beginning is that of the table."""

DAY_FIRST, MONTH_FIRST = "day first", "month first"
"""How dates with slashes are read."""

SEPARATORS: Final = {"comma": ",", "point": "."}
"""What can stand before decimals."""

_TEXTS: JsonSchema = {"type": "object", "additionalProperties": {"type": ["string", "number", "null"]}}

Choice = TypeVar("Choice", bound=str)


def _one_of(*choices: str) -> Shape[str]:
    form = say("It can be one of: {known}.", known=choices)

    def read(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
        value = reader.text(key)
        if value is None or value in choices:
            return value
        message = say("“{value}” is not possible here. It can be: {choices}.", value=value, choices=choices)
        near = nearest(value.lower(), choices)
        hint = None if near is None else say("Did you mean “{near}”?", near=near)
        reader.error(key, "unknown-choice", message, hint)
        return None

    return Shape(read=read, schema=lambda _: {"enum": list(choices)}, form=form)


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of the table by its ``heading``, and the name of the column that it is here; none is left out."""

    heading: str
    name: str | None
    location: Location


def _read_columns(reader: FieldReader, key: str, _: SchemaContext) -> tuple[MappedColumn, ...]:
    inner = reader.mapping(key)
    if inner is None:
        return ()
    return tuple(MappedColumn(heading, inner.text(heading), inner.location(heading)) for heading in inner.keys)


def _read_terms(reader: FieldReader, key: str, _: SchemaContext) -> Mapping[str, Mapping[str, str]]:
    inner = reader.mapping(key)
    found = {} if inner is None else {name: inner.mapping(name) for name in inner.keys}
    return {
        name: {text: term for text in terms.keys if (term := terms.text(text)) is not None}
        for name, terms in found.items()
        if terms is not None
    }


def _read_language(reader: FieldReader, key: str, given: SchemaContext) -> str | None:
    written = reader.text(key)
    code = canonical_tag(written or "")
    if written is None or code in given.languages:
        return code or None
    message = say(
        "“{language}” is not one of the site's languages: {known}.", language=written, known=tuple(given.languages)
    )
    reader.error(key, "unknown-language", message)
    return None


def _read_section(reader: FieldReader, key: str, given: SchemaContext) -> str | None:
    written = reader.text(key)
    if written is None or written in given.documents:
        return written
    known = tuple(given.documents)
    near = nearest(written, known)
    message = say("The site has no section “{section}”; it has: {known}.", section=written, known=known)
    hint = None if near is None else say("Did you mean “{near}”?", near=near)
    reader.error(key, "unknown-section", message, hint)
    return None


SECTION = Key(
    name="section",
    shape=Shape(read=_read_section, schema=shapes.TEXT.schema, form=shapes.IDENTIFIER.form),
    purpose=say("What the rows are; without it, projects."),
    example="projects",
)
LANGUAGE = Key(
    name="language",
    shape=Shape(read=_read_language, schema=shapes.language_schema, form=shapes.LANGUAGES.form),
    purpose=say("The language that the rows are written in, the original of new documents."),
    example="sv",
)
SHEET = Key(
    name="sheet",
    shape=shapes.NAME,
    purpose=say("The sheet of the workbook; without it, the first one that is not hidden."),
    example="Projects",
)
HEADER = Key(
    name="header",
    shape=shapes.WHOLE_NUMBER,
    purpose=say("The row with the headings of the columns; without it, the first row with several cells."),
    example="3",
)
ENCODING = Key(
    name="encoding",
    shape=shapes.NAME,
    purpose=say("The encoding of a CSV file, where it is not recognised."),
    example="windows-1250",
)
FIND_BY = Key(
    name="find_by",
    shape=shapes.NAME,
    purpose=say("The column by which an entry is found again: id, title or a fact."),
    example="number",
)
REPLACE = Key(
    name="replace",
    shape=shapes.FLAG,
    purpose=say("The table is right in everything: titles, summaries and empty cells replace what is in the files."),
    example="true",
)
DATES = Key(
    name="dates",
    shape=_one_of(DAY_FIRST, MONTH_FIRST),
    purpose=say("How to read dates such as 03/04/2021."),
    example=DAY_FIRST,
)
DECIMAL = Key(
    name="decimal",
    shape=_one_of(*SEPARATORS),
    purpose=say("What stands before decimals, for numbers such as 69.419."),
    example="comma",
)
CURRENCY = Key(
    name="currency",
    shape=shapes.NAME,
    purpose=say("The currency of amounts that say none."),
    example="EUR",
)
COLUMNS = Key(
    name="columns",
    shape=Shape(
        read=_read_columns,
        schema=lambda _: _TEXTS,
        form=say("The heading of each column, or its letter in brackets ([D]); behind it, what it is, or nothing."),
    ),
    purpose=say(
        "What each column of the table is: id, title, summary or text with a language, a fact or a part of one."
    ),
    example="{Tytuł: title_pl, Koszt: cost, Waluta: cost_currency, Start: period_start, Notatki: }",
    is_required=True,
)
TERMS = Key(
    name="terms",
    shape=Shape(
        read=_read_terms,
        schema=lambda _: {"type": "object", "additionalProperties": _TEXTS},
        form=say("For each vocabulary the texts of the table, each with the id of a term."),
    ),
    purpose=say("Terms that are called otherwise in the table."),
    example="{target_groups: {Seniorzy 60+: older-people}}",
)

KEYS: Keys = (
    *(SECTION, LANGUAGE, SHEET, HEADER, ENCODING, FIND_BY, REPLACE),
    *(DATES, DECIMAL, CURRENCY, COLUMNS, TERMS),
)
"""All keys, in their usual order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """The values of a mapping; ``location`` is that of the columns as a whole."""

    section: str
    language: str
    columns: tuple[MappedColumn, ...]
    location: Location
    sheet: str | None = None
    header: int | None = None
    encoding: str | None = None
    find_by: str | None = None
    replace: bool = False
    dates: str | None = None
    decimal: str = ""
    currency: str | None = None
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def mapping_of(values: Values, reader: FieldReader, section: str, language: str) -> TableMapping:
    """Return the mapping with these ``values``; ``section`` and ``language`` are those that it leaves out."""
    return TableMapping(
        section=values[SECTION] or section,
        language=values[LANGUAGE] or language,
        columns=values[COLUMNS] or (),
        location=reader.location(COLUMNS.name),
        sheet=values[SHEET],
        header=values[HEADER],
        encoding=values[ENCODING],
        find_by=values[FIND_BY],
        replace=values[REPLACE] or False,
        dates=values[DATES],
        decimal=SEPARATORS.get(values[DECIMAL] or "", ""),
        currency=values[CURRENCY],
        terms=values[TERMS] or {},
    )
