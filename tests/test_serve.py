"""The preview: what it watches, what it answers, what it tells the pages that are open, and how it ends."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.pictures import PNG
from tests.sites import PROJECT, ROOT, SITE_YML, TODAY, TRANSLATION, document, make_site, write
from vitrina.cli import main as cli
from vitrina.disk.output import Output
from vitrina.options import BuildOptions
from vitrina.outputs.offline import REMOVAL
from vitrina.pipeline import build
from vitrina.reporting.report import Report
from vitrina.reporting.translator import IN_ENGLISH
from vitrina.serve import answers
from vitrina.serve.answers import Elsewhere, Found
from vitrina.serve.builder import Builder, BuildResult, Crash
from vitrina.serve.hosts import Hosts, name_of_host
from vitrina.serve.panel import MOST_SHOWN, Panel
from vitrina.serve.preview import Preview
from vitrina.serve.server import LOOPBACK, LiveServer, bind, url_of
from vitrina.serve.watching import SourceWatcher, is_meant

PATIENCE = 20
"""Seconds after which something that should happen counts as never happening."""

PAGE = "content/projects/garden/index.sv.md"


def run(test: Coroutine[Any, Any, None]) -> None:
    """Run ``test`` in a thread of its own: in this one, Playwright's loop runs, if there were tests in a browser."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, asyncio.wait_for(test, PATIENCE * 3)).result()


# What answers to an address


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("answers") / "site"
    for path in ("index.html", "sv/index.html", "ar/مشاريع/index.html", "a b/ö.txt", ".vitrina/manifest.json"):
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_text(path, "utf-8")
    (made.parent / "secret.txt").write_text("secret", "utf-8")
    (made / "link.txt").symlink_to(made.parent / "secret.txt")
    (made / "linked").symlink_to(made.parent)
    return made


@pytest.mark.parametrize(
    ("path", "expected"),
    {
        "/": "index.html",
        "/index.html": "index.html",
        "/sv/": "sv/index.html",
        "/ar/مشاريع/": "ar/مشاريع/index.html",
        "/a b/ö.txt": "a b/ö.txt",
    }.items(),
)
def test_an_address_finds_its_file(folder: Path, path: str, expected: str) -> None:
    assert answers.find(folder, path) == Found(folder / expected)


def test_a_folder_without_its_slash_is_elsewhere(folder: Path) -> None:
    assert answers.find(folder, "/sv") == Elsewhere()
    assert answers.find(folder, "/ar/مشاريع") == Elsewhere()


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/sv/../../secret.txt",
        "//secret.txt",
        "/..\\secret.txt",
        "/C:/secret.txt",
        "/sv/\0",
        "/link.txt",
        "/linked/secret.txt",
        "/.vitrina/manifest.json",
        "/nothing",
        "/nothing/",
        "/" + "x" * 5000,
    ],
)
def test_nothing_else_is_found(folder: Path, path: str) -> None:
    assert answers.find(folder, path) is None


@given(st.lists(st.sampled_from(["..", ".", "", "sv", "linked", "secret.txt", ".vitrina", "/", "\\"]), max_size=8))
def test_no_address_leads_out(folder: Path, names: list[str]) -> None:
    found = answers.find(folder, "/" + "/".join(names))
    if isinstance(found, Found):
        assert found.file.resolve().is_relative_to(folder.resolve())
        assert ".vitrina" not in found.file.parts[len(folder.parts) :]


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "index.html": "text/html; charset=utf-8",
        "style.css": "text/css; charset=utf-8",
        "list.js": "text/javascript; charset=utf-8",
        "icon.svg": "image/svg+xml; charset=utf-8",
        "sv/feed.xml": "application/atom+xml; charset=utf-8",
        "sitemap.xml": "application/xml; charset=utf-8",
        "data.jsonld": "application/ld+json; charset=utf-8",
        "PHOTO.AVIF": "image/avif",
        "letters.woff2": "font/woff2",
        "what.is-this": "application/octet-stream",
    }.items(),
)
def test_files_have_their_types(name: str, expected: str) -> None:
    assert answers.content_type(name) == expected


HOSTS_ON_LOOPBACK = {
    "localhost:{port}": True,
    "LOCALHOST.:{port}": True,
    "127.0.0.1:{port}": True,
    "[::1]:{port}": True,
    "[0:0:0:0:0:0:0:1]:{port}": True,
    "localhost": False,
    "localhost:1": False,
    "localhost:{port}@evil.example": False,
    "evil.example@localhost:{port}": False,
    "site.localhost:{port}": False,
    "evil.example:{port}": False,
    "localhost.evil.example:{port}": False,
    "127.0.0.1.evil.example:{port}": False,
    "127.0.0.2:{port}": False,
    "0.0.0.0:{port}": False,
    "192.0.2.1:{port}": False,
    "[2001:db8::1]:{port}": False,
    "localhost:{port}, evil.example": False,
    "[::1": False,
    "": False,
}
"""What a request may name as its host where the preview is served on this machine only."""


