"""Links to other sites: asked politely, once, and told where they were written. All servers are on this machine."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.required import require
from tests.sites import (
    PAGE,
    PROJECT,
    ROOT,
    SITE_YML,
    THEME,
    TODAY,
    TRANSLATION,
    Files,
    document,
    explain,
    found,
    make_site,
    write,
)
from vitrina.cli import main as cli
from vitrina.linkcheck.addresses import redirect_target, request_url
from vitrina.linkcheck.result_cache import KIND, load_results
from vitrina.linkcheck.values import CrawlPolicy
from vitrina.pipeline import CheckOptions, check
from vitrina.problems import Location
from vitrina.reporting.report import Report

pytestmark = pytest.mark.usefixtures("small_package")

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
QUICK = CrawlPolicy(
    now=NOW,
    connect_timeout=2,
    read_timeout=0.4,
    total_timeout=0.8,
    pause=0.0,
    back_off=0.02,
    longest_wait=0.5,
    tries=3,
    most_redirects=4,
    proxies={},
    own_hosts=frozenset(("127.0.0.1", "localhost")),
)
NOWHERE = "nowhere.invalid"  # RFC 6761: no name server knows it


def memory_name(source: Path) -> str:
    return f"{KIND}-{hashlib.sha256(os.path.realpath(source).encode()).hexdigest()[:24]}.json"


def memory(source: Path) -> Path:
    return Path(os.environ["VITRINA_CACHE_DIR"]) / memory_name(source)


HEAD = '<html lang="sv"><title>a</title>{% block main %}{{ entry.body|safe if entry is defined }}{% endblock %}\n'

DEAD, UNCHECKED, MOVED = "dead-external-link", "unchecked-external-link", "moved-external-link"


@dataclass(frozen=True)
class Turn:
    """What a server answers; ``delay`` is in seconds, and with ``drips`` it sends a byte of its head now and then."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drips: bool = False
    breaks_off: bool = False


Answering = Callable[[str, str, int], Turn]
"""Takes the method, the path and how many requests for that path came before."""


