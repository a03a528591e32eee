"""Videos of providers that the site names: what a page needs so that visitors can play them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vitrina.contract.programme_facts import VIDEO
from vitrina.model import Config, Facts, LocalText, Use, WebAddress
from vitrina.values.videos import origins, video_at
from vitrina.views.localiser import Localiser
from vitrina.views.prose_labels import NOTICE, WATCH
from vitrina.views.values import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoView:
    """A video at ``url`` that a ``player`` can show; ``notice`` says who learns of it."""

    title: Text
    url: str
    player: str
    notice: Text


def videos_of(localiser: Localiser, facts: Facts, config: Config) -> tuple[VideoView, ...]:
    """Return the videos that a project names in its front matter and that visitors can play."""
    return tuple(_videos(localiser, facts, config)) if config.embeds and config.uses(VIDEO, Use.TABLE) else ()


def _videos(localiser: Localiser, facts: Facts, config: Config) -> Iterator[VideoView]:
    for record in facts.get(VIDEO, ()):
        link, title = record.values["link"], record.values.get("title")
        video = video_at(link.url, config.embeds) if isinstance(link, WebAddress) else None
        if video is not None and isinstance(link, WebAddress):
            provider = localiser.joined_briefly([Text(video.provider, "", "ltr")])  # isolated where it needs to be
            named = localiser.text(title) if isinstance(title, LocalText) else None
            yield VideoView(
                title=named or localiser.gettext(WATCH.msgid, provider=provider),
                url=link.url,
                player=video.player,
                notice=localiser.gettext(NOTICE.msgid, provider=provider),
            )


def players_of(config: Config, bodies: str, videos: tuple[VideoView, ...]) -> tuple[str, ...]:
    """Return the origins of the players on a page with these ``bodies`` (HTML) and ``videos``."""
    players = [video.player for video in videos]
    return tuple(
        origin
        for origin in dict.fromkeys(origins(config.embeds))
        if f'data-vt-player="{origin}/' in bodies or any(player.startswith(f"{origin}/") for player in players)
    )
