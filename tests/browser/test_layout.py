"""Snapshots of key pages: where things stand, and where fonts and browser are those of the record, what it looks like.

A picture to the pixel is worthless on the next machine: its fonts are others. So a record (`layouts/*.json`) has two
parts.

- ``boxes``: landmarks, headings, cards and figures in the order of the page, with where each begins and how wide it is
  in steps of 16 px, and whether it stands in, beside or below the one before it. What is as wide as its words is only
  named. This holds on every machine.
- ``tiles``: the mean colours of a coarse grid over the first screens. They are compared only where the browser's
  version and the measured widths of sample texts (``fonts``) are those of the record.

`make layouts` writes them anew; read the difference, and look at the pages, before you commit it.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

RECORDS = Path(__file__).parent / "layouts"
WINDOWS = {"phone": {"width": 390, "height": 844}, "laptop": {"width": 1280, "height": 900}}
CASES = [
    (kind, language, window, "light")
    for kind in ("home", "projects", "project", "overview")
    for language in ("ar", "lv")
    for window in WINDOWS
] + [("project", language, window, "dark") for language in ("ar", "lv") for window in WINDOWS]

STEP = 16
TILES = (16, 32)
COLOUR_TOLERANCE = 12
"""How far the mean of a tile may be from the record in any of the three colours, of 255."""

BOXES = """(step) => {
  const round = (number) => Math.round(number / step);
  const wanted = 'header, nav, main, footer, section, article, form, dialog, table, figure, dl, fieldset, h1, h2, h3, '
    + 'svg[class], .vt-map, .vt-bar, .vt-brand, .vt-summary, .vt-display';
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
  const widths = [...document.querySelectorAll('body, h1, h2, main p')].slice(0, 6).map(one => {
    const style = getComputedStyle(one);
    canvas.font = `${style.fontWeight} 100px ${style.fontFamily}`;
    return ['Ķekava Łódź 0123', 'الفلسطينية ٣'].map(text => Math.round(canvas.measureText(text).width));
  });
  return widths.flat(); }"""


def record(page: Page) -> dict[str, Any]:
    """Return what is to be recorded of the page as it stands."""
    browser = page.context.browser
    assert browser is not None
    shown = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    tiles = shown.resize(TILES, Image.Resampling.BOX)
    rows = [
        " ".join("%02x%02x%02x" % tiles.getpixel((x, y)) for x in range(TILES[0]))  # noqa: UP031
        for y in range(TILES[1])
    ]
    return {
        "boxes": page.evaluate(BOXES, STEP),
        "browser": browser.version,
        "fonts": page.evaluate(FONTS),
        "tiles": rows,
    }


def picture(rows: list[str]) -> Image.Image:
    return Image.frombytes("RGB", TILES, bytes.fromhex("".join(rows)))


def differences(now: dict[str, Any], before: dict[str, Any]) -> list[str]:
    """Return in words what is not as recorded; a step more or less is no difference."""
    names = [[box[0] for box in one["boxes"]] for one in (now, before)]
    if names[0] != names[1]:
        gone, new = set(names[1]) - set(names[0]), set(names[0]) - set(names[1])
        return [f"other elements or another order (gone: {sorted(gone)}, new: {sorted(new)})"]
    found = []
    for (name, *place, relation), (_, *place_then, relation_then) in zip(now["boxes"], before["boxes"], strict=True):
        is_near = all(
            (one is None) == (then is None) and abs((one or 0) - (then or 0)) <= 1
            for one, then in zip(place, place_then, strict=True)
        )
        if not is_near or relation != relation_then:
            found.append(f"{name}: {place} {relation}, recorded {place_then} {relation_then}")
    if not found and all(now[key] == before[key] for key in ("browser", "fonts")):
        difference = ImageChops.difference(picture(now["tiles"]), picture(before["tiles"]))
        worst = max(high for _, high in difference.getextrema())
        if worst > COLOUR_TOLERANCE:
            found.append(f"a tile is {worst} of 255 away from the record")
    return found


@pytest.mark.parametrize(("kind", "language", "window", "scheme"), CASES)
def test_a_page_looks_as_recorded(
    site: Site, page: Page, request: pytest.FixtureRequest, kind: str, language: str, window: str, scheme: str
) -> None:
    look(site, page, kind, language, window, scheme)
    file = RECORDS / f"{kind}-{language}-{window}-{scheme}.json"
    now = record(page)
    if request.config.getoption("--refresh-golden"):
        RECORDS.mkdir(exist_ok=True)
        rows = {key: [json.dumps(row, ensure_ascii=False) for row in now[key]] for key in ("boxes", "tiles")}
        shown = {key: "[\n  " + ",\n  ".join(lines) + "\n ]" for key, lines in rows.items()}
        shown |= {key: json.dumps(now[key]) for key in ("browser", "fonts")}
        lines = ",\n ".join(f'"{key}": {shown[key]}' for key in ("browser", "fonts", "boxes", "tiles"))
        file.write_text(f"{{\n {lines}\n}}\n", "utf-8")
    assert file.is_file(), "not recorded yet: `make layouts` records it"
    assert settled(page, json.loads(file.read_text("utf-8"))) == []


def settled(page: Page, recorded: dict[str, Any]) -> list[str]:
    """Return what differs when the page has come to rest: on a busy machine, its scripts may still be at work."""
    found: list[str] = []
    for _ in range(24):
        found = differences(record(page), recorded)
        if not found:
            break
        page.wait_for_timeout(250)
    return found


def look(site: Site, page: Page, kind: str, language: str, window: str, scheme: str) -> None:
    page.set_viewport_size({"width": WINDOWS[window]["width"], "height": WINDOWS[window]["height"]})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site.pages(language)[kind], wait_until="networkidle")


@pytest.mark.parametrize(
    "fault",
    [
        "document.querySelector('main').style.marginInlineStart = '60px'",
        "document.querySelector('h1').remove()",
        "document.querySelector('header').style.display = 'none'",
        "document.dir = 'ltr'",
        "document.querySelector('main').append(document.querySelector('h1'))",
        "document.body.style.background = 'rgb(180, 200, 255)'",
    ],
)
def test_a_fault_would_be_seen(site: Site, page: Page, fault: str) -> None:
    """On one machine, in one minute: with the tiles."""
    look(site, page, "project", "ar", "laptop", "light")
    sound = record(page)
    assert differences(record(page), sound) == []
    page.evaluate(f"() => {{ {fault} }}")
    assert differences(record(page), sound) != []


def test_other_fonts_change_nothing(site: Site, page: Page) -> None:
    """A family that is a fifth wider, as on another machine, leaves every box where it is recorded."""
    look(site, page, "project", "lv", "laptop", "light")
    before = record(page)
    page.evaluate("document.querySelectorAll('[lang]').forEach(one => one.style.fontFamily = 'DejaVu Sans, monospace')")
    other = record(page)
    assert other["fonts"] != before["fonts"]
    assert differences(other, before) == []
