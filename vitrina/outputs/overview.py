"""The overview of all projects: maps, timeline, charts and sums."""

from __future__ import annotations

from vitrina.model import FACETS
from vitrina.problems import Problems
from vitrina.views import addresses
from vitrina.views.charts import ranked_terms, start_chart, term_chart
from vitrina.views.figure_values import OverviewView
from vitrina.views.frame import home_crumb, page_view, together_label
from vitrina.views.maps import REGIONS, region_maps
from vitrina.views.targets import Target
from vitrina.views.timeline import timeline
from vitrina.views.totals import money
from vitrina.views.values import Context
from vitrina.views.view_context import ViewContext

CHARTS = ("support_areas", "funders")
"""Vocabularies that have a chart besides the regions."""


def overview_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of the overview."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    projects = tuple(edition.projects.values())
    maps, keys = region_maps(view_context, edition, ranked_terms(view_context, edition, REGIONS.vocabulary))
    facets = [facet for facet in FACETS if facet.vocabulary in CHARTS and edition.terms[facet.vocabulary]]
    view = OverviewView(
        count=len(projects),
        maps=maps,
        regions=term_chart(view_context, edition, REGIONS, keys),
        timeline=timeline(view_context, edition),
        charts=(start_chart(localiser, projects), *(term_chart(view_context, edition, facet) for facet in facets)),
        money=money(localiser, projects, with_charts=True),
        partners_url=view_context.link(addresses.partners(target.language)) if edition.partners else None,
    )
    title = localiser.own(together_label(localiser, target.kind))
    description = localiser.gettext("The projects on a map, in time and in numbers.")
    page = page_view(view_context, target, title, description, [home_crumb(view_context, localiser)])
    return {"page": page, "overview": view}
