"""The list of projects in a frame on another site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vitrina.model.sections import PROJECTS
from vitrina.outputs.kinds import OutputKind
from vitrina.outputs.lists import list_view
from vitrina.problems import Problems, say
from vitrina.search.files import search_view
from vitrina.views import addresses, kinds
from vitrina.views.frame import page_view
from vitrina.views.menus import title_of
from vitrina.views.targets import Target
from vitrina.views.values import Context
from vitrina.views.view_context import PageKind, ViewContext


def embed_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of the list for other sites; ``list_url`` leads to the list on this one."""
    whole = Target(kind=kinds.PROJECTS, language=target.language)
    title = title_of(view_context, view_context.localisers[target.language], whole)
    is_searched = view_context.has(kinds.SEARCH_INDEX) and view_context.asks(target.kind, "search")
    return {
        "page": page_view(view_context, target, title),
        "list": replace(list_view(view_context, view_context.editions[target.language], whole), elsewhere=()),
        "list_url": view_context.link_to(whole),
        "search": search_view(view_context, target.language) if is_searched else None,
        "exports": None,
        "compare_url": None,
    }


def _address(view_context: ViewContext, target: Target) -> str | None:
    has_projects = bool(view_context.editions[target.language].projects)
    return addresses.embed(view_context.sections[PROJECTS], target.language) if has_projects else None


def _targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    if view_context.editions[language].projects:
        yield Target(kind=kinds.EMBED, language=language)


EMBED = OutputKind(
    name="embed",
    purpose=say("The list of projects for a frame on other sites."),
    pages=(PageKind(name=kinds.EMBED, address=_address, context=embed_context, is_indexed=False),),
    targets=_targets,
    needs=(kinds.PROJECTS, kinds.PROJECT),
    assets=("embed.css",),
)
