"""The day that a check compares the content's dates with, and the time: the only look at them, and no page knows."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today(asked: date | None = None) -> date | None:
    """Return the day ``asked`` for, else that of ``SOURCE_DATE_EPOCH``, else this day in UTC.

    ``None`` tells that ``SOURCE_DATE_EPOCH`` is set to something that is not a number of seconds.
    """
    if asked is not None:
        return asked
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(tz=UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def now() -> datetime:
    """Return this moment, in UTC: how old an answer of another site is has nothing to do with the content."""
    return datetime.now(tz=UTC)
