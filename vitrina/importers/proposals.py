"""A mapping that is proposed for a table: by what its columns are called, and by what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from vitrina.contract import documents
from vitrina.contract.columns import CURRENCY, END, ID, START, TEXT, columns_of_fact
from vitrina.contract.table_mapping import (
    DAY_FIRST,
    MONTH_FIRST,
)
from vitrina.importers.cell_values import Conventions, currency_in_format, date_text, text_of
from vitrina.importers.tables import Cell, Heading, Row, Table, headings_of
from vitrina.importers.terms import TermNames
from vitrina.languages.catalogues import ENGLISH
from vitrina.languages.locales import language_name, letters_of
from vitrina.model import Facet, Fact
from vitrina.values.dates import InvalidDate, PartialDate
from vitrina.values.money import corrected_amount, currency_meant
from vitrina.values.urls import is_identifier

_ROWS: Final = 300
"""The rows whose values are looked at."""

_EXAMPLES, _LONGEST_EXAMPLE = 3, 40
_SUMMARY = 50
"""Characters from which on a text is more likely a summary than a name."""

_MOST = 0.8
"""The share of values that have to be alike."""

_SLASHED: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")
_WORDS: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What columns can be: the ``facts`` with the words for each, in any language, and the words for a title."""

    facts: Sequence[Fact[object]]
    words: Mapping[str, Iterable[str]]
    titles: Iterable[str]
    languages: Sequence[str]
    terms: TermNames


@dataclass(frozen=True, slots=True)
class _Sample:
    heading: Heading
    cells: Sequence[Cell]

    @property
    def texts(self) -> list[str]:
        return [text for cell in self.cells if (text := text_of(cell))]

    def are(self, texts: Sequence[bool]) -> bool:
        return bool(texts) and sum(texts) >= _MOST * len(texts)


def proposed_columns(table: Table, header: Row, language: str, known: Known) -> dict[Heading, str | None]:
    """Return the columns of ``table`` with a proposal what each is; ``None`` where nothing comes to mind."""
    rows = list(islice((row for row in table.rows() if row.number > header.number), _ROWS))
    width = max((len(row.cells) for row in (header, *rows)), default=0)
    row = Row(header.number, [header.cell(column) for column in range(width)])
    samples = [_Sample(heading, [row.cell(heading.column) for row in rows]) for heading in headings_of(row)]
    samples = [sample for sample in samples if sample.heading.text or sample.texts]
    found: dict[Heading, str] = {}
    for proposer in (_by_name, _by_code, _by_terms, _by_dates, _by_amounts, _by_currency, _by_length):
        for sample in samples:
            if sample.heading in found:
                continue
            name = proposer(sample, found, language, known)
            if name is not None and name not in found.values():
                found[sample.heading] = name
    return {sample.heading: found.get(sample.heading) for sample in samples}


def _by_name(sample: _Sample, _: Mapping[Heading, str], language: str, known: Known) -> str | None:
    words = _words(sample.heading.text)
    code, rest = _language(words, known.languages)
    rest = [word for word in rest if len(word) != 3 or currency_meant(word) is None]
    if not rest:
        return None
    name = " ".join(rest)
    if name in (ID, "slug") and sample.are([is_identifier(text) for text in sample.texts]):
        return ID
    for key in (documents.TITLE.name, documents.SUMMARY.name, TEXT):
        if name == key or (key == documents.TITLE.name and name in known.titles):
            return f"{key}_{code or language}"
    columns = {column.name: column for fact in known.facts for column in columns_of_fact(fact, known.languages)}
    if "_".join(words) in columns:
        return "_".join(words)
    key_found = _fact_called(rest, known)
    column = columns.get(f"{key_found}_{code}") or columns.get(key_found or "") or columns.get(f"{key_found}_{START}")
    if column is None or (column.part == START and column.fact is not None):
        return column.fact.key if column is not None and column.fact is not None else None
    return column.name


def _fact_called(words: Sequence[str], known: Known) -> str | None:
    """Return the key of the fact that is called so, or whose name has all of these words or is among them."""
    name, these = " ".join(words), {*words}
    exact = [key for key, names in known.words.items() if name in names]
    if exact:
        return exact[0]
    near = {
        key
        for key, names in known.words.items()
        if any(len({*other.split()} & these) == min(len(other.split()), len(these)) for other in names)
    }
    return near.pop() if len(near) == 1 else None


