"""The line to the pages that are open: livereload's protocol, and each page told only what concerns it.

A page says what it is made of, by digest and version. After a build it is told to reload if it would look different
now, to fetch a style sheet if only that changed, and what there is to mend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler
from tornado import escape

from vitrina.serve.handlers import refuse
from vitrina.serve.hosts import Hosts
from vitrina.serve.preview import Preview

_Message = Mapping[str, object]


@dataclass(slots=True)
class Tab:
    """A page that is open: its path with the query, its digest, and the versions of the files that it loads."""

    path: str
    digest: str
    versions: dict[str, str | None] = field(default_factory=dict)


class Channel(LiveReloadHandler):  # type: ignore[misc] # livereload ships no types
    """A page that listens. The handshake is livereload's; whom to tell what is ours."""

    def initialize(self, preview: Preview, hosts: Hosts) -> None:
        """Take the preview that this line belongs to."""
        self.preview = preview
        self.hosts = hosts
        self.tab: Tab | None = None

    def prepare(self) -> None:
        """Refuse a browser that asks under the name of another site; tornado checks only that page and host agree."""
        if not self.hosts.allow(self.request.headers.get("Host")):
            refuse(self, self.preview, self.hosts)

    def check_origin(self, origin: str) -> bool:
        """Let only pages of the preview itself listen."""
        return self.hosts.allow_origin(origin, str(self.request.headers.get("Host", "")))

    def on_message(self, message: str | bytes) -> None:
        """Answer a page: first its greeting, then what it says about itself."""
        try:
            said = escape.json_decode(message)
            command = said["command"]
        except (ValueError, KeyError, TypeError):
            self.close(1003, "not livereload's protocol")
            return
        if command == "info" and isinstance(said.get("url"), str):
            self._listen(said)
        elif command == "hello":
            super().on_message(message)

    def on_close(self) -> None:
        """Forget the page."""
        self.preview.channels.discard(self)

    def tell(self) -> None:
        """Tell the page what the last build means for it."""
        if self.tab is None:
            return
        for message in messages(self.tab, self.preview):
            self.send_message(dict(message))
        self.send_message({"command": "vitrina", **self.preview.told})

    def _listen(self, said: Mapping[str, object]) -> None:
        parts = urlsplit(str(said["url"]))
        path = unquote(parts.path) + (f"?{parts.query}" if parts.query else "")
        files = said.get("files")
        names = [unquote(name) for name in files if isinstance(name, str)] if isinstance(files, list) else []
        is_of_now = said.get("build") == self.preview.build
        versions = {name: self.preview.version(name) if is_of_now else None for name in names}
        self.tab = Tab(path, str(said.get("digest", "")), versions)
        self.preview.channels.add(self)
        self.tell()


def messages(tab: Tab, preview: Preview) -> Iterator[_Message]:
    """Yield what ``tab`` has to be told to be as it would be if it were opened now.

    Which versions a page has that was opened before the last build is unknown: its style sheets are fetched again,
    which no reader notices.
    """
    digest = preview.digest(tab.path)
    now = {name: preview.version(name) for name in tab.versions}
    changed = [name for name, before in tab.versions.items() if now[name] != (before or now[name])]
    unsure = [name for name, before in tab.versions.items() if before is None and name.endswith(".css")]
    if digest != tab.digest or not all(name.endswith(".css") for name in changed):
        yield {"command": "reload", "path": tab.path, "liveCSS": False}
    else:
        for name in (*changed, *unsure):
            yield {"command": "reload", "path": name, "liveCSS": True, "version": now[name]}
    tab.digest = digest
    tab.versions |= now
