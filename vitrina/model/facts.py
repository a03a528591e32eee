"""Facts: what is true of an entry in every language, and how the facts that there can be are declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from vitrina.problems import Message

Value = TypeVar("Value")
Value_co = TypeVar("Value_co", covariant=True)


class Use(StrEnum):
    """Where a fact is used besides its own entry's front matter."""

    TABLE = "table"
    """A row of the table of facts, and so of the comparison, which is made of these tables."""
    CHART = "chart"
    """A chart of the overview: how many projects each term has."""
    RELATED = "related"
    """What two projects have in common makes them related."""
    SEARCH = "search"
    """The words of the value are found by the search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Generic[Value_co]):
    """A fact that entries can have: its declaration, from which everything else follows.

    ``key`` is how the front matter calls it, ``shape`` names what its values look like (``contract.fact_shapes``);
    they are of the type ``Value_co``. ``label`` is its name beside a value, for visitors; ``purpose`` says to writers
    what it is for, and ``example`` is a value as YAML.
    """

    key: str
    shape: str
    label: Message
    purpose: Message
    example: str
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet(Fact[tuple[str, ...]]):
    """A fact whose values are ids of terms, each of which has a page with the projects that have it.

    ``vocabulary`` names the file in ``i18n/vocabularies/``, ``heading`` is its name above several terms, and
    ``segment`` the part of the address that its pages share.
    """

    shape: str = "terms"
    vocabulary: str
    heading: Message
    segment: str

    @property
    def has_many(self) -> bool:
        """Whether an entry may have several of the terms."""
        return self.shape == "terms"


def facets_of(facts: Iterable[Fact[object]]) -> tuple[Facet, ...]:
    """Return those of ``facts`` whose values are terms."""
    return tuple(fact for fact in facts if isinstance(fact, Facet))


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of an entry: the value of each that it has, by key; a fact that was left out is not there."""

    by_key: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, fact: Fact[Value]) -> Value | None:
        """Return the value of ``fact``, or ``None`` where the entry does not have it."""
        value: Value | None = self.by_key.get(fact.key)
        return value

    def get(self, fact: Fact[Value], default: Value) -> Value:
        """Return the value of ``fact``, or ``default`` where the entry does not have it."""
        value: Value = self.by_key.get(fact.key, default)
        return value
