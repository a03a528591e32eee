"""Whole visits: by keyboard alone, and in a browser without JavaScript.

The `visitor` of `conftest.py` ends each visit by looking at what was met on the way: errors, what the policy blocked,
requests to other sites.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import LANGUAGES, Site, open_settled
from tests.browser.test_access import AXE, violations
from tests.search_sites import large_site
from vitrina.cli.main import main

pytestmark = pytest.mark.browser

both_directions = pytest.mark.parametrize("language", ["ar", "lv"])
every_language = pytest.mark.parametrize("language", LANGUAGES)
without_javascript = pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)

MOST_STOPS = 90

FOCUSED = """() => { const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
  const hit = document.elementFromPoint(x, Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2));
  const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const isOwn = !hit || element.contains(hit) || hit.contains(element) || hit.closest('label')?.contains(element);
  return {isMarked: isOutlined || style.boxShadow !== 'none', isCovered: !isOwn,
    isSeen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight}; }"""


def press_until(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until the focus is on ``selector``; every stop on the way can be seen and is not covered (WCAG 2.4.11).

    That it comes to an end holds that no stop traps the focus.
    """
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUSED)
        if stop is not None:
            here = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
            assert (stop["isMarked"], stop["isSeen"], stop["isCovered"]) == (True, True, False), (stop, here)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached within {MOST_STOPS} presses of {key}")


class TestByKeyboard:
    @both_directions
    def test_the_list_is_narrowed_and_the_choice_taken_back(
        self, visitor: BrowserContext, site: Site, language: str
    ) -> None:
        page = visitor.new_page()
        open_settled(page, site.pages(language)["projects"])
        before = page.locator(".vt-shown .vt-cards > li:visible").count()
        press_until(page, "[data-vt-facet=status] summary")
        page.keyboard.press("Enter")
        press_until(page, "[data-vt-facet=status] input")
        page.keyboard.press("Space")
        expect(page.locator("#vt-chips button")).to_have_count(1)
        assert "status" in parse_qs(urlsplit(page.url).query)
        press_until(page, "#vt-clear", "Shift+Tab" if page.evaluate(IS_AFTER, "#vt-clear") else "Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#vt-chosen")).to_be_hidden()
        assert page.locator(".vt-shown .vt-cards > li:visible").count() == before
        assert urlsplit(page.url).query == ""
        assert page.evaluate("document.activeElement.id") == "vt-query"

    @both_directions
    def test_a_search_from_any_page_leads_to_a_project(
        self, visitor: BrowserContext, site: Site, language: str
    ) -> None:
        page = visitor.new_page()
        page.goto(site.pages(language)["page"])
        press_until(page, ".vt-quick input")
        page.keyboard.type("WARNiK")
        page.keyboard.press("Enter")
        page.wait_for_url("**/projects/?q=WARNiK")
        expect(page.locator("#vt-found .vt-cards > li")).not_to_have_count(0)
        press_until(page, "#vt-found .vt-cards h2 a")
        title = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{language}/projects/*/")
        expect(page.locator("h1")).to_have_text(title)

    @both_directions
    def test_two_projects_are_compared_and_one_is_removed(
        self, visitor: BrowserContext, site: Site, language: str
    ) -> None:
        page = visitor.new_page()
        for project in ("moc-kobiet", "warnik"):
            page.goto(f"{site.base}id/{project}/#languages")
            press_until(page, f"main a[hreflang={language}]")
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/{language}/projects/**")
            press_until(page, ".vt-select button")
            page.keyboard.press("Space")
            expect(page.locator(".vt-select button")).to_have_class("vt-selected")
        press_until(page, ".vt-select a")
        page.keyboard.press("Enter")
        page.locator("table").wait_for()
        assert page.locator("thead th").count() == 2
        press_until(page, "thead button")
        page.keyboard.press("Enter")
        expect(page.locator("thead th")).to_have_count(1)
        assert page.evaluate("document.activeElement.closest('thead') !== null")

    @both_directions
    def test_another_language_keeps_the_choice(self, visitor: BrowserContext, site: Site, language: str) -> None:
        page = visitor.new_page()
        open_settled(page, f"{site.pages(language)['projects']}?region=poland")
        expect(page.locator("#vt-chips button")).to_have_count(1)
        press_until(page, ".vt-languages summary")
        page.keyboard.press("Enter")
        press_until(page, ".vt-languages a[hreflang=pl]")
        page.keyboard.press("Enter")
        page.wait_for_url("**/pl/projects/?region=poland")
        expect(page.locator("#vt-count")).to_have_text("2 projekty · Region: Polska")

    @both_directions
    def test_settings_are_opened_changed_reset_and_closed(
        self, visitor: BrowserContext, site: Site, language: str
    ) -> None:
        page = visitor.new_page()
        page.goto(site.pages(language)["post"])
        press_until(page, ".vt-display")
        page.keyboard.press("Enter")
        page.locator("dialog[open]").wait_for()
        press_until(page, "dialog input[name=theme]")
        page.keyboard.press("ArrowDown")
        assert page.locator("html").get_attribute("data-vt-theme") == "light"
        press_until(page, "dialog button[type=reset]")
        page.keyboard.press("Enter")
        expect(page.locator("html[data-vt-theme]")).to_have_count(0)
        assert page.evaluate("localStorage.length") == 0
        press_until(page, "dialog [data-vt-close]")
        page.keyboard.press("Enter")
        expect(page.locator("dialog[open]")).to_have_count(0)
        assert page.evaluate("document.activeElement.className") == "vt-display"

    @every_language
    def test_the_first_stops_skip_to_the_content_and_the_menu(
        self, visitor: BrowserContext, site: Site, language: str
    ) -> None:
        page = visitor.new_page()
        for presses, target in ((1, "#vt-content"), (2, "#vt-menu")):
            page.goto(site.pages(language)["project"])
            for _ in range(presses):
                page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.hash") == target
            assert page.evaluate("document.activeElement.getBoundingClientRect().width") > 10
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            assert page.evaluate("target => document.activeElement.closest(target) !== null", target)

    @pytest.mark.parametrize(
        "kind", ["home", "projects", "project", "term", "overview", "compare", "chooser", "not_found"]
    )
    @both_directions
    def test_every_control_is_reached_once_in_the_order_of_reading(
        self, visitor: BrowserContext, site: Site, language: str, kind: str
    ) -> None:
        page = visitor.new_page()
        open_settled(page, site.pages(language)[kind])
        page.evaluate("() => { history.replaceState(null, '', location.pathname); scrollTo(0, 0); }")
        page.evaluate("document.activeElement.blur()")
        wanted = page.evaluate(NUMBERED)
        reached: list[int] = []
        unseen = []
        for _ in range(len(wanted) + 5):
            page.keyboard.press("Tab")
            stop = page.evaluate("document.activeElement.dataset.stop ?? null")
            if stop is None:
                break
            reached.append(int(stop))
            seen = page.evaluate(FOCUSED)
            if not (seen["isMarked"] and seen["isSeen"]):
                unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
        assert reached == wanted, "the order of the elements, none twice, none left out"
        assert unseen == []
        assert page.evaluate(OUT_OF_ORDER) == []

    def test_a_stop_that_cannot_be_seen_would_be_noticed(self, visitor: BrowserContext, site: Site) -> None:
        page = visitor.new_page()
        page.goto(site.pages("lv")["page"])
        page.evaluate("() => { document.querySelector('.vt-quick input').style.outline = 'none'; }")
        with pytest.raises(AssertionError, match='input type="search"'):
            press_until(page, "main a")
        page.evaluate("() => { document.querySelector('.vt-quick input').style.outline = ''; }")
        with pytest.raises(AssertionError, match="not reached"):
            press_until(page, "main [inert] a")


