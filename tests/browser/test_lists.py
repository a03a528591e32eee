"""Lists of projects as visitors use them: three views, a sheet of facets, a range of costs, a tray for the comparison.

What matters of a layout is measured: the first result is seen at once, rows are as high as rows, cards are equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import LANGUAGES, Site, open_settled, settling
from tests.browser.test_access import axe, violations
from tests.browser.test_journeys import press_until, without_javascript
from tests.search_sites import large_site
from tests.sites import build_site
from tests.walk import serve

__all__ = ["axe"]

pytestmark = pytest.mark.browser

every_language = pytest.mark.parametrize("language", LANGUAGES)
both_directions = pytest.mark.parametrize("language", ["ar", "lv"])

PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1366, "height": 768}

BOXES = """selector => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).map((one) => {
  const box = one.getBoundingClientRect();
  return {top: box.top, bottom: box.bottom, height: box.height, width: box.width}; })"""
SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    found: list[dict[str, float]] = page.evaluate(BOXES, selector)
    return found


def opened(page: Page, site: Site, language: str, choice: str = "", size: dict[str, int] | None = None) -> Page:
    page.set_viewport_size(size or LAPTOP)  # type: ignore[arg-type]
    open_settled(page, f"{site.base}{language}/projects/{choice}")
    expect(page.locator("#vt-search")).to_be_visible()
    return page


def chosen(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The list of 78 projects without pictures."""
    source = large_site(tmp_path_factory.mktemp("large"), 78, "pl", body=20, vocabulary=400)
    assert build_site(source).problems == ()
    page = (source / "site/pl/projects/index.html").read_bytes()
    assert len(page) < 30_000
    with serve(source / "site", "/") as base:
        yield f"{base}pl/projects/"


