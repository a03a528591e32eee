"""Videos that a project names: what a page needs so that visitors can play them, here or at a provider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vitrina.contract.fact_parts import STILL
from vitrina.contract.programme_facts import VIDEO
from vitrina.model import NEUTRAL, Config, Entry, FileReference, LocalText, Use, WebAddress
from vitrina.prose import Player
from vitrina.values.videos import origins, video_at
from vitrina.views import addresses
from vitrina.views.linked_files import shown
from vitrina.views.localiser import Localiser
from vitrina.views.pictures import shown_picture
from vitrina.views.prose_labels import NOTICE, WATCH
from vitrina.views.values import Picture, Text
from vitrina.views.view_context import ViewContext


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoView:
    """A video at ``url`` that a ``player`` can show; ``notice`` says who learns of it.

    ``file`` is one of the site's own, which has neither. ``still`` is a picture for it, whose alternative text is the
    title.
    """

    title: Text
    url: str
    player: str = ""
    notice: Text | None = None
    still: Picture | None = None
    file: Player | None = None


def videos_of(view_context: ViewContext, language: str, entry: Entry) -> tuple[VideoView, ...]:
    """Return the videos that a project names in its front matter and that visitors can play."""
    config = view_context.site.config
    if not config.uses(VIDEO, Use.TABLE):
        return ()
    return tuple(_videos(view_context, view_context.localisers[language], entry))


def _videos(view_context: ViewContext, localiser: Localiser, entry: Entry) -> Iterator[VideoView]:
    for record in entry.facts.get(VIDEO, ()):
        title, still = record.values.get("title"), record.values.get(STILL.key)
        named = localiser.text(title) if isinstance(title, LocalText) else None
        match record.values:
            case {"file": FileReference() as file}:
                video = _own(view_context, localiser, entry, file.file, named)
            case {"link": WebAddress() as link}:
                video = _of_provider(view_context, localiser, link.url, named)
            case _:
                video = None
        if video is not None and isinstance(still, FileReference):
            yield replace(video, still=_still(view_context, entry, still.file, video.title))
        elif video is not None:
            yield video


def _own(
    view_context: ViewContext, localiser: Localiser, entry: Entry, file: str, named: Text | None
) -> VideoView | None:
    """Return the video in a file beside the document, ``None`` where browsers do not play it."""
    address = addresses.attachment(entry.section, entry.id, file)
    languages = localiser.code, entry.original
    found = shown(view_context, localiser, languages, address, view_context.link(address))
    if not isinstance(found, Player):
        return None
    return VideoView(title=named or localiser.written_in(file, NEUTRAL), url=found.url, file=found)


def _of_provider(view_context: ViewContext, localiser: Localiser, url: str, named: Text | None) -> VideoView | None:
    """Return the video at a web address, ``None`` where no provider that the site names has it."""
    video = video_at(url, view_context.site.config.embeds)
    if video is None:
        return None
    provider = localiser.joined_briefly([Text(video.provider, "", "ltr")])  # isolated where it needs to be
    return VideoView(
        title=named or localiser.gettext(WATCH.msgid, provider=provider),
        url=url,
        player=video.player,
        notice=localiser.gettext(NOTICE.msgid, provider=provider),
    )


def _still(view_context: ViewContext, entry: Entry, file: str, name: Text) -> Picture | None:
    """Return the picture that stands for a video, ``None`` where it may not be shown."""
    place = f"{entry.section}/{entry.id}/{file}"
    if place in view_context.site.withheld:
        return None
    seen = shown_picture(view_context, place)
    return Picture(url=seen.url, alt=name, credit=None, width=seen.width, height=seen.height, sources=seen.sources)


def players_of(config: Config, bodies: str, videos: tuple[VideoView, ...]) -> tuple[str, ...]:
    """Return the origins of the players on a page with these ``bodies`` (HTML) and ``videos``."""
    players = [video.player for video in videos]
    return tuple(
        origin
        for origin in dict.fromkeys(origins(config.embeds))
        if f'data-vt-player="{origin}/' in bodies or any(player.startswith(f"{origin}/") for player in players)
    )
