"""Links to the list of projects that shows some of them, and the names by which query strings choose these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlencode

from vitrina.model import Fact, Use
from vitrina.views import kinds
from vitrina.views.view_context import ViewContext

YEAR: Final = "year"
"""The name of the years in which projects are under way."""

_TAKEN: Final = frozenset((YEAR, "q", "sort", "page"))
"""Names in query strings that a fact of the same name cannot have."""


def parameter_of(fact: Fact[Any]) -> str:
    """Return the name of a fact in query strings."""
    return f"fact_{fact.key}" if fact.key in _TAKEN else fact.key


def filtered_list(view_context: ViewContext, language: str, chosen: Iterable[tuple[str, str]]) -> str | None:
    """Return the link to the list of the projects that have all that is ``chosen`` (names and ids of values).

    Several values of one name mean any of them. ``None`` where the list has no filters, or where there is no list.
    """
    url = view_context.page_link(kinds.PROJECTS, language)
    has_filters = view_context.has(kinds.SEARCH_INDEX) and view_context.asks(kinds.PROJECTS, "search")
    return f"{url}?{urlencode(list(chosen))}" if url is not None and has_filters else None


def filtered_by(view_context: ViewContext, language: str, fact: Fact[Any], value: str) -> str | None:
    """Return the link to the list of the projects with a value of ``fact``, if that is a filter."""
    chosen = [(parameter_of(fact), value)]
    return filtered_list(view_context, language, chosen) if Use.FACET in fact.uses else None
