"""Formatting of numbers, money, dates, periods, lists and names of languages and territories, by CLDR (through Babel).

Dates are in CLDR's long format with the precision that they have, periods join two long dates, whole amounts have no
decimals. The texts may contain no-break spaces, thin spaces and, in Arabic, U+200F (right-to-left mark).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from vitrina.languages.amounts import (
    amount_text,
    compact_text,
    decimals_text,
    in_digits,
    percent_text,
    unit_text,
    without_end_zeros,
)
from vitrina.languages.locales import language_name, locale_of, own_name, territory_name
from vitrina.languages.numbering import LATIN_DIGITS, digits_of
from vitrina.languages.times import between, day_and_time, time_text, times_text
from vitrina.values.dates import PartialDate, Period
from vitrina.values.moments import Moment
from vitrina.values.money import Money

if TYPE_CHECKING:
    from babel import Locale

_CACHED: Final = 8192


@dataclass(frozen=True, slots=True)
class LocaleSettings:
    """The settings for formatting in a language.

    ``language`` is the language's code on the site (``ar``), ``locale`` the CLDR locale (``ar_PS``), ``numbering`` the
    numbering system (``latn``, ``arab``). Numbers have separators if ``minimum_grouping`` digits stand before the last
    one (CLDR's minimumGroupingDigits, which Babel lacks). ``day``, ``month`` and ``year`` are patterns of dates.
    """

    language: str
    locale: str
    numbering: str = LATIN_DIGITS
    minimum_grouping: int = 1
    day: str = ""
    month: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Formatter:
    """Formats values for one language; ``gettext`` translates the two messages for open periods.

    ``settings.locale`` has to be known (``locales.is_known_locale``). ``territories`` are names instead of CLDR's.
    Results are cached.
    """

    settings: LocaleSettings
    gettext: Callable[[str], str]
    territories: Mapping[str, str] = field(default_factory=dict)

    def number(self, number: int | Decimal) -> str:
        """Return ``number`` with grouping separators and its decimals, without trailing zeros."""
        return _number(self.settings, Decimal(number))

    def decimals(self, number: Decimal) -> str:
        """Return ``number`` with all of its decimals, also zeros at the end: "0,0"."""
        grouped = _is_grouped(self.settings, number)
        return _digits(self.settings, decimals_text(locale_of(self.settings.locale), number, grouped=grouped))

    def compact(self, number: Decimal) -> str:
        """Return ``number`` in CLDR's short form: "1,5 mn", "2,5 tis."."""
        return _digits(self.settings, compact_text(locale_of(self.settings.locale), number))

    def percent(self, percent: int) -> str:
        """Return a whole number of per cent with the sign where the language has it: "45 %", "45%"."""
        text = percent_text(locale_of(self.settings.locale), percent, self.settings.numbering)
        return _digits(self.settings, text)

    def money(self, money: Money) -> str:
        """Return ``money`` with its currency sign: a whole amount without decimals, any other with all of them."""
        return _amount(self.settings, money.amount, money.currency)

    def amount(self, amount: Decimal, currency: str) -> str:
        """Return an amount in the format of ``money``; a sum may have more digits than ``Money`` allows."""
        return _amount(self.settings, amount, currency)

    def year(self, year: int) -> str:
        """Return the number of a year, without grouping and without the words of a date ("2024. g.")."""
        return _digits(self.settings, str(year))

    def date(self, date: PartialDate) -> str:
        """Return ``date`` in long format, stand-alone: "2024", "październik 2024", "16 stycznia 2021"."""
        return _date(self.settings, date)

    def period(self, period: Period) -> str:
        """Return ``period`` in long format, a shared month or year once; an open one as "from …" or "until …"."""
        if period.end is None and period.start is not None:
            return self.gettext("from {date}").format(date=_date(self.settings, period.start, in_sentence=True))
        if period.start is None and period.end is not None:
            return self.gettext("until {date}").format(date=_date(self.settings, period.end, in_sentence=True))
        return _closed_period(self.settings, period)

    def moment(self, moment: Moment) -> str:
        """Return a day in long format, and the time of day in short format if it is known."""
        return _moment(self.settings, moment)

    def time_between(self, start: Moment, end: Moment | None) -> str:
        """Return the time from ``start`` to ``end``: a shared day once, days without times as a period.

        An ``end`` that does not come after the start says nothing.
        """
        if end is None or end <= start:
            return _moment(self.settings, start)
        if start.time is None and end.time is None:
            return self.period(Period(_day(start), _day(end)))
        locale = locale_of(self.settings.locale)
        if start.day == end.day and start.time is not None and end.time is not None:
            return _on_a_day(self.settings, start, times_text(locale, start.time, end.time))
        return between(locale, _moment(self.settings, start), _moment(self.settings, end))

    def list(self, items: Sequence[str]) -> str:
        """Return ``items`` as a list with "and" before the last."""
        return _list(self.settings.locale, tuple(items))

    def with_unit(self, number: Decimal, unit: str) -> str | None:
        """Return ``number`` with the short name of ``unit`` (``kilometer``); ``None`` where CLDR has no such unit."""
        return _with_unit(self.settings, number, unit)

    def territory(self, code: str) -> str | None:
        """Return the name of the country or area with the ISO 3166-1 code ``code`` (``NO``); ``None`` if unknown."""
        return self.territories.get(code) or territory_name(self.settings.locale, code)

    def language_name(self, code: str) -> str:
        """Return the name of the language ``code`` in this language; ``code`` itself where CLDR has none."""
        return language_name(self.settings.locale, code)

    def own_name(self, code: str) -> str:
        """Return the name of the language ``code`` in that language itself: "svenska", "العربية"."""
        return own_name(code)


@lru_cache(maxsize=_CACHED)
def _number(settings: LocaleSettings, number: Decimal) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - Babel is slow to import

    locale = locale_of(settings.locale)
    # Equal numbers share a cache entry, so they need one form: no negative zero, no trailing zeros.
    short = without_end_zeros(number) or Decimal(0)
    text = format_decimal(
        short, locale=locale, decimal_quantization=False, group_separator=_is_grouped(settings, short)
    )
    return _digits(settings, text.replace("-", locale.number_symbols["latn"]["minusSign"]))


@lru_cache(maxsize=_CACHED)
def _with_unit(settings: LocaleSettings, number: Decimal, unit: str) -> str | None:
    text = unit_text(locale_of(settings.locale), without_end_zeros(number), unit, "short")
    return None if text is None else _digits(settings, text)


@lru_cache(maxsize=_CACHED)
def _amount(settings: LocaleSettings, amount: Decimal, currency: str) -> str:
    locale = locale_of(settings.locale)
    short = without_end_zeros(amount)
    return _digits(settings, amount_text(locale, short, currency, grouped=_is_grouped(settings, short)))


def _is_grouped(settings: LocaleSettings, number: Decimal) -> bool:
    return abs(number) >= Decimal(10) ** (settings.minimum_grouping + 2)


def _digits(settings: LocaleSettings, number: str) -> str:
    return in_digits(locale_of(settings.locale), number, settings.numbering)


@lru_cache(maxsize=_CACHED)
def _date(settings: LocaleSettings, date: PartialDate, *, in_sentence: bool = False) -> str:
    """Return ``date`` in long format; ``in_sentence`` selects the format form of the month, not the stand-alone one."""
    locale = locale_of(settings.locale)
    if date.precision == "day":
        pattern = settings.day or locale.date_formats["long"].pattern
    elif date.precision == "month":
        pattern = settings.month or locale.datetime_skeletons["yMMMM"].pattern
        if in_sentence:
            pattern = re.sub(r"L{4}(?=(?:[^']*'[^']*')*[^']*$)", "MMMM", pattern)
    else:
        pattern = settings.year or locale.datetime_skeletons["y"].pattern
    return _apply(settings, pattern, date)


@lru_cache(maxsize=_CACHED)
def _moment(settings: LocaleSettings, moment: Moment) -> str:
    if moment.time is None:
        return _date(settings, _day(moment))
    return _on_a_day(settings, moment, time_text(locale_of(settings.locale), moment.time))


def _on_a_day(settings: LocaleSettings, moment: Moment, times: str) -> str:
    day = _date(settings, _day(moment))
    return day_and_time(locale_of(settings.locale), day, times.translate(digits_of(settings.numbering)))


def _day(moment: Moment) -> PartialDate:
    return PartialDate(moment.day.year, moment.day.month, moment.day.day)


@lru_cache(maxsize=_CACHED)
def _closed_period(settings: LocaleSettings, period: Period) -> str:
    start, end = period.start, period.end
    if start is None or end is None:
        raise ValueError(f"The period {period} is open.")
    if start == end:
        return _date(settings, start)
    locale = locale_of(settings.locale)
    halves = _interval(locale, start, end) if start.precision == end.precision else None
    if halves is None:
        whole: str = locale.interval_formats[None].format(_date(settings, start), _date(settings, end))
        return whole
    return _apply(settings, halves[0], start) + _apply(settings, halves[1], end)


def _interval(locale: Locale, start: PartialDate, end: PartialDate) -> tuple[str, str] | None:
    """Return CLDR's patterns for start and end of a period, or ``None`` where both dates are written in full."""
    if start.precision == "year":
        skeleton, field = "y", "y"
    elif start.year != end.year:
        return None
    else:
        skeleton = "yMMMM" if start.precision == "month" else "yMMMd"
        field = "d" if start.month == end.month else "M"
    halves = locale.interval_formats.get(skeleton, {}).get(field, ())
    if len(halves) != 2:
        return None
    # Most locales have day intervals for short months only; the same pattern is used for long months.
    first, second = (re.sub(r"(?<![ML])([ML])\1{2}(?![ML])", r"\1\1\1\1", half) for half in halves)
    if skeleton == "yMMMd" and field == "M":
        # The dash between two dates of several words has the spaces that it has between two full dates.
        first = re.sub(r"\s*–\s*$", locale.interval_formats[None].format("", ""), first)
    return first, second


def _apply(settings: LocaleSettings, pattern: str, date: PartialDate) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - Babel is slow to import

    text = format_date(date.first_day(), pattern, locale=locale_of(settings.locale))
    return text if settings.numbering == LATIN_DIGITS else text.translate(digits_of(settings.numbering))


@lru_cache(maxsize=_CACHED)
def _list(locale: str, items: tuple[str, ...]) -> str:
    from babel.lists import format_list  # noqa: PLC0415 - Babel is slow to import

    return format_list(items, locale=locale_of(locale))
