"""The comparison of projects, one of which the visitor's language does not have: what exists in it is shown in it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.test_access import AXE, violations

pytestmark = pytest.mark.browser

CHOSEN = "ar/compare/?ids=moc-kobiet,kaiminu-kopienu-kopspeks"
"""The first project is there in Arabic, the second in Swedish, Polish and Latvian only."""

TEXTS = """() => [...document.querySelectorAll('.vt-compared :is(th, td)')].flatMap((cell) => {
  const column = [...cell.parentElement.children].indexOf(cell), found = [];
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode());) {
    const parent = text.parentElement;
    if (!text.data.trim() || parent.closest('button')) continue;
    found.push({
      text: text.data.trim(),
      column,
      lang: parent.closest('[lang]').lang,
      dir: getComputedStyle(parent).direction,
    });
  }
  return found;
})"""

STARTS = """() => [...document.querySelectorAll('.vt-compared thead a, .vt-compared td li')].map((one) => {
  const range = new Range(), cell = one.closest('th, td').getBoundingClientRect();
  range.selectNodeContents(one);
  return Math.round(cell.right - range.getBoundingClientRect().right);
})"""


@pytest.fixture
def compared(site: Site, page: Page) -> Page:
    page.goto(site.base + CHOSEN)
    page.locator("table").wait_for()
    return page


def texts(page: Page) -> list[dict[str, Any]]:
    return list(page.evaluate(TEXTS))


def test_labels_terms_dates_and_results_are_in_the_language_of_the_page(compared: Page) -> None:
    second = [one["text"] for one in texts(compared) if one["column"] == 2 and one["lang"] == "ar"]
    assert {"بلدية ماروبي", "قيد التنفيذ", "إقليمي", "توجيه ومرافقة", "أنشطة"} <= set(second)
    assert any("2024" in text for text in second), "the period"
    labels = [one for one in texts(compared) if one["column"] == 0]
    assert len(labels) > 8
    assert {one["lang"] for one in labels} == {"ar"}


def test_what_is_there_in_another_language_alone_says_so(compared: Page) -> None:
    """The title leads to the text in that language; names, numbers and codes have no language of their own."""
    foreign = [one for one in texts(compared) if one["lang"] not in ("", "ar")]
    assert {(one["text"], one["lang"], one["dir"]) for one in foreign} >= {("Kaimiņu kopienu kopspēks", "lv", "ltr")}
    assert [one for one in foreign if one["dir"] != "ltr"] == []
    title = compared.locator("thead a").last
    assert title.get_attribute("lang") == "lv"
    assert "/lv/projects/" in (title.get_attribute("href") or "")


def test_a_number_stands_before_its_text(compared: Page) -> None:
    places = compared.locator(".vt-compared td li:has(b)").evaluate_all(
        """items => items.map((item) => {
          const range = new Range(), number = item.querySelector('b').getBoundingClientRect();
          range.setStartAfter(item.querySelector('b'));
          range.setEndAfter(item.lastChild);
          return [number.left, [...range.getClientRects()].filter((box) => box.width > 9)[0].right];
        })"""
    )
    assert len(places) == 5
    assert [place for place in places if place[0] < place[1] - 1] == []


def test_everything_begins_where_its_column_begins(compared: Page) -> None:
    starts = compared.evaluate(STARTS)
    assert len(starts) > 10
    assert max(starts) - min(starts) <= 2


def test_what_was_removed_is_said_in_its_own_language_and_direction(compared: Page) -> None:
    compared.locator("thead button").last.click()
    title = compared.locator("[role=status] bdi")
    expect(title).to_have_text("Kaimiņu kopienu kopspēks")
    assert (title.get_attribute("lang"), title.get_attribute("dir")) == ("lv", "ltr")


def test_the_page_that_the_facts_come_from_conforms(site: Site, page: Page) -> None:
    page.goto(f"{site.base}ar/compare/kaiminu-kopienu-kopspeks/")
    assert violations(page, AXE.read_text("utf-8")) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_a_language_that_has_the_project_needs_no_such_page(site: Site) -> None:
    assert not (site.folder / "lv/compare/kaiminu-kopienu-kopspeks").exists()
    assert not (site.folder / "ar/compare/moc-kobiet").exists()
