"""The context of every page: the only thing that its template can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from vitrina.outputs.aids import compare_context, permanent_context, preferences_context
from vitrina.outputs.entries import entry_context
from vitrina.problems import Problems
from vitrina.views import addresses
from vitrina.views.frame import page_view, site_view
from vitrina.views.frame_values import LanguageView
from vitrina.views.targets import PageKind, Target
from vitrina.views.values import Context
from vitrina.views.view_context import ViewContext

Builder = Callable[[ViewContext, Target, Problems], Context]


def build_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:
    """Return what the template of ``target`` reads; mistakes in the prose that it shows go into ``problems``."""
    builder = _BUILDERS.get(target.kind) or _builders_of_surveys()[target.kind]
    return {"site": site_view(view_context, target), **builder(view_context, target, problems)}


def _languages_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001
    localiser = view_context.localisers[target.language]
    title = localiser.text(view_context.site.config.title)
    return {
        "page": page_view(view_context, target, title),
        "languages": tuple(_language(view_context, language) for language in view_context.editions),
    }


def _language(view_context: ViewContext, language: str) -> LanguageView:
    localiser = view_context.localisers[language]
    config = view_context.site.config
    return LanguageView(
        language=language,
        direction=localiser.language.direction,
        name=localiser.own_name_of_language(language),
        url=view_context.link(addresses.home(language)),
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
    from vitrina.outputs.home import home_context
    from vitrina.outputs.lists import list_context, term_context, vocabulary_context
    from vitrina.outputs.overview import overview_context
    from vitrina.outputs.partners import partner_context, partners_context

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
