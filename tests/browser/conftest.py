"""The demo site, served under a sub-path, and one headless Chromium for all browser tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, sync_playwright

from tests.required import require
from tests.walk import serve
from vitrina.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSER = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LANGUAGES = {"sv": "ltr", "ar": "rtl", "pl": "ltr", "lv": "ltr"}


@dataclass(frozen=True, slots=True)
class Site:
    """The built and served demo site. ``kinds`` names a page of each kind, with ``{language}`` in its path."""

    folder: Path
    base: str

    def pages(self, language: str) -> dict[str, str]:
        """Return the address of one page of every kind in ``language``."""
        own = f"{self.base}{language}/"
        return {
            "home": own,
            "projects": f"{own}projects/",
            "project": own + self._first(language, "projects/*"),
            "fallback": own + self._first("lv", "projects/*colectivo*") if language == "lv" else own,
            "news": f"{own}news/",
            "post": own + self._first(language, "news/*"),
            "page": own + self._page(language),
            "vocabulary": f"{own}regions/",
            "term": f"{own}regions/poland/",
            "funder": f"{own}funders/eea-and-norway-grants/",
            "partners": f"{own}partners/",
            "partner": f"{own}partners/newschool-no/",
            "overview": f"{own}overview/",
            "embed": f"{own}projects/embed/#code",
            "compare": f"{own}compare/?ids=moc-kobiet,warnik",
            "preferences": f"{own}display/",
            "permanent": f"{self.base}id/moc-kobiet/#languages",
            "chooser": f"{self.base}#languages",
            "not_found": f"{own}no-such-page/",
        }

    def _first(self, language: str, pattern: str) -> str:
        pages = sorted((self.folder / language).glob(f"{pattern}/index.html"))
        found = [page for page in pages if page.parent.name != "embed"]
        assert found, (language, pattern)
        return found[0].parent.relative_to(self.folder / language).as_posix() + "/"

    def _page(self, language: str) -> str:
        facets = {"projects", "news", "regions", "statuses", "scopes", "support-areas", "activity-types"}
        facets |= {"target-groups", "funders", "partners", "overview", "compare", "display"}
        found = sorted(p for p in (self.folder / language).iterdir() if p.is_dir() and p.name not in facets)
        return f"{found[0].name}/"


KINDS = (
    "home",
    "projects",
    "project",
    "fallback",
    "news",
    "post",
    "page",
    "vocabulary",
    "term",
    "funder",
    "partners",
    "partner",
    "overview",
    "embed",
    "compare",
    "preferences",
    "permanent",
    "chooser",
    "not_found",
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("demo") / "site"
    with serve(folder, "/showcase/") as base:
        assert main(["build", "--source", str(ROOT), "--output", str(folder), "--base-url", base, "--quiet"]) == 0
        yield Site(folder, base)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None and MAC_BROWSER.exists():
        found = str(MAC_BROWSER)
    with sync_playwright() as playwright:
        try:
            launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        except Error as error:
            require(None, f"no browser can be started here ({error.message.splitlines()[0]})")
        yield launched
        launched.close()


WATCH = """addEventListener("securitypolicyviolation", (event) =>
  window.reportToTest(`${event.violatedDirective} ${event.blockedURI}`));"""


@dataclass(slots=True)
class Guard:
    """Remembers what a visitor must never meet: errors, what the policy blocked, requests to other sites.

    The policy's reports are kept by a function that the browser, not the page, brings along, so that none is lost when
    a page is left.
    """

    base: str
    console: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        def note(blocked: str) -> None:
            self.blocked.append(blocked)

        context.expose_function("reportToTest", note)
        context.add_init_script(WATCH)
        context.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: self.console.append(str(error.error)))
        context.on("request", lambda request: self.requests.append(request.url))

    def forget(self) -> None:
        for met in (self.console, self.blocked, self.requests):
            met.clear()

    @property
    def strangers(self) -> list[str]:
        """Requests that left the site."""
        return [url for url in self.requests if not url.startswith((self.base, "data:"))]

    @property
    def complaints(self) -> list[str]:
        """Everything that was met; that a page which does not exist is not found is no complaint."""
        return [*self.blocked, *self.strangers, *(line for line in self.console if "404 (Not Found)" not in line)]


@dataclass(frozen=True, slots=True)
class Watched:
    """The tab of all tests that only look."""

    page: Page
    guard: Guard

    def open(self, url: str) -> Page:
        self.guard.forget()
        self.page.goto(url, wait_until="load")
        return self.page


def wait_until(page: Page, expression: str) -> None:
    """Wait until ``expression`` is true; ``wait_for_function`` evaluates text in the page, which its policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


@contextmanager
def settling(page: Page) -> Iterator[None]:
    """Wait, after what is done inside, until nothing is asked for and the scripts have nothing to do.

    The browser's own ``networkidle`` waits for half a second of silence, each time.
    """
    pending: set[Request] = set()

    def begun(request: Request) -> None:
        pending.add(request)

    def ended(request: Request) -> None:
        pending.discard(request)

    listeners = {"request": begun, "requestfinished": ended, "requestfailed": ended}
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    yield
    calm = 0
    while calm < 3:
        page.wait_for_load_state("load")
        with suppress(Error):  # the page is being left
            page.evaluate("() => new Promise((done) => setTimeout(done, 15))")
        calm = 0 if pending else calm + 1
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def open_settled(page: Page, url: str) -> None:
    """Open ``url`` and wait until its scripts have done what they do at first."""
    with settling(page):
        page.goto(url)


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture(scope="session")
def tab(context: BrowserContext, site: Site) -> Watched:
    """One tab for all tests that only look, because a fresh one costs half a second."""
    guard = Guard(site.base)
    guard.watch(context)
    return Watched(context.new_page(), guard)


@pytest.fixture
def page(tab: Watched, site: Site) -> Page:
    """The shared tab at a laptop's size, in light colours, of a visitor who has chosen nothing yet."""
    if tab.page.url.startswith(site.base):
        tab.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    tab.page.emulate_media(media="screen", color_scheme="light", forced_colors="none", reduced_motion="reduce")
    return tab.page


@pytest.fixture
def visitor(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A visitor who was never here; on the whole way there is no error, nothing blocked and no request elsewhere.

    ``@pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)`` chooses another browser.
    """
    options: dict[str, Any] = {
        "viewport": {"width": 1280, "height": 900},
        "locale": "en-GB",
        "reduced_motion": "reduce",
    }
    made = browser.new_context(**{**options, **getattr(request, "param", {})})
    guard = Guard(site.base)
    guard.watch(made)
    yield made
    made.close()
    assert guard.complaints == []
