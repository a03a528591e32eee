"""Times of day in CLDR's short format (through Babel), in ASCII digits, and how they stand with dates."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


def time_text(locale: Locale, of_day: time) -> str:
    """Return a time of day, with 12 or 24 hours as the locale has it: "17:30", "5:30 م"."""
    return _formatted(locale, locale.time_formats["short"].pattern, of_day)


def times_text(locale: Locale, start: time, end: time) -> str:
    """Return the time from ``start`` to ``end`` of one day: "17:30–19:00"."""
    pattern = locale.time_formats["short"].pattern
    has_halves_of_days = "a" in pattern or "B" in pattern  # "B": times such as "in the afternoon", in zh-Hant
    known = locale.interval_formats.get("hm" if has_halves_of_days else "Hm", {})
    differs = "m" if start.hour == end.hour else "h" if has_halves_of_days else "H"
    if has_halves_of_days and (start.hour < 12) != (end.hour < 12):
        differs = "a"
    halves = known.get(differs, ())
    if len(halves) != 2:
        return between(locale, time_text(locale, start), time_text(locale, end))
    return _formatted(locale, halves[0], start) + _formatted(locale, halves[1], end)


def day_and_time(locale: Locale, day: str, of_day: str) -> str:
    """Return a formatted ``day`` with a formatted time of day."""
    together: str = locale.datetime_formats["medium"]
    return together.replace("{1}", day).replace("{0}", of_day).replace("'", "")


def between(locale: Locale, start: str, end: str) -> str:
    """Return two formatted times with what stands between them where they have nothing in common."""
    pattern: str = locale.interval_formats[None]
    return pattern.replace("}–{", "} – {").format(start, end)  # the dash stands between several words


def _formatted(locale: Locale, pattern: str, of_day: time) -> str:
    from babel.dates import format_datetime  # noqa: PLC0415 - Babel is slow to import

    return format_datetime(datetime.combine(date.min, of_day), pattern, locale=locale)
