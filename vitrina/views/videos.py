"""Videos of providers that the site names: what a page needs so that visitors can play them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vitrina.contract.fact_parts import STILL
from vitrina.contract.programme_facts import VIDEO
from vitrina.model import Config, Entry, FileReference, LocalText, Use, WebAddress
from vitrina.values.videos import origins, video_at
from vitrina.views.localiser import Localiser
from vitrina.views.pictures import shown_picture
from vitrina.views.prose_labels import NOTICE, WATCH
from vitrina.views.values import Picture, Text
from vitrina.views.view_context import ViewContext


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoView:
    """A video at ``url`` that a ``player`` can show; ``notice`` says who learns of it.

    ``still`` is a picture for it, whose alternative text is the title.
    """

    title: Text
    url: str
    player: str
    notice: Text
    still: Picture | None = None


def videos_of(view_context: ViewContext, language: str, entry: Entry) -> tuple[VideoView, ...]:
    """Return the videos that a project names in its front matter and that visitors can play."""
    config = view_context.site.config
    if not config.embeds or not config.uses(VIDEO, Use.TABLE):
        return ()
    return tuple(_videos(view_context, view_context.localisers[language], entry))


def _videos(view_context: ViewContext, localiser: Localiser, entry: Entry) -> Iterator[VideoView]:
    for record in entry.facts.get(VIDEO, ()):
        link, title, still = (record.values.get(key) for key in ("link", "title", STILL.key))
        video = video_at(link.url, view_context.site.config.embeds) if isinstance(link, WebAddress) else None
        if video is not None and isinstance(link, WebAddress):
            provider = localiser.joined_briefly([Text(video.provider, "", "ltr")])  # isolated where it needs to be
            named = localiser.text(title) if isinstance(title, LocalText) else None
            name = named or localiser.gettext(WATCH.msgid, provider=provider)
            yield VideoView(
                title=name,
                url=link.url,
                player=video.player,
                notice=localiser.gettext(NOTICE.msgid, provider=provider),
                still=_still(view_context, entry, still.file, name) if isinstance(still, FileReference) else None,
            )


def _still(view_context: ViewContext, entry: Entry, file: str, name: Text) -> Picture | None:
    """Return the picture that stands for a video, ``None`` where it may not be shown."""
    place = f"{entry.section}/{entry.id}/{file}"
    if place in view_context.site.withheld:
        return None
    shown = shown_picture(view_context, place)
    return Picture(url=shown.url, alt=name, credit=None, width=shown.width, height=shown.height, sources=shown.sources)


def players_of(config: Config, bodies: str, videos: tuple[VideoView, ...]) -> tuple[str, ...]:
    """Return the origins of the players on a page with these ``bodies`` (HTML) and ``videos``."""
    players = [video.player for video in videos]
    return tuple(
        origin
        for origin in dict.fromkeys(origins(config.embeds))
        if f'data-vt-player="{origin}/' in bodies or any(player.startswith(f"{origin}/") for player in players)
    )
