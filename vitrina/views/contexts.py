"""The context of every page: the only thing that its template can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from vitrina.problems import Problems
from vitrina.views import addresses
from vitrina.views.aids import compare_context, permanent_context, preferences_context
from vitrina.views.entries import entry_context
from vitrina.views.frame import page_view, site_view
from vitrina.views.frame_values import LanguageView
from vitrina.views.showcase import Showcase
from vitrina.views.targets import PageKind, Target
from vitrina.views.values import Context

Builder = Callable[[Showcase, Target, Problems], Context]


def build_context(showcase: Showcase, target: Target, problems: Problems) -> Context:
    """Return what the template of ``target`` reads; mistakes in the prose that it shows go into ``problems``."""
    builder = _BUILDERS.get(target.kind) or _builders_of_surveys()[target.kind]
    return {"site": site_view(showcase, target), **builder(showcase, target, problems)}


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


_BUILDERS: Mapping[PageKind, Builder] = {
    PageKind.PROJECT: entry_context,
    PageKind.POST: entry_context,
    PageKind.PAGE: entry_context,
    PageKind.COMPARE: compare_context,
    PageKind.PREFERENCES: preferences_context,
    PageKind.PERMANENT: permanent_context,
    PageKind.CHOOSER: _languages_context,
    PageKind.NOT_FOUND: _languages_context,
}


@cache
def _builders_of_surveys() -> Mapping[PageKind, Builder]:
    """Return what makes the pages about many entries; an edit of a text makes none of them, and is done sooner."""
    from vitrina.views.home import home_context
    from vitrina.views.lists import list_context, term_context, vocabulary_context
    from vitrina.views.overview import overview_context
    from vitrina.views.partners import partner_context, partners_context

    return {
        PageKind.HOME: home_context,
        PageKind.PROJECTS: list_context,
        PageKind.NEWS: list_context,
        PageKind.VOCABULARY: vocabulary_context,
        PageKind.TERM: term_context,
        PageKind.PARTNERS: partners_context,
        PageKind.PARTNER: partner_context,
        PageKind.OVERVIEW: overview_context,
    }
