"""The page on which a script puts projects side by side.

The script takes their facts from their pages. Of a project that a language does not have, a page of its own has them in
that language: only what the project says in another one alone is in that.
"""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.outputs.kinds import OutputKind
from vitrina.outputs.projects import project_facts
from vitrina.problems import Problems, say
from vitrina.views import addresses, kinds
from vitrina.views.frame import crumbs, page_view
from vitrina.views.targets import Target
from vitrina.views.values import Context, Link
from vitrina.views.view_context import PageKind, ViewContext


def compare_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of the comparison."""
    localiser = view_context.localisers[target.language]
    title = localiser.gettext("Compare projects")
    steps = crumbs(view_context, localiser, Target(kind=kinds.PROJECTS, language=target.language))
    page = page_view(view_context, target, title, breadcrumbs=steps)
    return {"page": page, "projects_url": view_context.page_link(kinds.PROJECTS, target.language)}


def compared_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of the facts of a project that the language does not have."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    entry = view_context.site.projects[target.id]
    version = entry.main_version
    title = localiser.written_in(version.title, version.language)
    url = view_context.entry_link(entry, version, version.language)
    steps = crumbs(view_context, localiser, Target(kind=kinds.PROJECTS, language=target.language))
    return {
        "page": page_view(view_context, target, title, breadcrumbs=steps),
        "original": Link(text=title, url=url, hreflang=version.language),
        "project": project_facts(view_context, edition, entry),
    }


def _compared_address(view_context: ViewContext, target: Target) -> str | None:
    is_missing = target.id in view_context.editions[target.language].missing
    return addresses.compared(target.id, target.language) if is_missing else None


def _compared_targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    edition = view_context.editions[language]
    missing = edition.missing if edition.projects else ()
    return (Target(kind=kinds.COMPARED, language=language, id=project) for project in missing)


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
    assets=("compare.js", "compare.css", "select.js"),
)
COMPARED = OutputKind(
    name=COMPARE.name,
    purpose=COMPARE.purpose,
    pages=(PageKind(name=kinds.COMPARED, address=_compared_address, context=compared_context, is_indexed=False),),
    targets=_compared_targets,
    needs=(kinds.COMPARE,),
)
