"""Every kind of page in every language, as a browser shows it."""

from __future__ import annotations

import gzip
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import KINDS, LANGUAGES, Site, Watched

pytestmark = pytest.mark.browser

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_kind = pytest.mark.parametrize("kind", KINDS)

HEAVIEST = {"projects": 75_000, "project": 48_000, "fallback": 48_000, "overview": 70_000}
"""Bytes of a page without its pictures: HTML, styles and scripts uncompressed. The list of projects can search; a
project's page has its facts, a QR code and the script that puts it aside; the overview's pictures are drawn in it."""

HEAVIEST_OF_OTHERS = 40_000

OVERFLOW = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


@every_kind
@every_language
def test_a_page_is_sound(site: Site, tab: Watched, page: Page, language: str, kind: str) -> None:
    url = site.pages(language)[kind]
    tab.open(url)
    missing = [line for line in tab.console if not (kind == "not_found" and "404" in line)]
    assert missing == []
    assert tab.strangers == []
    expected = "sv" if kind in ("chooser", "permanent") else language
    assert page.locator("html").get_attribute("lang") == expected
    assert page.locator("html").get_attribute("dir") == LANGUAGES[expected]
    assert page.title().strip()
    assert page.locator("h1:visible").count() == 1
    assert page.locator("main").count() == 1


@every_kind
@every_language
def test_nothing_scrolls_sideways_on_a_phone(site: Site, page: Page, language: str, kind: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site.pages(language)[kind])
    assert page.evaluate(OVERFLOW) <= 0


@every_kind
@every_language
def test_text_at_twice_its_size_stays_on_the_page(site: Site, page: Page, language: str, kind: str) -> None:
    page.goto(site.pages(language)[kind])
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("language", ["ar", "lv"])
@pytest.mark.parametrize("kind", ["home", "project", "page", "overview", "partner"])
def test_print_fits_the_paper(site: Site, page: Page, language: str, kind: str) -> None:
    page.set_viewport_size({"width": 720, "height": 1000})
    page.goto(site.pages(language)[kind])
    page.emulate_media(media="print")
    assert page.evaluate(OVERFLOW) <= 0
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('main h1, main p, main li, main td, main dd')]
             .filter(element => element.checkVisibility())
             .map(element => element.getBoundingClientRect())
             .filter(box => box.width > 1 && (box.left < -1 || box.right > innerWidth + 1)).length"""
    )
    assert boxes == 0
    assert page.locator("nav:visible").count() == 0


@every_kind
@every_language
def test_a_page_is_light(site: Site, page: Page, language: str, kind: str) -> None:
    weights: dict[str, int] = {}
    context = page.context.browser
    assert context is not None
    fresh = context.new_context()
    try:
        watched = fresh.new_page()
        watched.on("response", lambda response: weights.update({response.url: len(response.body())}))
        page_alone = site.pages(language)[kind].partition("?")[0]  # without the projects that a comparison fetches
        watched.goto(page_alone, wait_until="networkidle")
    finally:
        fresh.close()
    pictures = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
    weight = sum(size for url, size in weights.items() if not urlsplit(url).path.endswith(pictures))
    assert 0 < weight < HEAVIEST.get(kind, HEAVIEST_OF_OTHERS), weights


@pytest.mark.parametrize(
    "kind", ["home", "projects", "project", "news", "post", "page", "vocabulary", "term", "partner", "overview"]
)
@every_language
def test_the_language_switch_leads_to_the_same_page(site: Site, page: Page, language: str, kind: str) -> None:
    page.goto(site.pages(language)[kind])
    links = page.locator("header nav a[hreflang]")
    there = {
        link.get_attribute("hreflang"): urljoin(page.url, link.get_attribute("href") or "") for link in links.all()
    }
    assert set(there) | {language} == set(LANGUAGES)
    own_alternates = {
        link.get_attribute("hreflang"): link.get_attribute("href")
        for link in page.locator("head link[rel=alternate][hreflang]").all()
    }
    for code, url in there.items():
        response = page.goto(url)
        assert response is not None
        assert response.status == 200
        assert page.locator("html").get_attribute("lang") == code
        if code in own_alternates:
            assert own_alternates[code] == url, "the switch and the announcement to search engines differ"


def test_a_text_through_fallback_says_so_and_runs_its_own_way(site: Site, page: Page) -> None:
    page.goto(site.pages("lv")["fallback"])
    assert page.locator("html").get_attribute("lang") == "lv"
    title = page.locator("h1")
    assert (title.get_attribute("lang"), title.get_attribute("dir")) == ("sv", "ltr")
    assert page.get_by_text("Teksta valoda: zviedru").is_visible()
    assert page.locator("head link[rel=alternate][hreflang]").count() == 0
    canonical = page.locator("head link[rel=canonical]").get_attribute("href") or ""
    assert urlsplit(canonical).path.startswith("/showcase/sv/projects/")


def test_a_page_missing_in_a_language_is_said_to_be_missing(site: Site, page: Page) -> None:
    page.goto(site.base + "sv/projects/")
    page.locator("main a[href*='grann']").first.click()
    arabic = page.locator("header nav a[hreflang=ar]")
    assert urlsplit(arabic.get_attribute("href") or "").path == "/showcase/ar/"
    entry = arabic.locator("xpath=ancestor-or-self::li[1]")
    assert "sidan saknas" in entry.inner_text()


def test_the_site_is_small_on_the_wire(site: Site) -> None:
    packed = {path: len(gzip.compress(path.read_bytes())) for path in (site.folder / "theme").rglob("*.*")}
    assert sum(size for path, size in packed.items() if path.suffix != ".js") < 16_000, packed
    assert sum(size for path, size in packed.items() if path.suffix == ".js") < 12_288, packed
