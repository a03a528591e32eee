"""The overview of all projects: maps, timeline, charts and sums."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.contract.facts import COST, GRANT, PERIOD, REGION
from vitrina.model import Facet, Use, sections
from vitrina.outputs.kinds import OutputKind
from vitrina.problems import Problems, say
from vitrina.views import addresses, kinds
from vitrina.views.charts import start_chart, term_chart, value_chart
from vitrina.views.editions import Edition
from vitrina.views.figure_values import ChartView, MapView, OverviewView
from vitrina.views.frame import crumbs, page_view
from vitrina.views.labels import vocabulary_label
from vitrina.views.maps import region_maps
from vitrina.views.menus import title_of
from vitrina.views.targets import Target
from vitrina.views.timeline import timeline
from vitrina.views.totals import money
from vitrina.views.values import Context
from vitrina.views.view_context import PageKind, ViewContext


def overview_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of the overview."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    projects = tuple(edition.projects.values())
    config = view_context.site.config
    region = config.declared(REGION)
    regions = ChartView(id=REGION.name, label=vocabulary_label(localiser, REGION), rows=())
    maps: tuple[MapView, ...] = ()
    if isinstance(region, Facet) and Use.CHART in region.uses:
        maps = region_maps(view_context, edition)
        regions = term_chart(view_context, edition, region)
    times = projects if config.uses(PERIOD, Use.CHART) else ()
    view = OverviewView(
        count=len(projects),
        maps=maps,
        has_crowds=any(place.is_crowd for each in maps for layout in each.layouts for place in layout.places),
        regions=regions,
        has_unplaced=_has_unplaced(view_context, edition),
        timeline=timeline(view_context, edition, times),
        charts=(start_chart(localiser, times), *_charts(view_context, edition)),
        money=money(localiser, projects if config.uses(COST, Use.CHART) else (), with_charts=True),
        partners_url=view_context.page_link(kinds.PARTNERS, target.language),
    )
    title = title_of(view_context, localiser, target)
    description = localiser.gettext("The projects on a map, in time and in numbers.").value
    page = page_view(view_context, target, title, description, crumbs(view_context, localiser))
    return {"page": page, "overview": view}


def _has_unplaced(view_context: ViewContext, edition: Edition) -> bool:
    """Tell whether a region with projects has no point, nor lies in a region that has one."""
    regions = view_context.site.vocabulary(REGION)
    return any(
        all(regions.terms[term].point is None for term in regions.lineage(region))
        for region in edition.projects_by_term(REGION)
    )


def _charts(view_context: ViewContext, edition: Edition) -> Iterator[ChartView]:
    """Yield the charts of the facts that are declared for it, besides those with a place of their own."""
    special = (REGION.key, PERIOD.key, COST.key, GRANT.key)
    for fact in view_context.site.config.facts[sections.PROJECTS]:
        if Use.CHART not in fact.uses or fact.key in special:
            continue
        if not isinstance(fact, Facet) or Use.FACET not in fact.uses:
            yield value_chart(view_context, edition, fact)
        elif edition.projects_by_term(fact):
            yield term_chart(view_context, edition, fact)


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
