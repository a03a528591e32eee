"""Every kind of page in every language, as a browser shows it."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import KINDS, LANGUAGES, Site, Watched

pytestmark = pytest.mark.browser

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
@every_language
def test_a_page_is_sound(site: Site, tab: Watched, page: Page, language: str, kind: str) -> None:
    url = site.pages(language)[kind]
    tab.open(url)
    assert tab.guard.complaints == []
    expected = "sv" if kind in ("chooser", "permanent") else language
    assert page.locator("html").get_attribute("lang") == expected
    assert page.locator("html").get_attribute("dir") == LANGUAGES[expected]
    assert page.title().strip()
    assert page.locator("h1:visible").count() == 1
    assert page.locator("main").count() == 1


@pytest.mark.parametrize(
    "kind", ["home", "projects", "project", "news", "post", "page", "vocabulary", "term", "partner", "overview"]
)
@every_language
def test_the_language_switch_leads_to_the_same_page(site: Site, page: Page, language: str, kind: str) -> None:
    page.goto(site.pages(language)[kind])
    links = page.locator("header nav a[hreflang]:not([href$='/easy/'])")
    there = [
        (link.get_attribute("hreflang"), urljoin(page.url, link.get_attribute("href") or "")) for link in links.all()
    ]
    assert len(there) == len(LANGUAGES) - 1
    own_alternates = {
        link.get_attribute("hreflang"): link.get_attribute("href")
        for link in page.locator("head link[rel=alternate][hreflang]").all()
    }
    for code, url in there:
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
    assert title.get_attribute("lang") == "sv"
    assert title.evaluate("it => getComputedStyle(it).direction") == "ltr"
    assert page.get_by_text("Teksta valoda: zviedru").is_visible()
    assert page.locator("head link[rel=alternate][hreflang]").count() == 0
    canonical = page.locator("head link[rel=canonical]").get_attribute("href") or ""
    assert urlsplit(canonical).path.startswith("/showcase/sv/projects/")


def test_a_page_missing_in_a_language_leads_to_the_original_or_home(site: Site, page: Page) -> None:
    """From the original itself, to the home page in the language that is asked for."""
    page.goto(site.base + "sv/projects/")
    page.locator("main a[href*='grann']").first.click()
    page.locator(".vt-languages summary").click()
    arabic = page.locator("header nav li:has(small)")
    assert "sidan saknas, leder till originalet (lettiska)" in arabic.inner_text()
    arabic.locator("a[hreflang=lv]").click()
    assert urlsplit(page.url).path == "/showcase/lv/projects/kaiminu-kopienu-kopspeks/"
    page.locator(".vt-languages summary").click()
    arabic = page.locator("header nav li:has(small)")
    assert "lapas nav, atver sākumlapu" in arabic.inner_text()
    arabic.locator("a[hreflang=ar]").click()
    assert urlsplit(page.url).path == "/showcase/ar/"


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1366])
@pytest.mark.parametrize("kind", ["home", "projects", "project", "fallback"])
@every_language
def test_the_header_is_low(site: Site, page: Page, language: str, kind: str, width: int) -> None:
    """One row of less than 90 pixels from 1024 on, two below."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site.pages(language).get(kind) or site.pages(language)["home"])
    assert page.evaluate("document.querySelector('body > header').offsetHeight") <= (135 if width < 1024 else 85)
    search = page.locator(".vt-quick input")
    assert not search.count() or search.is_visible() == (width >= 768)


@pytest.mark.parametrize("menu", ["vt-menu", "vt-languages"])
@every_language
def test_a_menu_opens_by_the_keyboard_and_closes_on_escape(site: Site, page: Page, language: str, menu: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site.pages(language)["project"])
    first = page.locator(f".{menu} a[href]").first
    assert not first.is_visible()
    page.locator(f".{menu} summary").first.focus()
    page.keyboard.press("Enter")
    assert first.is_visible()
    box = first.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.keyboard.press("Escape")
    assert not first.is_visible()
    assert page.evaluate("document.activeElement.localName") == "summary"


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("projects/moc-kobeit/", "projects/moc-kobiet/"),
        ("moc-kobiet/index.html", "projects/moc-kobiet/"),
        ("project/", "projects/"),
        ("quite-another-thing/", None),
    ],
)
def test_an_address_that_leads_nowhere_proposes_near_ones(
    site: Site, page: Page, asked: str, nearest: str | None
) -> None:
    answer = page.goto(f"{site.base}pl/{asked}")
    assert answer is not None
    assert answer.status == 404
    assert page.locator("html").get_attribute("lang") == "pl"
    assert page.get_by_role("searchbox").count() == 1
    page.wait_for_load_state("networkidle")
    found = [link.get_attribute("href") for link in page.locator("section:visible div a").all()]
    assert len(found) <= 5
    assert all("/pl/" in (href or "") for href in found)
    assert found[:1] == ([] if nearest is None else [f"/showcase/pl/{nearest}"])
