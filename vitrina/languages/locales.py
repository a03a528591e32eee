"""Locales of CLDR (through Babel), and the names that they have for languages and territories."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from vitrina.languages.numbering import LATIN_DIGITS
from vitrina.values.language_tags import broader_tags, canonical_tag, main_subtags

if TYPE_CHECKING:
    from babel import Locale

NEUTRAL_LOCALE: Final = "en_001"
"""The locale of a language that CLDR does not have: English, like strings of the interface without a translation."""

# Territories of CLDR that are not in ISO 3166-1.
_NOT_TERRITORIES: Final = ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")


_USUAL: Final = 3
"""The number of names in CLDR that have a letter of the language, which few foreign letters have."""


@lru_cache(maxsize=256)
def is_known_locale(identifier: str) -> bool:
    """Tell whether CLDR has data for ``identifier``, such as ``sv``, ``ar_PS`` or ``ar-PS``."""
    from babel.core import UnknownLocaleError  # noqa: PLC0415 - Babel is slow to import

    try:
        locale_of(identifier)
    except (UnknownLocaleError, ValueError):
        return False
    return True


@lru_cache(maxsize=256)
def locale_of_language(language: str) -> str | None:
    """Return the most specific locale that CLDR has for a ``language`` (BCP 47); ``None`` where it has none."""
    known = (tag.replace("-", "_") for tag in broader_tags(language) if is_known_locale(tag))
    return next(known, None)


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
    """Return the name of the language ``code`` (BCP 47) in ``locale``; ``code`` if CLDR has none.

    It tells the language from others: what CLDR has no common name for stands behind it in brackets, such as a script.
    """
    if not is_known_locale(locale):
        return code
    in_locale = locale_of(locale)
    for tag in broader_tags(code):
        name = _name_in(in_locale, tag)
        if name is not None:
            more = [_part_name(in_locale, part) for part in main_subtags(code)[len(main_subtags(tag)) :]]
            return f"{name} ({', '.join(more)})" if more else name
    return code


def own_name(code: str) -> str:
    """Return the name of the language ``code`` (BCP 47) in that language itself; ``code`` if CLDR has none."""
    return language_name(locale_of_language(code) or code, code)


@cache
def codes_by_name() -> Mapping[str, str]:
    """Return the codes of CLDR's languages by their own and their English names, in small letters: for suggestions."""
    from babel.localedata import locale_identifiers  # noqa: PLC0415 - Babel is slow to import

    found = {name.casefold(): canonical_tag(code) for code, name in locale_of("en").languages.items()}
    plain = (code for code in locale_identifiers() if code.isalpha() and is_known_locale(code))
    return {**found, **{own_name(code).casefold(): code for code in sorted(plain)}}


@cache
def letters_of(language: str) -> frozenset[str]:
    """Return the letters that texts in ``language`` have besides those of ASCII, as far as names in CLDR show them."""
    locale = locale_of_language(language)
    if locale is None:
        return frozenset()
    data = locale_of(locale)
    names = (*data.languages.values(), *data.territories.values(), *data.months["format"]["wide"].values())
    counted = Counter(letter for name in names for letter in name.lower() if letter.isalpha() and not letter.isascii())
    return frozenset(letter for letter, number in counted.items() if number >= _USUAL)


def _name_in(in_locale: Locale, tag: str) -> str | None:
    """Return the name of exactly the language ``tag`` in a locale."""
    identifier, (language, *others) = tag.replace("-", "_"), tag.split("-")
    whole: str | None = in_locale.languages.get(identifier)
    if whole is not None or not is_known_locale(identifier):
        return whole
    if not others or in_locale.languages.get(language) is None:
        return in_locale.languages.get(_language_of(identifier))
    known = locale_of(identifier)
    return known.get_display_name(in_locale) if {*others} <= {known.script, known.territory} else None


def _language_of(identifier: str) -> str:
    """Return the language of a locale, which CLDR knows by another code than BCP 47 for some (``kmr`` is ``ku``)."""
    code: str = locale_of(identifier).language
    return code


def _part_name(in_locale: Locale, subtag: str) -> str:
    for names in (in_locale.scripts, in_locale.territories, in_locale.variants):
        if (name := names.get(subtag) or names.get(subtag.upper())) is not None:
            return str(name)
    return subtag
