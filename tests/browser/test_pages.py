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
    assert title.get_attribute("lang") == "sv"
    assert title.evaluate("it => getComputedStyle(it).direction") == "ltr"
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
