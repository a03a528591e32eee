"""Plain pages; the one with the text of the home page has no page of its own."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.model import HOME, Kind
from vitrina.outputs.entries import entry_address, entry_page, entry_targets
from vitrina.outputs.kinds import OutputKind
from vitrina.problems import say
from vitrina.views import kinds
from vitrina.views.targets import Target
from vitrina.views.view_context import PageKind, ViewContext


def _targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    return (target for target in entry_targets(view_context, kinds.PAGE, language) if target.id != HOME)


PAGES = OutputKind(
    name="pages",
    purpose=say("The plain pages."),
    pages=(PageKind(name=kinds.PAGE, address=entry_address, context=entry_page, shows=Kind.PAGE),),
    targets=_targets,
    is_required=True,
)
