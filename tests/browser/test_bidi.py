"""Where a text stands bare, a browser shows it and the words beside it as it would if it were isolated (UAX #9)."""

from __future__ import annotations

from random import Random

import pytest
from playwright.sync_api import Browser

from vitrina.languages.direction import Direction, can_stand_bare
from vitrina.prose.texts import as_shown

pytestmark = pytest.mark.browser

PARTS = [
    "س",
    "لام",
    "ab",
    "É",
    "7",
    "2021",
    "٣",
    " ",
    "\u00a0",
    "\u2009",
    "-",
    "+",
    "%",
    "€",
    ".",
    ",",
    ":",
    "/",
    "–",
    "(",
    ")",
    "«",
    "\u200f",
]
AROUND: dict[Direction, list[tuple[str, str]]] = {
    "ltr": [("Antal ", " projekt"), ("(", ")"), ("5 ", " 7"), ("år: ", ", 2021")],
    "rtl": [("عدد ", " مشروع"), ("(", ")"), ("5 ", " 7"), ("سنة: ", "، 2021"), ("نص 3 ", " 4 نص")],
}

ORDER = """([direction, pairs]) => pairs.map(([before, text, after]) => {
  const line = document.createElement('p');
  line.dir = direction;
  document.body.replaceChildren(line);
  const shown = (middle) => {
    line.replaceChildren(before, middle, after);
    const places = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let n = 0; n < node.length; n += 1) {
        const range = document.createRange();
        range.setStart(node, n);
        range.setEnd(node, n + 1);
        const box = range.getBoundingClientRect();
        if (box.width > 0.5) places.push([Math.round(box.left + box.width / 2), places.length]);
      }
    }
    return places.sort((one, two) => one[0] - two[0] || one[1] - two[1]).map(([, number]) => number).join(' ');
  };
  const isolated = document.createElement('bdi');
  isolated.dir = direction;
  isolated.append(text);
  return shown(text) === shown(isolated);
})"""
"""Whether the characters of a line stand in the same order, with the text bare and with it isolated."""


def alike(browser: Browser, direction: Direction, texts: list[str]) -> list[bool]:
    """Tell of each text whether it looks the same bare as isolated, whatever stands around it."""
    around = AROUND[direction]
    page = browser.new_page()
    page.set_content("<!doctype html><title>x</title><style>p { white-space: pre; font: 40px sans-serif }</style>")
    lines = [(before, text, after) for text in texts for before, after in around]
    same = page.evaluate(ORDER, [direction, lines])
    page.close()
    return [all(same[n : n + len(around)]) for n in range(0, len(same), len(around))]


def some_texts() -> list[str]:
    random = Random(7)
    return ["".join(random.choices(PARTS, k=random.randint(1, 6))).strip() or "x" for _ in range(1500)]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_what_stands_bare_looks_as_if_it_were_isolated(browser: Browser, direction: Direction) -> None:
    texts = [text for text in some_texts() if can_stand_bare(text, direction)]
    assert len(texts) > 200
    assert [text for text, same in zip(texts, alike(browser, direction, texts), strict=True) if not same] == []


@pytest.mark.parametrize(("direction", "text"), [("ltr", "a سلام"), ("rtl", "س ab"), ("rtl", "2020-3"), ("rtl", "5%")])
def test_what_would_look_otherwise_does_not_stand_bare(browser: Browser, direction: Direction, text: str) -> None:
    assert alike(browser, direction, [text]) == [False]
    assert not can_stand_bare(text, direction)


KEPT = [
    "+371 67 12 34 56",
    "https://example.org/2021/",
    "2023.LV/NVOF/MAC/041/58",
    "2021-01-16",
    "44 12 / 3",
    "Erasmus+",
]
PLACES = """(html) => {
  document.body.innerHTML = html;
  return [...document.querySelectorAll('bdi, bdo')].map((element) => {
    const range = document.createRange();
    const text = element.firstChild;
    return Array.from({length: text.length}, (_, n) => {
      range.setStart(text, n);
      range.setEnd(text, n + 1);
      return range.getBoundingClientRect().left;
    });
  });
}"""
"""Where each character of each isolated run begins."""


@pytest.mark.parametrize("around", ["سنة {} في", "{} سنة", "שנה {} של", "{}"])
def test_what_has_to_keep_its_order_is_shown_from_left_to_right(browser: Browser, around: str) -> None:
    texts = [*KEPT, "+٩٧٠ ٢ ٢٩٨ ٧٧٨٣"]
    html = "".join(f'<p dir="rtl">{as_shown(around.format(text), "rtl", ())}</p>' for text in texts)
    page = browser.new_page()
    page.set_content("<!doctype html><title>x</title>")
    places = page.evaluate(PLACES, html)
    page.close()
    assert len(places) == len(texts)
    assert [text for text, lefts in zip(texts, places, strict=True) if lefts != sorted(lefts)] == []