@pytest.mark.parametrize(("host", "expected"), HOSTS_ON_LOOPBACK.items())
def test_a_request_names_what_the_preview_is_bound_to(host: str, expected: bool) -> None:
    bound = bind(LOOPBACK, 0)
    hosts = bound.hosts
    bound.close()
    assert hosts.allow(host.format(port=bound.port)) is expected
    assert not hosts.allow(None)


def test_on_all_addresses_a_request_names_one_of_this_machine() -> None:
    bound = bind("0.0.0.0", 0)
    hosts, port = bound.hosts, bound.port
    bound.close()
    own = socket.gethostname()
    for name in ("localhost", "127.0.0.1", "127.0.0.2", own, own.upper(), f"{own}.local"):
        assert hosts.allow(f"{name}:{port}"), name
    for name in ("192.0.2.1", "8.8.8.8", "[2001:db8::1]", "0.0.0.0", "224.0.0.1", "evil.example", f"{own}.example"):
        assert not hosts.allow(f"{name}:{port}"), name


def test_on_one_address_a_request_names_that_one() -> None:
    bound = bind("127.0.0.2", 0)
    hosts, port = bound.hosts, bound.port
    bound.close()
    assert hosts.allow(f"127.0.0.2:{port}")
    assert not hosts.allow(f"127.0.0.1:{port}")
    assert not hosts.allow(f"localhost:{port}")


def test_the_usual_port_need_not_be_named() -> None:
    hosts = Hosts(names=frozenset(("localhost",)), port=80, url="http://localhost/")
    assert hosts.allow("localhost")
    assert not hosts.allow("localhost:8000")


def test_the_address_to_open_is_one_that_browsers_reach() -> None:
    assert [url_of(host, 80) for host in (LOOPBACK, "0.0.0.0", "::", "::1", "studio")] == [
        *["http://localhost:80/"] * 3,
        "http://[::1]:80/",
        "http://studio:80/",
    ]


def test_the_script_stands_in_the_head() -> None:
    assert answers.with_script(b"<head></HEAD ><body>", b"!") == b"<head>!</HEAD ><body>"
    assert answers.with_script(b"<p>no head", b"!") == b"<p>no head!"


def test_a_page_is_the_same_whatever_the_versions_of_its_files() -> None:
    before, after = b'<link href="/a.css?v=0a1b2c3d"><p>1', b'<link href="/a.css?v=ffffffff"><p>1'
    assert answers.digest_of_page(before) == answers.digest_of_page(after)
    assert answers.digest_of_page(before) != answers.digest_of_page(before + b"2")


# Watching


@pytest.mark.parametrize(
    ("path", "expected"),
    {
        "projects/garden/index.sv.md": True,
        "static/.well-known/security.txt": True,
        "projects/garden/.index.sv.md.swp": False,
        "projects/garden/.#index.sv.md": False,
        "projects/garden/#index.sv.md#": False,
        "projects/garden/index.sv.md~": False,
        "projects/garden/index.sv.md___jb_tmp___": False,
        "projects/garden/4913": False,
        "projects/garden/.goutputstream-X1Y2Z3": False,
        "projects/.git/HEAD": False,
        "projects/garden/~$notes.docx": False,
        "__pycache__/x.pyc": False,
    }.items(),
)
def test_what_editors_leave_behind_is_not_meant(path: str, expected: bool) -> None:
    assert is_meant(path.split("/")) is expected


@dataclass
class Watched:
    """A source that is watched: how often something was told, and of which files."""

    source: Path
    watcher: SourceWatcher
    batches: asyncio.Queue[set[str]]

    async def told(self) -> set[str]:
        """Return the paths of the next batch."""
        return await asyncio.wait_for(self.batches.get(), PATIENCE)

    async def told_of(self, *paths: str) -> None:
        """Wait until all of ``paths`` were told."""
        missing = set(paths)
        while missing:
            missing -= await self.told()


@asynccontextmanager
async def watching(source: Path, poll: float | None = None) -> AsyncIterator[Watched]:
    for name in ("content/projects/garden", "i18n", "themes", "site", ".git", ".vitrina"):
        (source / name).mkdir(parents=True, exist_ok=True)
    (source / PAGE).write_text("first", "utf-8")
    (source / "elsewhere").mkdir()
    watcher = SourceWatcher(source, source, poll)
    batches: asyncio.Queue[set[str]] = asyncio.Queue()

    def callback() -> None:
        changed = {Path(path).relative_to(source.resolve()).as_posix() for path in watcher.changed}
        assert watcher.examine()[0] is not None
        assert watcher.examine() == (None, None)
        batches.put_nowait(changed)

    watcher.start(callback)
    await asyncio.sleep(0.05)  # the system takes note of the folders; what is older than that is not a change
    while not batches.empty():
        batches.get_nowait()
    try:
        yield Watched(source, watcher, batches)
    finally:
        await watcher.stop()