class TestGeometry:
    @every_language
    @pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
    def test_the_first_result_is_seen_at_once(
        self, site: Site, page: Page, language: str, size: dict[str, int]
    ) -> None:
        opened(page, site, language, size=size)
        first = boxes(page, "#vt-all .vt-cards > li")[0]
        title = boxes(page, "#vt-all .vt-cards h2")[0]
        assert title["bottom"] < size["height"]
        if size is PHONE:
            assert first["bottom"] < size["height"]

    def test_twenty_projects_take_two_thousand_pixels_on_a_phone(self, large: str, page: Page) -> None:
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        open_settled(page, large)
        rows = boxes(page, ".vt-shown .vt-cards > li")
        assert len(rows) == 20
        assert all(70 <= row["height"] <= 110 for row in rows), rows
        assert rows[-1]["bottom"] - rows[0]["top"] <= 2000

    @every_language
    def test_rows_are_rows_in_every_language(self, site: Site, page: Page, language: str) -> None:
        for size in (PHONE, LAPTOP):
            opened(page, site, language, "?view=rows", size)
            rows = boxes(page, "#vt-found .vt-cards > li")
            assert all(70 <= row["height"] <= 110 for row in rows), rows

    @every_language
    def test_cards_of_a_row_and_their_pictures_are_equal(self, site: Site, page: Page, language: str) -> None:
        opened(page, site, language)
        first, *others = boxes(page, "#vt-all .vt-cards > li")
        row = [other for other in others if other["top"] == first["top"]]
        assert len(row) == 2, "three stand beside each other"
        assert {round(one["height"]) for one in row} == {round(first["height"])}
        pictures = page.evaluate(
            """() => [...document.querySelectorAll('#vt-all .vt-cards > li')].map((card) => {
              const picture = card.querySelector('img');
              if (picture) return Math.round(picture.getBoundingClientRect().height);
              return Math.round(parseFloat(getComputedStyle(card, '::before').height)); })"""
        )
        assert max(pictures) - min(pictures) <= 3, "with and without a picture"

    def test_what_stands_for_a_picture_follows_from_the_project(self, large: str, page: Page) -> None:
        """In another order, each project keeps its own; the list has many of them."""
        read = """() => Object.fromEntries([...document.querySelectorAll('.vt-shown .vt-cards > li')]
          .filter((card) => card.checkVisibility()).map((card) => [card.querySelector('a').href,
          [...card.classList].filter((name) => /^vt-[ab]/.test(name)).join(' ')]))"""
        open_settled(page, large)
        before: dict[str, str] = page.evaluate(read)
        open_settled(page, f"{large}?sort=newest")
        after: dict[str, str] = page.evaluate(read)
        assert {url: before[url] for url in before if url in after} == {
            url: after[url] for url in after if url in before
        }
        assert len(set(before.values())) >= 8

    @pytest.mark.parametrize("width", [360, 800, 1366, 1920])
    def test_no_card_of_the_home_page_is_alone_in_its_row(self, site: Site, page: Page, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        open_settled(page, f"{site.base}sv/")
        cards = boxes(page, ".vt-thirds .vt-cards > li")
        tops = [card["top"] for card in cards]
        assert {tops.count(top) for top in tops} == ({1} if width < 768 else {3})

    @both_directions
    def test_nothing_scrolls_sideways_in_any_view(self, site: Site, page: Page, language: str) -> None:
        for size in ({"width": 320, "height": 640}, {"width": 342, "height": 256}):
            for view in ("cards", "rows", "table"):
                opened(page, site, language, f"?view={view}", size)
                assert page.evaluate(SIDEWAYS) <= 0, view
        page.evaluate("localStorage.setItem('vitrina display /showcase/', JSON.stringify({text: 'larger'}))")
        for view in ("cards", "rows", "table"):
            opened(page, site, language, f"?view={view}", {"width": 360, "height": 740})
            assert page.evaluate(SIDEWAYS) <= 0, view


class TestViews:
    @every_language
    def test_a_view_is_in_the_address_and_goes_along(self, site: Site, page: Page, language: str) -> None:
        opened(page, site, language)
        page.locator("#vt-view").select_option("rows")
        expect(page.locator("#vt-found .vt-cards")).to_be_visible()
        assert chosen(page) == {"view": ["rows"]}
        page.locator("#vt-view").select_option("cards")
        expect(page.locator("#vt-all")).to_be_visible()
        assert chosen(page) == {}

    def test_columns_are_chosen_and_kept_in_another_language(self, site: Site, page: Page) -> None:
        opened(page, site, "sv")
        page.locator("#vt-view").select_option("table")
        heads = page.locator(".vt-table thead th")
        expect(heads).to_have_text(["Titel", "Period", "Region", "Status", "Projektets kostnad"])
        row = page.locator(".vt-table tbody tr", has_text="Kvinnokraft")
        expect(row.locator("td").nth(1)).to_have_text("Podlasiens vojvodskap")  # and not what is above it
        page.locator("#vt-columns summary").click()
        for column in ("region", "status"):
            page.locator(f"#vt-columns input[value={column}]").uncheck()
        expect(heads).to_have_text(["Titel", "Period", "Projektets kostnad"])
        assert "view=table&columns=period,cost" in page.url
        expect(row.locator("td")).to_have_text(["16 januari 2021–15 januari 2023", "69 419 €"], use_inner_text=True)
        page.locator(".vt-languages summary").click()
        with settling(page):
            page.locator(".vt-languages a[hreflang=ar]").click()
        assert chosen(page) == {"view": ["table"], "columns": ["period,cost"]}
        expect(page.locator(".vt-table thead th")).to_have_count(3)

    @both_directions
    def test_a_table_is_a_table_and_scrolls_by_keyboard(self, site: Site, page: Page, language: str) -> None:
        opened(page, site, language, "?view=table", PHONE)
        expect(page.get_by_role("table")).to_have_count(1)
        assert page.get_by_role("row").count() == page.locator(".vt-table tr").count()
        assert page.get_by_role("rowheader").count() == page.locator(".vt-table tbody tr").count()
        frame = page.get_by_role("region", name=page.locator("h1").inner_text())
        frame.focus()
        assert page.evaluate("document.activeElement.scrollWidth > document.activeElement.clientWidth")
        page.keyboard.press("ArrowLeft" if language == "ar" else "ArrowRight")
        page.wait_for_timeout(300)
        assert page.evaluate("Math.abs(document.activeElement.scrollLeft)") > 0

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @both_directions
    def test_axe_finds_nothing_in_any_view(self, site: Site, page: Page, axe: str, language: str, scheme: str) -> None:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for view in ("cards", "rows", "table"):
            for size in (PHONE, LAPTOP):
                opened(page, site, language, f"?view={view}&status=finished", size)
                page.locator(".vt-pick input:visible").first.check()
                assert violations(page, axe) == [], (view, size)

    def test_shapes_and_marks_are_there_in_forced_colours(self, large: str, page: Page) -> None:
        page.emulate_media(forced_colors="active")
        open_settled(page, large)
        drawn = "getComputedStyle(document.querySelector('.vt-cards > li'), '::before').backgroundImage"
        assert "gradient" in page.evaluate(drawn)

    @without_javascript
    def test_without_javascript_a_phone_gets_rows_and_links(self, visitor: BrowserContext, site: Site) -> None:
        page = visitor.new_page()
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.goto(f"{site.base}pl/projects/")
        assert page.locator("#vt-views, #vt-narrow, #vt-tray, dialog").locator("visible=true").count() == 0
        assert all(70 <= row["height"] <= 110 for row in boxes(page, ".vt-cards > li"))
        page.locator("#vt-filter > summary").click()
        children = page.locator("[data-vt-facet=region] li:has(> a:text-is('Polska')) > ul > li")
        assert children.count() >= 1, "regions stand in the list of their country"
        children.first.locator("a").click()
        page.wait_for_url("**/pl/regions/*/")


class TestSheet:
    @both_directions
    def test_facets_are_chosen_in_a_sheet_that_counts(self, site: Site, page: Page, language: str) -> None:
        opened(page, site, language, size=PHONE)
        before = page.locator("#vt-done").text_content()
        page.locator("#vt-narrow").click()
        sheet = page.get_by_role("dialog")
        expect(sheet).to_be_visible()
        sheet.locator("[data-vt-facet=status] summary").click()
        sheet.locator("input[value=finished]").check()
        done = sheet.locator("#vt-done")
        expect(done).not_to_have_text(before or "")
        expect(sheet.locator("#vt-chips button")).to_have_count(1)
        assert chosen(page) == {"status": ["finished"]}
        assert page.evaluate("document.activeElement.value") == "finished"
        done.click()
        expect(sheet).to_be_hidden()
        assert page.evaluate("document.activeElement.id") == "vt-count"
        expect(page.locator("#vt-narrow")).to_contain_text("(1)")
        expect(page.locator("#vt-found .vt-cards > li")).to_have_count(3)

    def test_the_button_has_the_number_in_the_words_of_the_language(self, large: str, page: Page) -> None:
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        open_settled(page, large)
        page.locator("#vt-narrow").click()
        expect(page.locator("#vt-done")).to_have_text("Pokaż 78 projektów")
        page.locator("[data-vt-facet=status] summary").click()
        page.locator("input[name=status]").first.check()
        expect(page.locator("#vt-done")).to_have_text(
            f"Pokaż {page.locator('#vt-count bdi').first.text_content()} projektów"
        )

    @both_directions
    def test_by_keyboard_and_escape(self, visitor: BrowserContext, site: Site, language: str) -> None:
        page = visitor.new_page()
        opened(page, site, language, size=PHONE)
        press_until(page, "#vt-narrow")
        page.keyboard.press("Enter")
        press_until(page, "[data-vt-facet=status] summary")
        page.keyboard.press("Enter")
        press_until(page, "[data-vt-facet=status] input")
        page.keyboard.press("Space")
        expect(page.locator("#vt-sheet #vt-chips button")).to_have_count(1)
        press_until(page, "#vt-chips button", "Shift+Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#vt-chosen")).to_be_hidden()
        assert page.evaluate("document.activeElement.id") == "vt-done"
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        assert page.evaluate("document.activeElement.id") == "vt-narrow"
        assert page.locator("#vt-filter #vt-facets").count() == 1, "they are where they were"

    @every_language
    def test_axe_finds_nothing_in_the_sheet(self, site: Site, page: Page, axe: str, language: str) -> None:
        opened(page, site, language, "?status=finished", PHONE)
        page.locator("#vt-narrow").click()
        page.evaluate("document.querySelectorAll('#vt-sheet details').forEach((one) => (one.open = true))")
        assert violations(page, axe) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("(s => s.scrollWidth - s.clientWidth)(document.getElementById('vt-sheet'))") <= 0

    @every_language
    def test_a_link_leads_past_the_facets_to_the_results(self, site: Site, page: Page, language: str) -> None:
        opened(page, site, language)
        page.locator("#vt-choose .vt-skip").focus()
        assert boxes(page, "#vt-choose .vt-skip")[0]["width"] > 40
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "vt-shown"

    def test_choosing_a_country_finds_its_regions(self, site: Site, page: Page) -> None:
        opened(page, site, "pl")
        country = page.locator("[data-vt-facet=region] li:has(> label input[value=poland])")
        count = country.locator("> label .vt-count").inner_text()
        assert int(count) > int(country.locator("ul .vt-count").first.inner_text())
        country.locator("> label input").check()
        expect(page.locator("#vt-found .vt-cards > li")).to_have_count(int(count))


