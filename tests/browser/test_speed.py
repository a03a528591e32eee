"""From page to page: the next one is fetched ahead where that costs nobody, and fades in where nobody minds."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Site, open_settled

pytestmark = pytest.mark.browser

SAVING = 'Object.defineProperty(navigator, "connection", {value: {saveData: true}})'
REVEALED = 'addEventListener("pagereveal", (event) => (window.fades = Boolean(event.viewTransition)))'
WAIT = 200
"""Milliseconds after which a page has been fetched ahead."""


def fetched(page: Page) -> list[str]:
    """Return a list to which the addresses are added that the scripts of ``page`` fetch from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if request.resource_type == "fetch" else None)
    return found


class TestFetchingAhead:
    def test_what_is_pointed_at_is_fetched_once(self, site: Site, visitor: BrowserContext) -> None:
        page = visitor.new_page()
        open_settled(page, site.pages("pl")["news"])
        requests, menu = fetched(page), page.locator(".vt-menu a")
        for _ in range(3):
            menu.first.hover()
            page.wait_for_timeout(WAIT)
            page.mouse.move(0, 0)
        assert requests == [f"{site.base}pl/projects/"]

    def test_what_has_the_focus_is_fetched_but_not_what_is_passed_over(
        self, site: Site, visitor: BrowserContext
    ) -> None:
        page = visitor.new_page()
        open_settled(page, site.pages("sv")["home"])
        requests, links = fetched(page), page.locator(".vt-menu a")
        links.nth(0).hover()
        links.nth(2).focus()
        page.wait_for_timeout(WAIT)
        assert requests == [links.nth(2).evaluate("link => link.href")]

    def test_files_other_sites_and_places_on_the_page_are_not(self, site: Site, visitor: BrowserContext) -> None:
        page = visitor.new_page()
        open_settled(page, f"{site.base}lv/projects/")
        requests = fetched(page)
        page.evaluate(
            """() => {for (const href of ["https://elsewhere.example/", "/other/", "../news/#x", location.href])
                 document.querySelector("h1").append(Object.assign(document.createElement("a"), {href, text: href}))}"""
        )
        for link in (*page.locator("h1 a").all(), page.locator("[download]").first):
            link.hover()
            page.wait_for_timeout(WAIT)
        assert requests == []

    def test_nothing_is_for_those_who_save_data(self, site: Site, visitor: BrowserContext) -> None:
        visitor.add_init_script(SAVING)
        page = visitor.new_page()
        open_settled(page, site.pages("ar")["news"])
        requests = fetched(page)
        page.locator(".vt-menu a").first.hover()
        page.wait_for_timeout(WAIT)
        assert requests == []


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
@pytest.mark.parametrize("setting", ["", "less"])
def test_pages_fade_into_each_other_unless_less_motion_is_asked_for(
    site: Site, browser: Browser, motion: str, setting: str
) -> None:
    context = browser.new_context(reduced_motion="reduce" if motion == "reduce" else "no-preference")
    context.add_init_script(REVEALED)
    page = context.new_page()
    open_settled(page, site.pages("sv")["news"])
    if setting:
        page.evaluate(
            "key => localStorage.setItem(key, JSON.stringify({motion: 'less'}))", "vitrina display /showcase/"
        )
        page.reload()
    page.locator(".vt-menu a").first.click()
    page.wait_for_url(f"{site.base}sv/projects/")
    assert page.evaluate("window.fades") is (motion == "no-preference")
    name = page.evaluate("getComputedStyle(document.documentElement).viewTransitionName")
    assert name == ("none" if setting else "root")
    context.close()
