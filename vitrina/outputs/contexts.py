"""The context of every page: the only thing that its template can read."""

from __future__ import annotations

from vitrina.outputs.notes import notes_on
from vitrina.problems import Problems
from vitrina.views.frame import site_view
from vitrina.views.targets import Target
from vitrina.views.values import Context
from vitrina.views.view_context import ViewContext


def build_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:
    """Return what the template of ``target`` reads; problems in the prose that it shows go into ``problems``."""
    page = view_context.offered.pages[target.kind]
    context: dict[str, object] = {"site": site_view(view_context, target)}
    if view_context.asks(target.kind, "notes"):
        context["notes"] = notes_on(view_context, target, problems)
    return {**context, **page.context(view_context, target, problems)}
