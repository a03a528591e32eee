"""View values of the search, for the list of projects: part of the theme API, as ``views.values``."""

from __future__ import annotations

from dataclasses import dataclass

from vitrina.views.values import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValueView:
    """A value of a facet.

    ``id`` is the same in every language, ``url`` the page of the term (years have none), ``count`` the number
    of projects with the value or a narrower one, ``depth`` the number of broader terms above it.
    """

    id: str
    text: Text
    count: int
    url: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A facet with the values that occur in a language; ``key`` is its name in query strings."""

    key: str
    label: Text
    values: tuple[FacetValueView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeView:
    """A fact that can be limited to amounts of one of ``currencies`` (ISO 4217); ``key`` is as in a ``FacetView``."""

    key: str
    label: Text
    currencies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """A column of the table that the list can be shown as; ``is_first`` tells that it is there at first."""

    key: str
    label: Text
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLanguage:
    """A language with a search: its name in the language itself, and the URLs of its data and its list of projects."""

    name: Text
    index_url: str
    list_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The facets of the list of projects, and the languages that can be searched, that of the page first.

    ``order`` is the order that the list has: “title”, “newest”, “oldest”, or “list” where it is none of these.
    ``cost`` is there where some cost is known; ``columns`` are those that a table of the projects can have.
    """

    facets: tuple[FacetView, ...]
    languages: tuple[SearchLanguage, ...]
    order: str
    cost: RangeView | None = None
    columns: tuple[ColumnView, ...] = ()
