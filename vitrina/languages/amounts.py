"""Amounts in CLDR's patterns (through Babel), those of money with one call of Babel for each locale and currency.

``babel.numbers.format_currency`` takes four times as long, and a site formats thousands of amounts.
"""

from __future__ import annotations

import copy
import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from vitrina.languages.numbering import LATIN_DIGITS, digits_of

if TYPE_CHECKING:
    from babel import Locale

_GROUPS_OF_THREE: Final = (3, 3)


def amount_text(locale: Locale, amount: Decimal, currency: str, *, grouped: bool) -> str:
    """Return ``amount`` (zero or more, without trailing zeros) with the sign of ``currency``, in ASCII digits.

    A whole amount has no decimals, any other at least as many as the currency has.
    """
    from babel.numbers import get_currency_precision  # noqa: PLC0415 - Babel is slow to import

    written = max(0, -int(amount.as_tuple().exponent))
    precision = max(written, get_currency_precision(currency)) if written else 0
    if locale.currency_formats["standard"].grouping != _GROUPS_OF_THREE:
        return _by_pattern(locale, amount, currency, precision, grouped=grouped)
    before, after = _around(str(locale), currency)
    symbols = locale.number_symbols["latn"]
    whole, _, decimals = f"{amount:{',' if grouped else ''}.{precision}f}".partition(".")
    number = whole.replace(",", symbols["group"]) + (symbols["decimal"] + decimals if decimals else "")
    return f"{before}{number}{after}"


@lru_cache(maxsize=1024)
def _around(locale: str, currency: str) -> tuple[str, str]:
    """Return the text before and after the number in an amount of ``currency``."""
    from babel import Locale  # noqa: PLC0415 - Babel is slow to import

    before, _, after = _by_pattern(Locale.parse(locale), Decimal(7), currency, 0, grouped=False).partition("7")
    return before, after


def _by_pattern(locale: Locale, amount: Decimal, currency: str, precision: int, *, grouped: bool) -> str:
    # `currency_digits=False` without `frac_prec` would keep the pattern's two decimals.
    pattern = copy.copy(locale.currency_formats["standard"])
    pattern.frac_prec = (precision, precision)
    text: str = pattern.apply(amount, locale, currency=currency, currency_digits=False, group_separator=grouped)
    return text


def decimals_text(locale: Locale, number: Decimal, *, grouped: bool) -> str:
    """Return ``number`` with all of its decimals, in ASCII digits."""
    pattern = copy.copy(locale.decimal_formats[None])
    decimals = max(0, -int(number.as_tuple().exponent))
    pattern.frac_prec = (decimals, decimals)
    text: str = pattern.apply(number, locale, group_separator=grouped)
    return text


def compact_text(locale: Locale, number: Decimal) -> str:
    """Return ``number`` in the short form of CLDR, with one decimal at most, in ASCII digits."""
    from babel.numbers import format_compact_decimal  # noqa: PLC0415 - Babel is slow to import

    return format_compact_decimal(number, locale=locale, fraction_digits=1)


def percent_text(locale: Locale, percent: int, numbering: str) -> str:
    """Return a whole number of per cent, in ASCII digits, with the sign that it has in ``numbering``."""
    from babel.numbers import format_percent  # noqa: PLC0415 - Babel is slow to import

    symbols = locale.number_symbols
    sign = symbols.get(numbering, {}).get("percentSign") or symbols[LATIN_DIGITS]["percentSign"]
    return format_percent(Decimal(percent) / 100, locale=locale).replace("%", sign)


def without_end_zeros(number: Decimal) -> Decimal:
    """Return ``number`` without trailing zeros; unlike ``Decimal.normalize``, never rounded."""
    text = f"{number:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def unit_text(locale: Locale, number: Decimal, unit: str, length: Literal["long", "short"]) -> str | None:
    """Return ``number`` with the name of ``unit`` (``kilometer``), in ASCII digits, or ``None`` if CLDR lacks it."""
    from babel.units import UnknownUnitError, format_unit  # noqa: PLC0415 - Babel is slow to import

    try:
        return format_unit(number, unit, length=length, locale=locale)
    except UnknownUnitError:
        return None


def in_digits(locale: Locale, number: str, numbering: str) -> str:
    """Return the formatted ``number`` with the digits and separators of a numbering system."""
    if numbering == LATIN_DIGITS:
        return number
    known = locale.number_symbols
    latin, symbols = known[LATIN_DIGITS], known.get(numbering, {})
    separators = {latin[name]: symbols.get(name, latin[name]) for name in ("group", "decimal")}
    mended = re.sub(r"(?<=[0-9])[^0-9](?=[0-9])", lambda match: separators.get(match[0], match[0]), number)
    return mended.translate(digits_of(numbering))
