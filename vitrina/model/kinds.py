"""The kinds of entries, and reserved page ids."""

from __future__ import annotations

from enum import StrEnum

HOME = "home"
"""The id of the page whose text is shown on the home page."""

OVERVIEW = "overview"

PARTNERS = "partners"
"""The names of the overview and the list of partners in menus, unless the site has a page with that id."""


class Kind(StrEnum):
    """The kinds of entries; the value is the name of the folder in ``content/``."""

    PROJECT = "projects"
    POST = "news"
    PAGE = "pages"
