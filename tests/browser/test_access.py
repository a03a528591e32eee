"""Access: axe-core on every kind of page, the keyboard, and a browser without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import KINDS, LANGUAGES, ROOT, Site

pytestmark = pytest.mark.browser

AXE = ROOT / ".tools/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: “make test” installs it")
    return Path(AXE).read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@every_kind
@every_language
def test_axe_finds_nothing(site: Site, page: Page, axe: str, language: str, kind: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site.pages(language)[kind])
    assert violations(page, axe) == []


def test_axe_would_find_something(page: Page, site: Site, axe: str) -> None:
    page.goto(site.pages("sv")["page"])
    page.evaluate(
        """() => { document.querySelector('h1').outerHTML = '<img src=x><h4>pale</h4>';
             Object.assign(document.querySelector('h4').style, {color: '#ddd', background: '#fff'}); }"""
    )
    assert {rule for rule, _ in violations(page, axe)} >= {"image-alt", "color-contrast"}


def violations(page: Page, axe: str) -> list[tuple[str, str]]:
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [(rule["id"], node["html"]) for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("kind", ["home", "projects", "project", "term", "overview", "chooser"])
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_the_keyboard_reaches_everything(site: Site, page: Page, language: str, kind: str) -> None:
    page.goto(site.pages(language)[kind])
    page.evaluate("history.replaceState(null, '', location.pathname); document.activeElement.blur(); scrollTo(0, 0)")
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
             .map((element, index) => { element.dataset.stop = index; return element.checkVisibility() ? index : -1; })
             .filter(index => index >= 0)"""
    )
    reached, without_mark = [], []
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => { const element = document.activeElement; const style = getComputedStyle(element);
                 const box = element.getBoundingClientRect();
                 return element.dataset.stop === undefined ? null : [Number(element.dataset.stop),
                   (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
                   box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight]; }"""
        )
        if stop is None:
            break
        reached.append(stop[0])
        if not stop[1] or not stop[2]:
            without_mark.append(stop)
    assert sorted(set(reached)) == wanted
    assert without_mark == []


@every_language
def test_the_first_stop_skips_to_the_content(site: Site, page: Page, language: str) -> None:
    page.goto(site.pages(language)["project"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().width") > 10
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@every_language
def test_targets_are_big_enough_to_hit(site: Site, page: Page, language: str) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 CSS pixels for what is not a link in a sentence."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(site.pages(language)["home"])
    small = page.evaluate(
        """() => [...document.querySelectorAll('nav a, button, .vt-button, summary')]
             .filter(element => element.checkVisibility())
             .map(element => [element.textContent.trim(), element.getBoundingClientRect()])
             .filter(([, box]) => box.width > 1 && (box.height < 24 || box.width < 24)).map(([text]) => text)"""
    )
    assert small == []


def test_everything_is_there_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(site.base)
        chooser = page.locator("main a[hreflang]")
        assert {link.get_attribute("hreflang") for link in chooser.all()} == set(LANGUAGES)
        chooser.and_(page.locator("[hreflang=ar]")).click()
        assert page.locator("html").get_attribute("dir") == "rtl"
        page.locator("header nav a[href$='/ar/projects/']").first.click()
        page.locator("main a[href*='/ar/projects/']").first.click()
        assert page.locator("main table, main dl").first.is_visible()
        page.goto(site.pages("pl")["not_found"])
        for language, words in {
            "sv": "Sidan hittades inte",
            "ar": "الصفحة غير موجودة",
            "lv": "Lapa nav atrasta",
        }.items():
            assert page.locator(f"[lang={language}]").get_by_text(words).first.is_visible()
    finally:
        context.close()


@pytest.mark.parametrize(("language", "words"), {"ar": "الصفحة غير موجودة", "lv": "Lapa nav atrasta"}.items())
def test_a_missing_page_speaks_the_language_of_its_path(site: Site, page: Page, language: str, words: str) -> None:
    page.goto(site.pages(language)["not_found"])
    assert page.locator("h1:visible").inner_text() == words
    assert page.locator("html").get_attribute("dir") == LANGUAGES[language]
    assert words in page.title()


class TestFirstVisit:
    """The chooser may lead a first-time visitor on, and must never trap one."""

    @pytest.mark.parametrize(("locale", "language"), [("lv-LV", "lv"), ("ar-PS", "ar"), ("pl", "pl")])
    def test_it_leads_to_the_language_of_the_browser(
        self, browser: Browser, site: Site, locale: str, language: str
    ) -> None:
        context = browser.new_context(locale=locale)
        page = context.new_page()
        try:
            page.goto(site.base)
            page.wait_for_url(f"{site.base}{language}/")
            page.goto(site.base)  # the second time it stays
            page.wait_for_load_state("load")
            assert page.url == site.base
        finally:
            context.close()

    def test_it_stays_for_a_language_that_is_not_there(self, browser: Browser, site: Site) -> None:
        context = browser.new_context(locale="fi-FI")
        page = context.new_page()
        try:
            page.goto(site.base)
            page.wait_for_load_state("networkidle")
            assert page.url == site.base
        finally:
            context.close()

    def test_the_link_to_all_languages_opens_the_chooser(self, browser: Browser, site: Site) -> None:
        context = browser.new_context(locale="lv-LV")
        page = context.new_page()
        try:
            page.goto(f"{site.base}pl/")
            page.locator("footer a[href$='#languages']").click()
            page.wait_for_load_state("networkidle")
            assert page.url == f"{site.base}#languages"
            assert page.locator("main a[hreflang]").count() == len(LANGUAGES)
        finally:
            context.close()
