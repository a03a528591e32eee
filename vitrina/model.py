"""The model: what a showcase is, as frozen values that every later stage reads and none changes.

``None`` and empty collections mean that the author left something out, never "not computed yet".
Mappings are plain dictionaries typed as ``Mapping``: a ``MappingProxyType`` does not travel to worker processes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from vitrina.edtf import PartialDate, Period
from vitrina.money import Money
from vitrina.participation import Forms, Reply
from vitrina.problems import Place
from vitrina.provenance import MadeFrom

Direction = Literal["ltr", "rtl"]

NEUTRAL = ""
"""The language of a short text that stands for all languages: a name written once, a number."""

HOME = "home"
"""The id of the page whose text stands on the home page."""


OVERVIEW, PARTNERS = "overview", "partners"
"""What menus call the pages about all projects together, unless the site has a page with that id."""


class Kind(StrEnum):
    """The kinds of documents; the value is the folder's name below ``content/``."""

    PROJECT = "projects"
    POST = "news"
    PAGE = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A fact of projects whose values are terms of a vocabulary.

    ``vocabulary`` names the file in ``i18n/vocabularies/``, ``key`` the front matter key and ``segment`` the part of
    the address that its pages share. ``many`` tells whether a project may have several of the terms.
    """

    vocabulary: str
    key: str
    segment: str
    many: bool = True


FACETS = (
    Facet(vocabulary="regions", key="region", segment="regions"),
    Facet(vocabulary="statuses", key="status", segment="statuses", many=False),
    Facet(vocabulary="scopes", key="scope", segment="scopes", many=False),
    Facet(vocabulary="support_areas", key="support_area", segment="support-areas"),
    Facet(vocabulary="activity_types", key="activity_types", segment="activity-types"),
    Facet(vocabulary="target_groups", key="target_groups", segment="target-groups"),
    Facet(vocabulary="funders", key="funder", segment="funders"),
)
"""Every facet, in the order in which a project page shows them."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An entry of a vocabulary: what a fact's value means, with a label in every language.

    ``codes`` are codes of other standards (``iso``: ISO 3166-2, ``dac``, ``iati``, ``gls``); ``point`` is a latitude
    and a longitude in degrees (WGS 84); ``url`` is the site of what the term names, such as a funder's.
    """

    id: str
    place: Place
    labels: Mapping[str, str]
    parent: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    point: tuple[float, float] | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The terms that one facet can have, by id, in the order of the file."""

    id: str
    terms: Mapping[str, Term]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result in numbers: how many, and of what."""

    value: int
    label: LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture that stands beside the document; without an ``alt`` it is decoration and a screen reader skips it."""

    file: str
    alt: LocalText | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is true of a project in every language. ``terms`` maps a vocabulary's id to the ids of its terms."""

    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    town: LocalText | None = None
    period: Period | None = None
    cost: Money | None = None
    grant: Money | None = None
    partners: tuple[Partner, ...] = ()
    number: str | None = None
    results: tuple[Result, ...] = ()
    project: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An entry in one language; its body stays in the document at ``path`` until a page shows it (``views.bodies``)."""

    language: str
    path: str
    title: str
    slug: str
    summary: str | None = None
    date: PartialDate | None = None
    updated: PartialDate | None = None
    image: Image | None = None
    made_from: MadeFrom | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A project, a news post or a plain page with all its published language versions.

    ``original`` is a language (that version may be a draft); ``attachments`` are the names of files beside the texts.
    """

    kind: Kind
    id: str
    original: str
    versions: Mapping[str, Version]
    facts: Facts
    attachments: tuple[str, ...] = ()

    @property
    def main_version(self) -> Version:
        """The original where it is published, else the first version there is."""
        return self.versions.get(self.original) or next(iter(self.versions.values()))

    def shown_in(self, language: Language) -> Version | None:
        """Return the version that visitors of ``language`` see: their own, else the first of the fallback chain."""
        for candidate in (language.code, *language.fallback):
            if candidate in self.versions:
                return self.versions[candidate]
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the site.

    ``code`` is the BCP 47 tag used in file names, addresses and ``lang``; ``locale`` the CLDR locale that formats
    dates and numbers; ``numbering`` a CLDR numbering system; ``fallback`` the languages shown where a text is missing.
    """

    code: str
    locale: str
    direction: Direction
    numbering: str = "latn"
    fallback: tuple[str, ...] = ()
    is_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Who is behind the showcase."""

    name: LocalText
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What ``site.yml`` says, checked. ``base_url`` ends in a slash; ``drafts`` are languages in preparation."""

    title: LocalText
    description: LocalText | None
    base_url: str
    default_language: str
    languages: Mapping[str, Language]
    drafts: Mapping[str, Language]
    organisation: Organisation | None
    menu: Mapping[str, Place]
    footer: Mapping[str, Place]
    theme: str
    forms: Forms | None = None

    @property
    def written_languages(self) -> Mapping[str, Language]:
        """The languages that documents can be in."""
        return {**self.languages, **self.drafts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that the pages are made from; ``unreadable`` are entries with a document that could not be read.

    ``replies`` are the published replies to posts, by the post's id.
    """

    config: Config
    vocabularies: Mapping[str, Vocabulary]
    projects: Mapping[str, Entry]
    posts: Mapping[str, Entry]
    pages: Mapping[str, Entry]
    unreadable: frozenset[tuple[Kind, str]] = frozenset()
    replies: Mapping[str, tuple[Reply, ...]] = field(default_factory=dict)

    def entries(self, kind: Kind) -> Mapping[str, Entry]:
        """Return the entries of ``kind`` by id."""
        return {Kind.PROJECT: self.projects, Kind.POST: self.posts, Kind.PAGE: self.pages}[kind]
