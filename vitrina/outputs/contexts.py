"""The context of every page: the only thing that its template can read."""

from __future__ import annotations

from collections.abc import Mapping

from vitrina.outputs.notes import notes_on
from vitrina.problems import Problems
from vitrina.prose import GALLERY, MEDIA_LINK
from vitrina.views.frame import site_view
from vitrina.views.page_values import HomeView
from vitrina.views.targets import Target
from vitrina.views.values import Context, EntryView
from vitrina.views.videos import VideoView, players_of
from vitrina.views.view_context import ViewContext


def build_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:
    """Return what the template of ``target`` reads; problems in the prose that it shows go into ``problems``."""
    page = view_context.offered.pages[target.kind]
    context: dict[str, object] = {"site": site_view(view_context, target)}
    if view_context.asks(target.kind, "notes"):
        context["notes"] = notes_on(view_context, target, problems)
    context |= page.context(view_context, target, problems)
    if view_context.asks(target.kind, "players"):
        context["players"] = _players(view_context, context) if view_context.site.config.embeds else ()
    if view_context.asks(target.kind, "has_gallery"):
        context["has_gallery"] = bool(view_context.site.pictures) and f'class="{GALLERY}"' in _bodies(context)
    if view_context.asks(target.kind, "has_media"):
        has_own = any(video.file is not None for video in _videos(context))
        context["has_media"] = has_own or f'class="{MEDIA_LINK}"' in _bodies(context)
    return context


def _players(view_context: ViewContext, context: Context) -> tuple[str, ...]:
    """Return the origins of the players of videos on a page, which its Content-Security-Policy has to allow."""
    return players_of(view_context.site.config, _bodies(context), _videos(context))


def _videos(context: Context) -> tuple[VideoView, ...]:
    videos = context.get("videos")
    return videos if isinstance(videos, tuple) else ()


def _bodies(context: Context) -> str:
    """Return the texts on a page as HTML."""
    entry, home, notes = (context.get(name) for name in ("entry", "home", "notes"))
    texts = [home.intro if isinstance(home, HomeView) else entry]
    bodies = [text.body for text in texts if isinstance(text, EntryView)]
    for placed in notes.values() if isinstance(notes, Mapping) else ():
        bodies += [note.body for note in placed]
    return "".join(bodies)
