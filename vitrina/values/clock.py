"""The current date and time: options of the command line; nothing else of a build reads the clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today(override: date | None = None) -> date | None:
    """Return ``override``, else the date of ``SOURCE_DATE_EPOCH``, else the current date in UTC.

    ``None`` means that ``SOURCE_DATE_EPOCH`` is set to something that is not a number of seconds since 1970.
    """
    if override is not None:
        return override
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(tz=UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(tz=UTC)
