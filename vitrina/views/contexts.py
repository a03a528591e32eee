"""The context of every page: the only thing that its template can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vitrina.model import FACETS, HOME, Kind
from vitrina.problems import Problems
from vitrina.views import addresses, cards
from vitrina.views.aids import compare_context, permanent_context, preferences_context
from vitrina.views.editions import Edition, Shown
from vitrina.views.entries import entry_context, entry_view
from vitrina.views.frame import page_view, site_view
from vitrina.views.frame_values import LanguageView
from vitrina.views.lists import group_view, list_context, term_context, vocabulary_context
from vitrina.views.overview import overview_context
from vitrina.views.partners import partner_context, partners_context
from vitrina.views.showcase import Showcase
from vitrina.views.targets import PageKind, Target
from vitrina.views.values import Context, HomeView

ON_THE_HOME_PAGE = 6
"""Projects; half as many posts."""


def build_context(showcase: Showcase, target: Target, problems: Problems) -> Context:
    """Return what the template of ``target`` reads; mistakes in the prose that it shows go into ``problems``."""
    return {"site": site_view(showcase, target), **_BUILDERS[target.kind](showcase, target, problems)}


def _home_context(showcase: Showcase, target: Target, problems: Problems) -> Context:
    edition, localiser = showcase.editions[target.language], showcase.localisers[target.language]
    intro = edition.pages.get(HOME)
    site = showcase.site
    view = HomeView(
        intro=entry_view(showcase, edition, intro, problems) if intro else None,
        intro_language=localiser.name_of_language(intro.version.language)
        if intro and intro.version.language != target.language
        else None,
        projects=tuple(cards.card(showcase, edition, shown) for shown in _newest_projects(edition)[:ON_THE_HOME_PAGE]),
        posts=tuple(
            cards.card(showcase, edition, shown) for shown in list(edition.posts.values())[: ON_THE_HOME_PAGE // 2]
        ),
        groups=tuple(
            group_view(
                showcase,
                edition,
                Target(kind=PageKind.VOCABULARY, language=target.language, vocabulary=facet.vocabulary),
            )
            for facet in FACETS
            if edition.terms[facet.vocabulary]
        ),
        project_count=len(edition.projects),
        region_count=len(
            {region for p in edition.projects.values() for region in p.entry.facts.terms.get("regions", ())}
        ),
        partner_count=len(edition.partners),
        projects_url=showcase.link(addresses.listing(Kind.PROJECT, target.language)),
        posts_url=showcase.link(addresses.listing(Kind.POST, target.language)) if edition.posts else None,
        overview_url=showcase.link(addresses.overview(target.language)) if edition.projects else None,
        partners_url=showcase.link(addresses.partners(target.language)) if edition.partners else None,
    )
    title = view.intro.title if view.intro else localiser.text(site.config.title)
    description = localiser.text(site.config.description).value if site.config.description else ""
    return {"page": page_view(showcase, target, title, description), "home": view}


def _newest_projects(edition: Edition) -> list[Shown]:
    """Return the projects, ongoing ones first, then by when they began or were published; undated ones last."""

    def key(shown: Shown) -> tuple[bool, int]:
        period, date = shown.entry.facts.period, shown.version.date
        known = date or (period and (period.start or period.end))
        is_ongoing = "ongoing" in shown.entry.facts.terms.get("statuses", ())
        return (not is_ongoing, -known.first_day().toordinal() if known else 0)

    return sorted(edition.projects.values(), key=key)


def _languages_context(showcase: Showcase, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    localiser = showcase.localisers[target.language]
    title = localiser.text(showcase.site.config.title)
    return {
        "page": page_view(showcase, target, title),
        "languages": tuple(_language(showcase, language) for language in showcase.editions),
    }


def _language(showcase: Showcase, language: str) -> LanguageView:
    localiser = showcase.localisers[language]
    config = showcase.site.config
    return LanguageView(
        language=language,
        direction=localiser.language.direction,
        name=localiser.own_name_of_language(language),
        url=showcase.link(addresses.home(language)),
        site_title=localiser.text(config.title).value,
        description=localiser.text(config.description).value if config.description else "",
        not_found=localiser.gettext("Page not found"),
        not_found_advice=localiser.gettext("The address may have changed, or there may be a mistake in it."),
        home_label=localiser.gettext("Go to the home page"),
    )


_BUILDERS: Mapping[PageKind, Callable[[Showcase, Target, Problems], Context]] = {
    PageKind.HOME: _home_context,
    PageKind.PROJECTS: list_context,
    PageKind.NEWS: list_context,
    PageKind.PROJECT: entry_context,
    PageKind.POST: entry_context,
    PageKind.PAGE: entry_context,
    PageKind.VOCABULARY: vocabulary_context,
    PageKind.TERM: term_context,
    PageKind.PARTNERS: partners_context,
    PageKind.PARTNER: partner_context,
    PageKind.OVERVIEW: overview_context,
    PageKind.COMPARE: compare_context,
    PageKind.PREFERENCES: preferences_context,
    PageKind.PERMANENT: permanent_context,
    PageKind.CHOOSER: _languages_context,
    PageKind.NOT_FOUND: _languages_context,
}
