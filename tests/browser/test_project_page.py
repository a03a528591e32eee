"""The page of a project as a reader meets it: what stands where, in which order, and how soon the story begins."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LANGUAGES, Site, open_settled

pytestmark = pytest.mark.browser

WIDTHS = (360, 768, 1024, 1366)
PARTS = (
    *(".vt-opening .vt-figure", "h1", ".vt-summary", ".vt-funding", ".vt-results", ".vt-first", ".vt-contents"),
    *(".vt-prose", ".vt-backers", ".vt-tools", ".vt-source", ".vt-facts"),
)
BOXES = """names => names.map(name => {
  const box = document.querySelector(name)?.getBoundingClientRect();
  return box && { name, top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right };
}).filter(Boolean)"""
GAPS = """([place, most]) => {
  const boxes = [...document.querySelector(place).children].map(one => one.getBoundingClientRect());
  return boxes.slice(1).map((box, n) => Math.round(box.top - boxes[n].bottom)).filter(gap => gap > most);
}"""
Box = dict[str, float]


def projects(site: Site, language: str) -> dict[str, str]:
    """Return the HTML of the pages of projects by their addresses."""
    pages = {
        file.parent.name: file.read_text("utf-8") for file in (site.folder / language).glob("projects/*/index.html")
    }
    return {name: page for name, page in sorted(pages.items()) if '<body class="vt-project"' in page}


def boxes(page: Page) -> dict[str, Box]:
    return {box.pop("name"): box for box in page.evaluate(BOXES, list(PARTS))}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_the_order_in_the_source_is_the_order_that_is_seen(site: Site, page: Page, language: str, width: int) -> None:
    """From the top down; what stands beside each other, in the direction of reading."""
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(site.base + f"{language}/projects/warnik{'-lielpolijas-akademija' if language == 'lv' else ''}/")
    found = boxes(page)
    assert list(found) == list(PARTS)
    for (above, first), (below, second) in zip(list(found.items())[:-1], list(found.items())[1:], strict=True):
        follows = second["top"] >= first["bottom"] - 1
        beside = second["left"] >= first["right"] - 1 if language == "lv" else second["right"] <= first["left"] + 1
        assert follows or beside, (above, below)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_story_begins_early_on_a_phone(site: Site, page: Page, language: str) -> None:
    """It began at 2,200 px."""
    page.set_viewport_size({"width": 360, "height": 740})
    for project in projects(site, language):
        page.goto(f"{site.base}{language}/projects/{project}/")
        top = page.locator(".vt-prose").evaluate("one => one.getBoundingClientRect().top + scrollY")
        assert top <= 1200, project


@pytest.mark.parametrize("width", [1366, 1920])
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_the_facts_stand_beside_the_story_and_stay_in_view(site: Site, page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    open_settled(page, site.pages(language)["project"])
    found = boxes(page)
    story, facts = found[".vt-prose"], found[".vt-facts"]
    aside = facts["left"] - story["right"] if language == "lv" else story["left"] - facts["right"]
    assert 16 <= aside <= 64
    assert abs(facts["top"] - story["top"]) <= 2
    page.evaluate("scrollTo(0, document.querySelector('.vt-backers').offsetTop - 300)")
    seen = page.locator(".vt-facts").bounding_box()
    assert seen is not None
    assert seen["y"] >= 0
    assert seen["y"] + seen["height"] <= 768


@pytest.mark.parametrize("width", WIDTHS)
def test_there_are_no_holes_between_the_parts(site: Site, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    for kind in ("project", "fallback"):
        open_settled(page, site.pages("lv")[kind])
        assert page.evaluate(GAPS, ["article", 64]) == []
        assert page.evaluate(GAPS, [".vt-story", 64]) == []


@pytest.mark.parametrize("kind", ["project", "page"])
def test_the_contents_lead_through_a_long_text_without_a_script(site: Site, page: Page, kind: str) -> None:
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        address = f"{site.base}sv/projects/warnik-akademi-for-paverkan-och-samarbete/"
        page.goto(address if kind == "project" else f"{site.base}sv/{_long_page(site)}/")
        if width == 360:
            assert page.locator(".vt-contents a").first.is_hidden()
            page.locator(".vt-contents summary").click()
        headings = page.locator(".vt-prose h2").all_inner_texts()
        assert page.locator(".vt-contents a").all_inner_texts() == headings
        page.locator(".vt-contents a").last.click()
        heading = page.locator(".vt-prose h2").last.bounding_box()
        assert heading is not None
        assert 0 <= heading["y"] < 768


def _long_page(site: Site) -> str:
    pages = sorted((site.folder / "sv").glob("*/index.html"))
    return next(page.parent.name for page in pages if b'class="vt-contents"' in page.read_bytes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_light_without_its_pictures(site: Site, language: str) -> None:
    """In letters, because those of some scripts take two bytes each."""
    for project, page in projects(site, language).items():
        bare = re.sub(r"<picture>.*?</picture>|<img [^>]*>", "", page, flags=re.DOTALL)
        assert len(bare) <= 12_000, project