def _by_code(sample: _Sample, _: Mapping[Heading, str], __: str, known: Known) -> str | None:
    """Return the fact for numbers of projects where the first column has a different short text with digits each."""
    texts = sample.texts
    is_code = len({*texts}) == len(texts) and sample.are([any(map(str.isdigit, text)) for text in texts])
    if sample.heading.column > 0 or not is_code or max(map(len, texts), default=0) > _LONGEST_EXAMPLE:
        return None
    return next((fact.key for fact in known.facts if fact.shape == "code"), None)


def _by_terms(sample: _Sample, found: Mapping[Heading, str], _: str, known: Known) -> str | None:
    for fact in known.facts:
        if isinstance(fact, Facet) and fact.key not in found.values():
            resolved = (known.terms.resolved(fact.vocabulary, text, many=fact.has_many) for text in sample.texts)
            if sample.are([bool(one.ids) for one in resolved]):
                return fact.key
    return None


def _by_dates(sample: _Sample, found: Mapping[Heading, str], _: str, known: Known) -> str | None:
    conventions = Conventions(languages=tuple(known.languages), dates=DAY_FIRST)
    dates = [_is_date(date_text(cell, conventions)) for cell in sample.cells if text_of(cell)]
    if sum(dates) * 2 <= len(dates):  # some may be mistyped
        return None
    period = next((fact.key for fact in known.facts if fact.shape == "period"), None)
    names = [f"{period}_{part}" for part in (START, END)] if period and period not in found.values() else []
    return next((name for name in names if name not in found.values()), None)


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except InvalidDate:
        return False
    return True


def _by_amounts(sample: _Sample, found: Mapping[Heading, str], _: str, known: Known) -> str | None:
    """Return the first fact with money, where texts are amounts with a currency, or numbers are shown with one."""
    filled = [cell for cell in sample.cells if text_of(cell)]
    if not sample.are([bool(currency_in_format(cell.format) or corrected_amount(text_of(cell))) for cell in filled]):
        return None
    return next((fact.key for fact in known.facts if fact.shape == "money" and fact.key not in found.values()), None)


def _by_currency(sample: _Sample, found: Mapping[Heading, str], _: str, known: Known) -> str | None:
    if not sample.are([currency_meant(text) is not None for text in sample.texts]):
        return None
    money = {fact.key for fact in known.facts if fact.shape == "money"}
    before = [name for heading, name in found.items() if heading.column < sample.heading.column and name in money]
    return f"{before[-1]}_{CURRENCY}" if before else None


def _by_length(sample: _Sample, found: Mapping[Heading, str], language: str, known: Known) -> str | None:
    texts = sample.texts
    if not texts:
        return None
    mean = sum(map(len, texts)) / len(texts)
    code, _ = _language(_words(sample.heading.text), known.languages)
    title, summary, text = (f"{name}_{code or language}" for name in ("title", "summary", TEXT))
    if mean >= _SUMMARY:
        return summary if summary not in found.values() else text
    has_title = any(name.startswith("title_") for name in found.values())
    is_name = len({*texts}) > _MOST * len(texts) and any(char.isalpha() for char in texts[0])
    return title if is_name and not has_title else None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(text)]


def _language(words: Sequence[str], languages: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the language that one of ``words`` names, by its code or its name, and the other words."""
    for code in languages:
        names = {code.casefold(), *(language_name(other, code).casefold() for other in (*languages, ENGLISH, code))}
        rest = [word for word in words if word not in names]
        if len(rest) < len(words) and len(words) > 1:
            return code, rest
    return None, list(words)


def proposed_language(table: Table, languages: Sequence[str], otherwise: str) -> str:
    """Return the one of ``languages`` whose letters the first rows have; ``otherwise`` where they do not tell."""
    texts = "".join(text_of(cell) for row in islice(table.rows(), _ROWS) for cell in row.cells).lower()
    counted = Counter(char for char in texts if char.isalpha() and not char.isascii())
    fitness = {
        language: sum(number if char in letters_of(language) else -number for char, number in counted.items())
        for language in dict.fromkeys((otherwise, *languages))
    }
    return max(fitness, key=lambda language: fitness[language])


def proposed_dates(table: Table, header: Row) -> str | None:
    """Return how dates with slashes are to be read, as far as the first rows show it."""
    rows = islice((row for row in table.rows() if row.number > header.number), _ROWS)
    pairs = [
        (int(found[1]), int(found[2]))
        for row in rows
        for cell in row.cells
        if (found := _SLASHED.fullmatch(text_of(cell)))
    ]
    if any(first > 12 >= second for first, second in pairs):
        return DAY_FIRST
    return MONTH_FIRST if any(second > 12 >= first for first, second in pairs) else None
