"""Maps, the timeline and charts, as visitors see and reach them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import LANGUAGES, Site
from tests.browser.test_access import AXE, violations
from tests.sites import BARE_THEME, SITE_YML, TRANSLATION, build_site, document, make_site
from tests.walk import serve

pytestmark = pytest.mark.browser

both_directions = pytest.mark.parametrize("language", ["sv", "ar"])
every_language = pytest.mark.parametrize("language", LANGUAGES)

BOXES = """selector => [...document.querySelectorAll(selector)].map(element => {
  const box = element.getBoundingClientRect(); return [box.left, box.top, box.width, box.height]; })"""


def boxes(page: Page, selector: str) -> list[list[float]]:
    found: list[list[float]] = page.evaluate(BOXES, selector)
    return found


@every_language
def test_links_on_the_map_are_named_and_lead_to_the_lists_of_the_table(site: Site, page: Page, language: str) -> None:
    page.goto(site.pages(language)["overview"])
    rows = {
        row.locator("a").get_attribute("href"): row.locator("td").inner_text().strip()
        for row in page.locator("section[aria-labelledby=vt-regions] tbody tr").all()
    }
    circles = page.locator(".vt-map svg a:visible").all()
    assert len(circles) >= 5
    found = {link.get_attribute("href"): link.locator("circle + text").text_content() for link in circles}
    assert found.items() <= rows.items()
    tree: dict[str, Any] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    names = {node["name"]["value"] for node in tree["nodes"] if node.get("role", {}).get("value") == "link"}
    for link in circles:
        title = link.locator("title").text_content()
        assert title in names, (title, names)
        assert ":" in (title or "")
        assert (link.locator(".vt-place").text_content() or "").replace(" ", "") in (title or "").replace(" ", "")
    target = str(circles[0].get_attribute("href"))
    circles[0].click()
    page.wait_for_url(f"**{target}")
    assert page.locator("main a[href*='/projects/']").count() >= 1


@pytest.mark.parametrize("width", [320, 1280])
def test_maps_are_the_same_in_both_directions_and_time_is_mirrored(site: Site, page: Page, width: int) -> None:
    """Poland is west of Palestine and north of it, whatever way the page runs; later years lie on the other side."""
    page.set_viewport_size({"width": width, "height": 900})
    for language, is_mirrored in (("sv", False), ("ar", True)):
        page.goto(site.pages(language)["overview"])
        poland, palestine, bolivia = (
            next(box for box in boxes(page, f".vt-map a[href*='/{region}/'] circle") if box[2])
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


OVERLAPS = """() => [...document.querySelectorAll('.vt-places-on-map')].filter(map => map.checkVisibility())
  .flatMap(map => {
    const box = element => {
      const {left, right, top, bottom} = element.getBoundingClientRect();
      const name = element.tagName + ' ' + element.parentElement.textContent;
      return {left, right, top, bottom, name, isRound: element.tagName === 'circle'};
    };
    const pen = document.createElement('canvas').getContext('2d');
    const letters = line => {
      const {a: scale, f: start} = line.getScreenCTM(), {fontSize, fontFamily} = getComputedStyle(line);
      pen.font = `${parseFloat(fontSize) * scale}px ${fontFamily}`;
      const {actualBoundingBoxAscent: up, actualBoundingBoxDescent: down} = pen.measureText(line.textContent);
      const baseline = start + line.getStartPositionOfChar(0).y * scale;
      return {...box(line), top: baseline - up, bottom: baseline + down};
    };
    const frame = box(map.parentElement);
    const all = (selector, measure) => [...map.querySelectorAll(selector)].map(measure);
    const drawn = [...all('a circle', box), ...all('tspan', letters)];
    const isOutside = one => one.left < frame.left || one.right > frame.right || one.top < frame.top
      || one.bottom > frame.bottom;
    const middle = one => [(one.left + one.right) / 2, (one.top + one.bottom) / 2, (one.right - one.left) / 2];
    const meet = (one, two) => {
      if (one.isRound && two.isRound) {
        const [[x, y, r], [u, v, s]] = [middle(one), middle(two)];
        return Math.hypot(x - u, y - v) < r + s;
      }
      if (!one.isRound && !two.isRound)
        return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
      const [name, [x, y, r]] = one.isRound ? [two, middle(one)] : [one, middle(two)];
      return Math.hypot(Math.max(name.left - x, 0, x - name.right), Math.max(name.top - y, 0, y - name.bottom)) < r;
    };
    return [
      ...drawn.filter(isOutside).map(one => 'outside: ' + one.name),
      ...drawn.flatMap((one, at) => drawn.slice(at + 1).filter(two => meet(one, two))
        .map(two => one.name + ' / ' + two.name)),
    ];
  })"""
"""What covers something else, or is cut off: circles and letters, as high as these are, not their lines."""


@pytest.mark.parametrize("width", [320, 360, 560, 768, 1024, 1366, 1920])
@every_language
def test_nothing_on_a_map_covers_anything(site: Site, page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.pages(language)["overview"])
    assert page.locator(".vt-places-on-map:visible").count() >= 2
    assert page.evaluate(OVERLAPS) == []
    for circle, number in zip(boxes(page, ".vt-map a circle"), boxes(page, ".vt-map a circle + text"), strict=True):
        assert circle[0] <= number[0]
        assert number[0] + number[2] <= circle[0] + circle[2]


@pytest.mark.parametrize("setting", ["text=larger", "spacing=wide", "font=plain"])
@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_nothing_on_a_map_covers_anything_with_other_letters(
    site: Site, page: Page, language: str, width: int, setting: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    name, _, value = setting.partition("=")
    page.goto(site.pages(language)["overview"])
    page.add_style_tag(url=f"{site.base}theme/display.css")
    page.evaluate("([name, value]) => document.documentElement.setAttribute(`data-vt-${name}`, value)", [name, value])
    assert page.evaluate(OVERLAPS) == []


SPILLS = """() => [...document.querySelectorAll('.vt-plot')].filter(plot => plot.checkVisibility()).flatMap(plot => {
    const box = element => element.getBoundingClientRect();
    const words = [...plot.querySelectorAll('text')].filter(text => text.checkVisibility());
    const grid = box(plot.querySelector('.vt-grid')), page = document.documentElement.clientWidth;
    const meet = (one, two) => one.left < two.right && two.left < one.right
      && one.top < two.bottom && two.top < one.bottom;
    const isOutside = word => box(word).left < 0 || box(word).right > page;
    const isInside = word => word.closest('.vt-scale') && meet(box(word), grid);
    return [
      ...words.filter(isOutside).map(word => 'outside: ' + word.textContent),
      ...words.filter(isInside).map(word => 'in it: ' + word.textContent),
      ...words.flatMap((one, at) => words.slice(at + 1)
        .filter(two => one.parentElement === two.parentElement && meet(box(one), box(two)))
        .map(two => one.textContent + ' / ' + two.textContent)),
    ];
  })"""
"""Labels of columns that cover each other or the columns, or are cut off."""


@pytest.mark.parametrize("setting", ["", "text=larger", "spacing=wide"])
@pytest.mark.parametrize("width", [320, 360, 768, 1366])
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_columns_and_tables_have_room(many: Many, browser: Browser, language: str, width: int, setting: str) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(many.overview(language))
    if setting:
        name, _, value = setting.partition("=")
        tab.add_style_tag(url=f"{many.base}theme/display.css")
        tab.evaluate("([n, v]) => document.documentElement.setAttribute(`data-vt-${n}`, v)", [name, value])
    assert tab.locator(".vt-plot:visible").count() >= 3
    assert tab.evaluate(SPILLS) == []
    tab.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


@both_directions
def test_columns_run_in_the_direction_of_the_page(many: Many, browser: Browser, language: str) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(many.overview(language))
    places = [box[0] for box in boxes(tab, "[aria-labelledby=vt-time] .vt-grid a")]
    assert len(places) >= 8
    assert places == sorted(places, reverse=language == "ar")
    years = tab.locator("[aria-labelledby=vt-time] .vt-grid a").evaluate_all("all => all.map(a => a.href.baseVal)")
    table = tab.locator("[aria-labelledby=vt-time] tbody a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert years == table
    tab.close()


@pytest.mark.parametrize("link", ["[aria-labelledby=vt-time] tbody tr", ".vt-matrix tbody tr", ".vt-shares tbody tr"])
def test_a_number_leads_to_as_many_projects(many: Many, browser: Browser, link: str) -> None:
    """The first, the middle and the last of each kind: what the list then says is what the figure said."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(many.overview("sv"))
    tab.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
    rows = tab.locator(link).evaluate_all("""all => all.flatMap(row => {
      const cells = [...row.querySelectorAll('td')], inside = row.querySelectorAll('td a');
      if (row.closest('.vt-matrix')) return [...inside].map(link => [link.href, link.textContent]);
      return row.querySelector('a') ? [[row.querySelector('a').href, cells[0].textContent]] : [];
    })""")
    assert len(rows) >= 4
    for url, number in (rows[0], rows[len(rows) // 2], rows[-1]):
        tab.goto(url)
        tab.wait_for_function("n => document.querySelector('.vt-summary').textContent.includes(n)", arg=number)
        found = tab.locator(".vt-summary").first.text_content() or ""
        assert re.findall(r"[0-9]+", found)[0] == number.strip(), (url, found)
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_of_many_projects_are_accessible(
    many: Many, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    tab = browser.new_page(viewport={"width": 360, "height": 900}, color_scheme=scheme)
    tab.goto(many.overview("ar"))
    tab.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
    assert violations(tab, AXE.read_text("utf-8")) == []
    tree: dict[str, Any] = tab.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")
    tables = [node for node in tree["nodes"] if node.get("role", {}).get("value") == "table"]
    assert len({node["name"]["value"] for node in tables}) == len(tables) >= 5
    tab.close()


@dataclass(frozen=True, slots=True)
class Crowded:
    """A site whose two projects are in many places, by where these are."""

    folder: Path
    base: str

    def overview(self, kind: str, language: str) -> str:
        return f"{self.base}{kind}/site/{language}/overview/"


@dataclass(frozen=True, slots=True)
class Many:
    """A site with eighty projects that have everything that figures are about."""

    base: str

    def overview(self, language: str) -> str:
        return f"{self.base}{language}/overview/"


AREAS, GROUPS = ("culture", "migration", "environment", "human-rights"), ("women", "youth", "parents", "neighbours")
GROUP_NAMES = ("Kvinnor i producentkooperativ", "أعضاء التجمّع", "Członkinie", "Nevalstiskās organizācijas")


def site_of_many(folder: Path) -> None:
    labels = [f"{{sv: {a}, ar: {b}, pl: {c}, lv: {d}}}" for a, b, c, d in [GROUP_NAMES] * 4]
    vocabulary = "".join(f"{name}:\n  labels: {label}\n" for name, label in zip(GROUPS, labels, strict=True))
    funders = "".join(
        f"f{n}:\n  labels: {{sv: Fonden {n}, ar: الصندوق {n}, pl: Fundusz {n}, lv: Fonds {n}}}\n" for n in range(8)
    )
    files: dict[str, str | None] = dict.fromkeys(BARE_THEME) | {
        "content/site.yml": SITE_YML.replace("theme: bare\n", "").replace("ar_PS}", "ar_PS, fallback: sv}"),
        "i18n/vocabularies/target_groups.yml": vocabulary,
        "i18n/vocabularies/funders.yml": funders,
        TRANSLATION: None,
    }
    for n in range(80):
        code, year = ("EUR", "SEK", "PLN")[n % 7 % 3], 2009 + n % 14
        files[f"content/projects/p{n}/index.sv.md"] = document(
            f"{n}\n",
            title=f"Projekt {n}",
            slug=f"p{n}",
            period=f"{year}-03-01/{year + n % 3}-11-30" if n % 9 else f"{year}/..",
            cost=f"{1000 + n * n * 997}.00 {code}",
            grant=f"{500 + n * 1009}.00 {code}",
            funder=f"[f{n % 8}]",
            support_area=f"[{AREAS[n % 4]}, {AREAS[n % 3 - 1]}]" if AREAS[n % 4] != AREAS[n % 3 - 1] else AREAS[n % 4],
            target_groups=f"[{GROUPS[n // 3 % 4]}]",
            results=f"[{{value: {n + 1}, label: {{sv: kvinnor, ar: امرأة, pl: kobiety, lv: sievietes}}}}]",
        )
    report = build_site(make_site(folder, files))
    assert report.errors == 0, report.problems


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Many]:
    folder = tmp_path_factory.mktemp("many")
    site_of_many(folder)
    with serve(folder / "site", "/showcase/") as base:
        yield Many(base)


NAMES = {
    "sv": ("Malmö", "Norra Sorgenfri", "Västra Hamnen-Limhamn", "Ö"),
    "ar": ("غزة", "مدينة بيت حانون القديمة", "بلدية أولايني", "ريغا"),
    "pl": ("Łódź", "Krzywe Koło nad Wisłą", "Praga-Południe", "Żory"),
    "lv": ("Rīga", "Ziemeļkurzemes novads", "Vecmīlgrāvis-Mangaļsala", "Ļaudona"),
}
PLACES: Mapping[str, tuple[int, Callable[[int], tuple[float, float]]]] = {
    "one": (1, lambda _: (56.9, 24.1)),
    "country": (60, lambda n: (49.5 + n * 0.618 % 1 * 5, 15 + n * 0.414 % 1 * 8)),
    "city": (30, lambda n: (56.9 + n * 0.618 % 1 * 0.05, 24.1 + n * 0.414 % 1 * 0.1)),
    "point": (9, lambda _: (31.5, 34.46)),
    "world": (150, lambda n: (-45 + n * 0.618 % 1 * 110, -175 + n * 0.414 % 1 * 350)),
    "pacific": (12, lambda n: (-40 + n * 3, (170 + n * 2.5 + 180) % 360 - 180)),
}


def crowded_site(folder: Path, kind: str) -> None:
    count, point = PLACES[kind]
    terms = [
        f"t{n}: {{labels: {{{', '.join(f'{code}: {names[n % 4]} {n}' for code, names in NAMES.items())}}}, "
        f"point: [{point(n)[0]:.4f}, {point(n)[1]:.4f}]}}\n"
        for n in range(count)
    ]
    settings = SITE_YML.replace("theme: bare\n", "").replace("/showcase/", f"/{kind}/site/")
    settings = settings.replace("ar_PS}", "ar_PS, fallback: sv}")
    facts = {"alpha": range(count), "beta": range(0, count, 2)}
    files = dict.fromkeys(BARE_THEME) | {
        "content/site.yml": settings,
        "i18n/vocabularies/regions.yml": "".join(terms),
        TRANSLATION: None,
        **{
            f"content/projects/{name}/index.sv.md": document(
                f"{name}\n", title=name, region=str([f"t{n}" for n in numbers])
            )
            for name, numbers in facts.items()
        },
    }
    report = build_site(make_site(folder, files))
    assert report.errors == 0, report.problems


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowded]:
    folder = tmp_path_factory.mktemp("crowded")
    for kind in PLACES:
        crowded_site(folder / kind, kind)
    with serve(folder, "/") as base:
        yield Crowded(folder, base)


@pytest.mark.parametrize("language", ["ar", "lv"])
@pytest.mark.parametrize("kind", PLACES)
def test_wherever_the_places_are_every_circle_can_be_seen_and_followed(
    crowded: Crowded, browser: Browser, kind: str, language: str
) -> None:
    tab = browser.new_page()
    tab.goto(crowded.overview(kind, language))
    for width in (360, 768, 1366):
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate(OVERLAPS) == [], width
        for target in tab.locator(".vt-places-on-map a:visible").evaluate_all("all => all.map(a => a.href.baseVal)"):
            if target.startswith("#"):
                assert tab.locator(target).is_visible(), target
            else:
                assert (crowded.folder / target.removeprefix("/") / "index.html").is_file()
    assert violations(tab, AXE.read_text("utf-8")) == []
    tab.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_circle_is_big_enough_to_hit(site: Site, page: Page, width: int) -> None:
    """WCAG 2.2, 2.5.8; at 320 px, a circle of 24 px around the middle touches no other one."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site.pages("lv")["overview"])
    sizes = [min(box[2:]) for box in boxes(page, ".vt-map a circle") if box[2]]
    assert len(sizes) >= 5
    assert min(sizes) >= 24
