"""The overview of all projects: maps, timeline, charts and sums."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from vitrina.contract.facts import COST, FUNDER, GRANT, PERIOD, REGION
from vitrina.model import Facet, Fact, Use, sections
from vitrina.outputs.kinds import OutputKind
from vitrina.problems import Problems, say
from vitrina.views import addresses, kinds
from vitrina.views.charts import term_chart
from vitrina.views.editions import Edition
from vitrina.views.fact_figures import fact_figures
from vitrina.views.figure_values import ChartView, MapView
from vitrina.views.frame import crumbs, page_view
from vitrina.views.key_figures import key_figures
from vitrina.views.labels import vocabulary_label
from vitrina.views.maps import region_maps
from vitrina.views.matrix import matrix, matrix_facets
from vitrina.views.menus import title_of
from vitrina.views.money_years import money_years
from vitrina.views.overview_values import OverviewView
from vitrina.views.results_together import results_together
from vitrina.views.shares import funder_shares
from vitrina.views.targets import Target
from vitrina.views.timeline import timeline
from vitrina.views.totals import money
from vitrina.views.values import Context
from vitrina.views.view_context import PageKind, ViewContext
from vitrina.views.years import project_years

MOST_REGIONS = 20
"""Rows beside the maps; the page of the vocabulary has all regions."""


def overview_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of the overview."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    title = title_of(view_context, localiser, target)
    description = localiser.gettext("The projects on a map, in time and in numbers.").value
    page = page_view(view_context, target, title, description, crumbs(view_context, localiser))
    return {"page": page, "overview": _overview(view_context, edition)}


def _overview(view_context: ViewContext, edition: Edition) -> OverviewView:
    localiser, config = view_context.localisers[edition.language.code], view_context.site.config
    projects = tuple(edition.projects.values())
    regions, maps = _regions(view_context, edition)
    times = projects if config.uses(PERIOD, Use.CHART) else ()
    sums = money(localiser, projects if config.uses(COST, Use.CHART) or config.uses(GRANT, Use.CHART) else ())
    pair = matrix_facets(view_context, edition)
    crossed = matrix(view_context, edition, pair) if pair is not None else None
    codes = [currency.code for currency in sums.currencies]
    funders = funder_shares(view_context, edition, codes)
    shown = {fact.key for fact in (pair or ()) if crossed} | ({FUNDER.key} if funders is not None else set())
    figures = fact_figures(view_context, edition, _others(view_context, shown))
    return OverviewView(
        count=len(projects),
        key_figures=tuple(key_figures(view_context, edition, sums)),
        results=results_together(view_context, edition),
        maps=maps,
        has_crowds=any(place.is_crowd for each in maps for layout in each.layouts for place in layout.places),
        regions=regions,
        has_unplaced=_has_unplaced(view_context, edition),
        timeline=timeline(view_context, edition, times),
        years=project_years(view_context, edition, times),
        money=sums,
        money_years=money_years(view_context, edition, codes),
        funders=funders,
        matrix=crossed,
        charts=tuple(figures.charts),
        columns=tuple(figures.columns),
        shares=tuple(figures.shares),
        partners_url=view_context.page_link(kinds.PARTNERS, edition.language.code),
    )


def _regions(view_context: ViewContext, edition: Edition) -> tuple[ChartView, tuple[MapView, ...]]:
    region = view_context.site.config.declared(REGION)
    if not isinstance(region, Facet) or Use.CHART not in region.uses:
        label = vocabulary_label(view_context.localisers[edition.language.code], REGION)
        return ChartView(id=REGION.name, label=label, rows=()), ()
    return term_chart(view_context, edition, region, MOST_REGIONS), region_maps(view_context, edition)


def _has_unplaced(view_context: ViewContext, edition: Edition) -> bool:
    """Tell whether a region with projects has no point, nor lies in a region that has one."""
    regions = view_context.site.vocabulary(REGION)
    return any(
        all(regions.terms[term].point is None for term in regions.lineage(region))
        for region in edition.projects_by_term(REGION)
    )


def _others(view_context: ViewContext, shown: Collection[str]) -> Iterator[Fact[Any]]:
    """Yield the facts that are declared for charts, besides those that have a place of their own or are ``shown``."""
    special = {REGION.key, PERIOD.key, COST.key, GRANT.key, *shown}
    for fact in view_context.site.config.facts[sections.PROJECTS]:
        if Use.CHART in fact.uses and fact.key not in special:
            yield fact


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
    assets=("overview.css",),
)
