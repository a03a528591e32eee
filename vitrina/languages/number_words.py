"""Words that make the number before them a day or a year: "16. janvārī", "2021. gadā"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vitrina.languages.locales import locale_of

_LONG = 5
"""From this length on, a name of a month may have another ending: "janvāris", "janvārī"."""


@lru_cache(maxsize=256)
def words_of_dates(locale: str, year_words: tuple[str, ...]) -> str:
    """Return an expression for the names of months in ``locale``, in any form, and for ``year_words``.

    These are beginnings of words; one that ends with a full stop is a whole word.
    """
    years = (re.escape(word) + (r"\w*" if not word.endswith(".") else "") for word in year_words)
    return rf"(?:{'|'.join(dict.fromkeys([*_months(locale), *years]))})(?!\w)"


def _months(identifier: str) -> Iterator[str]:
    months = locale_of(identifier).months
    for context in ("format", "stand-alone"):
        for name in months[context]["wide"].values():
            stem = name[:-2] if len(name) > _LONG else name[:-1] if len(name) == _LONG else name
            yield rf"{re.escape(stem)}\w{{0,{len(name) - len(stem) + 2}}}"
        for name in months[context]["abbreviated"].values():
            yield rf"{re.escape(name.rstrip('.'))}\.?"
