"""Serve a built site as GitHub Pages does, and follow every address in it.

``serve`` publishes a folder under a base path on a free port of this machine. ``walk`` starts at the base address,
reads HTML, CSS, modules, SVG, XML (sitemap, Atom) and web manifests, and asks for everything they name on that host.
"""

from __future__ import annotations

import gzip
import json
import mimetypes
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from html.parser import HTMLParser
from http import HTTPStatus
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET


class Use(StrEnum):
    """What a page wants of an address."""

    LINK = "link"  # somewhere to go: may lead to another host
    ASSET = "asset"  # a part of the page: must come from the site itself
    SELF = "self"  # where the page, a translation or a feed of it is published: must lie under the base


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """An absolute address, and the page that gives it."""

    page: str
    url: str
    use: Use

    def __str__(self) -> str:
        return f"{self.page} -> {self.url} ({self.use})"


@dataclass(slots=True)
class Walk:
    """What a walk found: the status and the anchors of each address, and every reference between them."""

    base: str
    expected: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    references: set[Reference] = field(default_factory=set)

    @property
    def problems(self) -> list[str]:
        """One line for everything that a visitor or a machine would find broken; empty when all is well."""
        starts = [
            f"{url}: answers {self.statuses[url]}, not {status}"
            for url, status in self.expected.items()
            if self.statuses[url] != status
        ]
        broken = [(reference, self._fault(reference)) for reference in sorted(self.references)]
        return starts + [f"{reference}: {fault}" for reference, fault in broken if fault]

    def _fault(self, reference: Reference) -> str:
        address, fragment = urldefrag(reference.url)
        if urlsplit(address)[:2] != urlsplit(self.base)[:2]:
            return "" if reference.use is Use.LINK else "leaves the site's host"
        if not address.startswith(self.base):
            return "leaves the base address"
        if self.statuses[address] != HTTPStatus.OK:
            return f"answers {self.statuses[address]}"
        # `#` and `#top` lead to the top of any page; `:~:` asks the browser to look for a text.
        fragment = unquote(fragment)
        if fragment.lower() in {"", "top"} or ":~:" in fragment or address not in self.anchors:
            return ""
        return "" if fragment in self.anchors[address] else "has no such anchor"


def walk(base: str, start: Iterable[str] = ("",), missing: Iterable[str] = ()) -> Walk:
    """Follow every address from ``base`` on, beginning with the paths of ``start``, which are relative to ``base``.

    The paths of ``missing`` must not exist: what is served in their place (404.html) is read at their address, so that
    a relative link in it shows up as broken.
    """
    found = Walk(base, expected={urljoin(base, path): int(HTTPStatus.OK) for path in start})
    found.expected |= {urljoin(base, path): int(HTTPStatus.NOT_FOUND) for path in missing}
    waiting = list(found.expected)
    parts = urlsplit(base)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        while waiting:
            url = waiting.pop()
            if url in found.statuses:
                continue
            status, media_type, body = _get(connection, url)
            found.statuses[url] = status
            if status != found.expected.get(url, HTTPStatus.OK):
                continue
            references, anchors = read(url, media_type, body)
            if anchors is not None:
                found.anchors[url] = anchors
            found.references |= references
            addresses = (urldefrag(reference.url).url for reference in references)
            waiting += [address for address in addresses if address.startswith(base)]
    finally:
        connection.close()
    return found


def _get(connection: HTTPConnection, url: str) -> tuple[int, str, bytes]:
    connection.request("GET", url.removeprefix(f"http://{connection.host}:{connection.port}"))
    response = connection.getresponse()
    return response.status, response.headers.get_content_type(), response.read()


Found = list[tuple[str, Use]]

