"""Partial dates and periods in EDTF (ISO 8601-2) level 0.

A date is ``2022``, ``2024-10`` or ``2021-01-16``. A period is one date or two joined by a slash; ``..`` is an open
start or end (the only feature of EDTF level 1). Any other spelling is an error; a correction is suggested only where
the text has a single meaning.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from itertools import permutations
from typing import Final, Literal, TypeAlias

from vitrina.problems import Message, say

Precision: TypeAlias = Literal["year", "month", "day"]

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_OPEN: Final = ".."

# Spellings of a date that have a single meaning.
_LOOSE_ISO: Final = re.compile(r"([0-9]{4})([-./])([0-9]{1,2})(?:\2([0-9]{1,2}))?\.?(?:[T ][0-9:.Z+ -]*)?")
_DASHED: Final = re.compile(r"[0-9]{4}–[0-9]{1,2}–[0-9]{1,2}")
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})([-./]) ?([0-9]{1,2})\2 ?([0-9]{4})")
_MONTH_FIRST: Final = re.compile(r"([0-9]{1,2})[-./]([0-9]{4})")
_BETWEEN: Final = re.compile(r" ?(?:/|–|--| - ) ?")
_TWO_DAYS: Final = re.compile(
    r"([0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4})\.? ?- ?([0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4})\.?"
)
_SHORT_YEARS: Final = re.compile(r"([0-9]{4}) ?[-–/] ?([0-9]{2})")
_YEARS: Final = re.compile(r"([0-9]{4}) ?- ?([0-9]{4})")


class InvalidDate(ValueError):  # noqa: N818 - names the state of the text, not an error of the program
    """The text is not a valid date or period; ``message`` says why and ``hint``, if any, what to write."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.text())
        self.message = message
        self.hint = hint


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day of the Gregorian calendar, years 1 to 9999.

    Dates sort by their first day, then by increasing precision: 2022 < 2022-01 < 2022-01-01 < 2022-02. A date that
    does not exist raises ``InvalidDate``.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:
            raise InvalidDate(say("There is no year {year}.", year=f"{self.year:04}"), _how_dates_are_written())
        if self.month is None:
            if self.day is not None:
                raise InvalidDate(say("A day needs its month."), _how_dates_are_written())
            return
        if not 1 <= self.month <= 12:
            raise InvalidDate(say("There is no month {month}.", month=f"{self.month:02}"), _how_dates_are_written())
        days = calendar.monthrange(self.year, self.month)[1]
        if self.day is not None and not 1 <= self.day <= days:
            month = f"{self.year:04}-{self.month:02}"
            message = say("There is no day {day} in {month}.", day=f"{self.day:02}", month=month)
            raise InvalidDate(message, say("{month} ends on {last}.", month=month, last=f"{month}-{days}"))

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date that ``text`` holds in EDTF; raise ``InvalidDate`` for any other spelling."""
        match = _DATE.fullmatch(text)
        if match is None:
            raise InvalidDate(say("“{value}” is not a date.", value=text), _hint_for_date(text))
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    def __str__(self) -> str:
        """Return the date in EDTF."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.first_day(), len(str(self))) < (other.first_day(), len(str(other)))

    @property
    def precision(self) -> Precision:
        """The smallest known unit: ``year``, ``month`` or ``day``."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    def first_day(self) -> date:
        """Return the first day that the date covers."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """Return the last day that the date covers."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Period:
    """The time from ``start`` to ``end``, both included; ``None`` is an open side.

    A period without either side, or one that ends before it starts, raises ``InvalidDate``.
    """

    start: PartialDate | None
    end: PartialDate | None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise InvalidDate(say("A period needs a start or an end."), _how_periods_are_written())
        if self.start is not None and self.end is not None and self.start.first_day() > self.end.last_day():
            message = say("The period ends ({end}) before it starts ({start}).", start=self.start, end=self.end)
            raise InvalidDate(message, say("Write the earlier date first."))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period that ``text`` holds: ``start/end``, ``start/..``, ``../end``, or one date for both.

        Raise ``InvalidDate`` for anything else.
        """
        start, slash, end = text.partition("/")
        if "/" in end or (slash and not (start and end)) or (not slash and _DATE.fullmatch(text) is None):
            raise InvalidDate(say("“{value}” is not a period.", value=text), _hint_for_period(text))
        if not slash:
            return cls.between(PartialDate.parse(text), PartialDate.parse(text))
        try:
            return cls.between(_side(start), _side(end))
        except InvalidDate as error:
            corrected = corrected_date(text) or corrected_period(text)
            raise InvalidDate(error.message, _write(corrected) if corrected else error.hint) from None

    @classmethod
    def between(cls, start: PartialDate | None, end: PartialDate | None) -> Period:
        """Return the period from ``start`` to ``end``; raise ``InvalidDate`` as the class does."""
        return cls(start, end)

    def __str__(self) -> str:
        """Return the period in EDTF, as one date where start and end are equal."""
        if self.start == self.end:
            return str(self.start)
        return f"{self.start or _OPEN}/{self.end or _OPEN}"


def _side(text: str) -> PartialDate | None:
    return None if text == _OPEN else PartialDate.parse(text)


def _how_dates_are_written() -> Message:
    return say("Write year, month and day with hyphens and the digits 0–9: 2021-01-16; or only 2021-01, or 2021.")


def _how_periods_are_written() -> Message:
    return say("Write two dates with a slash: 2021-01-16/2023-01-15; two dots for an open side: 2021-01/..")


def _write(corrected: str) -> Message:
    return say("Write: {corrected}", corrected=corrected)


def _hint_for_date(text: str) -> Message:
    corrected = corrected_date(text)
    return _write(corrected) if corrected else _both_readings(text) or _how_dates_are_written()


def _hint_for_period(text: str) -> Message:
    corrected = corrected_date(text) or corrected_period(text)
    return _write(corrected) if corrected else _both_readings(text) or _how_periods_are_written()


def _both_readings(text: str) -> Message | None:
    """Return the two dates that ``text`` may mean, where day and month may have changed places."""
    match = _DAY_FIRST.fullmatch(_plain(text))
    if match is None or not 1 <= int(match[1]) <= 12 or not 1 <= int(match[3]) <= 12:
        return None
    dates = [str(PartialDate(int(match[4]), month, day)) for day, month in permutations((int(match[1]), int(match[3])))]
    return say("This can be read in two ways. Write: {one}, or: {other}", one=dates[0], other=dates[1])


def corrected_period(text: str) -> str | None:
    """Return the only period that ``text`` can mean, in EDTF; ``None`` if it is ambiguous or no period."""
    plain = _plain(text)
    both = _YEARS.fullmatch(plain) or _TWO_DAYS.fullmatch(plain)
    sides = list(both.groups()) if both else _BETWEEN.split(plain)
    if (short := _SHORT_YEARS.fullmatch(plain)) and max(12, int(short[1][2:])) < int(short[2]):
        sides = [short[1], f"{short[1][:2]}{short[2]}"]
    if len(sides) != 2:
        return None
    dates = [side if side == _OPEN else corrected_date(side) for side in sides]
    if None in dates:
        return None
    try:
        return str(Period(*(_side(side) for side in dates if side)))
    except InvalidDate:
        return None


def corrected_date(text: str) -> str | None:
    """Return the only date that ``text`` can mean, in EDTF; ``None`` if it is ambiguous or no date."""
    plain = _plain(text)
    plain = plain.replace("–", "-") if _DASHED.fullmatch(plain) else plain
    parts: tuple[str | None, ...] = ()
    if match := _DATE.fullmatch(plain) or _COMPACT.fullmatch(plain):
        parts = match.groups()
    elif match := _LOOSE_ISO.fullmatch(plain):
        parts = (match[1], match[3], match[4])
    elif match := _MONTH_FIRST.fullmatch(plain):
        parts = (match[2], match[1])
    elif match := _DAY_FIRST.fullmatch(plain):
        # With dots the day comes first (common in Europe). With a slash or a hyphen the month may come first.
        certain = match[2] == "." or int(match[1]) > 12 or match[1] == match[3]
        parts = (match[4], match[3], match[1]) if certain else ()
    try:
        return str(PartialDate(*(int(part) for part in parts if part is not None))) if parts else None
    except InvalidDate:
        return None


def _plain(text: str) -> str:
    """Return ``text`` with ASCII digits, hyphens and spaces, without invisible format characters (Unicode ``Cf``)."""
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    digits = "".join(str(unicodedata.decimal(char, char)) for char in visible)
    return re.sub(r"\s+", " ", re.sub("[\u2010-\u2012\u2212]", "-", digits)).strip()
