"""The overview of all projects: maps, timeline, charts and sums."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.contract.facts import REGION
from vitrina.model import Use
from vitrina.outputs.kinds import OutputKind
from vitrina.problems import Problems, say
from vitrina.views import addresses, kinds
from vitrina.views.charts import ranked_terms, start_chart, term_chart
from vitrina.views.figure_values import OverviewView
from vitrina.views.frame import crumbs, label_of, page_view
from vitrina.views.maps import region_maps
from vitrina.views.targets import Target
from vitrina.views.timeline import timeline
from vitrina.views.totals import money
from vitrina.views.values import Context
from vitrina.views.view_context import PageKind, ViewContext


def overview_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of the overview."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    projects = tuple(edition.projects.values())
    maps, keys = region_maps(view_context, edition, ranked_terms(view_context, edition, REGION))
    facets = [facet for facet in view_context.facets if Use.CHART in facet.uses and edition.projects_by_term(facet)]
    view = OverviewView(
        count=len(projects),
        maps=maps,
        regions=term_chart(view_context, edition, REGION, keys),
        timeline=timeline(view_context, edition),
        charts=(start_chart(localiser, projects), *(term_chart(view_context, edition, facet) for facet in facets)),
        money=money(localiser, projects, with_charts=True),
        partners_url=view_context.page_link(kinds.PARTNERS, target.language),
    )
    title = label_of(view_context, localiser, target.kind)
    description = localiser.gettext("The projects on a map, in time and in numbers.")
    page = page_view(view_context, target, title, description, crumbs(view_context, localiser))
    return {"page": page, "overview": view}


def _address(view_context: ViewContext, target: Target) -> str | None:
    return addresses.overview(target.language) if view_context.editions[target.language].projects else None


def _targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    if view_context.editions[language].projects:
        yield Target(kind=kinds.OVERVIEW, language=language)


OVERVIEW = OutputKind(
    name="overview",
    purpose=say("All projects on maps, in time and in numbers."),
    pages=(
        PageKind(
            name=kinds.OVERVIEW,
            address=_address,
            context=overview_context,
            label=lambda localiser: localiser.gettext("Overview"),
        ),
    ),
    targets=_targets,
)
