"""What answers over HTTP: the pages with the preview's script in them, and every other file as it is."""

from __future__ import annotations

from datetime import datetime
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from tornado.web import RequestHandler, StaticFileHandler

from vitrina.outputs.offline import REMOVAL
from vitrina.problems import say
from vitrina.serve.answers import (
    RESERVED,
    Elsewhere,
    Found,
    content_type,
    digest_of_page,
    find,
    version_of,
    with_script,
)
from vitrina.serve.hosts import Hosts
from vitrina.serve.pages import FILES, FOLDER, STYLES
from vitrina.serve.preview import PageResponse, Preview

_METHODS = ("GET", "HEAD")


def refuse(handler: RequestHandler, preview: Preview, hosts: Hosts) -> None:
    """Answer a request under a name that is not the preview's with nothing but where it is to be found."""
    handler.set_status(HTTPStatus.MISDIRECTED_REQUEST)
    handler.set_header("Content-Type", "text/plain; charset=utf-8")
    message = say(
        "This preview does not answer under that name. Open it at {url} or allow the name: {option}",
        url=hosts.url,
        option="--allow-host NAME",
    )
    handler.finish(preview.panel.translator.translate(message) + "\n")


class SiteHandler(StaticFileHandler):
    """Answers for every address. Only pages are changed on their way: they get the script that keeps them up to date.

    Files other than pages are tornado's matter: ranges (which videos need), types, methods.
    """

    SUPPORTED_METHODS: ClassVar = _METHODS  # type: ignore[misc]

    def initialize(self, preview: Preview, hosts: Hosts) -> None:  # type: ignore[override]
        """Take the preview that this is an answer of."""
        super().initialize(path=str(preview.folder))
        self.preview = preview
        self.hosts = hosts

    def prepare(self) -> None:
        """Refuse a browser that was sent here under the name of another site."""
        if not self.hosts.allow(self.request.headers.get("Host")):
            refuse(self, self.preview, self.hosts)

    def set_default_headers(self) -> None:
        """Let nothing hide a change, and no type be guessed."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Server", "Vitrina")

    async def get(self, path: str, include_body: bool = True) -> None:
        """Answer for ``path``, decoded and with its slash."""
        await self.preview.settle()
        if self.request.headers.get("Service-Worker"):  # nothing that browsers keep may hide a change
            self._finish("text/javascript", REMOVAL, with_body=include_body)
            return
        if path.startswith(RESERVED) and path.removeprefix(RESERVED) in FILES:
            self.root = str(FOLDER)
            await super().get(path.removeprefix(RESERVED), include_body)
            return
        if path == RESERVED + STYLES:
            self._finish("text/css", self.preview.pages.styles, with_body=include_body)
            return
        found = find(self.preview.folder, path)
        if isinstance(found, Elsewhere):
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(quote(path, safe="/~") + "/" + query, status=HTTPStatus.TEMPORARY_REDIRECT)
            return
        response = self.preview.response(f"{path}?{self.request.query}")
        if response is not None:
            self._finish_page(response, with_body=include_body)
        elif isinstance(found, Found):
            await super().get(found.file.relative_to(self.preview.folder).as_posix(), include_body)

    def get_content_type(self) -> str:
        """Return the type of the file, the same on every system."""
        return content_type(self.absolute_path or "")

    def get_cache_time(self, path: str, modified: datetime | None, mime_type: str) -> int:
        """Let a browser keep a file for as long as it likes, if the address names the version of what is sent.

        Another version is sent where a build has just put it in the place of the one that was asked for.
        """
        asked = self.get_query_argument("v", "")
        is_it = asked and self.absolute_path and asked == version_of(Path(self.absolute_path).read_bytes())
        return super().get_cache_time(path, modified, mime_type) if is_it else 0

    def should_return_304(self) -> bool:
        """Have the file sent always: what a browser kept may be from another preview on this port."""
        return False

    def compute_etag(self) -> str | None:
        """Return no tag, as nothing is to be kept."""
        return None

    def _finish_page(self, response: PageResponse, *, with_body: bool) -> None:
        page = with_script(response.html, self._script(response))
        self.set_status(response.status)
        self._finish("text/html", page, with_body=with_body)

    def _finish(self, kind: str, content: bytes, *, with_body: bool) -> None:
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.set_header("Content-Length", str(len(content)))
        self.finish(content if with_body else None)

    def _script(self, response: PageResponse) -> bytes:
        given = {
            "src": self._address("preview.js"),
            "data-styles": self._address("preview.css"),
            "data-build": self.preview.build,
            "data-digest": digest_of_page(response.html),
        }
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        return f"<script{attributes} defer></script>\n".encode()

    def _address(self, name: str) -> str:
        """Return the address of one of the preview's own files, which a browser asks for once."""
        return f"{RESERVED}{name}?v={self.preview.pages.versions[name]}"
