"""Layouts of key pages: landmarks, headings, cards and figures in the order of the page, and where each of them stands.

A picture to the pixel is worthless on the next machine: its fonts are others. So a record (`layouts/*.json`) has a row
for each of these boxes: its name, where it begins and how wide it is in steps of 16 px, and whether it stands in,
beside or below the one before it. What is as wide as its words is only named. This holds on every machine, in light and
in dark colours.

`make layouts` writes the records anew; read the difference, and look at the pages, before you commit it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site, open_settled

pytestmark = pytest.mark.browser

RECORDS = Path(__file__).parent / "layouts"
WINDOWS = {"phone": {"width": 390, "height": 844}, "laptop": {"width": 1280, "height": 900}}
SCHEMES = {"project": ("light", "dark")}
CASES = [
    (kind, language, window, scheme)
    for kind in ("home", "projects", "project", "overview")
    for language in ("ar", "lv")
    for window in WINDOWS
    for scheme in SCHEMES.get(kind, ("light",))
]

STEP = 16

BOXES = """(step) => {
  const round = (number) => Math.round(number / step);
  const wanted = 'header, nav, main, footer, section, article, form, dialog, table, figure, dl, fieldset, h1, h2, h3, '
    + 'svg[class], .vt-cards > li, .vt-map, .vt-masthead, .vt-brand, .vt-summary, .vt-display';
  let before = null;
  return [...document.querySelectorAll(wanted)].filter(one => one.checkVisibility()).flatMap(one => {
    const box = one.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return [];
    const isText = /^(H[1-3]|A|P)$/.test(one.tagName);
    const place = !before ? '' : one.compareDocumentPosition(before.one) & 8 ? 'in' :
      box.top >= before.box.bottom - 2 ? 'below' : box.bottom <= before.box.top + 2 ? 'above' : 'beside';
    before = {one, box};
    const name = one.tagName.toLowerCase() + [...one.classList].map(name => '.' + name).join('');
    if (/^(NAV|FORM|A)$/.test(one.tagName)) return [[name, null, null, '']];
    const isRtl = document.dir === 'rtl';
    const start = isText && isRtl ? innerWidth - box.right : box.left;
    return [[name, round(start), isText ? null : round(box.width), place]];
  }); }"""

FONTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d');
  return [...document.querySelectorAll('body, h1, h2, main p')].slice(0, 6).map(one => {
    const style = getComputedStyle(one);
    canvas.font = `${style.fontWeight} 100px ${style.fontFamily}`;
    return Math.round(canvas.measureText('Ķekava Łódź 0123').width);
  }); }"""

Boxes = list[list[Any]]


def boxes(page: Page) -> Boxes:
    """Return the row of every box of the page as it stands."""
    found: Boxes = page.evaluate(BOXES, STEP)
    return found


def differences(now: Boxes, before: Boxes) -> list[str]:
    """Return in words what is not as recorded; a step more or less is no difference."""
    names = [[box[0] for box in one] for one in (now, before)]
    if names[0] != names[1]:
        gone, new = set(names[1]) - set(names[0]), set(names[0]) - set(names[1])
        return [f"other elements or another order (gone: {sorted(gone)}, new: {sorted(new)})"]
    found = []
    for (name, *place, relation), (_, *place_then, relation_then) in zip(now, before, strict=True):
        is_near = all(
            (one is None) == (then is None) and abs((one or 0) - (then or 0)) <= 1
            for one, then in zip(place, place_then, strict=True)
        )
        if not is_near or relation != relation_then:
            found.append(f"{name}: {place} {relation}, recorded {place_then} {relation_then}")
    return found


@pytest.mark.parametrize(("kind", "language", "window", "scheme"), CASES)
def test_a_page_looks_as_recorded(
    site: Site, page: Page, request: pytest.FixtureRequest, kind: str, language: str, window: str, scheme: str
) -> None:
    look(site, page, kind, language, window, scheme)
    file = RECORDS / f"{kind}-{language}-{window}.json"
    if request.config.getoption("--refresh-golden"):
        RECORDS.mkdir(exist_ok=True)
        rows = ",\n ".join(json.dumps(row, ensure_ascii=False) for row in boxes(page))
        file.write_text(f"[\n {rows}\n]\n", "utf-8")
    assert file.is_file(), "not recorded yet: `make layouts` records it"
    assert settled(page, json.loads(file.read_text("utf-8"))) == []


def settled(page: Page, recorded: Boxes) -> list[str]:
    """Return what differs when the page has come to rest: on a busy machine, its scripts may still be at work."""
    found: list[str] = []
    for _ in range(24):
        found = differences(boxes(page), recorded)
        if not found:
            break
        page.wait_for_timeout(250)
    return found


def look(site: Site, page: Page, kind: str, language: str, window: str, scheme: str) -> None:
    page.set_viewport_size({"width": WINDOWS[window]["width"], "height": WINDOWS[window]["height"]})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_settled(page, site.pages(language)[kind])


@pytest.mark.parametrize(
    "fault",
    [
        "document.querySelector('main').style.marginInlineStart = '60px'",
        "document.querySelector('h1').remove()",
        "document.querySelector('header').style.display = 'none'",
        "document.dir = 'ltr'",
        "document.querySelector('main').append(document.querySelector('h1'))",
    ],
)
def test_a_fault_would_be_seen(site: Site, page: Page, fault: str) -> None:
    look(site, page, "project", "ar", "laptop", "light")
    sound = boxes(page)
    assert differences(boxes(page), sound) == []
    page.evaluate(f"() => {{ {fault} }}")
    assert differences(boxes(page), sound) != []


def test_other_fonts_change_nothing(site: Site, page: Page) -> None:
    """A family that is a fifth wider, as on another machine, leaves every box where it is recorded."""
    look(site, page, "project", "lv", "laptop", "light")
    before, widths = boxes(page), page.evaluate(FONTS)
    page.evaluate("document.querySelectorAll('body *').forEach(one => one.style.fontFamily = 'DejaVu Sans, monospace')")
    assert page.evaluate(FONTS) != widths
    assert differences(boxes(page), before) == []
