"""Pages that help with others: a project's permanent address, the comparison of projects, and the display settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vitrina.model import Entry, Kind
from vitrina.problems import Problems
from vitrina.views import addresses
from vitrina.views.frame import home_crumb, list_crumb, page_view
from vitrina.views.page_values import VersionView
from vitrina.views.targets import Target
from vitrina.views.values import Context
from vitrina.views.view_context import ViewContext


def permanent_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    """Return the context of the page at a project's permanent address: every language that shows the project.

    Search engines are told that the page is the same as the project's own: a link to it counts for that.
    """
    entry = view_context.site.projects[target.id]
    version = entry.versions.get(target.language) or entry.main_version
    title = view_context.localisers[target.language].written_in(version.title, version.language)
    page = page_view(view_context, target, title)
    canonical = view_context.absolute(addresses.entry(entry, version, version.language))
    return {"page": replace(page, canonical=canonical), "versions": tuple(_versions(view_context, entry))}


def compare_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    """Return the context of the page on which a script puts projects side by side."""
    localiser = view_context.localisers[target.language]
    crumbs = [home_crumb(view_context, localiser), list_crumb(view_context, localiser, Kind.PROJECT)]
    title = localiser.own(localiser.gettext("Compare projects"))
    projects_url = view_context.link(addresses.listing(Kind.PROJECT, target.language))
    return {"page": page_view(view_context, target, title, breadcrumbs=crumbs), "projects_url": projects_url}


def preferences_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    """Return the context of the page with the display settings."""
    localiser = view_context.localisers[target.language]
    title = localiser.own(localiser.gettext("Display settings"))
    return {"page": page_view(view_context, target, title, breadcrumbs=[home_crumb(view_context, localiser)])}


def _versions(view_context: ViewContext, entry: Entry) -> Iterator[VersionView]:
    for language, edition in view_context.editions.items():
        shown, localiser = edition.find(entry.kind, entry.id), view_context.localisers[language]
        if shown is None:
            continue
        is_own = shown.version.language == language
        yield VersionView(
            language=language,
            direction=localiser.language.direction,
            name=localiser.own_name_of_language(language),
            title=localiser.written_in(shown.version.title, shown.version.language),
            url=view_context.link(addresses.entry(entry, shown.version, language)),
            note=None if is_own else localiser.gettext("text in another language"),
        )