def edit(file: Path) -> None:
    file.write_text("second", "utf-8")


def edit_by_replacing(file: Path) -> None:
    other = file.with_name(f".{file.name}.tmp")
    other.write_text("second", "utf-8")
    other.replace(file)


def edit_by_moving_away(file: Path) -> None:
    file.rename(file.with_name(file.name + "~"))
    file.write_text("second", "utf-8")


def delete(file: Path) -> None:
    file.unlink()


def put_an_old_file(file: Path) -> None:
    old = file.parents[3] / "elsewhere" / "old.md"
    old.write_text("ancient", "utf-8")
    os.utime(old, (1, 1))
    old.replace(file)


@pytest.mark.parametrize("poll", [None, 0.1], ids=["told by the system", "asked for"])
@pytest.mark.parametrize("change", [edit, edit_by_replacing, edit_by_moving_away, delete, put_an_old_file])
def test_a_change_is_told(tmp_path: Path, change: Callable[[Path], None], poll: float | None) -> None:
    async def test() -> None:
        async with watching(tmp_path, poll) as watched:
            change(tmp_path / PAGE)
            await watched.told_of(PAGE)

    run(test())


def test_a_folder_that_moves_is_told_under_both_names(tmp_path: Path) -> None:
    async def test() -> None:
        async with watching(tmp_path) as watched:
            (tmp_path / "content/projects/garden").rename(tmp_path / "content/projects/orchard")
            await watched.told_of("content/projects/garden", "content/projects/orchard")
            write(tmp_path, {"content/projects/orchard/index.pl.md": "new"})
            await watched.told_of("content/projects/orchard/index.pl.md")

    run(test())


def test_a_batch_of_changes_is_told_once(tmp_path: Path) -> None:
    async def test() -> None:
        async with watching(tmp_path) as watched:
            paths = [f"content/projects/garden/{number}.txt" for number in range(40)]
            for path in paths:
                (tmp_path / path).write_text("x", "utf-8")
            assert {*paths} <= await watched.told()
            (tmp_path / PAGE).write_text("last", "utf-8")
            assert await watched.told() == {PAGE}, "the batch came in one"

    run(test())


def test_changes_of_several_files_are_told_when_no_more_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vitrina.serve.watching.QUIET", 500)
    monkeypatch.setattr("vitrina.serve.watching.LONGEST", 20_000)

    async def test() -> None:
        async with watching(tmp_path) as watched:
            paths = [f"content/projects/garden/{number}.txt" for number in range(8)]
            for number, path in enumerate(paths):
                (tmp_path / path).write_text("x", "utf-8")
                await asyncio.sleep(0.05 if number else 0)
            assert await watched.told() == {*paths}

    run(test())


def test_a_text_that_is_saved_does_not_wait_for_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vitrina.serve.watching.QUIET", 60_000)
    monkeypatch.setattr("vitrina.serve.watching.LONGEST", 60_000)

    async def test() -> None:
        async with watching(tmp_path) as watched:
            edit_by_replacing(tmp_path / PAGE)
            assert await watched.told() == {PAGE}

    run(test())


def test_what_nobody_means_is_not_told(tmp_path: Path) -> None:
    async def test() -> None:
        async with watching(tmp_path) as watched:
            for path in ("site/index.html", ".git/index", ".vitrina/x", "other.txt", "content/projects/garden/4913"):
                (tmp_path / path).write_text("x", "utf-8")
            (tmp_path / "content/projects/garden/.index.sv.md.swp").write_text("x", "utf-8")
            await asyncio.sleep(0.15)
            (tmp_path / PAGE).write_text("last", "utf-8")
            assert await watched.told() == {PAGE}

    run(test())


@pytest.mark.parametrize("poll", [None, 0.1], ids=["told by the system", "asked for"])
def test_a_folder_that_is_replaced_is_watched_still(tmp_path: Path, poll: float | None) -> None:
    """As git does it: the folder goes, and comes again with other files."""

    async def test() -> None:
        async with watching(tmp_path, poll) as watched:
            shutil.rmtree(tmp_path / "content")
            await watched.told_of("content")
            write(tmp_path, {PAGE: "again"})
            await watched.told_of("content")
            for _ in range(20):
                (tmp_path / PAGE).write_text("and again", "utf-8")
                try:
                    batch = await asyncio.wait_for(watched.batches.get(), 0.5)
                except TimeoutError:
                    continue
                if PAGE in batch:
                    return
            raise AssertionError

    run(test())


def test_an_error_after_a_change_does_not_end_the_watching_in_silence(tmp_path: Path) -> None:
    """It is a bug, and the terminal shows its traceback."""
    write(tmp_path, {PAGE: "first"})

    async def test() -> None:
        watcher = SourceWatcher(tmp_path, tmp_path)
        watcher.start(lambda: 1 / 0)
        try:
            await asyncio.sleep(0.05)
            (tmp_path / PAGE).write_text("second", "utf-8")
            with pytest.raises(ZeroDivisionError):
                await asyncio.wait_for(watcher.wait(), PATIENCE)
        finally:
            await watcher.stop()

    run(test())


