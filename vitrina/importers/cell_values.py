"""Cells as spreadsheets and people write them, as the contract wants its values: dates, amounts, numbers, terms.

What is not understood stays as it is, for the contract to say what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, Final

from openpyxl.utils.datetime import from_excel

from vitrina.contract.columns import CURRENCY, END, START, UNIT, WHOLE, Column
from vitrina.contract.fact_shapes import LIST, item_of
from vitrina.contract.table_mapping import DAY_FIRST
from vitrina.importers.tables import Cell
from vitrina.languages.catalogues import ENGLISH
from vitrina.languages.locales import locale_of, locale_of_language
from vitrina.model import Fact
from vitrina.values.characters import is_control, is_legible
from vitrina.values.dates import corrected_date, corrected_period
from vitrina.values.money import corrected_amount, currency_meant, plain_number
from vitrina.values.month_names import in_numbers
from vitrina.values.urls import suggest_web_address

_SLASHED: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: [\d:]+)?")
_SERIALS: Final = range(14_000, 90_000)
"""Days since 1900 from 1938 to 2146, as spreadsheets count: no year is as large."""

_SIGN_IN_FORMAT: Final = re.compile(
    r'\[\$(?P<sign>[^\]-]+)(?:-(?P<locale>[0-9A-Fa-f]+))?\]|"(?P<quoted>[^"]+)"|(?P<bare>[€£])'
)
_KRONOR: Final = {"41d": "SEK", "414": "NOK", "814": "NOK", "406": "DKK", "40f": "ISK"}
"""What “kr” means in formats of Excel, by the number of the locale (MS-LCID)."""

_IN_HEADING: Final = re.compile(r"[^\W\d_]{2,}|[€£$₪₴₺₽]")
_AMOUNT: Final = re.compile(r"(?P<before>[^\d\s.,-]*) ?(?P<number>-?\d[\d\s.,'’٫٬]*)(?P<after>.*)", re.DOTALL)
_NUMBER: Final = re.compile(r"[0-9]+(\.[0-9]+)?")
_DECIMALS_OF_MONEY: Final = 4
_MOST_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How a table writes its values: what the mapping says, the languages, and the words for yes and no."""

    languages: tuple[str, ...]
    dates: str | None = None
    decimal: str = ""
    currency: str | None = None
    flags: Mapping[str, str] = field(default_factory=dict)


def text_of(cell: Cell) -> str:
    """Return what a cell says, on one line or several, without invisible control characters."""
    value = cell.value
    if isinstance(value, str):
        return " ".join(value.split()) if value.isprintable() else _legible(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.strftime("%Y-%m-%d %H:%M")
    return "" if value is None else value.isoformat()


def _legible(text: str) -> str:
    lines = ("".join(" " if is_control(char) else char for char in line) for line in text.splitlines())
    text = "\n".join(" ".join(line.split()) for line in lines).strip()
    return text if is_legible(text) else ""


def number_text(value: int | float, decimals: int = _MOST_DECIMALS) -> str:
    """Return a number as text, without what binary fractions add to it."""
    text = f"{round(Decimal(str(value)), decimals):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def cells_in_parts(
    fact: Fact[Any], cells: Sequence[tuple[Column, Cell, str]], conventions: Conventions
) -> dict[str, str]:
    """Return the texts of the parts of ``fact`` in a row, from its columns, cells and headings.

    Parts without a column are left out; terms are treated by ``terms.resolved``.
    """
    item = item_of(fact.shape)
    if item == "money" and fact.shape == item:
        return _money({column.part: (cell, heading) for column, cell, heading in cells}, conventions)
    parts = {}
    for column, cell, _ in cells:
        is_side = column.part in (START, END)
        text = _text(fact, "date" if is_side else item, cell, conventions)
        parts[column.language or column.part] = text if column.part != UNIT else text_of(cell)
    return parts


def _text(fact: Fact[Any], item: str, cell: Cell, conventions: Conventions) -> str:
    written = text_of(cell)
    if fact.shape.startswith(LIST):
        lines = filter(None, written.split("\n"))
        return "\n".join(_text_of_item(item, Cell(line), line, conventions) for line in lines)
    return _text_of_item(item, cell, written, conventions) if written else ""


