"""What the search finds: projects, and below them posts, pages and the entries of the site's own sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vitrina.model import HOME, sections
from vitrina.views import kinds
from vitrina.views.listings import listed
from vitrina.views.localiser import Localiser
from vitrina.views.menus import title_of
from vitrina.views.targets import Target
from vitrina.views.values import Text
from vitrina.views.view_context import ViewContext


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of a section that are found together: its title, and their ids in the order of its list."""

    section: str
    title: Text
    entries: tuple[str, ...]


def groups(view_context: ViewContext, language: str) -> Iterator[Group]:
    """Yield the groups below the projects: of what has pages of its own, and is there in ``language``."""
    localiser = view_context.localisers[language]
    edition = view_context.editions[language]
    for section in view_context.sections:
        if section == sections.PROJECTS or not view_context.has_pages_of(section):
            continue
        if section == sections.PAGES:
            entries = tuple(identifier for identifier in edition.pages if identifier != HOME)
        else:
            kind = kinds.NEWS if section == sections.NEWS else kinds.SECTION
            own = "" if section == sections.NEWS else section
            entries = tuple(listed(view_context, Target(kind=kind, language=language, section=own)))
        if entries:
            yield Group(section, _title(view_context, localiser, section), entries)


def documents(view_context: ViewContext, language: str) -> tuple[str, ...]:
    """Return the paths of the documents of everything that the search finds, projects first."""
    edition = view_context.editions[language]
    found = list(edition.projects.documents())
    for group in groups(view_context, language):
        paths = dict(zip(edition.entry_list(group.section), edition.entry_list(group.section).documents(), strict=True))
        found += [paths[identifier] for identifier in group.entries]
    return tuple(found)


def _title(view_context: ViewContext, localiser: Localiser, section: str) -> Text:
    if section == sections.PAGES:
        # Translators: above the plain pages that the search has found, as there are “News” and “Projects”.
        return localiser.gettext("Pages")
    if section == sections.NEWS:
        own = view_context.sections[section].title
        return localiser.gettext("News") if own is None else localiser.text(own)
    return title_of(view_context, localiser, Target(kind=kinds.SECTION, language=localiser.code, section=section))
