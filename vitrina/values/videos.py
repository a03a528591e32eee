"""Addresses of videos: the players that show them, and the providers that learn who watches."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

YOUTUBE, VIMEO = "youtube", "vimeo"
_SHORT_HOST = "youtu.be"

PROVIDERS = {YOUTUBE: "YouTube (Google)", VIMEO: "Vimeo"}
"""The providers with a name, and what visitors call them; the others are hosts of instances of PeerTube."""

_PLAYERS = {YOUTUBE: "https://www.youtube-nocookie.com", VIMEO: "https://player.vimeo.com"}
HOSTS = {
    **dict.fromkeys(("youtube.com", "m.youtube.com", _SHORT_HOST, "youtube-nocookie.com"), YOUTUBE),
    **dict.fromkeys(("vimeo.com", "player.vimeo.com"), VIMEO),
}
"""The hosts of the providers by name, without “www.”."""

_YOUTUBE_ID = re.compile(r"/(?:shorts|embed|live|v)/(?!videoseries|live_stream)([A-Za-z0-9_-]{11})/?")
_VIMEO_ID = re.compile(r"/(?:video/|channels/[\w-]+/)?([0-9]{5,12})(?:/([0-9a-f]{6,16}))?/?")
_PEERTUBE_ID = re.compile(r"/(?:w|videos/watch|videos/embed)/([A-Za-z0-9-]{8,40})/?")
_TIME = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?")
_INSTANCE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Video:
    """A video: the ``provider`` by its name for visitors, and the address of its ``player``, which has a query."""

    provider: str
    player: str


def video_at(address: str, providers: Collection[str]) -> Video | None:
    """Return the video at the web ``address`` if one of ``providers`` (names or hosts of PeerTube) has it."""
    try:
        parts = urlsplit(address)
        host, has_port = parts.hostname or "", parts.port is not None
    except ValueError:
        return None
    provider = HOSTS.get(host.removeprefix("www."), host)
    if provider not in providers or parts.scheme not in ("http", "https") or has_port:
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    begin = _seconds(query.get("t") or query.get("start") or parts.fragment.removeprefix("t="))
    match provider:
        case "youtube":
            path = f"/v{parts.path}" if host.endswith(_SHORT_HOST) else parts.path
            player = _youtube(path, query.get("v", ""), begin)
        case "vimeo":
            player = _vimeo(parts.path, query.get("h", ""), begin)
        case _:
            player = _peertube(provider, parts.path, begin)
    return None if player is None else Video(PROVIDERS.get(provider, provider), player)


def origins(providers: Collection[str]) -> Iterator[str]:
    """Yield the origins of the players of ``providers``, which a Content-Security-Policy has to allow."""
    return (_PLAYERS.get(provider, f"https://{provider}") for provider in providers)


def is_provider(name: str) -> bool:
    """Tell whether ``name`` is that of a provider, or can be the host of an instance of PeerTube."""
    return name in PROVIDERS or (_INSTANCE.fullmatch(name) is not None and name.removeprefix("www.") not in HOSTS)


def _youtube(path: str, identifier: str, begin: int) -> str | None:
    """Return the player of a video; what else has as many letters, such as a channel, is at other paths."""
    found = _YOUTUBE_ID.fullmatch(f"/v/{identifier}" if path.rstrip("/") == "/watch" else path)
    return found and f"{_PLAYERS[YOUTUBE]}/embed/{found[1]}?rel=0{f'&start={begin}' if begin else ''}"


def _vimeo(path: str, unlisted: str, begin: int) -> str | None:
    found = _VIMEO_ID.fullmatch(path)
    if found is None:
        return None
    key = found[2] or (unlisted if re.fullmatch("[0-9a-f]{6,16}", unlisted) else "")
    secret, start = f"&h={key}" if key else "", f"#t={begin}s" if begin else ""
    return f"{_PLAYERS[VIMEO]}/video/{found[1]}?dnt=1{secret}{start}"


def _peertube(host: str, path: str, begin: int) -> str | None:
    """Return a player that asks its host alone for the video: others who watch it would learn the visitor's address."""
    found = _PEERTUBE_ID.fullmatch(path)
    return found and f"https://{host}/videos/embed/{found[1]}?p2p=0{f'&start={begin}' if begin else ''}"


def _seconds(time: str) -> int:
    """Return what “90”, “90s” and “1m30s” say; nothing for everything else."""
    found = _TIME.fullmatch(time)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return (hours * 60 + minutes) * 60 + seconds
