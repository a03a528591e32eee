"""The pages of posts, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.contract.facts import PROJECT
from vitrina.model import sections
from vitrina.outputs.entries import entry_address, entry_page, entry_targets, shown_entry
from vitrina.outputs.kinds import OutputKind
from vitrina.outputs.lists import list_view, pages_of
from vitrina.problems import Problems, say
from vitrina.views import addresses, cards, kinds
from vitrina.views.acknowledgements import acknowledgements
from vitrina.views.forms import reply_form, reply_views
from vitrina.views.frame import crumbs, page_view
from vitrina.views.listings import pages_in
from vitrina.views.menus import title_of
from vitrina.views.related import read_more
from vitrina.views.sharing import sharing_view
from vitrina.views.targets import Target
from vitrina.views.values import Context
from vitrina.views.view_context import PageKind, ViewContext


def post_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:
    """Return the context of a post's page; problems in its prose go into ``problems``."""
    edition, shown = view_context.editions[target.language], shown_entry(view_context, target)
    identifier = shown.entry.facts[PROJECT] or ""
    project, about = edition.projects.get(identifier), view_context.site.projects.get(identifier)
    funded = [about.facts] if about else []
    context = {
        **entry_page(view_context, target, problems),
        "about": cards.card(view_context, edition, project) if project else None,
        "acknowledgements": acknowledgements(view_context, target.language, funded, in_news=True),
        "replies": reply_views(view_context, edition, shown),
        "reply_form": reply_form(view_context, edition, shown),
    }
    if view_context.asks(target.kind, "read_more"):
        context["read_more"] = read_more(view_context, edition, shown)
    if view_context.asks(target.kind, "sharing"):
        context["sharing"] = sharing_view(view_context, edition, shown)
    return context


def list_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of a page of the list of posts."""
    edition, localiser = view_context.editions[target.language], view_context.localisers[target.language]
    title = title_of(view_context, localiser, target)
    page = page_view(view_context, target, title, breadcrumbs=crumbs(view_context, localiser))
    return {"page": page, "list": list_view(view_context, edition, target)}


def _list_address(view_context: ViewContext, target: Target) -> str | None:
    has_page = target.number <= pages_in(view_context, target)
    return addresses.listing(view_context.sections[sections.NEWS], target.language, target.number) if has_page else None


def _list_targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    return pages_of(view_context, Target(kind=kinds.NEWS, language=language))


_PURPOSE = say("The pages of the news posts, and the list of all of them.")

POSTS = OutputKind(
    name="news",
    purpose=_PURPOSE,
    pages=(
        PageKind(name=kinds.POST, address=entry_address, context=post_context, shows=sections.NEWS, above=kinds.NEWS),
    ),
    targets=lambda view_context, language: entry_targets(view_context, kinds.POST, language),
)
NEWS_LIST = OutputKind(
    name="news",
    purpose=_PURPOSE,
    pages=(
        PageKind(
            name=kinds.NEWS,
            address=_list_address,
            context=list_context,
            label=lambda localiser: localiser.gettext("News"),
        ),
    ),
    targets=_list_targets,
    needs=(kinds.POST,),
)
