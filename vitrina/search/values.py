"""What the page of all projects offers to choose from: part of the contract with theme authors, as ``views.values``."""

from __future__ import annotations

from dataclasses import dataclass

from vitrina.views.values import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValueView:
    """A value that projects can be narrowed to.

    ``id`` is the same in every language; ``url`` leads to the page of a term, which years and costs do not have;
    ``count`` is how many projects have it or one below it; ``depth`` how many terms it stands below.
    """

    id: str
    text: Text
    count: int
    url: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A fact with the values that it has in the language; ``key`` is its name in addresses."""

    key: str
    label: str
    values: tuple[FacetValueView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLanguage:
    """A language that can be searched: its own name, the address of its data, and of its list of projects."""

    name: Text
    index_url: str
    list_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """Everything that the page of all projects needs to search: the facets, and the languages, its own first."""

    facets: tuple[FacetView, ...]
    languages: tuple[SearchLanguage, ...]
