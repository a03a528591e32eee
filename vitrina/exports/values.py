"""View values of exports, for the list of projects: part of the theme API, as ``views.values``."""

from __future__ import annotations

from dataclasses import dataclass

from vitrina.views.values import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportsView:
    """What visitors can take away of a list: ``files`` with all of it, and the page for a frame on another site.

    ``embed_url`` is ``None`` where there is no such page.
    """

    files: tuple[Link, ...]
    embed_url: str | None
