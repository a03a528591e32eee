"""Moments: a day, with the time of day where it is known, as ``2026-03-05`` or ``2026-03-05 17:30`` (ISO 8601).

A time is what clocks show at the place in question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import total_ordering
from typing import Final

from vitrina.problems import Message, say
from vitrina.values.dates import InvalidDate, PartialDate, corrected_date

_MOMENT: Final = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}))?")

# Spellings of a moment that have a single meaning.
_LOOSE: Final = re.compile(r"(?P<day>\S+?)(?:,? +|T)(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.][0-9]{2})?")


@total_ordering
@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the time of day if it is known; a day without a time comes before the same day with one."""

    day: date
    time: time | None = None

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Return the moment that ``text`` holds; raise ``InvalidDate`` for any other spelling."""
        match = _MOMENT.fullmatch(text)
        if match is None:
            raise InvalidDate(say("“{value}” is not a day, or a day and a time.", value=text), _hint(text))
        day = PartialDate.parse(match["day"]).first_day()
        if not date.min < day < date.max:  # in another time zone, or where a day ends, it could be the next one
            raise InvalidDate(say("“{value}” is not a day, or a day and a time.", value=text), _hint(text))
        if match["hour"] is None:
            return cls(day)
        if not (match["hour"] <= "23" and match["minute"] <= "59"):
            clock = f"{match['hour']}:{match['minute']}"
            raise InvalidDate(say("There is no time {time}.", time=clock), say("A day has the times 00:00 to 23:59."))
        return cls(day, time(int(match["hour"]), int(match["minute"])))

    def __str__(self) -> str:
        """Return the moment as ISO 8601 has it, with a ``T`` before the time."""
        return self.day.isoformat() if self.time is None else f"{self.day.isoformat()}T{self.time:%H:%M}"

    @property
    def minutes(self) -> int:
        """The minutes since the beginning of the day; 0 without a time."""
        return 0 if self.time is None else self.time.hour * 60 + self.time.minute

    def __lt__(self, other: object) -> bool:
        return self.first() < other.first() if isinstance(other, Moment) else NotImplemented

    def first(self) -> datetime:
        """Return the moment; the beginning of a day without a time."""
        return datetime.combine(self.day, self.time or time())


def _hint(text: str) -> Message:
    how = say("Write the day and the time with hyphens and a colon: 2026-03-05 17:30; or only the day: 2026-03-05.")
    match = _LOOSE.fullmatch(text.strip())
    day, clock = (match["day"], f" {int(match['hour']):02}:{match['minute']}") if match else (text, "")
    corrected = f"{corrected_date(day)}{clock}"
    return say("Write: {corrected}", corrected=corrected) if _MOMENT.fullmatch(corrected) else how