# When to build


def test_changes_during_a_build_cause_exactly_one_more(tmp_path: Path) -> None:
    """Three saves during the first build are one more build; then there is nothing to do."""
    go_on, has_begun, built = threading.Semaphore(0), threading.Semaphore(0), []

    def make() -> BuildResult:
        has_begun.release()
        assert go_on.acquire(timeout=PATIENCE)
        return Report(problems=(), is_strict=False)

    async def test() -> None:
        preview = Preview(tmp_path, Panel(source=tmp_path, translator=IN_ENGLISH), make, built.append)
        task = preview.want()
        assert await asyncio.to_thread(has_begun.acquire, timeout=PATIENCE)
        assert [preview.want() for _ in range(3)] == [task] * 3
        go_on.release(5)
        await task
        assert len(built) == 2
        await preview.want()
        assert len(built) == 3

    run(test())


# The server


@dataclass
class Served:
    """A site that is served, and how to ask for its pages."""

    source: Path
    url: str
    preview: Preview
    built: asyncio.Queue[BuildResult]
    lines: list[WebSocketClientConnection] = field(default_factory=list)

    async def connect(self, origin: str | None = None) -> Listening:
        address = self.url.replace("http", "ws") + "livereload"
        headers = {"Origin": origin or self.url.rstrip("/")}
        self.lines.append(await websocket_connect(HTTPRequest(address, headers=headers)))
        return Listening(self.lines[-1])

    async def close(self) -> None:
        for line in self.lines:
            line.close()
            while await asyncio.wait_for(line.read_message(), PATIENCE) is not None:
                pass

    async def ask(self, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
        request = HTTPRequest(self.url + path, method, headers=headers, follow_redirects=False)
        return await AsyncHTTPClient().fetch(request, raise_error=False)

    async def text(self, path: str) -> str:
        return (await self.ask(path)).body.decode()

    async def next_build(self) -> BuildResult:
        return await asyncio.wait_for(self.built.get(), PATIENCE)

    async def until(self, path: str, is_so: Callable[[HTTPResponse], bool]) -> HTTPResponse:
        """Return the answer for ``path`` after the first build after which it ``is_so``.

        A save can be seen half done on a busy machine, and is then built twice.
        """
        while not is_so(answer := await self.ask(path)):
            await self.next_build()
        return answer

    async def open(self, path: str, files: tuple[str, ...] = ()) -> Listening:
        """Open ``path`` as a browser does, with its line to the server."""
        page = await self.text(path)
        match = re.search(r'data-build="(\d*)" data-digest="([0-9a-f]+)"', page)
        assert match is not None
        listening = await self.connect()
        await listening.say({"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]})
        assert (await listening.hear())["command"] == "hello"
        info = {"url": self.url + path, "build": match[1], "digest": match[2], "files": list(files)}
        await listening.say({"command": "info", "plugins": {}, **info})
        listening.first = await listening.hear_all()
        return listening


@dataclass
class Listening:
    """A page's line to the server."""

    socket: WebSocketClientConnection
    first: tuple[dict[str, Any], ...] = ()

    async def say(self, message: dict[str, Any]) -> None:
        await self.socket.write_message(json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        message = await asyncio.wait_for(self.socket.read_message(), PATIENCE)
        assert message is not None
        heard: dict[str, Any] = json.loads(message)
        return heard

    async def hear_until(self, is_so: Callable[[tuple[dict[str, Any], ...]], bool]) -> tuple[dict[str, Any], ...]:
        """Return what the page is told after the first build after which it ``is_so``."""
        while not is_so(messages := await self.hear_all()):
            pass
        return messages

    async def hear_all(self) -> tuple[dict[str, Any], ...]:
        """Return what the page is told after a build; the state of the build comes last."""
        heard = [await self.hear()]
        while heard[-1]["command"] != "vitrina":
            heard.append(await self.hear())
        return tuple(heard)


@asynccontextmanager
async def serving(source: Path, allowed: Collection[str] = ()) -> AsyncIterator[Served]:
    """Serve ``source``, with a builder in this process: the one in its own is tried further down."""
    bound = bind(LOOPBACK, 0)
    url = f"http://127.0.0.1:{bound.port}/"
    output = Output(source / ".vitrina/preview", "preview")
    built: asyncio.Queue[BuildResult] = asyncio.Queue()

    def make() -> BuildResult:
        return build(
            BuildOptions(source=source, today=TODAY, output=output, base_url=url, jobs=1), lambda _done, _total: None
        )

    preview = Preview(output.folder.resolve(), Panel(source=source, translator=IN_ENGLISH), make, built.put_nowait)
    server = LiveServer(preview, SourceWatcher(source, source), allowed)
    task = asyncio.ensure_future(server.run(bound, lambda: None))
    served = Served(source, url, preview, built)
    try:
        await served.next_build()
        yield served
    finally:
        await served.close()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def with_server(source: Path, test: Callable[[Served], Awaitable[None]], allowed: Collection[str] = ()) -> None:
    async def served_test() -> None:
        async with serving(source, allowed) as served:
            await test(served)

    run(served_test())


def has(status: int, text: str = "") -> Callable[[HTTPResponse], bool]:
    return lambda answer: answer.code == status and text in answer.body.decode()


def reloads(messages: tuple[dict[str, Any], ...]) -> list[tuple[str, bool]]:
    return [(message["path"], message["liveCSS"]) for message in messages if message["command"] == "reload"]


STYLED = {
    "themes/bare/templates/base.html": """\
<!doctype html>
<html lang="{{ page.language }}" dir="{{ page.direction }}">
<head><meta charset="utf-8"><title>{{ page.title|plain }}</title>
<link rel="stylesheet" href="{{ site.assets["style.css"] }}"></head>
<body><main>{% block main %}{% endblock %}</main></body></html>
""",
    "themes/bare/static/style.css": "h1 { color: red }\n",
}


def test_the_site_is_answered_as_a_host_would(tmp_path: Path) -> None:
    slug = "ogród"
    files = {TRANSLATION: document("Tekst.\n", translated_from="sv", slug=slug)}

    async def test(served: Served) -> None:
        page = await served.ask(f"pl/projects/{quote(slug)}/")
        assert page.code == 200
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert page.headers["Cache-Control"] == "no-store"
        assert "<p>Tekst.</p>" in page.body.decode()
        assert page.body.count(b"/.vitrina/preview.js") == 1
        assert f"{served.url}" in await served.text("sitemap.xml"), "links are those of the preview"
        elsewhere = await served.ask("sv/projects?q=1")
        assert (elsewhere.code, elsewhere.headers["Location"]) == (307, "/sv/projects/?q=1")
        style = await served.ask("theme/style.css")
        assert (style.code, style.body) == (200, b"main { display: block }\n")
        assert style.headers["Cache-Control"] == "no-store"
        part = await served.ask("theme/style.css", Range="bytes=0-3")
        assert (part.code, part.body) == (206, b"main")
        missing = await served.ask("sv/nothing/")
        assert missing.code == 404
        assert b"/.vitrina/preview.js" in missing.body
        assert missing.body.startswith((served.preview.folder / "404.html").read_bytes()[:60])
        head = await served.ask("sv/", "HEAD")
        assert (head.code, head.body) == (200, b"")
        assert int(head.headers["Content-Length"]) == len((await served.ask("sv/")).body)
        worker = await served.ask("service-worker.js", **{"Service-Worker": "script"})
        assert worker.body == REMOVAL, "browsers keep nothing of a preview, nor of another one on this port"
        assert (await served.ask("sv/", "DELETE")).code == 405
        assert (await served.ask("..%2f..%2fcontent/site.yml")).code == 404
        assert (await served.ask(".vitrina/manifest.json")).code == 404
        assert (await served.ask("sv/", Host="evil.example")).code == 421

    with_server(make_site(tmp_path, files), test)
    assert not [file for file in tmp_path.rglob("*.html") if b"preview.js" in file.read_bytes()], "files stay clean"
    assert not (tmp_path / "site").exists()


def test_the_styles_of_its_own_pages_are_for_the_languages_of_the_site(tmp_path: Path) -> None:
    settings = SITE_YML.replace("  pl: {}\n", "  pl: {}\n  ckb: {draft: true}\n")

    async def test(served: Served) -> None:
        assert "side-by-side.css" in await served.text(".vitrina/side-by-side/")
        style = await served.ask(".vitrina/side-by-side.css")
        assert (style.code, style.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
        assert b'"*-' not in style.body, "every script is that of a language"
        assert b":lang(ckb){--digits:arabic-indic}" in style.body
        head = await served.ask(".vitrina/side-by-side.css", "HEAD")
        assert (head.code, head.body) == (200, b"")

    with_server(make_site(tmp_path, {"content/site.yml": settings}), test)


def test_a_browser_keeps_only_what_it_asked_for_by_its_version(tmp_path: Path) -> None:
    async def test(served: Served) -> None:
        own = re.findall(r'"/([.]vitrina/[^"]+)"', await served.text("sv/"))
        assert [address.partition("?")[0] for address in own] == [".vitrina/preview.js", ".vitrina/preview.css"]
        style = served.preview.folder / "theme/style.css"
        addresses = [*own, f"theme/style.css?v={answers.version_of(style.read_bytes())}"]
        for address in addresses:
            assert "max-age=315360000" in (await served.ask(address)).headers["Cache-Control"]
            unknown = f"{address[:-8]}01234567"
            assert (await served.ask(unknown)).headers["Cache-Control"] == "no-store"

    with_server(make_site(tmp_path), test)


async def status_of(served: Served, *lines: str) -> int:
    """Send a request line by line over a socket, and return the status of the answer."""
    reader, writer = await asyncio.open_connection(LOOPBACK, int(served.url.split(":")[2].rstrip("/")))
    writer.write("\r\n".join([*lines, "", ""]).encode())
    answer = await asyncio.wait_for(reader.readline(), PATIENCE)
    writer.close()
    await writer.wait_closed()
    return int(answer.split()[1])


SOCKET = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
)


SOCKET_REQUEST = ("GET /livereload HTTP/1.1", *SOCKET)


@pytest.mark.parametrize("host", ["rebound.evil.example", "192.0.2.7", "localhost", "[::2]"], ids=str)
def test_nothing_is_answered_under_the_name_of_another_site(host: str, tmp_path: Path) -> None:
    """A site whose name leads here sends its own name, and pages of its own as the origin: both agree."""

    async def test(served: Served) -> None:
        port = served.url.rstrip("/").rpartition(":")[2]
        named = host if host == "localhost" else f"{host}:{port}"
        own = f"127.0.0.1:{port}"
        for path in ("/", "/sv/", "/nothing", "/theme/style.css", "/.vitrina/preview.js", "/.vitrina/side-by-side/"):
            assert await status_of(served, f"GET {path} HTTP/1.1", f"Host: {named}") == 421, path
        lines = ("GET /livereload HTTP/1.1", *SOCKET)
        assert await status_of(served, *lines, f"Host: {named}", f"Origin: http://{named}") == 421
        assert await status_of(served, *lines, f"Host: {named}") == 421
        assert await status_of(served, *lines, f"Host: {named}", f"Origin: http://{own}") == 421
        assert await status_of(served, *lines, f"Host: {own}", f"Host: {named}", f"Origin: http://{own}") in (400, 421)
        assert await status_of(served, *lines, f"Host: {own}", f"Origin: http://{named}") == 403
        assert await status_of(served, *lines, f"Host: {own}", f"Origin: http://{own}") == 101

    with_server(make_site(tmp_path), test)


FORWARDED = "name-8000.app.github.dev"


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        (FORWARDED, f"https://{FORWARDED}"),
        (f"{FORWARDED}:443", f"https://{FORWARDED}"),
        (f"{FORWARDED.upper()}.", f"https://{FORWARDED}:8443"),
        (f"{FORWARDED}:1234", f"http://{FORWARDED}:1234"),
        ("127.0.0.1:{port}", f"https://{FORWARDED}"),  # what forwards names this machine instead
    ],
)
def test_a_name_that_is_forwarded_is_answered_if_it_is_allowed(host: str, origin: str, tmp_path: Path) -> None:
    async def test(served: Served) -> None:
        port = served.url.rstrip("/").rpartition(":")[2]
        named = host.format(port=port)
        assert await status_of(served, "GET /sv/ HTTP/1.1", f"Host: {named}") == 200
        lines = ("GET /livereload HTTP/1.1", *SOCKET, f"Host: {named}")
        assert await status_of(served, *lines, f"Origin: {origin}") == 101
        for other in (
            "https://evil.example",
            f"https://{FORWARDED}.evil.example",
            "null",
            "[",
            "",
        ):
            assert await status_of(served, *lines, f"Origin: {other}") == 403, other
        for other in ("evil.example", f"{FORWARDED}.evil.example", f"evil.{FORWARDED}", f"{FORWARDED}@evil.example"):
            assert await status_of(served, "GET /sv/ HTTP/1.1", f"Host: {other}") in (400, 421), other
            assert await status_of(served, *SOCKET_REQUEST, f"Host: {other}", f"Origin: https://{FORWARDED}") in (
                400,
                421,
            )

    with_server(make_site(tmp_path), test, allowed=[FORWARDED])


def test_only_pages_of_http_listen() -> None:
    hosts = Hosts(names=frozenset(), port=8000, url="", allowed=frozenset([FORWARDED]))
    assert [hosts.allow_origin(f"{scheme}://{FORWARDED}", FORWARDED) for scheme in ("http", "https", "ftp")] == [
        *(True, True, False)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "studio": "studio",
        "Name.Example.ORG.": "name.example.org",
        "192.0.2.7": "192.0.2.7",
        "2001:DB8::1": "2001:db8::1",
        "[2001:db8::1]": "2001:db8::1",
        "https://studio": None,
        "studio:8000": None,
        "studio/": None,
        "*.example.org": None,
        "a b": None,
        "": None,
    }.items(),
)
def test_what_a_host_that_is_allowed_may_be(text: str, expected: str | None) -> None:
    assert name_of_host(text) == expected


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--allow-host", "https://studio/"),
        ("--allow-host", "*"),
        ("--poll", "0"),
        ("--poll", "often"),
        ("--poll", "61"),
        ("--poll", "٣"),
        ("--poll", "-1"),
    ],
)
def test_what_cannot_be_allowed_or_asked_is_wrong_usage(
    option: str, value: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["serve", "--source", str(make_site(tmp_path)), f"{option}={value}"]) == 2
    assert capsys.readouterr().err.startswith(f"vitrina: {option}: “{value}” is not ")


