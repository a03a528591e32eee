"""On paper: facts and cards are whole, a list is printed with all that it shows, addresses stand where they are read.

Where something is on paper is read from the links of the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LANGUAGES, Site, open_settled
from tests.search_sites import large_site
from tests.sites import build_site
from tests.walk import serve

pytestmark = pytest.mark.browser

every_language = pytest.mark.parametrize("language", LANGUAGES)
COUNT = 45


def links_on_paper(page: Page) -> list[list[str]]:
    """Return where the links of each sheet lead."""
    page.emulate_media(media="print")
    pdf = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="screen")
    objects = dict(re.findall(rb"(?:^|\n)(\d+) 0 obj\s*(.*?)\s*endobj", pdf, re.DOTALL))
    kids = next(found[1] for value in objects.values() if (found := re.search(rb"/Kids \[(.*?)\]", value)))
    sheets = []
    for sheet in re.findall(rb"(\d+) 0 R", kids):
        annotations = re.search(rb"/Annots \[(.*?)\]", objects[sheet])
        links = [objects[number] for number in re.findall(rb"(\d+) 0 R", annotations[1] if annotations else b"")]
        found = [re.search(rb"/URI \((.*?)\)", link) for link in links]
        sheets.append([unquote(uri[1].decode()) for uri in found if uri])
    return sheets


@every_language
def test_the_facts_of_a_project_are_on_one_sheet(site: Site, page: Page, language: str) -> None:
    """Those that are told first are on the first one; the others follow the story, and are not torn apart."""
    for project in sorted((site.folder / language / "projects").glob("*/")):
        if project.name in ("page", "embed"):
            continue
        page.goto(f"{site.base}{language}/projects/{project.name}/")
        first, others = (
            page.locator(f"{place} dd a").evaluate_all("links => links.map(link => decodeURI(link.href))")
            for place in (".vt-first", ".vt-facts")
        )
        sheets = [set(links) for links in links_on_paper(page)]
        assert first
        assert set(first) <= sheets[0], project.name
        assert any(set(others) <= sheet for sheet in sheets), project.name


@pytest.fixture(scope="module", params=["ar", "lv"])
def many(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    source = large_site(tmp_path_factory.mktemp("many"), COUNT, request.param, body=20, vocabulary=200)
    with serve(source / "site") as base:
        assert build_site(source).problems == ()
        yield f"{base}{request.param}/projects/"


def printed_projects(page: Page, address: str) -> list[str]:
    found = [link for sheet in links_on_paper(page) for link in sheet if link.startswith(unquote(address))]
    return [link for link in dict.fromkeys(found) if re.search(r"/p\d+", link)]


def test_the_whole_list_is_printed(many: str, page: Page) -> None:
    open_settled(page, many)
    before = page.locator("#vt-all .vt-cards").inner_text()
    assert page.locator(".vt-cards > li:visible").count() == 20
    assert len(printed_projects(page, many)) == COUNT
    assert page.locator("#vt-all .vt-cards").inner_text() == before, "the screen is as it was"
    page.emulate_media(media="print")
    assert page.locator("#vt-page-number").is_hidden()


def test_all_that_was_found_is_printed_in_its_order(many: str, page: Page) -> None:
    open_settled(page, f"{many}?sort=oldest&page=2")
    expect(page.locator("#vt-found .vt-cards > li")).to_have_count(20)
    shown = page.locator("#vt-found h2 a").evaluate_all("links => links.map(link => decodeURI(link.href))")
    printed = printed_projects(page, many)
    assert len(printed) == COUNT
    assert printed[20:40] == shown
    expect(page.locator("#vt-found .vt-cards > li")).to_have_count(20)
    expect(page.locator("#vt-count .vt-paged")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#vt-count .vt-paged")).to_be_hidden()


def test_without_a_script_paper_says_which_part_of_the_list_it_is(browser: Browser, many: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(many)
    assert len(printed_projects(page, many)) == 20
    page.emulate_media(media="print")
    assert str(COUNT) in page.locator("#vt-count").inner_text()
    number = page.locator("#vt-page-number")
    assert re.search(r"1\D+3", number.inner_text())
    written = number.evaluate("one => getComputedStyle(one, '::after').content + one.dataset.vtUrl")
    assert "\N{LEFT-TO-RIGHT ISOLATE}" in written
    assert f"https://example.org/{many.split('/', 3)[3]}" in written
    context.close()


def test_a_card_is_on_one_sheet(many: str, page: Page) -> None:
    page.goto(many)
    page.emulate_media(media="print")
    assert set(
        page.locator(".vt-cards > li").evaluate_all("all => all.map(one => getComputedStyle(one).breakInside)")
    ) == {"avoid"}
    sheets = [[link for link in sheet if re.search(r"/p\d+", link)] for sheet in links_on_paper(page)]
    assert max(len(set(sheet)) for sheet in sheets) >= 6, "cards are small on paper"
    twice = [link for sheet, after in pairwise(sheets) for link in set(sheet) & set(after)]
    assert twice == []


@pytest.mark.parametrize("language", ["ar", "lv"])
def test_an_address_follows_its_text_in_every_direction(site: Site, page: Page, language: str) -> None:
    """The space before it belongs to the text around, so that it is between them where that runs to the left, too."""
    for kind in ("project", "page", "term"):
        page.goto(site.pages(language)[kind])
        page.evaluate(
            """() => document.querySelectorAll('.vt-prose p, .vt-backers li').forEach((one) => {
              one.append(Object.assign(document.createElement('a'), {href: 'https://example.org/', textContent: 'x'}));
            })"""
        )
        page.emulate_media(media="print")
        links = page.locator(":is(.vt-prose, .vt-backers, footer) a[href^=http]")
        shown = links.evaluate_all("all => all.map(link => getComputedStyle(link, '::after').content)")
        assert [content for content in shown if not content.startswith('" \N{LEFT-TO-RIGHT ISOLATE}(')] == []
        page.emulate_media(media="screen")
