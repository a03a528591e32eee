"""Locales of CLDR (through Babel), and the names that they have for languages and territories."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from vitrina.languages.numbering import LATIN_DIGITS

if TYPE_CHECKING:
    from babel import Locale

# Territories of CLDR that are not in ISO 3166-1.
_NOT_TERRITORIES: Final = ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")


@lru_cache(maxsize=256)
def is_known_locale(identifier: str) -> bool:
    """Tell whether CLDR has data for ``identifier``, such as ``sv``, ``ar_PS`` or ``ar-PS``."""
    from babel.core import UnknownLocaleError  # noqa: PLC0415 - Babel is slow to import

    try:
        locale_of(identifier)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def default_numbering(identifier: str) -> str:
    """Return the numbering system that CLDR has for a known locale."""
    name: str = locale_of(identifier).default_numbering_system or LATIN_DIGITS
    return name


@lru_cache(maxsize=256)
def locale_of(identifier: str) -> Locale:
    """Return Babel's data of a known locale."""
    from babel import Locale  # noqa: PLC0415 - Babel is slow to import

    return Locale.parse(identifier.replace("-", "_"))


@lru_cache(maxsize=1024)
def territory_name(locale: str, code: str) -> str | None:
    """Return the name of the territory with the ISO 3166-1 ``code`` in ``locale``; ``None`` where it is none."""
    if re.fullmatch("[A-Z]{2}", code) is None or code in _NOT_TERRITORIES:
        return None
    return locale_of(locale).territories.get(code)


@lru_cache(maxsize=1024)
def language_name(locale: str, code: str) -> str:
    """Return the name of the language ``code`` in ``locale``, with its country or script; ``code`` if CLDR has none."""
    if not is_known_locale(locale):
        return code
    in_locale, identifier = locale_of(locale), code.replace("-", "_")
    whole: str | None = in_locale.languages.get(identifier)
    if whole is None and is_known_locale(code) and in_locale.languages.get(identifier.partition("_")[0]):
        whole = locale_of(code).get_display_name(in_locale)
    return whole or code
