"""Pages in all languages at once: the chooser at the site's address, and the one for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields

from vitrina.outputs.kinds import OutputKind
from vitrina.problems import Problems, say
from vitrina.views import addresses, kinds
from vitrina.views.frame import page_view, search_link
from vitrina.views.frame_values import LanguageView, NotFoundView
from vitrina.views.menus import main_menu
from vitrina.views.targets import Target
from vitrina.views.values import Context
from vitrina.views.view_context import PageKind, ViewContext


def languages_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of a page that leads to all languages."""
    localiser = view_context.localisers[target.language]
    title = localiser.text(view_context.site.config.title)
    return {
        "page": page_view(view_context, target, title),
        "languages": tuple(_language(view_context, language) for language in view_context.editions),
    }


def not_found_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:
    """Return the context of the page for addresses that lead nowhere; its script looks for near ones in the sitemap."""
    return {
        **languages_context(view_context, target, problems),
        "languages": tuple(_not_found(view_context, language) for language in view_context.editions),
        "sitemap_url": view_context.link(addresses.SITEMAP) if view_context.has(kinds.SITEMAP) else None,
    }


def _not_found(view_context: ViewContext, language: str) -> NotFoundView:
    localiser, known = view_context.localisers[language], _language(view_context, language)
    menu = main_menu(view_context, Target(kind=kinds.NOT_FOUND, language=language))
    return NotFoundView(
        **{each.name: getattr(known, each.name) for each in fields(known)},
        search_url=search_link(view_context, language),
        search_label=localiser.gettext("Search the projects"),
        search_button=localiser.gettext("Search"),
        nearest_label=localiser.gettext("These addresses are similar:"),
        links=tuple(link for link in menu if link.url is not None),
    )


def _language(view_context: ViewContext, language: str) -> LanguageView:
    localiser = view_context.localisers[language]
    config = view_context.site.config
    return LanguageView(
        language=language,
        direction=localiser.language.direction,
        name=localiser.own_name_of_language(language),
        url=view_context.page_link(kinds.HOME, language),
        site_title=localiser.text(config.title).plain,
        description=localiser.text(config.description).plain if config.description else "",
        not_found=localiser.gettext("Page not found"),
        not_found_advice=localiser.gettext("The address may have changed, or there may be a mistake in it."),
        home_label=localiser.gettext("Go to the home page"),
    )


def _targets(kind: str) -> Callable[[ViewContext, str], Iterator[Target]]:
    return lambda _, language: iter([Target(kind=kind, language=language)])


CHOOSER = OutputKind(
    name="chooser",
    purpose=say("The page on which visitors choose a language."),
    pages=(
        PageKind(
            name=kinds.CHOOSER,
            address=lambda _view_context, _target: addresses.CHOOSER,
            context=languages_context,
            is_for_all_languages=True,
        ),
    ),
    targets=_targets(kinds.CHOOSER),
    is_required=True,
)
NOT_FOUND = OutputKind(
    name="not_found",
    purpose=say("The page for addresses that lead nowhere."),
    pages=(
        PageKind(
            name=kinds.NOT_FOUND,
            address=lambda _view_context, _target: addresses.NOT_FOUND,
            context=not_found_context,
            is_indexed=False,
            is_for_all_languages=True,
        ),
    ),
    targets=_targets(kinds.NOT_FOUND),
)
