"""Facts of entries, which hold in every language, and their declarations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from vitrina.model.fact_values import LocalText
from vitrina.problems import Message

Value = TypeVar("Value")
Value_co = TypeVar("Value_co", covariant=True)


class Use(StrEnum):
    """Where a fact is used; the value is its name under ``in`` in ``content/facts.yml``."""

    TABLE = "table"
    """On the page of a project: a row of the table of facts, or a section of its own."""
    CARD = "card"
    """On the cards of projects in lists."""
    FACET = "facet"
    """A filter of the list of projects; each term has a page with its projects."""
    CHART = "chart"
    """A chart of the overview: the number of projects with each value."""
    COMPARE = "compare"
    """A row of the comparison."""
    SEARCH = "search"
    """The full text of the value is searchable."""
    EXPORT = "export"
    """Part of open data."""
    RELATED = "related"
    """Common terms make two projects related."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Generic[Value_co]):
    """The declaration of a fact with values of type ``Value_co``.

    ``key`` is its key in front matter, ``shape`` the name of its shape (``contract.fact_shapes``), ``label`` its name
    for visitors, ``purpose`` its description for writers, ``example`` a value in YAML. ``own_label`` and
    ``own_purpose`` are those of the site, for some languages or for all. ``group`` is the id of a group of rows;
    ``unit`` is that of a quantity, ``parts`` are the keys of a mapping.
    """

    key: str
    shape: str
    label: Message
    purpose: Message
    example: str
    uses: tuple[Use, ...] = ()
    own_label: LocalText | None = None
    own_purpose: LocalText | None = None
    group: str = ""
    is_required: bool = False
    unit: LocalText | None = None
    parts: tuple[Fact[Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet(Fact[tuple[str, ...]]):
    """A fact whose values are ids of terms; each term has a page with its projects, if the fact is used as a facet.

    ``vocabulary`` is the name of the file in ``i18n/vocabularies/``, ``heading`` the label for several terms,
    ``own_heading`` that of the site, ``segment`` the common part of the addresses of its pages.
    """

    shape: str = "terms"
    vocabulary: str
    heading: Message
    own_heading: LocalText | None = None
    segment: str

    @property
    def has_many(self) -> bool:
        """Whether an entry may have several terms."""
        return self.shape == "terms"

    @property
    def name(self) -> str:
        """The name of its terms in element ids."""
        return self.segment.replace("-", "_")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactGroup:
    """A group of rows in the table of facts: its heading, with that of the site as in ``Fact``."""

    label: Message
    own_label: LocalText | None = None


def facets_of(facts: Iterable[Fact[object]]) -> tuple[Facet, ...]:
    """Return the facts among ``facts`` by whose terms projects can be filtered."""
    return tuple(fact for fact in facts if isinstance(fact, Facet) and Use.FACET in fact.uses)


def vocabularies_of(facts: Iterable[Fact[object]]) -> dict[str, None]:
    """Return the names of the vocabularies that ``facts`` use, also in the parts of mappings."""
    found: dict[str, None] = {}
    for fact in facts:
        if isinstance(fact, Facet):
            found[fact.vocabulary] = None
        found |= vocabularies_of(fact.parts)
    return found


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of an entry: values by key, without the keys that were left out."""

    by_key: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, fact: Fact[Value]) -> Value | None:
        """Return the value of ``fact``, or ``None``."""
        value: Value | None = self.by_key.get(fact.key)
        return value

    def get(self, fact: Fact[Value], default: Value) -> Value:
        """Return the value of ``fact``, or ``default``."""
        value: Value = self.by_key.get(fact.key, default)
        return value
