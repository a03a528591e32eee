"""The names of the kinds of pages and files that views lead to. A page's template has the name of its kind."""

from __future__ import annotations

from typing import Final

HOME: Final = "home"
PROJECTS: Final = "projects"
PROJECT: Final = "project"
NEWS: Final = "news"
POST: Final = "post"
PAGE: Final = "page"
SECTION: Final = "section"
ENTRY: Final = "entry"
VOCABULARY: Final = "vocabulary"
TERM: Final = "term"
PARTNERS: Final = "partners"
PARTNER: Final = "partner"
OVERVIEW: Final = "overview"
EMBED: Final = "embed"
COMPARE: Final = "compare"
COMPARED: Final = "compared"
PREFERENCES: Final = "preferences"
OFFLINE: Final = "offline"
PERMANENT: Final = "permanent"
CHOOSER: Final = "chooser"
NOT_FOUND: Final = "not_found"

FEED: Final = "feed"
CARD: Final = "card"
CALENDAR: Final = "calendar"
SEARCH_INDEX: Final = "search"
SITEMAP: Final = "sitemap"
TABLE: Final = "table"
