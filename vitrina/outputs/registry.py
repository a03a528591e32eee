"""Every kind of output, and which of them a site has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from vitrina.outputs.compare import COMPARE
from vitrina.outputs.copies import ASSETS, ATTACHMENTS, NOJEKYLL, STATIC_FILES
from vitrina.outputs.feed import FEED
from vitrina.outputs.home import HOME_PAGE
from vitrina.outputs.kinds import FileKind, OutputKind
from vitrina.outputs.languages import CHOOSER, NOT_FOUND
from vitrina.outputs.news import NEWS_LIST, POSTS
from vitrina.outputs.overview import OVERVIEW
from vitrina.outputs.pages import PAGES
from vitrina.outputs.partners import PARTNERS
from vitrina.outputs.permanent import PERMANENT
from vitrina.outputs.preferences import PREFERENCES
from vitrina.outputs.projects import PROJECT_LIST, PROJECTS
from vitrina.outputs.search import SEARCH
from vitrina.outputs.sitemap import ROBOTS, SITEMAP
from vitrina.outputs.terms import TERMS
from vitrina.theme.environment import Theme
from vitrina.views.view_context import Offered

OUTPUT_KINDS: tuple[OutputKind, ...] = (
    ASSETS,
    STATIC_FILES,
    ATTACHMENTS,
    PROJECTS,
    POSTS,
    PAGES,
    TERMS,
    PARTNERS,
    OVERVIEW,
    PROJECT_LIST,
    NEWS_LIST,
    COMPARE,
    PREFERENCES,
    HOME_PAGE,
    PERMANENT,
    NOT_FOUND,
    CHOOSER,
    FEED,
    SEARCH,
    SITEMAP,
    ROBOTS,
    NOJEKYLL,
)
"""In the order in which their files are planned; entries before the lists that lead to them."""

FILE_KINDS: dict[str, FileKind] = {file.name: file for kind in OUTPUT_KINDS for file in kind.files}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a site has of all kinds of output, and its theme with no more files than those need."""

    kinds: tuple[OutputKind, ...]
    offered: Offered
    theme: Theme


def select(theme: Theme, off: Collection[str]) -> Selection:
    """Return the kinds of output that ``theme`` has templates for, without those that are switched ``off``.

    A kind of page that the theme has no template for is left out, and so is what has no use without it.
    """
    chosen = [_with_templates(kind, theme) for kind in OUTPUT_KINDS if kind.name not in off]
    chosen = [kind for kind in chosen if _is_possible(kind, theme)]
    while True:
        pages = {page.name: page for kind in chosen for page in kind.pages}
        useful = [kind for kind in chosen if pages.keys() >= set(kind.needs)]
        if len(useful) == len(chosen):
            break
        chosen = useful
    files = frozenset(file.name for kind in chosen for file in kind.files)
    unused = {name for kind in OUTPUT_KINDS for name in kind.assets}
    unused -= {name for kind in chosen for name in kind.assets}
    assets = {name: file for name, file in theme.assets.items() if name not in unused}
    return Selection(
        kinds=tuple(chosen), offered=Offered(pages=pages, files=files), theme=replace(theme, assets=assets)
    )


def _with_templates(kind: OutputKind, theme: Theme) -> OutputKind:
    return replace(kind, pages=tuple(page for page in kind.pages if template_of(page.name) in theme.templates))


def _is_possible(kind: OutputKind, theme: Theme) -> bool:
    return bool(kind.pages or kind.files) and (kind.script is None or kind.script in theme.assets)


def template_of(kind: str) -> str:
    """Return the name of the template of a kind of page."""
    return f"{kind}.html"
