"""The pages of projects, and the list of all of them, with what searches it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vitrina.contract.facts import FUNDER, PARTNERS, RESULTS
from vitrina.model import Entry, Facet, Facts, Use, sections
from vitrina.outputs.entries import entry_address, entry_page, entry_targets, shown_entry
from vitrina.outputs.exports import exports_view
from vitrina.outputs.kinds import OutputKind
from vitrina.outputs.lists import list_view, pages_of
from vitrina.outputs.sections import entries_about
from vitrina.problems import Problems, say
from vitrina.search.files import search_view
from vitrina.views import addresses, cards, facts, kinds
from vitrina.views.acknowledgements import acknowledgements
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.fact_places import fact_places
from vitrina.views.fact_values import term_link
from vitrina.views.frame import crumbs, page_view
from vitrina.views.listings import pages_in
from vitrina.views.menus import title_of
from vitrina.views.page_values import ProjectView
from vitrina.views.related import related
from vitrina.views.sharing import sharing_view
from vitrina.views.targets import Target
from vitrina.views.values import Context, Link
from vitrina.views.videos import videos_of
from vitrina.views.view_context import PageKind, ViewContext


def project_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:
    """Return the context of a project's page; problems in its prose go into ``problems``."""
    edition, shown = view_context.editions[target.language], shown_entry(view_context, target)
    context = {
        **entry_page(view_context, target, problems),
        "project": _project(view_context, edition, shown),
    }
    if view_context.asks(target.kind, "videos"):
        context["videos"] = videos_of(view_context, target.language, shown.entry)
    if view_context.asks(target.kind, "acknowledgements"):
        context["acknowledgements"] = acknowledgements(view_context, target.language, [shown.entry.facts])
    if view_context.asks(target.kind, "sharing"):
        context["sharing"] = sharing_view(view_context, edition, shown)
    return context


def project_facts(view_context: ViewContext, edition: Edition, entry: Entry) -> ProjectView:
    """Return what the page of a project shows of its facts, in the language of ``edition``."""
    localiser = view_context.localisers[edition.language.code]
    own, config = entry.facts, view_context.site.config
    table = facts.fact_table(view_context, edition, entry)
    return ProjectView(
        facts=table.rows,
        groups=table.groups,
        compared=table.compared,
        results=facts.results(localiser, own) if config.uses(RESULTS, Use.TABLE) else (),
        partners=facts.partners(view_context, edition, own) if config.uses(PARTNERS, Use.TABLE) else (),
        funders=_funders(view_context, edition, own),
        places=fact_places(table.rows, table.groups),
    )


def _project(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> ProjectView:
    return replace(
        project_facts(view_context, edition, shown.entry),
        related=related(view_context, edition, shown) if view_context.asks(kinds.PROJECT, "related") else (),
        news=tuple(
            cards.card(view_context, edition, edition.posts[post])
            for post in edition.posts_about.get(shown.entry.id, ())
        ),
        sections=tuple(entries_about(view_context, edition.language.code, shown.entry.id)),
    )


def _funders(view_context: ViewContext, edition: Edition, own: Facts) -> tuple[Link, ...]:
    """Return the funders, which have a section of their own; a site that does not show the fact has none."""
    declared = view_context.site.config.declared(FUNDER)
    if not isinstance(declared, Facet) or Use.TABLE not in declared.uses:
        return ()
    return tuple(term_link(view_context, edition, declared, term) for term in own.get(FUNDER, ()))


def list_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of a page of the list of projects, of which the first one can be searched."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    title = title_of(view_context, localiser, target)
    about = view_context.site.config.description
    description = localiser.text(about).plain if about else ""
    page = page_view(view_context, target, title, description, crumbs(view_context, localiser))
    is_searched = (
        target.number == 1 and view_context.has(kinds.SEARCH_INDEX) and view_context.asks(target.kind, "search")
    )
    return {
        "page": page,
        "list": list_view(view_context, edition, target),
        "search": search_view(view_context, target.language) if is_searched else None,
        "exports": exports_view(view_context, target.language),
        "compare_url": view_context.page_link(kinds.COMPARE, target.language),
    }


def _list_address(view_context: ViewContext, target: Target) -> str | None:
    has_page = target.number <= pages_in(view_context, target)
    return (
        addresses.listing(view_context.sections[sections.PROJECTS], target.language, target.number)
        if has_page
        else None
    )


def _list_targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    return pages_of(view_context, Target(kind=kinds.PROJECTS, language=language))


_PURPOSE = say("The pages of the projects, and the list of all of them.")

PROJECTS = OutputKind(
    name="projects",
    purpose=_PURPOSE,
    pages=(
        PageKind(
            name=kinds.PROJECT,
            address=entry_address,
            context=project_context,
            shows=sections.PROJECTS,
            above=kinds.PROJECTS,
        ),
    ),
    targets=lambda view_context, language: entry_targets(view_context, kinds.PROJECT, language),
    is_required=True,
)
PROJECT_LIST = OutputKind(
    name="projects",
    purpose=_PURPOSE,
    pages=(
        PageKind(
            name=kinds.PROJECTS,
            address=_list_address,
            context=list_context,
            label=lambda localiser: localiser.gettext("Projects"),
        ),
    ),
    targets=_list_targets,
    is_required=True,
)
