"""What the values of facts are: texts, codes, addresses, terms of vocabularies, partners, results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from vitrina.problems import Location

Direction = Literal["ltr", "rtl"]

NEUTRAL = ""
"""The language of a short text that stands for all languages: a name written once, a number."""


@dataclass(frozen=True, slots=True)
class LocalText:
    """A short text in one or several languages; a text written once for all has the language ``NEUTRAL``."""

    versions: Mapping[str, str]

    def best(self, languages: Sequence[str]) -> tuple[str, str]:
        """Return ``(language, text)`` for the first of ``languages`` that has a version, else for the first written."""
        for language in (*languages, NEUTRAL):
            if language in self.versions:
                return language, self.versions[language]
        return next(iter(self.versions.items()))

    def agrees_with(self, other: LocalText) -> bool:
        """Tell whether a translation's ``other`` repeats this text: the same mapping, or one of its versions."""
        if NEUTRAL in other.versions:
            return other.versions[NEUTRAL] in self.versions.values()
        return all(self.versions.get(language) == text for language, text in other.versions.items())


@dataclass(frozen=True, slots=True)
class Code:
    """What somebody else calls something, such as the number of a project; it runs from left to right everywhere."""

    text: str


@dataclass(frozen=True, slots=True)
class WebAddress:
    """The full address of a page somewhere else, with ``http`` or ``https``."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An entry of a vocabulary: what a fact's value means, with a label in every language.

    ``codes`` are codes of other standards (``iso``: ISO 3166-2, ``dac``, ``iati``, ``gls``); ``point`` is a latitude
    and a longitude in degrees (WGS 84); ``url`` is the site of what the term names, such as a funder's.
    """

    id: str
    location: Location
    labels: Mapping[str, str]
    parent: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    point: tuple[float, float] | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The terms that facts can have as values, by id, in the order of the file.

    It ``is_whole`` unless something in its files could not be read: then an id that is not here may well be a term.
    """

    id: str
    terms: Mapping[str, Term]
    is_whole: bool = True

    def lineage(self, term_id: str) -> tuple[str, ...]:
        """Return the term and its ancestors, nearest first; ``term_id`` has to be in the vocabulary."""
        line = [term_id]
        while (parent := self.terms[line[-1]].parent) and parent in self.terms and parent not in line:
            line.append(parent)
        return tuple(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation that takes part; ``country`` is an ISO 3166-1 alpha-2 code."""

    name: LocalText
    town: LocalText | None = None
    country: str | None = None

    def agrees_with(self, other: Partner) -> bool:
        """Tell whether a translation's ``other`` is this partner: the texts agree, and the country is the same."""
        if self.town is None or other.town is None:
            is_there = self.town is other.town
        else:
            is_there = self.town.agrees_with(other.town)
        return is_there and self.country == other.country and self.name.agrees_with(other.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result in numbers: how many, and of what."""

    value: int
    label: LocalText

    def agrees_with(self, other: Result) -> bool:
        """Tell whether a translation's ``other`` is this result."""
        return self.value == other.value and self.label.agrees_with(other.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture that stands beside the document; without an ``alt`` it is decoration and a screen reader skips it."""

    file: str
    alt: LocalText | None = None
    credit: str | None = None