def test_only_pages_of_the_preview_may_listen(tmp_path: Path) -> None:
    async def test(served: Served) -> None:
        with pytest.raises(HTTPClientError, match="403"):
            await served.connect("https://evil.example")

    with_server(make_site(tmp_path), test)


def test_a_page_reloads_when_it_changes_and_only_then(tmp_path: Path) -> None:
    async def test(served: Served) -> None:
        here, there = await served.open("sv/projects/alpha/"), await served.open("sv/about/")
        assert reloads(here.first) == []
        write(served.source, {PROJECT: document("En annan text.\n", region="podlaskie", status="finished")})
        told = await here.hear_until(lambda messages: bool(reloads(messages)))
        assert reloads(told) == [("/sv/projects/alpha/", False)]
        assert "En annan text" in await served.text("sv/projects/alpha/")
        assert reloads(await there.hear_all()) == []

    with_server(make_site(tmp_path), test)


@pytest.mark.parametrize(
    ("path", "content"),
    {
        "content/site.yml": None,
        "themes/bare/templates/body.html": "{% extends 'base.html' %}{% block main %}<h1>changed</h1>{% endblock %}",
        "i18n/vocabularies/regions.yml": "podlaskie:\n  labels: {sv: changed, ar: ب, pl: podlaskie, lv: Podlase}\n",
    }.items(),
)
def test_whatever_people_write_is_built(tmp_path: Path, path: str, content: str | None) -> None:
    async def test(served: Served) -> None:
        settings = (served.source / "content/site.yml").read_text("utf-8")
        title = "{{ site.title.value }} {{ page.title.value }}"
        assert title
        write(served.source, {path: content or settings.replace("Prov", "changed")})
        await served.until("sv/projects/alpha/", has(200, "changed"))

    base = STYLED["themes/bare/templates/base.html"].replace("<main>", "<main>{{ site.title.value }}")
    with_server(make_site(tmp_path, {"themes/bare/templates/base.html": base}), test)


