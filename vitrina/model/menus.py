"""Menus: what ``menu`` and ``footer`` in ``site.yml`` list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vitrina.model.fact_values import LocalText
from vitrina.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """An item of a menu.

    ``to`` names a page of the site: a list, a plain page, a vocabulary, or a term as ``vocabulary/term``. ``url`` is
    the address of another site. An item with neither is the heading of its ``items``, which have none themselves.
    Without a ``label``, an item has the title of its page.
    """

    location: Location
    to: str | None = None
    url: str | None = None
    label: LocalText | None = None
    items: tuple[MenuItem, ...] = ()


def all_items(menu: Iterable[MenuItem]) -> Iterator[MenuItem]:
    """Yield the items of both levels of ``menu``."""
    for item in menu:
        yield item
        yield from item.items
