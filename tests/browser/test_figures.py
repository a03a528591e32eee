"""Maps, the timeline and charts, as visitors see and reach them."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LANGUAGES, Site

pytestmark = pytest.mark.browser

every_language = pytest.mark.parametrize("language", LANGUAGES)

BOXES = """selector => [...document.querySelectorAll(selector)].map(element => {
  const box = element.getBoundingClientRect(); return [box.left, box.top, box.width, box.height]; })"""


def boxes(page: Page, selector: str) -> list[list[float]]:
    found: list[list[float]] = page.evaluate(BOXES, selector)
    return found


@every_language
def test_links_on_the_map_are_named_and_lead_to_the_rows_of_the_table(site: Site, page: Page, language: str) -> None:
    page.goto(site.pages(language)["overview"])
    rows = {
        row.locator("a").get_attribute("href"): row.locator(".vt-key").inner_text()
        for row in page.locator("section[aria-labelledby=vt-regions] tbody tr:has(.vt-key)").all()
    }
    circles = page.locator(".vt-map svg a").all()
    assert len(circles) >= 5
    assert {link.get_attribute("href"): link.locator("text").text_content() for link in circles} == rows
    tree: dict[str, Any] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    names = {node["name"]["value"] for node in tree["nodes"] if node.get("role", {}).get("value") == "link"}
    for link in circles:
        title = link.locator("title").text_content()
        assert title in names, (title, names)
        assert ":" in (title or "")


@pytest.mark.parametrize("width", [320, 1280])
def test_maps_are_the_same_in_both_directions_and_time_is_mirrored(site: Site, page: Page, width: int) -> None:
    """Poland is west of Palestine and north of it, whatever way the page runs; later years lie on the other side."""
    page.set_viewport_size({"width": width, "height": 900})
    for language, is_mirrored in (("sv", False), ("ar", True)):
        page.goto(site.pages(language)["overview"])
        poland, palestine, bolivia = (
            boxes(page, f".vt-maps > :first-child a[href*='/{region}/'] circle:nth-of-type(2)")[0]
            for region in ("poland", "palestine", "bolivia")
        )
        assert bolivia[0] < poland[0] < palestine[0]
        assert poland[1] < palestine[1] < bolivia[1]
        ticks = [box[0] for box in boxes(page, ".vt-ticks > span")]
        assert ticks == sorted(ticks, reverse=is_mirrored)
        bars = boxes(page, ".vt-chart .vt-amount rect")
        cells = boxes(page, ".vt-chart .vt-amount")
        for bar, cell in zip(bars, cells, strict=True):
            start = cell[0] + cell[2] - bar[0] - bar[2] if is_mirrored else bar[0] - cell[0]
            assert abs(start) < 1, (bar, cell)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_bars_of_the_timeline_stand_under_their_years(site: Site, page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.pages(language)["overview"])
    ticks = {
        page.locator(".vt-ticks > span").nth(n).text_content(): box
        for n, box in enumerate(boxes(page, ".vt-ticks > span"))
    }
    row = page.locator(".vt-timeline tbody tr", has=page.locator("td", has_text="2022")).filter(
        has=page.locator("rect.vt-uncertain")
    )
    year = ticks["2022"]
    found = [box for box in (each.bounding_box() for each in row.locator("rect.vt-uncertain").all()) if box]
    assert any(abs(box["x"] - year[0]) < 2 and abs(box["width"] - year[2]) < 2 for box in found), (found, year)


@pytest.mark.parametrize("language", ["ar", "lv"])
def test_circles_and_their_numbers_stay_on_a_small_map(site: Site, page: Page, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(site.pages(language)["overview"])
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.vt-map')].flatMap(map => {
             const frame = map.getBoundingClientRect();
             const drawn = [...map.querySelectorAll('circle:not(.vt-reach), text')];
             return drawn.map(element => element.getBoundingClientRect())
               .filter(box => box.left < frame.left || box.right > frame.right || box.top < frame.top
                 || box.bottom > frame.bottom); }).length"""
    )
    assert outside == 0


def test_a_circle_is_big_enough_to_hit(site: Site, page: Page) -> None:
    """WCAG 2.2, 2.5.8, and the table beside the map has the same links for circles that lie on each other."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(site.pages("lv")["overview"])
    sizes = [min(box[2], box[3]) for box in boxes(page, ".vt-map .vt-reach")]
    assert sizes
    assert min(sizes) >= 24