def _text_of_item(item: str, cell: Cell, written: str, conventions: Conventions) -> str:
    languages = conventions.languages
    match item:
        case "date" | "date and time":
            found: str | None = date_text(cell, conventions)
        case "period":
            found = corrected_period(written) or in_numbers(written, languages) or date_text(cell, conventions)
        case "number" | "quantity":
            found = plain_number(written, conventions.decimal)
        case "point":
            found = written.replace(",", ".")
        case "yes/no":
            found = conventions.flags.get(written.casefold())
        case "country":
            found = _countries(languages).get(written.casefold())
        case "link":
            found = suggest_web_address(written)
        case "text" | "text per language" | "code" | "email" | "phone" if not written.startswith("{"):
            found = " ".join(written.split())
        case _:
            found = None
    return found or written


def date_text(cell: Cell, conventions: Conventions) -> str:
    """Return a date in EDTF as far as the cell is understood: a day of a spreadsheet, its number, or a text."""
    value, written = cell.value, text_of(cell)
    if isinstance(value, (datetime, date)):
        return written
    if written.isascii() and written.isdigit() and int(written) in _SERIALS:
        return str(from_excel(int(written)).date().isoformat())
    if conventions.dates and (found := _SLASHED.fullmatch(written)):
        day, month = (found[1], found[3]) if conventions.dates == DAY_FIRST else (found[3], found[1])
        return f"{found[4]}-{int(month):02}-{int(day):02}"
    return corrected_date(written) or in_numbers(written, conventions.languages) or written


def _money(given: Mapping[str, tuple[Cell, str]], conventions: Conventions) -> dict[str, str]:
    """Return amount and currency, which stands in its own cell, or in that of the amount, its format or its heading."""
    parts = {}
    if CURRENCY in given:
        written = text_of(given[CURRENCY][0])
        parts[CURRENCY] = currency_meant(written) or written if written else ""
    if WHOLE not in given:
        return parts
    cell, heading = given[WHOLE]
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        parts[WHOLE] = number_text(cell.value, _DECIMALS_OF_MONEY)
        shown = currency_in_format(cell.format)
    else:
        parts[WHOLE], shown = _amount(text_of(cell), parts.get(CURRENCY) or conventions.currency, conventions)
    code = shown or _currency_in_heading(heading) or conventions.currency
    if _NUMBER.fullmatch(parts[WHOLE]) and code and not parts.get(CURRENCY):
        parts[CURRENCY] = code  # what is no number is told as it was written
    return parts


def _amount(written: str, currency: str | None, conventions: Conventions) -> tuple[str, str | None]:
    """Return the number in a text, and the currency that it says."""
    found = _AMOUNT.fullmatch(written)
    if found is None:
        return written, None
    signs = [sign for sign in (found["before"].strip(), found["after"].strip()) if sign]
    code = currency_meant(signs[0], currency) if len(signs) == 1 else None
    if signs and code is None:
        return written, None
    number = plain_number(found["number"], conventions.decimal)
    if number is None and (code or currency):
        corrected = corrected_amount(f"{found['number'].strip()} {code or currency}")
        number = corrected.partition(" ")[0] if corrected else None
    return (written, None) if number is None else (number, code)


def currency_in_format(shown: str) -> str | None:
    """Return the currency in which a spreadsheet shows a number; ``None`` where its format has none, or several."""
    for found in _SIGN_IN_FORMAT.finditer(shown):
        sign = (found["sign"] or found["quoted"] or found["bare"] or "").strip()
        number = (found["locale"] or "").lower().lstrip("0")
        if sign.casefold().startswith("kr") and number in _KRONOR:
            return _KRONOR[number]
        if (code := currency_meant(sign)) is not None:
            return code
    return None


def _currency_in_heading(heading: str) -> str | None:
    """Return the currency in the heading of a column, a code or a sign: ``Koszt (PLN)``."""
    found = {
        currency_meant(word)
        for word in _IN_HEADING.findall(heading)
        if not word.isalpha() or word.isupper() or len(word) == 2
    }
    codes = found - {None}
    return codes.pop() if len(codes) == 1 else None


@cache
def _countries(languages: tuple[str, ...]) -> Mapping[str, str]:
    """Return the codes of countries by their names in these languages and in that of the msgids, and by themselves."""
    found: dict[str, str] = {}
    for language in (*languages, ENGLISH):
        locale = locale_of_language(language)
        territories = locale_of(locale).territories if locale else {}
        found |= {name.casefold(): code for code, name in territories.items() if len(code) == 2}
    return {**found, **{code.casefold(): code for code in found.values()}}