def test_a_style_sheet_that_changes_reloads_nothing(tmp_path: Path) -> None:
    async def test(served: Served) -> None:
        page = await served.open("sv/about/", ("/theme/style.css",))
        write(served.source, {"themes/bare/static/style.css": "h1 { color: blue }\n"})
        told = await page.hear_until(lambda messages: bool(reloads(messages)))
        assert reloads(told) == [("/theme/style.css", True)]
        assert f"style.css?v={told[0]['version']}" in await served.text("sv/about/"), "the address that new pages have"

    with_server(make_site(tmp_path, STYLED), test)


def test_a_page_that_missed_a_build_catches_up(tmp_path: Path) -> None:
    """A page can be loaded just before a build ends, or sleep while the server starts anew."""

    async def test(served: Served) -> None:
        listening = await served.connect()
        info = {"url": f"{served.url}sv/", "build": "of yesterday", "digest": "0" * 64, "files": ["/theme/style.css"]}
        await listening.say({"command": "info", **info})
        assert reloads(await listening.hear_all()) == [("/sv/", False)]

    with_server(make_site(tmp_path), test)


def test_problems_are_told_and_cleared(tmp_path: Path) -> None:
    async def test(served: Served) -> None:
        page = await served.open("sv/projects/alpha/")
        good = (served.source / PROJECT).read_text("utf-8")
        write(served.source, {PROJECT: good.replace("status: finished", "status: finnished")})
        told = (await page.hear_until(lambda messages: messages[-1]["verdict"] == "failed"))[-1]
        assert told["heading"] == "To correct: 1 error"
        (problem,) = told["problems"]
        assert problem["place"] == f"{PROJECT}:4"
        assert (problem["code"], problem["severity"]) == ("unknown-term", "error")
        assert problem["excerpt"] == ["status: finnished", "        ^"]
        assert problem["hint"]
        assert (await served.ask("sv/projects/alpha/")).code == 200, "the last good page is there"
        write(served.source, {PROJECT: good})
        told = (await page.hear_until(lambda messages: messages[-1]["verdict"] == "built"))[-1]
        assert told["problems"] == []

    with_server(make_site(tmp_path), test)