class TestCosts:
    def test_a_range_is_in_the_address_and_says_what_it_leaves_out(self, site: Site, page: Page) -> None:
        opened(page, site, "sv")
        page.locator("#vt-cost summary").click()
        page.locator("#vt-from").fill("10000")
        page.locator("#vt-from").press("Enter")
        page.locator("#vt-to").fill("100000")
        page.locator("#vt-to").blur()
        expect(page.locator("#vt-count")).to_contain_text("Projektets kostnad: 10 000–100 000 €", use_inner_text=True)
        assert chosen(page) == {"cost": ["10000-100000-EUR"]}
        expect(page.locator("#vt-unknown")).to_contain_text("ingen kostnad i EUR är känd: ")
        with settling(page):
            page.goto(f"{site.base}pl/projects/?cost=-100000-EUR")
        expect(page.locator("#vt-chips button")).to_have_text("Koszt projektu: do 100 000 €", use_inner_text=True)
        assert page.locator("#vt-to").input_value() == "100000"
        page.locator("#vt-chips button").click()
        expect(page.locator("#vt-all")).to_be_visible()
        assert page.locator("#vt-to").input_value() == ""

    def test_the_counts_of_other_facets_follow(self, large: str, page: Page) -> None:
        open_settled(page, f"{large}?cost=1000000-4000000-SEK")
        found = int(page.locator("#vt-count bdi").first.inner_text())
        counts = page.locator("[data-vt-facet=status] .vt-count").all_text_contents()
        assert sum(map(int, counts)) == found
        assert page.locator("#vt-currency option").count() == 3
        assert page.locator("#vt-currency").input_value() == "SEK"

    @pytest.mark.parametrize("cost", ["EUR-50000", "5", "a-b-EUR", "--", ""])
    def test_what_is_no_range_is_passed_over(self, site: Site, page: Page, cost: str) -> None:
        opened(page, site, "sv", f"?cost={cost}")
        expect(page.locator("#vt-all")).to_be_visible()


