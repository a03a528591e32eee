"""The day that a check compares the content's dates with: the only look at the calendar, and no page knows it."""

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
