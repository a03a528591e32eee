"""Facts of entries, which hold in every language, and their declarations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from vitrina.problems import Message

Value = TypeVar("Value")
Value_co = TypeVar("Value_co", covariant=True)


class Use(StrEnum):
    """Where a fact is used."""

    TABLE = "table"
    """A row of the table of facts, and of the comparison."""
    CHART = "chart"
    """A chart of the overview: the number of projects with each term."""
    RELATED = "related"
    """Common values make two projects related."""
    SEARCH = "search"
    """The full text of the value is searchable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Generic[Value_co]):
    """The declaration of a fact with values of type ``Value_co``.

    ``key`` is its key in front matter, ``shape`` the name of its shape (``contract.fact_shapes``), ``label`` its name
    for visitors, ``purpose`` its description for writers, ``example`` a value in YAML.
    """

    key: str
    shape: str
    label: Message
    purpose: Message
    example: str
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet(Fact[tuple[str, ...]]):
    """A fact whose values are ids of terms; each term has a page with its projects.

    ``vocabulary`` is the name of the file in ``i18n/vocabularies/``, ``heading`` the label for several terms,
    ``segment`` the common part of the addresses of its pages.
    """

    shape: str = "terms"
    vocabulary: str
    heading: Message
    segment: str

    @property
    def has_many(self) -> bool:
        """Whether an entry may have several terms."""
        return self.shape == "terms"


def facets_of(facts: Iterable[Fact[object]]) -> tuple[Facet, ...]:
    """Return the facets among ``facts``."""
    return tuple(fact for fact in facts if isinstance(fact, Facet))


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