class TestTray:
    @both_directions
    def test_projects_are_selected_on_cards_and_compared(
        self, visitor: BrowserContext, site: Site, language: str
    ) -> None:
        page = visitor.new_page()
        opened(page, site, language, size=PHONE)
        for card in range(2):
            page.locator(".vt-pick input:visible").nth(card).check()
        tray = page.locator("#vt-tray")
        expect(tray.get_by_role("status")).to_contain_text("مشروعان" if language == "ar" else "Atlasīti 2")
        open_settled(page, f"{site.base}{language}/regions/poland/")
        expect(tray).to_be_visible()
        press_until(page, "#vt-tray a")
        page.keyboard.press("Enter")
        page.locator("table").wait_for()
        assert page.locator("thead th").count() == 2

    def test_four_are_the_most_and_clearing_ends_it(self, site: Site, page: Page) -> None:
        opened(page, site, "sv")
        picks = page.locator("#vt-all .vt-pick input")
        for card in range(4):
            picks.nth(card).check()
        expect(picks.nth(4)).to_be_disabled()
        expect(page.locator("#vt-tray")).to_contain_text("4 valda")
        page.locator("#vt-tray button").click()
        expect(page.locator("#vt-tray")).to_be_hidden()
        expect(picks.nth(4)).to_be_enabled()
        assert page.evaluate("sessionStorage.getItem('vitrina compare /showcase/')") == ""
        assert page.evaluate("document.activeElement.id") == "vt-content"

    def test_what_the_search_finds_can_be_selected_in_every_view(self, site: Site, page: Page) -> None:
        opened(page, site, "lv", "?view=table")
        page.locator(".vt-table .vt-pick input").first.check()
        page.locator("#vt-view").select_option("rows")
        expect(page.locator("#vt-found .vt-pick input:checked")).to_have_count(1)
        ids = page.evaluate("[...document.querySelectorAll('#vt-found [data-vt-id]')].map((one) => one.dataset.vtId)")
        static = page.evaluate("[...document.querySelectorAll('#vt-all [data-vt-id]')].map((one) => one.dataset.vtId)")
        assert sorted(ids) == sorted(static)
        assert all((site.folder / "id" / one).is_dir() for one in ids)

    def test_it_does_not_cover_what_has_the_focus(self, visitor: BrowserContext, site: Site) -> None:
        page = visitor.new_page()
        opened(page, site, "lv", size=PHONE)
        page.locator(".vt-pick input:visible").first.check()
        press_until(page, "#vt-tray button")

    def test_a_site_without_the_comparison_has_neither(self, tmp_path: Path) -> None:
        source = large_site(tmp_path, 3, "pl", body=5, vocabulary=40)
        with (source / "content/site.yml").open("a", encoding="utf-8") as file:
            file.write("outputs: {off: [compare]}\n")
        assert build_site(source).errors == 0
        page = (source / "site/pl/projects/index.html").read_text("utf-8")
        assert "vt-tray" not in page
        assert "data-vt-id" not in page
        assert not (source / "site/theme/select.js").exists()
        data: dict[str, Any] = json.loads((source / "site/pl/projects/search.json").read_bytes())
        assert data["ids"] == []
