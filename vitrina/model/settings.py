"""The settings of a site, from ``site.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vitrina.model.fact_values import LocalText
from vitrina.model.facts import Facet, Fact, FactGroup, Use, facets_of, vocabularies_of
from vitrina.model.forms import Forms
from vitrina.model.languages import Language
from vitrina.model.menus import MenuItem
from vitrina.model.notes import Note
from vitrina.model.pictures import PictureSettings
from vitrina.model.sections import PROJECTS, STANDARD, STANDARD_SECTIONS, Section
from vitrina.model.variants import VARIANTS
from vitrina.model.word_rules import WordRules
from vitrina.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The organisation that publishes the site."""

    name: LocalText
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PerPage:
    """How much stands on each page of a list; 0 means all of it. ``terms`` counts projects of a term or a partner."""

    projects: int = 20
    news: int = 20
    partners: int = 100
    terms: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOrder:
    """What lists are sorted by; a hyphen before it reverses the order."""

    projects: str = "title"
    news: str = "-date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """Which pages and files a site has: all but the kinds that are ``off``.

    The terms of the ``vocabularies`` have pages, or those of all where it is ``None``. Both are written somewhere.
    """

    off: Mapping[str, Location] = field(default_factory=dict)
    vocabularies: Mapping[str, Location] | None = None
    per_page: PerPage = PerPage()
    order: ListOrder = ListOrder()


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The validated settings.

    ``base_url`` ends with a slash; ``drafts`` are languages that are not published; ``facts`` are the declarations of
    facts by section, in the order of the table of facts, ``groups`` its groups of rows by id. A ``menu`` or
    ``footer`` that is ``None`` shows what the site has. ``attachments`` are endings of files that may lie beside
    documents, besides the usual ones; ``word_rules`` are the site's own rules for forms of words, by language.
    ``embeds`` are the providers whose videos can be played on its pages (``values.videos``).
    ``variants`` are other forms that a text can have in its language, with the names that the site gives them.
    ``time_zone`` is that of its events, a name of the IANA time zone database. Browsers keep it for reading without a
    network if it is to be read ``offline``.
    """

    title: LocalText
    description: LocalText | None
    base_url: str
    default_language: str
    languages: Mapping[str, Language]
    drafts: Mapping[str, Language]
    organisation: Organisation | None
    menu: tuple[MenuItem, ...] | None
    footer: tuple[MenuItem, ...] | None
    theme: str
    facts: Mapping[str, tuple[Fact[object], ...]]
    forms: Forms | None = None
    notes: tuple[Note, ...] = ()
    outputs: Outputs = Outputs()
    attachments: tuple[str, ...] = ()
    groups: Mapping[str, FactGroup] = field(default_factory=dict)
    word_rules: Mapping[str, WordRules] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=lambda: STANDARD_SECTIONS)
    time_zone: str | None = None
    variants: Mapping[str, LocalText | None] = field(default_factory=lambda: VARIANTS)
    embeds: tuple[str, ...] = ()
    pictures: PictureSettings = field(default_factory=PictureSettings)
    offline: bool = False

    @property
    def written_languages(self) -> Mapping[str, Language]:
        """The languages in which documents can be written."""
        return {**self.languages, **self.drafts}

    @property
    def own_sections(self) -> Mapping[str, Section]:
        """The sections that the site declares besides those that every site has."""
        return {name: section for name, section in self.sections.items() if name not in STANDARD}

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The facets of projects."""
        return facets_of(self.facts[PROJECTS])

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """The names of the vocabularies that facts use."""
        return tuple(vocabularies_of(fact for facts in self.facts.values() for fact in facts))

    def declared(self, fact: Fact[Any]) -> Fact[Any] | None:
        """Return the site's declaration of a ``fact`` of projects that comes with the package, if it has one."""
        return next((own for own in self.facts[PROJECTS] if own.key == fact.key), None)

    def uses(self, fact: Fact[Any], use: Use) -> bool:
        """Tell whether the site uses a ``fact`` of projects that comes with the package in this way."""
        own = self.declared(fact)
        return own is not None and use in own.uses
