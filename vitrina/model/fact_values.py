"""The types of the values of facts: texts, codes, URLs, terms, partners, results, images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from vitrina.problems import Location

Direction = Literal["ltr", "rtl"]

Ring: TypeAlias = tuple[tuple[float, float], ...]
"""The corners around an area, or around a hole in it: latitude and longitude."""

Outline: TypeAlias = tuple[Ring, ...]
"""The rings of an area."""

NEUTRAL = ""
"""The language of a text that is the same in all languages, such as a name."""


@dataclass(frozen=True, slots=True)
class LocalText:
    """A short text by language; a text that is the same in all languages has the language ``NEUTRAL``."""

    versions: Mapping[str, str]

    def best(self, languages: Sequence[str]) -> tuple[str, str]:
        """Return language and text for the first of ``languages`` with a text, else those of the first text."""
        for language in (*languages, NEUTRAL):
            if language in self.versions:
                return language, self.versions[language]
        return next(iter(self.versions.items()))

    def agrees_with(self, other: LocalText) -> bool:
        """Tell whether ``other``, of a translation, repeats this text or one of its languages."""
        if NEUTRAL in other.versions:
            return other.versions[NEUTRAL] in self.versions.values()
        return all(self.versions.get(language) == text for language, text in other.versions.items())


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier of another organisation, such as the number of a project; always written from left to right."""

    text: str


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An absolute URL with the scheme ``http`` or ``https``."""

    url: str


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """An e-mail address."""

    address: str


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A telephone number as people write it."""

    number: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: the identifier of a unit in CLDR (``kilometer``), or a text."""

    number: Decimal
    unit: LocalText


@dataclass(frozen=True, slots=True)
class Point:
    """A point on the map: latitude and longitude in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class FileReference:
    """A file in the folder of the project, and its size in bytes."""

    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Record:
    """The values of a mapping by key, without the keys that were left out; the fact's ``parts`` declare them."""

    values: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of a vocabulary, with labels by language.

    ``also`` is what it is called besides. ``codes`` are codes of other standards (``iso``: ISO 3166-2, ``dac``,
    ``iati``, ``gls``); ``point`` is latitude and longitude in degrees (WGS 84), ``outline`` the area, where that is
    known; ``url`` is a website about the term, such as a funder's. ``details`` are the values of the keys that only
    terms of its vocabulary have (``contract.funders``), by their names; ``locations`` tells where a site's file has
    them.
    """

    id: str
    location: Location
    labels: Mapping[str, str]
    also: tuple[str, ...] = ()
    parent: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    point: tuple[float, float] | None = None
    outline: Outline = ()
    url: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    locations: Mapping[str, Location] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called in any language, each name once."""
        return tuple(dict.fromkeys((*self.labels.values(), *self.also)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Terms by id, in the order of the file.

    ``is_whole`` is false if a part of the file could not be read, so that terms may be missing. ``own`` are the ids of
    the terms in the site's own file; the others come with the package.
    """

    id: str
    terms: Mapping[str, Term]
    is_whole: bool = True
    own: frozenset[str] = frozenset()

    def lineage(self, term_id: str) -> tuple[str, ...]:
        """Return the ids of the term and its ancestors, nearest first; ``term_id`` has to be in the vocabulary."""
        line = [term_id]
        while (parent := self.terms[line[-1]].parent) and parent in self.terms and parent not in line:
            line.append(parent)
        return tuple(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner organisation; ``role`` is its part in the project, ``country`` an ISO 3166-1 alpha-2 code."""

    name: LocalText
    role: LocalText | None = None
    town: LocalText | None = None
    country: str | None = None

    def agrees_with(self, other: Partner) -> bool:
        """Tell whether ``other``, of a translation, is this partner: texts agree and countries are equal."""
        texts = (self.name, other.name), (self.role, other.role), (self.town, other.town)
        return self.country == other.country and all(_agree(*pair) for pair in texts)


def _agree(text: LocalText | None, other: LocalText | None) -> bool:
    return text is other if text is None or other is None else text.agrees_with(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result in numbers: a count and what it counts."""

    value: int
    label: LocalText

    def agrees_with(self, other: Result) -> bool:
        """Tell whether ``other``, of a translation, is this result."""
        return self.value == other.value and self.label.agrees_with(other.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture in the folder of the document; one without ``alt`` is skipped by screen readers.

    ``is_decorative`` says that this is meant so.
    """

    file: str
    alt: LocalText | None = None
    credit: LocalText | None = None
    caption: LocalText | None = None
    is_decorative: bool = False