NUMBERED = """() =>
  [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(element => element.getAttribute('tabindex') !== '-1' || element.localName !== 'a')
    .map((element, index) => { element.dataset.stop = index; return element.checkVisibility() ? index : -1; })
    .filter(index => index >= 0)"""
"""Gives every stop a number in the order of the page, and returns those of the visible ones."""

IS_AFTER = """selector => Boolean(document.querySelector(selector).compareDocumentPosition(document.activeElement)
  & Node.DOCUMENT_POSITION_FOLLOWING)"""

OUT_OF_ORDER = """() => { const isRtl = document.documentElement.dir === 'rtl', faults = [];
  for (const list of document.querySelectorAll('.vt-languages ul, .vt-menu ul, .vt-breadcrumbs ol, footer ul')) {
    const boxes = [...list.children].map(item => item.getBoundingClientRect());
    for (let n = 1; n < boxes.length; n += 1) {
      const [one, two] = [boxes[n - 1], boxes[n]];
      const isBelow = two.top >= one.bottom - 2;
      const isFurther = isRtl ? two.right <= one.left + 2 : two.left >= one.right - 2;
      if (!isBelow && !isFurther) faults.push(list.outerHTML.slice(0, 100));
    }
  }
  return faults; }"""
"""Lists of links that do not run the way the page is read."""


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_a_text_in_easy_language_is_found_in_the_menu_and_leads_back(
    visitor: BrowserContext, site: Site, language: str
) -> None:
    page = visitor.new_page()
    page.goto(f"{site.base}id/moc-kobiet/#languages")
    page.locator(f"main a[hreflang={language}]").first.click()
    page.wait_for_url(f"**/{language}/projects/*/")
    text = page.url
    press_until(page, ".vt-languages summary")
    page.keyboard.press("Enter")
    press_until(page, f".vt-languages a[hreflang={language}][href$='/easy/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/easy/")
    assert page.url == f"{text}easy/"
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator(".vt-languages [aria-current]").count() == 1
    assert violations(page, AXE.read_text("utf-8")) == []
    press_until(page, f"main header a[href='{urlsplit(text).path}']")
    page.keyboard.press("Enter")
    page.wait_for_url(text)
    page.locator("main header a[href$='/easy/']").click()
    assert page.url == f"{text}easy/"


