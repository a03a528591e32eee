"""Notes: texts of pages that ``site.yml`` shows on many other pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vitrina.problems import Location


class Placement(StrEnum):
    """Where a note stands on a page."""

    BELOW = "below"
    SIDE = "side"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The text of the plain page ``page``, shown on pages of the kinds ``on`` (their names), or on all without any."""

    page: str
    location: Location
    placement: Placement
    on: Mapping[str, Location]