class Server:
    """A site on this machine that notes each request, and how many came at the same time."""

    def __init__(self, answering: Answering) -> None:
        self.requests: list[tuple[str, str]] = []
        self.headers: list[Mapping[str, str]] = []
        self.times: list[float] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._answering = answering
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_address[1]

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def use_tls(self, certificate: Path, key: Path) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)

    @contextmanager
    def running(self) -> Iterator[Server]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def _serve(self) -> None:
                with server._lock:
                    before = sum(path == self.path for _, path in server.requests)
                    server.requests.append((self.command, self.path))
                    server.headers.append(dict(self.headers))
                    server.times.append(time.monotonic())
                    server._at_once += 1
                    server.most_at_once = max(server.most_at_once, server._at_once)
                turn = server._answering(self.command, self.path, before)
                time.sleep(turn.delay)
                with server._lock:  # before the answer: whoever has it may ask the next question at once
                    server._at_once -= 1
                with suppress(OSError):  # whoever asked has gone
                    self._say(turn)

            do_HEAD = do_GET = do_POST = _serve  # noqa: N815 (the library's names)

            def _say(self, turn: Turn) -> None:
                if turn.breaks_off:
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 40 if turn.drips else b"":
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.1)
                self.send_response_only(turn.status)
                for name, value in turn.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(b"x" * 100_000)

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 (the library's name)
                """A test's output is no place for a log."""

        return Handler


@pytest.fixture
def serve() -> Iterator[Callable[[Answering], Server]]:
    with ExitStack() as stack:
        yield lambda answering: stack.enter_context(Server(answering).running())


Serve = Callable[[Answering], Server]


def always(turn: Turn) -> Answering:
    return lambda _method, _path, _before: turn


def check_site(source: Path, crawl_policy: CrawlPolicy | None = QUICK, *, is_strict: bool = False) -> Report:
    options = CheckOptions(source=source, today=TODAY, jobs=1, external=crawl_policy, is_strict=is_strict)
    return check(options, lambda _done, _total: None)


def page_with(*links: str) -> Files:
    """A page with each link on a line of its own, the first on line 4."""
    return {PAGE: document("".join(f"[a]({link})  \n" for link in links))}


def own_host(server: Server) -> Files:
    """Return the settings of a site that is published by this server, which therefore may be asked."""
    return {"content/site.yml": SITE_YML.replace("https://example.org/showcase/", server.url("/showcase/"))}


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def to(location: str, status: int) -> Turn:
    return Turn(status, {"Location": location})


@dataclass(frozen=True)
class Case:
    """How a site answers ``/``, what is asked of it, what the check says, and words of that."""

    name: str
    answering: Answering
    requests: str
    code: str | None = None
    words: tuple[str, ...] = ()


def head_refused(status: int) -> Case:
    return Case(
        f"HEAD is refused with {status}", lambda method, _p, _b: Turn(status if method == "HEAD" else 200), "HEAD GET"
    )


def only_first(turn: Turn) -> Answering:
    return lambda _method, path, before: turn if path == "/" and before == 0 else Turn()


CASES = [
    Case("alive", always(Turn()), "HEAD"),
    Case("no content", always(Turn(204)), "HEAD"),
    Case("not found", always(Turn(404)), "HEAD GET", DEAD, ("no such page (404)",)),
    Case("gone", always(Turn(410)), "HEAD GET", DEAD, ("(410)",)),
    *(head_refused(status) for status in (400, 403, 404, 405, 500, 501, 503)),
    Case("forbidden", always(Turn(403)), "HEAD GET", UNCHECKED, ("answered 403",)),
    Case("unauthorised", always(Turn(401)), "HEAD GET", UNCHECKED),
    Case("a site that blocks programs", always(Turn(999)), "HEAD GET", UNCHECKED, ("answered 999",)),
    Case("out of order", always(Turn(500)), "HEAD GET GET GET", UNCHECKED, ("answered 500",)),
    Case("fails once", only_first(Turn(breaks_off=True)), "HEAD GET"),
    Case("breaks off", always(Turn(breaks_off=True)), "HEAD GET GET", UNCHECKED, ("broke off",)),
    Case("slow once", only_first(Turn(delay=0.6)), "HEAD GET"),
    Case("slow", always(Turn(delay=0.6)), "HEAD GET GET", UNCHECKED, ("did not answer in time",)),
    Case("talks on and on", always(Turn(drips=True)), "HEAD GET GET", UNCHECKED, ("did not answer in time",)),
    Case("busy once", only_first(Turn(429, {"Retry-After": "0"})), "HEAD GET"),
    Case("busy", always(Turn(429)), "HEAD GET GET", UNCHECKED, ("answered 429",)),
    Case("busy for an hour", always(Turn(429, {"Retry-After": "3600"})), "HEAD", UNCHECKED),
    Case(
        "busy until a date",
        always(Turn(503, {"Date": "Sat, 31 Jan 2026 12:00:00 GMT", "Retry-After": "Sat, 31 Jan 2026 13:00:00 GMT"})),
        "HEAD GET",
        UNCHECKED,
    ),
    Case("odd Retry-After", only_first(Turn(429, {"Retry-After": "soon, ²"})), "HEAD GET"),
    Case("redirect without an address", always(Turn(302)), "HEAD", UNCHECKED, ("302",)),
    Case("redirect to a file", always(to("file:///etc/passwd", 301)), "HEAD", UNCHECKED, ("file:///etc/passwd",)),
    Case("redirect to a script", always(to("javascript:alert(1)", 302)), "HEAD", UNCHECKED),
    Case("redirect to itself", always(to("/", 302)), "HEAD", DEAD, ("round in a circle",)),
    Case(
        "redirect to itself with a cookie",
        always(Turn(302, {"Location": "/", "Set-Cookie": "a=b"})),
        "HEAD",
        UNCHECKED,
        ("cookies",),
    ),
    Case(
        "redirects without end",
        lambda _method, path, _before: to(f"{path}x", 302),
        "HEAD HEAD HEAD HEAD HEAD",
        UNCHECKED,
        ("redirects followed: 4",),
    ),
    Case("moved for now", only_first(to("/new/", 302)), "HEAD HEAD"),
    Case("moved for now (307)", only_first(to("/new/", 307)), "HEAD HEAD"),
    Case("moved for good", only_first(to("/new/", 301)), "HEAD HEAD", MOVED, ("new address: ", "/new/#part")),
    Case("moved for good (308)", only_first(to("/new/", 308)), "HEAD HEAD", MOVED),
    Case("moved to another letter", only_first(to("/ziņas/".encode().decode("latin-1"), 301)), "HEAD HEAD", MOVED),
    Case(
        "moved for good, then for now",
        lambda _m, path, _b: {"/": to("/new/", 301), "/new/": to("/login/", 302)}.get(path, Turn()),
        "HEAD HEAD HEAD",
        MOVED,
        ("/new/#part",),
    ),
    Case(
        "moved for now, then for good",
        lambda _m, path, _b: {"/": to("/new/", 302), "/new/": to("/newer/", 301)}.get(path, Turn()),
        "HEAD HEAD HEAD",
    ),
    Case(
        "moved to where nothing is",
        lambda _m, path, _b: to("/new/", 301) if path == "/" else Turn(404),
        "HEAD HEAD GET",
        DEAD,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_site_answers(case: Case, tmp_path: Path, serve: Serve) -> None:
    server = serve(case.answering)
    report = check_site(make_site(tmp_path, page_with(server.url("/#part"))))
    assert found(report) == ([] if case.code is None else [(PAGE, 4, case.code)])
    assert [method for method, _ in server.requests] == case.requests.split()
    for words in case.words:
        assert words in explain(report.problems)


def test_a_warning_fails_under_strict_only_and_a_note_never(tmp_path: Path, serve: Serve) -> None:
    server = serve(lambda _m, path, _b: Turn(404 if path == "/dead" else 403))
    source = make_site(tmp_path, page_with(server.url("/other")))
    assert not check_site(source, is_strict=True).has_failed
    make_site(tmp_path, page_with(server.url("/dead")))
    assert not check_site(source).has_failed
    assert check_site(source, is_strict=True).has_failed


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "[::ffff:127.0.0.1]", "0.0.0.0"])
def test_the_network_of_this_machine_is_not_asked(host: str, tmp_path: Path, serve: Serve) -> None:
    """Whoever writes a link could otherwise make the machine that checks it ask its neighbours."""
    neighbour = serve(always(Turn()))
    report = check_site(
        make_site(tmp_path, page_with(neighbour.url("/admin", host))), replace(QUICK, own_hosts=frozenset())
    )
    assert found(report) == [(PAGE, 4, UNCHECKED)]
    assert "is in the network of this computer" in explain(report.problems)
    assert neighbour.requests == []


def test_the_network_of_this_machine_is_asked_for_the_site_itself(tmp_path: Path, serve: Serve) -> None:
    """A site on an intranet links to its own host, outside of its folder."""
    own = serve(always(Turn()))
    source = make_site(tmp_path, {**page_with(own.url("/other/")), **own_host(own)})
    report = check_site(source, replace(QUICK, own_hosts=frozenset()))
    assert found(report) == []
    assert [path for _, path in own.requests] == ["/other/"]


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (f"http://{NOWHERE}/", f"no host called {NOWHERE}"),
        ("http://127.0.0.1:1/", "There is no website at 127.0.0.1 any more"),
        ("http://example.org:99999/", "Write a full address"),
        ("https://", "Write a full address"),
        ("http://exa*mple.org/", "Write a full address"),
        ("http://xn--a.-.ł..org/", "Write a full address"),
        (f"http://{'a' * 64}.org/", "Write a full address"),
    ],
)
def test_where_no_site_is(link: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_name_servers(monkeypatch, socket.EAI_NONAME)
    report = check_site(make_site(tmp_path, page_with(link)))
    assert found(report) == [(PAGE, 4, DEAD)]
    assert words in explain(report.problems)


def without_name_servers(monkeypatch: pytest.MonkeyPatch, code: int) -> list[str]:
    """Let names be unknown with the error ``code``, whatever network there is; addresses are still themselves."""
    real, asked_for = socket.getaddrinfo, []

    def resolve(host: str, *arguments: object, **options: object) -> object:
        asked_for.append(host)
        if host[0].isdigit():
            return real(host, *arguments, **options)  # type: ignore[arg-type]
        raise socket.gaierror(code, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked_for


def test_a_site_without_tls_is_dead_over_https(tmp_path: Path, serve: Serve) -> None:
    server = serve(always(Turn()))
    report = check_site(make_site(tmp_path, page_with(server.url("/").replace("http:", "https:"))))
    assert found(report) == [(PAGE, 4, DEAD)]
    assert "over https" in explain(report.problems)


SIGNING = {
    "itself": ["req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=a -keyout key.pem -out certificate.pem"],
    "somebody": [
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=somebody -keyout signer-key.pem -out signer.pem",
        "req -newkey rsa:2048 -nodes -subj /CN=a -keyout key.pem -out request.pem",
        "x509 -req -in request.pem -CA signer.pem -CAkey signer-key.pem -CAcreateserial -days 2 -out certificate.pem",
    ],
}


@pytest.mark.parametrize(
    ("signer", "code", "words"),
    [("itself", DEAD, "its certificate is not valid"), ("somebody", UNCHECKED, "does not know who signed")],
)
def test_what_a_certificate_says(signer: str, code: str, words: str, tmp_path: Path, serve: Serve) -> None:
    """A certificate that signed itself is no good anywhere; of a signer, a browser may know more than this machine."""
    require(shutil.which("openssl"), "openssl, which makes the certificates, is not installed")
    for arguments in SIGNING[signer]:
        subprocess.run(["openssl", *arguments.split()], cwd=tmp_path, capture_output=True, check=True)
    server = serve(always(Turn()))
    server.use_tls(tmp_path / "certificate.pem", tmp_path / "key.pem")
    report = check_site(make_site(tmp_path / "site", page_with(server.url("/").replace("http:", "https:"))))
    assert found(report) == [(PAGE, 4, code)]
    assert words in explain(report.problems)
    assert server.requests == []


@pytest.mark.parametrize(("name", "expected"), [("localhost", []), ("other.example", [(PAGE, 4, DEAD)])])
def test_a_certificate_is_for_the_name_in_the_link(
    name: str, expected: list[object], tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    require(shutil.which("openssl"), "openssl, which makes the certificates, is not installed")
    command = (
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={name} -addext subjectAltName=DNS:{name} "
        "-keyout key.pem -out certificate.pem"
    )
    subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    server = serve(always(Turn()))
    server.use_tls(tmp_path / "certificate.pem", tmp_path / "key.pem")
    link = server.url("/", "localhost").replace("http:", "https:")
    assert found(check_site(make_site(tmp_path / "site", page_with(link)))) == expected


def test_nothing_is_asked_without_the_option(tmp_path: Path, serve: Serve) -> None:
    server = serve(always(Turn(404)))
    assert found(check_site(make_site(tmp_path, page_with(server.url("/"))), None)) == []
    assert server.requests == []
    assert not (tmp_path / ".vitrina").exists()


def test_the_request_says_who_asks_and_gives_nothing_away(tmp_path: Path, serve: Serve) -> None:
    server = serve(always(Turn()))
    link = server.url("/żółw/ā?q=ł&r=%C5%82 x#سلام").replace("http://", "http://me:secret@")
    assert found(check_site(make_site(tmp_path, page_with(f"<{link}>")))) == []
    assert server.requests == [("HEAD", "/%C5%BC%C3%B3%C5%82w/%C4%81?q=%C5%82&r=%C5%82%20x")]
    (headers,) = server.headers
    assert headers["User-Agent"].startswith("Vitrina/")
    assert {name.lower() for name in headers} == {"host", "accept-encoding", "user-agent", "accept", "connection"}
    assert "secret" not in memory(tmp_path).read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://Żółw.example/ś", "https://xn--w-uga1v8h.example/%C5%9B"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("http://موقع.example", "http://xn--4gbrim.example/"),
        ("http://EXAMPLE.org:80/a%20b", "http://example.org/a%20b"),
        ("https://example.org:8443/?a=b#c", "https://example.org:8443/?a=b"),
        ("https://my_site.example.org./", "https://my_site.example.org./"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("http://me:secret@example.org/", "http://example.org/"),
        ("http://example.org/a b", "http://example.org/a%20b"),
        ("ftp://example.org/", None),
        ("http:///path", None),
        ("http://[::1/", None),
        ("http://" + "a." * 130 + "org/", None),
    ],
)
def test_how_an_address_is_asked_for(written: str, expected: str | None) -> None:
    assert request_url(written) == expected
    assert expected is None or request_url(expected) == expected


@pytest.mark.parametrize(
    ("address", "location", "expected"),
    [
        ("https://example.org/a/b", "../c?d", "https://example.org/c?d"),
        ("https://example.org/", "//example.com/x", "https://example.com/x"),
        ("https://example.org/", "mailto:a@example.org", None),
        ("https://example.org/", "http://127.0.0.1/admin", None),
        ("https://example.org/", "http://localhost:8000/", None),
        ("https://example.org/", "http://169.254.169.254/", None),
        ("https://example.org/", "http://[::1]/", None),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:9000/", "http://127.0.0.1:9000/"),
        ("https://example.org/", "http://[", None),
    ],
)
def test_where_a_redirect_may_lead(address: str, location: str, expected: str | None) -> None:
    assert redirect_target(address, location) == expected


def test_one_request_at_a_time_to_a_host_and_several_hosts_at_once(tmp_path: Path, serve: Serve) -> None:
    """``localhost`` redirects to the other host, which has enough to do: that request waits for its turn, too."""
    slow = serve(always(Turn(delay=0.05)))
    other = serve(lambda _m, path, _b: to(slow.url(f"/from{path}"), 302))
    links = [slow.url(f"/{number}") for number in range(12)] + [
        other.url(f"/{number}", "localhost") for number in range(6)
    ]
    assert found(check_site(make_site(tmp_path, page_with(*links)))) == []
    assert slow.most_at_once == 1
    assert other.most_at_once == 1
    assert len(slow.requests) == 18
    assert min(other.times) < max(slow.times[:12])


def test_there_is_a_pause_between_requests_to_a_host(tmp_path: Path, serve: Serve) -> None:
    server = serve(always(Turn()))
    check_site(make_site(tmp_path, page_with(*(server.url(f"/{n}") for n in range(4)))), replace(QUICK, pause=0.1))
    gaps = [after - before for before, after in zip(server.times, server.times[1:], strict=False)]
    assert min(gaps) >= 0.1


def test_a_site_that_wants_to_be_left_alone_for_a_while_is(tmp_path: Path, serve: Serve) -> None:
    server = serve(lambda _m, _p, before: Turn(429, {"Retry-After": "1"}) if before == 0 else Turn())
    assert found(check_site(make_site(tmp_path, page_with(server.url("/"))), replace(QUICK, longest_wait=5))) == []
    assert server.times[1] - server.times[0] >= 1.0


def test_a_host_that_does_not_answer_is_not_asked_for_its_other_pages(tmp_path: Path, serve: Serve) -> None:
    server = serve(always(Turn(delay=0.6)))
    report = check_site(make_site(tmp_path, page_with(*(server.url(f"/{n}") for n in range(20)))))
    assert codes(report) == [UNCHECKED] * 20
    assert len(server.requests) == QUICK.tries


def test_an_address_in_four_languages_is_asked_for_once_and_told_where_it_stands(tmp_path: Path, serve: Serve) -> None:
    server = serve(always(Turn(404)))
    dead = server.url("/dead")
    base = f"{THEME}/templates/base.html"
    files = {
        PROJECT: document(f"Text. [a]({dead})\n\n[b]({dead}#part), [c]({dead})\n"),
        TRANSLATION: document(f"Tekst [a][x].\n\n[x]: {dead}\n", translated_from="sv"),
        PAGE: document("Om oss.\n", summary=f"See {server.url('/unlinked')}"),
        "content/site.yml": f"{SITE_YML}organisation:\n  name: {{sv: A, ar: A, pl: A, lv: A}}\n  url: {dead}\n",
        base: f'{HEAD}<a href="{{{{ site.organisation_url }}}}">a</a>',
    }
    report = check_site(make_site(tmp_path, files))
    places = [(problem.location, problem.code) for problem in report.problems]
    assert places == [
        (Location(TRANSLATION, 7, 6), DEAD),
        (Location(PROJECT, 4, 11), DEAD),
        (Location(PROJECT, 6, 5), DEAD),
        (Location(PROJECT, 6, 5 + len(dead) + 12), DEAD),
        (Location("content/site.yml", 12, 8), DEAD),
    ]
    assert server.requests == [("HEAD", "/dead"), ("GET", "/dead")]


def test_a_link_in_the_theme_is_told_there(tmp_path: Path, serve: Serve) -> None:
    server = serve(always(Turn(410)))
    base = f"{THEME}/templates/base.html"
    html = f'{HEAD}<a href="{server.url("/x")}">a</a>\n<form action="{server.url("/send")}"></form>'
    assert found(check_site(make_site(tmp_path, {base: html}))) == [(base, 2, DEAD)]
    assert {path for _, path in server.requests} == {"/x"}


@dataclass(frozen=True)
class Later:
    """What is asked again so long after a first check."""

    status: int
    after: timedelta
    is_asked: bool


LATER = [
    Later(200, timedelta(days=6), is_asked=False),
    Later(200, timedelta(days=8), is_asked=True),
    Later(200, timedelta(days=-1), is_asked=True),
    Later(404, timedelta(minutes=50), is_asked=False),
    Later(404, timedelta(minutes=70), is_asked=True),
    Later(403, timedelta(minutes=5), is_asked=False),
    Later(403, timedelta(minutes=15), is_asked=True),
]


@pytest.mark.parametrize("later", LATER, ids=str)
def test_answers_are_remembered_for_a_while(later: Later, tmp_path: Path, serve: Serve) -> None:
    server = serve(always(Turn(later.status)))
    source = make_site(tmp_path, page_with(server.url("/a")))
    first = check_site(source)
    server.requests.clear()
    second = check_site(source, replace(QUICK, now=NOW + later.after))
    assert second.problems == first.problems
    assert bool(server.requests) is later.is_asked


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        b'{"version": 2, "answers": {}}',
        b'{"version": 1, "answers": [1]}',
        b'{"version": 1, "answers": {"ADDRESS": 1}}',
        b'{"version": 1, "answers": {"ADDRESS": {"given": "2026-01-31T12:00:00+00:00", "outcome": "fine"}}}',
        b'{"version": 1, "answers": {"ADDRESS": {"given": "2026-01-31T12:00:00+00:00", "outcome": "dead"}}}',
        b'{"version": 1, "answers": {"ADDRESS": {"given": "yesterday", "outcome": "alive"}}}',
        b'{"version": 1, "answers": {"ADDRESS": {"given": 1, "outcome": "alive"}}}',
        b'{"version": 1, "answers": {"ADDRESS": {"given": "9999-12-31T23:59:59-23:59", "outcome": "alive"}}}',
    ],
)
def test_a_spoiled_memory_is_empty(content: bytes, tmp_path: Path, serve: Serve) -> None:
    server = serve(always(Turn()))
    source = make_site(tmp_path, page_with(server.url("/")))
    memory(source).parent.mkdir(exist_ok=True)
    memory(source).write_bytes(content.replace(b"ADDRESS", server.url("/").encode()))
    assert found(check_site(source)) == []
    assert server.requests == [("HEAD", "/")]
    assert list(load_results(source, NOW)) == [server.url("/")]


