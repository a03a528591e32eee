"""Every kind of output."""

from __future__ import annotations

from vitrina.outputs.calendar import CALENDARS
from vitrina.outputs.compare import COMPARE, COMPARED
from vitrina.outputs.copies import ASSETS, ATTACHMENTS, NOJEKYLL, STATIC_FILES
from vitrina.outputs.embed import EMBED
from vitrina.outputs.exports import EXPORTS
from vitrina.outputs.feed import FEED
from vitrina.outputs.home import HOME_PAGE
from vitrina.outputs.kinds import FileKind, OutputKind
from vitrina.outputs.languages import CHOOSER, NOT_FOUND
from vitrina.outputs.news import NEWS_LIST, POSTS
from vitrina.outputs.offline import OFFLINE, SERVICE_WORKER
from vitrina.outputs.overview import OVERVIEW
from vitrina.outputs.pages import PAGES
from vitrina.outputs.partners import PARTNERS
from vitrina.outputs.permanent import PERMANENT
from vitrina.outputs.pictures import PICTURES
from vitrina.outputs.preferences import PREFERENCES
from vitrina.outputs.projects import PROJECT_LIST, PROJECTS
from vitrina.outputs.search import SEARCH
from vitrina.outputs.sections import ENTRIES, SECTIONS
from vitrina.outputs.sitemap import ROBOTS, SITEMAP
from vitrina.outputs.social_cards import CARDS
from vitrina.outputs.terms import TERMS
from vitrina.problems import Message

OUTPUT_KINDS: tuple[OutputKind, ...] = (
    ASSETS,
    STATIC_FILES,
    ATTACHMENTS,
    PICTURES,
    CARDS,
    PROJECTS,
    POSTS,
    PAGES,
    ENTRIES,
    TERMS,
    PARTNERS,
    OVERVIEW,
    PROJECT_LIST,
    EMBED,
    NEWS_LIST,
    SECTIONS,
    COMPARE,
    COMPARED,
    PREFERENCES,
    OFFLINE,
    HOME_PAGE,
    PERMANENT,
    NOT_FOUND,
    CHOOSER,
    FEED,
    CALENDARS,
    SEARCH,
    EXPORTS,
    SERVICE_WORKER,
    SITEMAP,
    ROBOTS,
    NOJEKYLL,
)
"""In the order in which their files are planned; entries before the lists that lead to them."""

PURPOSES: dict[str, Message] = {kind.name: kind.purpose for kind in OUTPUT_KINDS}
REQUIRED: frozenset[str] = frozenset(kind.name for kind in OUTPUT_KINDS if kind.is_required)
"""What each kind of output is called in ``site.yml`` and what it is, and those that cannot be switched off."""

FILE_KINDS: dict[str, FileKind] = {file.name: file for kind in OUTPUT_KINDS for file in kind.files}
