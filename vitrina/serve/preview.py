"""One preview while it runs: what is built, what pages and the channels to them are told, and when to build again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from vitrina.reporting.report import Report
from vitrina.serve.answers import RESERVED, Found, digest_of_page, find, version_of
from vitrina.serve.builder import BuildResult
from vitrina.serve.pages import ReservedPages
from vitrina.serve.panel import Json, Panel

NOT_FOUND, CHOOSER = "404.html", "index.html"
"""Two pages that every site has."""


class Listener(Protocol):
    """A line to a page that is open."""

    def tell(self) -> None:
        """Tell the page what the last build means for it."""

    def close(self) -> None:
        """End the line."""


@dataclass(frozen=True, slots=True)
class PageResponse:
    """A page as the site has it, before the preview adds its script; ``status`` is that of HTTP."""

    html: bytes
    status: int = 200


class Preview:
    """Keeps the site in ``folder`` as the sources say. ``make`` builds it; it may take its time, in another thread."""

    def __init__(
        self,
        folder: Path,
        panel: Panel,
        make: Callable[[], BuildResult],
        tell: Callable[[BuildResult], object],
    ) -> None:
        self.folder = folder
        self.panel = panel
        self.pages = ReservedPages(panel)
        self.channels: set[Listener] = set()
        self.build = ""
        self.told: Json = panel.of(None)
        self.outcome: BuildResult | None = None
        self._make = make
        self._tell = tell
        self._is_wanted = False
        self._building: asyncio.Task[None] | None = None

    def want(self) -> asyncio.Task[None]:
        """Build the site anew: now, or once more after the build that is running. Return what ends when it is done."""
        self._is_wanted = True
        if self._building is None or self._building.done():
            self._building = asyncio.ensure_future(self._build_while_wanted())
        return self._building

    async def settle(self) -> None:
        """Build first, where a site was built and has been removed since."""
        is_built = isinstance(self.outcome, Report) and not self.outcome.has_failed
        if is_built and not (self.folder / CHOOSER).is_file():
            await asyncio.shield(self.want())

    def response(self, path: str) -> PageResponse | None:
        """Return the page for ``path`` (decoded, with the query); ``None`` where there is a file that is no page."""
        place, _, query = path.partition("?")
        if place.startswith(RESERVED):
            html = self.pages.html(place.removeprefix(RESERVED), query)
            return PageResponse(html) if html is not None else self._missing()
        found = find(self.folder, place)
        if isinstance(found, Found):
            content = _content(found.file) if found.file.suffix == ".html" else None
            return PageResponse(content) if content is not None else None
        return self._missing()

    def digest(self, path: str) -> str:
        """Return the digest of the page for ``path`` as it is now."""
        response = self.response(path)
        return digest_of_page(response.html) if response is not None else ""

    def version(self, path: str) -> str:
        """Return the version of the file at ``path``; nothing where there is none."""
        found = find(self.folder, path)
        content = _content(found.file) if isinstance(found, Found) else None
        return version_of(content) if content is not None else ""

    async def _build_while_wanted(self) -> None:
        while self._is_wanted:
            self._is_wanted = False
            outcome = await asyncio.to_thread(self._make)
            self.outcome = outcome
            self.told = self.panel.of(outcome)
            self.build = str(time.monotonic_ns())
            self._tell(outcome)
            for channel in list(self.channels):
                channel.tell()

    def _missing(self) -> PageResponse:
        content = _content(self.folder / NOT_FOUND)
        if content is not None:
            return PageResponse(content, 404)
        return PageResponse(self.pages.nothing_yet(self.outcome), 503)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:  # a build has just removed it
        return None
