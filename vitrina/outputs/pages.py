"""Plain pages; the one with the text of the home page has no page of its own."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.model import HOME, sections
from vitrina.outputs.entries import entry_address, entry_page, entry_targets, page_link
from vitrina.outputs.kinds import OutputKind
from vitrina.problems import Problems, say
from vitrina.views import kinds
from vitrina.views.targets import Target
from vitrina.views.values import Context
from vitrina.views.view_context import PageKind, ViewContext


def _targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    return (
        target for target in entry_targets(view_context, kinds.PAGE, language) if target.id != HOME or target.variant
    )


def _page_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:
    """Return the context of a plain page: its text, and links to the ``pages`` in its folder."""
    inside = view_context.pages_inside(target.language).get(target.id, ())
    links = (page_link(view_context, target.language, identifier) for identifier in inside)
    context = entry_page(view_context, target, problems)
    return {**context, "pages": tuple(link for link in links if link is not None)}


PAGES = OutputKind(
    name="pages",
    purpose=say("The plain pages."),
    pages=(PageKind(name=kinds.PAGE, address=entry_address, context=_page_context, shows=sections.PAGES),),
    targets=_targets,
    is_required=True,
)