@without_javascript
class TestWithoutJavaScript:
    @every_language
    def test_a_project_is_found_by_its_region(self, visitor: BrowserContext, site: Site, language: str) -> None:
        page = visitor.new_page()
        page.goto(site.base)
        assert {link.get_attribute("hreflang") for link in page.locator("main a[hreflang]").all()} == set(LANGUAGES)
        page.locator(f"main a[hreflang={language}]").click()
        assert page.locator("html").get_attribute("dir") == LANGUAGES[language]
        page.locator("header nav a[href$='/projects/']").click()
        assert page.locator("#vt-search, #vt-views, .vt-display").locator("visible=true").count() == 0
        page.locator("#vt-filter > summary").click()
        page.locator("#vt-filter a[href$='/regions/podlaskie/']").click()
        assert urlsplit(page.url).path == f"/showcase/{language}/regions/podlaskie/"
        page.locator("main .vt-cards a").first.click()
        assert urlsplit(page.url).path.endswith("/moc-kobiet/") or language != "pl"
        expect(page.locator("main dl dt").first).to_be_visible()
        other = "pl" if language != "pl" else "ar"
        page.locator(".vt-languages summary").click()
        page.locator(f"header nav a[hreflang={other}]").first.click()
        assert page.locator("html").get_attribute("lang") == other
        expect(page.locator("main dl dt").first).to_be_visible()

    def test_the_pages_of_a_long_list(self, visitor: BrowserContext, large: str) -> None:
        page = visitor.new_page()
        page.goto(large)
        seen = set()
        for number in range(1, 100):
            cards = set(page.locator(".vt-cards h2 a").evaluate_all("links => links.map(link => link.href)"))
            assert cards
            assert not cards & seen
            seen |= cards
            onward = page.locator(".vt-pager a[rel=next]")
            if not onward.count():
                break
            onward.click()
            assert page.url == f"{large}page/{number + 1}/"
        assert len(seen) == 45
        assert number > 1
        page.locator(".vt-pager a[rel=prev]").click()
        assert page.locator(".vt-cards > li").count() > 1

    def test_a_permanent_address(self, visitor: BrowserContext, site: Site) -> None:
        page = visitor.new_page()
        page.goto(f"{site.base}id/moc-kobiet/")
        assert page.locator("main a[hreflang]").count() == len(LANGUAGES)
        page.locator("main a[hreflang=pl]").click()
        assert page.url == f"{site.base}pl/projects/moc-kobiet/"

    @every_language
    def test_what_needs_a_script_says_so_and_harms_nobody(
        self, visitor: BrowserContext, site: Site, language: str
    ) -> None:
        page = visitor.new_page()
        for kind in ("compare", "preferences"):
            page.goto(site.pages(language)[kind])
            assert page.locator("#vt-scriptless").is_visible()
            assert page.locator("main form, main button, main [role=status]").locator("visible=true").count() == 0
        page.goto(site.pages(language)["compare"])
        page.locator("main .vt-actions a").click()
        assert page.url == site.pages(language)["projects"]
        page.goto(site.pages(language)["project"])
        assert page.locator(".vt-display, .vt-select").locator("visible=true").count() == 0

    @both_directions
    def test_the_overview_leads_on(self, visitor: BrowserContext, site: Site, language: str) -> None:
        page = visitor.new_page()
        page.goto(site.pages(language)["overview"])
        circle = page.locator(".vt-map svg a:visible").first
        row = page.locator("section[aria-labelledby=vt-regions] tbody a").first
        assert row.is_visible()
        address = circle.get_attribute("href") or ""
        circle.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{address}")
        assert page.locator(".vt-cards > li").count() >= 1

    @every_language
    def test_a_missing_page_speaks_every_language(self, visitor: BrowserContext, site: Site, language: str) -> None:
        page = visitor.new_page()
        page.goto(site.pages(language)["not_found"])
        shown = page.locator("main a[hreflang]")
        assert {link.get_attribute("hreflang") for link in shown.all() if link.is_visible()} == set(LANGUAGES)
        page.locator(f"main a[hreflang={language}]").first.click()
        assert page.url == f"{site.base}{language}/"


@pytest.fixture
def large(tmp_path: Path, site: Site) -> Iterator[str]:
    """The list of a site with 45 projects, published below the demo site so that it is the same site for a visitor."""
    source = large_site(tmp_path, 45, "pl", body=20, vocabulary=200)
    output, base = site.folder / "large", f"{site.base}large/"
    assert main(["build", "--source", str(source), "--output", str(output), "--base-url", base, "--quiet"]) == 0
    yield f"{base}pl/projects/"
    shutil.rmtree(output)
