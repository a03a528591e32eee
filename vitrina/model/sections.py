"""Sections: the kinds of entries that a site has, each with a folder in ``content/``; and reserved page ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from vitrina.model.fact_values import NEUTRAL, LocalText
from vitrina.problems import Location

HOME: Final = "home"
"""The id of the page whose text is shown on the home page."""

OVERVIEW: Final = "overview"

PARTNERS: Final = "partners"
"""The names of the overview and the list of partners in menus, unless the site has a page with that id."""

PROJECTS: Final = "projects"
NEWS: Final = "news"
PAGES: Final = "pages"

STANDARD: Final = (PROJECTS, NEWS, PAGES)
"""The ids of the sections that every site has; an id is the name of the folder in ``content/``."""


class SectionType(StrEnum):
    """What the entries of a section are; the value is its name under ``type`` in ``site.yml``."""

    PROJECTS = "projects"
    NEWS = "news"
    PAGES = "pages"
    ENTRIES = "entries"
    EVENTS = "events"
    PEOPLE = "people"
    ORGANISATIONS = "organisations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a site.

    ``title`` is the site's own heading of its list, ``address`` the part that the addresses of its pages have in
    common, by language where they differ. ``order`` is what its list is sorted by, with a hyphen before it the other
    way round; ``per_page`` how much of it stands on each page, 0 for all. ``Outputs`` has those of projects and news.
    """

    id: str
    type: SectionType
    location: Location = field(default=Location(""), compare=False)
    title: LocalText | None = None
    address: LocalText | None = None
    order: str = "title"
    per_page: int = 20

    def segment(self, language: str) -> str:
        """Return the part that the addresses of its pages have in common in ``language``; without one, the id."""
        known: Mapping[str, str] = self.address.versions if self.address is not None else {}
        return known.get(language) or known.get(NEUTRAL) or self.id


STANDARD_SECTIONS: Mapping[str, Section] = {name: Section(id=name, type=SectionType(name)) for name in STANDARD}
