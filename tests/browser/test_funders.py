"""Logos of funders stand on a ground that suits them, whichever colours a visitor chose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.sites import PROJECT, SITE_YML, TRANSLATION, build_site, document, make_site
from tests.walk import serve

pytestmark = pytest.mark.browser

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path fill="{ink}" d="M0 0h20v10z"/></svg>'
FILES = {
    "content/site.yml": SITE_YML.replace("theme: bare", "theme: default"),
    TRANSLATION: None,
    PROJECT: document("Text.\n", funder="[fund, wide-fund]"),
    "i18n/vocabularies/funders.yml": (
        "fund:\n  labels: {sv: Fonden, ar: ا, pl: F, lv: F}\n  logo: black.svg\n  logo_dark: white.svg\n"
        "wide-fund:\n  labels: {sv: Bred, ar: ع, pl: W, lv: P}\n  logo: wide.svg\n"
    ),
    "content/static/black.svg": _SVG.format(ink="#000"),
    "content/static/white.svg": _SVG.format(ink="#fff"),
    "content/static/wide.svg": _SVG.format(ink="#000").replace("0 0 20 10", "0 0 200 10"),
}
GROUND = """(image) => {
  const grounds = [];
  for (let part = image; part; part = part.parentElement) grounds.push(getComputedStyle(part).backgroundColor);
  return grounds.find((ground) => ground !== "rgba(0, 0, 0, 0)").match(/[0-9]+/g).map(Number);
}"""


@pytest.fixture(scope="module")
def page_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    source = make_site(tmp_path_factory.mktemp("funders"), FILES)
    with serve(source / "site", "/showcase/") as base:
        assert build_site(source).errors == 0
        yield f"{base}sv/projects/alpha/"


@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["", "light", "dark"])
def test_a_logo_is_seen_in_the_colours_of_the_device_and_in_chosen_ones(
    browser: Browser, page_address: str, device: str, chosen: str
) -> None:
    context = browser.new_context(color_scheme="dark" if device == "dark" else "light")
    page = context.new_page()
    page.goto(page_address)
    if chosen:
        chosen_theme = f'localStorage.setItem("vitrina display /showcase/", \'{{"theme": "{chosen}"}}\')'
        page.evaluate(chosen_theme)
        page.reload()
        assert page.evaluate("document.documentElement.dataset.vtTheme") == chosen
    logo = page.locator(".vt-funding img").first
    is_black = logo.evaluate("(image) => image.currentSrc").endswith("black.svg")
    ground = logo.evaluate(GROUND)
    assert min(ground) > 200 if is_black else max(ground) < 60
    height = logo.evaluate("(image) => getComputedStyle(image).height")
    assert height == "38px"
    context.close()


def test_a_wide_logo_is_no_wider_than_the_page_with_its_white_ground(browser: Browser, page_address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640}, color_scheme="dark")
    page.goto(page_address)
    logo, block = (page.locator(name).last.bounding_box() for name in (".vt-plate", ".vt-funding"))
    assert logo is not None
    assert block is not None
    assert block["x"] <= logo["x"]
    assert logo["x"] + logo["width"] <= block["x"] + block["width"]
    page.close()
