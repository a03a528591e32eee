"""A language of the site, and what CLDR (through Babel) does not tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vitrina.model.fact_values import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOrder:
    """What differs from CLDR's root order of letters.

    ``rules`` are lines of LDML (UTS #35 part 5), ``first`` are the scripts (ISO 15924) whose letters come
    before those of others.
    """

    rules: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    is_upper_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageData:
    """The data of a language: those of the package, overridden by the site's.

    ``name`` is the language's own name, where that of CLDR does not serve; ``script`` is an ISO 15924 code,
    ``numbering`` a CLDR numbering system. ``dates`` are patterns of CLDR by precision (``day``, ``month``, ``year``),
    ``year_words`` beginnings of words behind the number of a year, ``territories`` names by ISO 3166 codes. From
    ``minimum_grouping`` digits before a separator on, numbers have it. ``no_break_after`` are words that never end a
    line, ``no_break_before`` those that stay with the number before them.
    """

    name: str = ""
    script: str = ""
    numbering: str = ""
    minimum_grouping: int = 1
    order: LetterOrder = LetterOrder()
    dates: Mapping[str, str] = field(default_factory=dict)
    year_words: tuple[str, ...] = ()
    no_break_after: tuple[str, ...] = ()
    no_break_before: tuple[str, ...] = ()
    territories: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the site.

    ``code`` is the canonical BCP 47 tag in addresses and ``lang``, ``locale`` the CLDR locale for dates and numbers,
    ``numbering`` a CLDR numbering system, ``fallback`` the languages that replace missing versions, in order. ``name``
    is the language's own name, where that of CLDR does not serve.
    """

    code: str
    locale: str
    direction: Direction
    numbering: str = "latn"
    fallback: tuple[str, ...] = ()
    is_draft: bool = False
    name: str = ""
    data: LanguageData = LanguageData()