def test_the_memory_forgets_what_is_old_and_lies_outside_of_the_site(tmp_path: Path, serve: Serve) -> None:
    server = serve(always(Turn()))
    source = make_site(tmp_path / "site", page_with(server.url("/old")))
    check_site(source)
    make_site(source, page_with(server.url("/new")))
    check_site(source, replace(QUICK, now=NOW + timedelta(days=8)))
    assert list(json.loads(memory(source).read_bytes())["answers"]) == [server.url("/new")]
    assert not (source / ".vitrina").exists()


def test_a_site_cannot_bring_results_along(tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(always(Turn(404)))
    source = make_site(tmp_path / "site", page_with(server.url("/")))
    check_site(source)
    forged = memory(source).read_bytes().replace(b'"dead"', b'"alive"').replace(b'"reason"', b'"given "')
    memory(source).unlink()
    for cache in (".vitrina", ".cache/vitrina"):
        monkeypatch.setenv("VITRINA_CACHE_DIR", str(source / cache))
        write(source, {f"{cache}/{name}": forged for name in ("links.json", memory_name(source))})
        assert found(check_site(source)) == [(PAGE, 4, DEAD)]
        assert (source / cache / memory_name(source)).read_bytes() == forged


def test_where_nothing_can_be_written_there_is_no_memory(
    tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(always(Turn(404)))
    source = make_site(tmp_path / "site", page_with(server.url("/")))
    write(tmp_path, {"cache": "a file where the folder belongs"})
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(tmp_path / "cache"))
    for _ in range(2):
        assert found(check_site(source)) == [(PAGE, 4, DEAD)]
    assert len(server.requests) == 2 * 2


HOSTS = [f"http://h{number}.invalid/{page}" for number in range(20) for page in range(5)]


@pytest.mark.parametrize("code", [socket.EAI_NONAME, socket.EAI_AGAIN])
def test_no_network_is_one_problem(code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for = without_name_servers(monkeypatch, code)
    report = check_site(make_site(tmp_path, page_with(*HOSTS)))
    assert found(report) == [("content/site.yml", 0, "no-network")]
    assert "Addresses left: 100" in explain(report.problems)
    assert not memory(tmp_path).exists()
    assert code == socket.EAI_NONAME or len(set(asked_for)) < 20


def test_a_name_server_that_does_not_answer_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    is_over = threading.Event()

    def resolve(*_arguments: object, **_options: object) -> object:
        is_over.wait(60)
        raise socket.gaierror(socket.EAI_AGAIN, "no answer")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    try:
        began = time.monotonic()
        report = check_site(make_site(tmp_path, page_with("http://a.example/")), replace(QUICK, connect_timeout=0.1))
        assert time.monotonic() - began < 30
    finally:
        is_over.set()
    assert codes(report) == ["no-network"]


def test_dead_hosts_are_no_missing_network(tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither beside a host that is there nor, later, beside one that was there lately."""
    without_name_servers(monkeypatch, socket.EAI_NONAME)
    server = serve(always(Turn()))
    source = make_site(tmp_path, page_with(*HOSTS, server.url("/")))
    first = check_site(source)
    assert codes(first) == [DEAD] * 100
    server.requests.clear()
    assert check_site(source, replace(QUICK, now=NOW + timedelta(days=1))).problems == first.problems
    assert server.requests == []


def test_a_proxy_is_used_and_a_missing_one_is_no_network(tmp_path: Path, serve: Serve) -> None:
    proxy = serve(always(Turn()))
    source = make_site(tmp_path, page_with("http://example.invalid/a", "https://example.invalid/b"))
    proxies = {"http": proxy.url("").replace("http://", "http://us%65r:pass@"), "https": f"127.0.0.1:{proxy.port}"}
    report = check_site(source, replace(QUICK, proxies=proxies))
    assert ("HEAD", "http://example.invalid/a") in proxy.requests
    assert proxy.headers[0]["Proxy-Authorization"] == "Basic dXNlcjpwYXNz"
    assert found(report) == [(PAGE, 5, UNCHECKED)]  # this proxy knows no CONNECT
    memory(source).unlink()
    report = check_site(source, replace(QUICK, proxies={"http": "http://127.0.0.1:1", "https": "127.0.0.1:1"}))
    assert codes(report) == ["no-network"]


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_command(form: str, tmp_path: Path, serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    server = serve(always(Turn(404)))
    source = make_site(tmp_path, {**page_with(server.url("/")), **own_host(server)})
    command = ["check", "--external", f"--source={source}", "--jobs=1", f"--format={form}", "--ui-language=pl"]
    assert cli.main(command) == 0
    printed = "".join(capsys.readouterr())
    assert DEAD in printed
    assert server.url("/") in printed
    if form == "json":
        (problem,) = json.loads(printed)["problems"]
        assert (problem["path"], problem["line"], problem["column"], problem["severity"]) == (PAGE, 4, 5, "warning")


def test_ctrl_c_ends_the_asking_at_once_and_keeps_the_answers(tmp_path: Path, serve: Serve) -> None:
    server = serve(lambda _m, path, _b: Turn(delay=0.0 if path == "/0" else 15.0))
    source = make_site(tmp_path, {**page_with(server.url("/0"), server.url("/1")), **own_host(server)})
    command = [sys.executable, "-m", "vitrina", "check", "--external", f"--source={source}", "--ui-language=en"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while len(server.requests) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert time.monotonic() - began < 5
    assert process.returncode == cli.INTERRUPTED
    assert errors == "\nStopped. What other sites have answered so far is kept for the next check.\n"
    assert list(load_results(source, datetime.now(tz=UTC))) == [server.url("/0")]
