"""The kinds of documents, and the names of pages that no document has."""

from __future__ import annotations

from enum import StrEnum

HOME = "home"
"""The id of the page whose text stands on the home page."""

OVERVIEW = "overview"

PARTNERS = "partners"
"""What menus call the pages about all projects together, unless the site has a page with that id."""


class Kind(StrEnum):
    """The kinds of documents; the value is the folder's name below ``content/``."""

    PROJECT = "projects"
    POST = "news"
    PAGE = "pages"
