"""The page with the display settings."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.outputs.kinds import OutputKind
from vitrina.problems import Problems, say
from vitrina.views import addresses, kinds
from vitrina.views.frame import crumbs, page_view
from vitrina.views.targets import Target
from vitrina.views.values import Context
from vitrina.views.view_context import PageKind, ViewContext


def preferences_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of the page with the display settings."""
    localiser = view_context.localisers[target.language]
    title = localiser.gettext("Display settings")
    return {"page": page_view(view_context, target, title, breadcrumbs=crumbs(view_context, localiser))}


def _targets(_: ViewContext, language: str) -> Iterator[Target]:
    yield Target(kind=kinds.PREFERENCES, language=language)


PREFERENCES = OutputKind(
    name="preferences",
    purpose=say("The page with the display settings."),
    pages=(
        PageKind(
            name=kinds.PREFERENCES,
            address=lambda _, target: addresses.preferences(target.language),
            context=preferences_context,
            is_indexed=False,
        ),
    ),
    targets=_targets,
)