CSS_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
MODULE_IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.{0,2}/[^"']+)["']""")
REFRESH = re.compile(r"""\burl\s*=\s*["']?([^"'\s]+)""", re.IGNORECASE)
SITEMAP_LINE = re.compile(r"^sitemap:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
SRCSET = re.compile(r"(\S*[^\s,])(?:\s+[\d.]+[wx])?\s*(?:,|$)")
XML_STYLESHEET = re.compile(r"""<\?xml-stylesheet\b[^>]*\bhref=["']([^"']+)""")

META_ADDRESSES = {"og:audio", "og:image", "og:image:secure_url", "og:url", "og:video", "twitter:image"}
SELF_RELS = {"alternate", "canonical", "self"}
LINK_RELS = {"author", "help", "license", "me", "next", "prev", "related", "search", "up", "via"}


def read(url: str, media_type: str, body: bytes) -> tuple[set[Reference], frozenset[str] | None]:
    """Return the references in ``body``, which is served at ``url``, and, for an HTML page, the anchors in it."""
    if media_type == "text/html":
        page = _Page(body.decode())
        return _absolute(url, urljoin(url, page.base), page.found), frozenset(page.anchors)
    found: Found = []
    if media_type == "text/css":
        found = _in_css(body.decode())
    elif media_type == "text/javascript":
        found = [(address, Use.ASSET) for address in MODULE_IMPORT.findall(body.decode())]
    elif media_type.endswith(("/xml", "+xml")):
        found = _in_xml(body)
    elif media_type == "application/manifest+json":
        found = _in_manifest(json.loads(body))
    elif urlsplit(url).path.endswith("/robots.txt"):
        found = [(address, Use.SELF) for address in SITEMAP_LINE.findall(body.decode())]
    return _absolute(url, url, found), None


def _absolute(page: str, base: str, found: Found) -> set[Reference]:
    references = (Reference(page, urljoin(base, address.strip()), use) for address, use in found)
    return {reference for reference in references if urlsplit(reference.url).scheme in {"http", "https"}}


def _in_css(text: str) -> Found:
    return [("".join(groups), Use.ASSET) for groups in CSS_ADDRESS.findall(CSS_COMMENT.sub("", text))]


def _in_manifest(manifest: dict[str, Any]) -> Found:
    pages = [manifest[key] for key in ("start_url", "scope") if key in manifest]
    pages += [shortcut["url"] for shortcut in manifest.get("shortcuts", [])]
    icons = [icon["src"] for key in ("icons", "screenshots") for icon in manifest.get(key, [])]
    return [(page, Use.SELF) for page in pages] + [(icon, Use.ASSET) for icon in icons]


def _in_xml(body: bytes) -> Found:
    found: Found = [(address, Use.ASSET) for address in XML_STYLESHEET.findall(body.decode())]
    for element in ET.fromstring(body).iter():
        name = _local(element.tag)
        given = {_local(key): value for key, value in element.items()}
        text = (element.text or "").strip()
        if name == "loc":
            found.append((text, Use.SELF))
        elif name in {"icon", "logo"} and text:
            found.append((text, Use.ASSET))
        elif name in {"content", "summary"} and given.get("type") == "html":
            found += _Page(text).found
        elif name == "style":
            found += _in_css(text)
        if "href" in given:
            found.append((given["href"], _link_use(given.get("rel", "self")) if name == "link" else _element_use(name)))
        if "src" in given:
            found.append((given["src"], Use.ASSET))
        found += _in_css(given.get("style", ""))
    return found


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _link_use(rel: str) -> Use:
    rels = set(rel.lower().split())
    if rels & SELF_RELS and "stylesheet" not in rels:
        return Use.SELF
    return Use.LINK if rels & LINK_RELS else Use.ASSET


def _element_use(name: str) -> Use:
    return Use.LINK if name in {"a", "area"} else Use.ASSET


class _Page(HTMLParser):
    """The addresses and anchors of one HTML page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.base = ""
        self.found: Found = []
        self.anchors: set[str] = set()
        self._open = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._open = tag
        self.anchors |= {given[name] for name in ("id", "name") if name in given and (name == "id" or tag == "a")}
        if tag == "base":
            self.base = given.get("href", "")
        elif tag == "link":
            self.found.append((given.get("href", ""), _link_use(given.get("rel", ""))))
        elif tag == "meta":
            self._meta(given)
        else:
            self._element(tag, given)
        sets = f"{given.get('srcset', '')},{given.get('imagesrcset', '')}"
        self.found += [(address, Use.ASSET) for address in SRCSET.findall(sets)]
        self.found += _in_css(given.get("style", ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._open = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "style":
            self.found += _in_css(data)
        elif self._open == "script":
            self.found += [(address, Use.ASSET) for address in MODULE_IMPORT.findall(data)]

    def _meta(self, given: dict[str, str]) -> None:
        if given.get("property", given.get("name", "")).lower() in META_ADDRESSES:
            self.found.append((given.get("content", ""), Use.SELF))
        elif given.get("http-equiv", "").lower() == "refresh":
            self.found += [(address, Use.LINK) for address in REFRESH.findall(given.get("content", ""))]

    def _element(self, tag: str, given: dict[str, str]) -> None:
        for name in ("href", "xlink:href"):
            if name in given:
                self.found.append((given[name], _element_use(tag)))
        self.found += [(given[name], Use.ASSET) for name in ("src", "poster") if name in given]
        self.found += [(given[name], Use.LINK) for name in ("action", "formaction", "cite") if name in given]
        if tag == "object" and "data" in given:
            self.found.append((given["data"], Use.ASSET))


@contextmanager
def serve(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Publish ``folder`` under the path ``prefix`` (``/repo/``) and give its address; the folder may come later."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folder=folder, prefix=prefix)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    """The files of one folder under a prefix, and the folder's 404.html for everything else."""

    protocol_version = "HTTP/1.1"
    timeout = 10
    disable_nagle_algorithm = True  # head and content are written apart: without it, each answer waits for 40 ms

    def __init__(self, *args: Any, folder: Path, prefix: str) -> None:  # noqa: ANN401 - passed on as they come
        self.folder = folder
        self.prefix = prefix
        super().__init__(*args)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = self._file(unquote(path))
        if file is not None and file.is_dir():
            if not path.endswith("/"):
                self._answer(HTTPStatus.MOVED_PERMANENTLY, b"", "text/plain", location=f"{path}/")
                return
            file /= "index.html"
        if file is not None and file.is_file():
            self._answer(HTTPStatus.OK, file.read_bytes(), _media_type(file))
        else:
            page = self.folder / "404.html"
            self._answer(HTTPStatus.NOT_FOUND, page.read_bytes() if page.is_file() else b"", "text/html")

    def _file(self, path: str) -> Path | None:
        """Return the file or folder that ``path`` stands for; ``None`` when it leads out of what is published."""
        inside = path.removeprefix(self.prefix)
        if not path.startswith(self.prefix) or ".." in inside.split("/") or inside.startswith("/"):
            return None
        file = self.folder / inside
        return None if inside.endswith("/") and file.is_file() else file

    def _answer(self, status: HTTPStatus, body: bytes, media_type: str, location: str | None = None) -> None:
        version = f'"{zlib.crc32(body):08x}"'
        if status is HTTPStatus.OK and self.headers.get("If-None-Match", "").removeprefix("W/") == version:
            status, body = HTTPStatus.NOT_MODIFIED, b""
        headers = {"Content-Type": media_type, "Cache-Control": "max-age=600", "Vary": "Accept-Encoding"}
        if status is not HTTPStatus.NOT_FOUND:
            headers["ETag"] = version
        if location is not None:
            headers["Location"] = location
        if body and media_type in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6, mtime=0)
            headers["Content-Encoding"] = "gzip"
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the walk reports."""


# Named here, because what Python's mimetypes module knows differs between machines.
MEDIA_TYPES = {
    ".atom": "application/atom+xml",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
}


COMPRESSED = frozenset(("text/css", "text/html", "text/javascript", "text/plain", "image/svg+xml")) | {
    f"application/{name}" for name in ("atom+xml", "json", "manifest+json", "xml")
}
"""What GitHub Pages compresses for those who can read it; it lets everything be kept for ten minutes."""


def _media_type(file: Path) -> str:
    return MEDIA_TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
