"""The page on which a script puts projects side by side."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.outputs.kinds import OutputKind
from vitrina.problems import Problems, say
from vitrina.views import addresses, kinds
from vitrina.views.frame import crumbs, page_view
from vitrina.views.targets import Target
from vitrina.views.values import Context
from vitrina.views.view_context import PageKind, ViewContext


def compare_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of the comparison."""
    localiser = view_context.localisers[target.language]
    title = localiser.gettext("Compare projects")
    steps = crumbs(view_context, localiser, Target(kind=kinds.PROJECTS, language=target.language))
    page = page_view(view_context, target, title, breadcrumbs=steps)
    return {"page": page, "projects_url": view_context.page_link(kinds.PROJECTS, target.language)}


def _address(view_context: ViewContext, target: Target) -> str | None:
    return addresses.compare(target.language) if view_context.editions[target.language].projects else None


def _targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    if view_context.editions[language].projects:
        yield Target(kind=kinds.COMPARE, language=language)


COMPARE = OutputKind(
    name="compare",
    purpose=say("The page on which visitors put projects side by side."),
    pages=(PageKind(name=kinds.COMPARE, address=_address, context=compare_context, is_indexed=False),),
    targets=_targets,
    needs=(kinds.PROJECT,),
    assets=("compare.js", "compare.css"),
)
