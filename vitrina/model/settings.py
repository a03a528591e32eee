"""What ``site.yml`` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vitrina.model.fact_values import Direction, LocalText
from vitrina.model.facts import Facet, Fact, facets_of
from vitrina.model.forms import Forms
from vitrina.model.kinds import Kind
from vitrina.problems import Location


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
    """What ``site.yml`` says, checked. ``base_url`` ends in a slash; ``drafts`` are languages in preparation.

    ``facts`` are those that entries of each kind can have, in the order of the table of facts.
    """

    title: LocalText
    description: LocalText | None
    base_url: str
    default_language: str
    languages: Mapping[str, Language]
    drafts: Mapping[str, Language]
    organisation: Organisation | None
    menu: Mapping[str, Location]
    footer: Mapping[str, Location]
    theme: str
    facts: Mapping[Kind, tuple[Fact[object], ...]]
    forms: Forms | None = None

    @property
    def written_languages(self) -> Mapping[str, Language]:
        """The languages that documents can be in."""
        return {**self.languages, **self.drafts}

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The facts of projects whose terms have pages."""
        return facets_of(self.facts[Kind.PROJECT])
