"""Dates with names of months, as people write them: which day, month or period is meant, in EDTF."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_FORMS = (
    (re.compile(r"(?P<day>\d{1,2})\.? ?<(?P<month>\d+)>,? (?P<year>\d{4})"), "day"),
    (re.compile(r"<(?P<month>\d+)> (?P<day>\d{1,2}),? (?P<year>\d{4})"), "day"),
    (re.compile(r"(?P<year>\d{4})\.? (?:[^\W\d]+ )?(?P<day>\d{1,2})\. ?<(?P<month>\d+)>"), "day"),
    (re.compile(r"<(?P<month>\d+)>,? (?P<year>\d{4})"), "month"),
    (re.compile(r"(?P<year>\d{4})\.? (?:[^\W\d]+ )?<(?P<month>\d+)>"), "month"),
)
_SAME_YEAR = re.compile(r"<(\d+)> ?[-–—] ?<(\d+)>( \d{4})")
_BETWEEN = re.compile(r"(\d{4}(?:-\d\d){0,2})(?: ?[-–—/] ?| [^\W\d]+ )(\d{4}(?:-\d\d){0,2})")
_EDTF = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?:/[0-9]{4}(?:-[0-9]{2}){0,2})?")


def in_numbers(text: str, languages: Iterable[str]) -> str | None:
    """Return the date or the period that ``text`` spells with names of months in one of ``languages``, in EDTF.

    ``None`` where it is no such text. Names may be abbreviated or inflected. Whether the date exists is not checked.
    """
    known = _names(tuple(languages))
    if not known:
        return None
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    plain = re.sub(
        rf"(?<!\w)({names})\w{{0,3}}\.?(?!\w)", lambda match: f"<{known[match[1]]}>", " ".join(text.casefold().split())
    )
    plain = _SAME_YEAR.sub(r"<\1>\3–<\2>\3", plain)
    for pattern, precision in _FORMS:
        plain = pattern.sub(lambda match: _edtf(match, with_day=precision == "day"), plain)  # noqa: B023 - called at once
    between = _BETWEEN.fullmatch(plain)
    plain = f"{between[1]}/{between[2]}" if between else plain
    return plain if _EDTF.fullmatch(plain) and plain != text else None


def _edtf(match: re.Match[str], *, with_day: bool) -> str:
    day = f"-{int(match['day']):02}" if with_day else ""
    return f"{int(match['year']):04}-{int(match['month']):02}{day}"


@cache
def _names(languages: tuple[str, ...]) -> dict[str, int]:
    """Return the numbers of months by their names in ``languages``, without those that mean two months."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - Babel is slow to import

    found: dict[str, set[int]] = {}
    for language in (*languages, "en"):
        try:
            months = Locale.parse(language, sep="-").months
        except (UnknownLocaleError, ValueError):
            continue
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[use][width].items():
                    found.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1 and not name.isdigit()}