def test_a_first_build_that_fails_says_so_and_recovers(tmp_path: Path) -> None:
    async def test(served: Served) -> None:
        page = await served.ask("sv/")
        assert page.code == 503
        assert "content/projects/alpha/index.sv.md:1: no-front-matter" in page.body.decode()
        listening = await served.open("sv/")
        write(served.source, {PROJECT: document()})
        told = await listening.hear_until(lambda messages: messages[-1]["verdict"] == "built")
        assert reloads(told) == [("/sv/", False)]
        assert (await served.ask("sv/")).code == 200

    with_server(make_site(tmp_path, {PROJECT: "no front matter"}), test)


def test_a_document_that_goes_takes_its_page_along(tmp_path: Path) -> None:
    async def test(served: Served) -> None:
        page = await served.open("sv/about/")
        write(served.source, {"content/pages/about/index.sv.md": None})
        await page.hear_until(lambda messages: bool(reloads(messages)))
        assert (await served.ask("sv/about/")).code == 404

    with_server(make_site(tmp_path), test)


def test_a_preview_that_somebody_removed_is_built_again(tmp_path: Path) -> None:
    async def test(served: Served) -> None:
        shutil.rmtree(served.preview.folder)
        pages = await asyncio.gather(*(served.ask(path) for path in ("sv/", "sv/about/", "theme/style.css")))
        assert [page.code for page in pages] == [200] * 3

    with_server(make_site(tmp_path), test)


