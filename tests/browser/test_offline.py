"""Reading without a network, on a site that wants it; and how browsers forget it when the site does not any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import wait_until
from tests.browser.test_access import axe, violations
from tests.sites import build_site, copy_demo
from tests.walk import serve

__all__ = ["axe"]

pytestmark = pytest.mark.browser

CONTROLLED = "navigator.serviceWorker.controller !== null"
NAMES = "caches.keys()"
SETTINGS = "content/site.yml"


class Showcase:
    """A copy of the demo site that is built again and again."""

    def __init__(self, source: Path, base: str) -> None:
        self.source, self.base = source, base
        settings = (source / SETTINGS).read_text("utf-8")
        line = next(line for line in settings.splitlines() if line.startswith("base_url:"))
        self.settings = settings.replace(line, f"base_url: {base}")

    def build(self, more: str = "", *, menu: str = "") -> None:
        settings = re.sub("(?m)^menu: .*", f"menu: {menu}", self.settings) if menu else self.settings
        (self.source / SETTINGS).write_text(settings + more, "utf-8")
        assert build_site(self.source).errors == 0


@pytest.fixture(scope="module")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Showcase]:
    source = copy_demo(tmp_path_factory.mktemp("offline"))
    with serve(source / "site", "/showcase/") as base:
        yield Showcase(source, base)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="en-GB")
    yield made
    made.close()


def visited(context: BrowserContext, showcase: Showcase, *addresses: str) -> Page:
    """Open pages one after another, as a visitor whose browser has a worker from the first one on."""
    page = context.new_page()
    page.goto(showcase.base + addresses[0], wait_until="load")
    wait_until(page, CONTROLLED)
    page.wait_for_timeout(300)
    for address in addresses[1:]:
        page.goto(showcase.base + address, wait_until="load")
        page.wait_for_timeout(300)
    return page


def heading(page: Page, address: str) -> str:
    page.goto(address, wait_until="load")
    return page.locator("h1").inner_text()


def test_what_was_read_can_be_read_without_a_network(showcase: Showcase, context: BrowserContext) -> None:
    showcase.build("offline: true\n")
    page = visited(context, showcase, "sv/", "sv/projects/", "ar/news/")
    titles = {address: heading(page, showcase.base + address) for address in ("sv/", "sv/projects/", "ar/news/")}
    context.set_offline(True)
    assert {address: heading(page, showcase.base + address) for address in titles} == titles
    assert page.evaluate("document.styleSheets.length") > 2
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Noto Sans Arabic"')
    assert heading(page, f"{showcase.base}sv/projects/?region=poland") == titles["sv/projects/"]


@pytest.mark.parametrize(("language", "title"), [("sv", "Du är offline"), ("ar", "لا اتصال بالإنترنت")])
def test_for_other_pages_there_is_one_that_says_so_in_their_language(
    showcase: Showcase, context: BrowserContext, language: str, title: str, axe: str
) -> None:
    showcase.build("offline: true\n")
    page = visited(context, showcase, f"{language}/")
    context.set_offline(True)
    assert heading(page, f"{showcase.base}{language}/projects/") == title
    assert page.locator("html").get_attribute("lang") == language
    assert violations(page, axe) == []


def test_with_a_network_nobody_sees_an_old_page(showcase: Showcase, context: BrowserContext) -> None:
    showcase.build("offline: true\n")
    page = visited(context, showcase, "sv/", "sv/projects/")
    before = page.evaluate(NAMES)
    document = next(showcase.source.glob("content/projects/moc-kobiet/index.sv.md"))
    text = document.read_text("utf-8")
    document.write_text(text.replace("title: Kvinnokraft", "title: En ny titel"), "utf-8")
    showcase.build("offline: true\n")
    document.write_text(text, "utf-8")
    page.reload()
    assert page.get_by_text("En ny titel").count() > 0
    context.set_offline(True)
    page.reload()
    assert page.get_by_text("En ny titel").count() > 0
    assert page.evaluate(NAMES) == before


def test_another_version_of_the_theme_takes_the_place_of_the_one_before(
    showcase: Showcase, context: BrowserContext
) -> None:
    showcase.build("offline: true\n")
    page = visited(context, showcase, "sv/")
    before = page.evaluate(NAMES)
    showcase.build("offline: true\n", menu="[projects]")
    page.reload()
    wait_until(
        page, f"{NAMES}.then((names) => names.length === 2 && `${{names.sort()}}` !== '{','.join(sorted(before))}')"
    )
    assert len(page.evaluate(NAMES)) == len(before) == 2


def test_browsers_forget_everything_where_it_is_switched_off_again(showcase: Showcase, context: BrowserContext) -> None:
    showcase.build("offline: true\n")
    page = visited(context, showcase, "sv/", "sv/projects/")
    page.evaluate("caches.open('of another site')")
    showcase.build()
    page.reload()
    wait_until(page, "navigator.serviceWorker.getRegistrations().then((all) => !all.length)")
    assert page.evaluate(NAMES) == ["of another site"]
    page.reload()
    assert page.evaluate(CONTROLLED) is False


def test_a_site_that_does_not_want_it_has_no_worker(showcase: Showcase, context: BrowserContext) -> None:
    showcase.build()
    page = context.new_page()
    page.goto(f"{showcase.base}sv/", wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert not list((showcase.source / "site").glob("theme/**/worker.js"))
    assert not list((showcase.source / "site").glob("*/offline/"))
