"""Lists that go on over several pages: what they list, and which part of it a page shows."""

from __future__ import annotations

from collections.abc import Sequence

from vitrina.model import Kind
from vitrina.views import kinds
from vitrina.views.editions import ShownVersion
from vitrina.views.targets import Target
from vitrina.views.view_context import ViewContext

_STANDARD = {kinds.PARTNERS: 100, kinds.PARTNER: 100, kinds.TERM: 100}
_ENTRIES_ON_A_PAGE = 20


def listed(view_context: ViewContext, target: Target) -> Sequence[str]:
    """Return the ids of everything that a list has on all its pages together: partners, or else entries."""
    edition = view_context.editions[target.language]
    if target.kind == kinds.TERM:
        return edition.terms[target.vocabulary].get(target.id, ())
    if target.kind == kinds.PARTNER:
        return edition.partners.get(target.id, ())
    key = (target.kind, target.language)
    known = view_context.cache.lists.get(key)
    if known is None:
        everything = {kinds.PARTNERS: edition.partners, kinds.NEWS: edition.posts, kinds.PROJECTS: edition.projects}
        known = view_context.cache.lists[key] = tuple(everything[target.kind])
    return known


def on_page(view_context: ViewContext, target: Target) -> Sequence[str]:
    """Return the ids of what one page of a list shows."""
    size = page_size(target)
    return listed(view_context, target)[(target.number - 1) * size : target.number * size]


def shown_entries(view_context: ViewContext, target: Target, identifiers: Sequence[str]) -> tuple[ShownVersion, ...]:
    """Return the entries of a list that have these ids."""
    kind = Kind.POST if target.kind == kinds.NEWS else Kind.PROJECT
    entry_list = view_context.editions[target.language].entry_list(kind)
    return tuple(entry_list[identifier] for identifier in identifiers)


def page_size(target: Target) -> int:
    """Return how many entries a page of the list has."""
    return _STANDARD.get(target.kind, _ENTRIES_ON_A_PAGE)


def pages_in(view_context: ViewContext, target: Target) -> int:
    """Return how many pages a list has; the list of projects has one even when it is empty."""
    pages = -(-len(listed(view_context, target)) // page_size(target))
    return max(pages, 1) if target.kind == kinds.PROJECTS else pages