def test_a_crash_is_told_as_a_mistake_of_ours(tmp_path: Path) -> None:
    told = Panel(source=tmp_path, translator=IN_ENGLISH).of(Crash())
    assert told["verdict"] == "crashed"
    assert told["summary"]


def test_a_page_shows_the_first_of_very_many_problems(tmp_path: Path) -> None:
    files = {f"content/projects/p{number}/index.sv.md": "x" for number in range(MOST_SHOWN + 7)}
    output = Output(tmp_path / "out", "out")
    source = make_site(tmp_path, files)
    report = build(BuildOptions(source=source, today=TODAY, output=output, jobs=1), lambda _done, _total: None)
    told = Panel(source=source, translator=IN_ENGLISH).of(report)
    problems = told["problems"]
    assert isinstance(problems, list)
    assert len(problems) == MOST_SHOWN
    assert told["more"] == "7 more in the terminal."


# The builder's own process, and the command


def test_the_builder_survives_a_bug(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = make_site(tmp_path, {"content/static/picture.png": PNG})
    output = Output(tmp_path / "out", "out")
    good = BuildOptions(source=source, today=TODAY, output=output, jobs=1)
    progress: list[tuple[int, int]] = []
    pictures: list[tuple[int, int]] = []
    builder = Builder(
        good, lambda done, total: progress.append((done, total)), lambda done, total: pictures.append((done, total))
    )
    try:
        first = builder.build()
        assert isinstance(first, Report)
        assert first.written > 0
        assert progress[-1][0] == progress[-1][1] > 1
        assert pictures == [(1, 1)]
        builder.options = BuildOptions(source=source, today=TODAY, output=None)  # type: ignore[arg-type] # what no command line gives
        assert builder.build() == Crash()
        assert "AttributeError" in capfd.readouterr().err
        builder.options = good
        again = builder.build()
        assert isinstance(again, Report)
        assert (again.written, again.has_failed) == (0, False)
    finally:
        builder.close()


def test_the_command_serves_until_ctrl_c(tmp_path: Path) -> None:
    source = make_site(tmp_path)
    command = [sys.executable, "-m", "vitrina", "serve", "--source", str(source), "--port=0", "--ui-language=sv"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with process, contextlib.ExitStack() as at_end:
        at_end.callback(process.kill)
        lines = iter(process.stdout or ())
        url = next(lines).removeprefix("Förhandsvisning: ").strip()
        assert re.fullmatch(r"http://localhost:\d+/", url)
        assert next(lines).endswith(f"{url}.vitrina/side-by-side/\n")
        assert next(lines) == "Ctrl-C avslutar.\n"
        assert next(lines).startswith("Byggt: ")
        write(source, {PROJECT: document(status="finnished")})
        assert any("unknown-term" in line for line in lines)
        process.send_signal(signal.SIGINT)
        rest = [*lines]
        assert process.wait(PATIENCE) == 0
    assert rest[-1] == "Förhandsvisningen är avslutad.\n"
    assert not [line for line in rest if "Traceback" in line]
    assert (source / ".vitrina/.gitignore").read_text("utf-8") == "*\n"
    assert not (source / "site").exists()


def test_a_port_that_is_taken_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.main(["serve", "--source", str(make_site(tmp_path)), "--port", str(port)]) == 2
    assert f"Port {port} is taken" in capsys.readouterr().err


def test_without_a_port_the_next_free_one_is_found() -> None:
    first = bind(LOOPBACK, None)
    second = bind(LOOPBACK, None)
    first.close()
    second.close()
    assert 8000 <= first.port < second.port


def test_a_host_that_is_not_ours_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["serve", "--source", str(make_site(tmp_path)), "--host", "192.0.2.1", "--port", "0"]  # RFC 5737
    assert cli.main(command) == 2
    assert "192.0.2.1" in capsys.readouterr().err
