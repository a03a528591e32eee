"""The report of ``vitrina status``: axe-core in both schemes, a narrow window, paper, and not one request."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_access import AXE, violations
from tests.required import require
from tests.test_status_words import garden
from vitrina.cli.main import main

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    source = garden(folder / "garden")
    for language in ("sv", "ar"):
        options = ["--ui-language", language, "--html", str(folder / f"{language}.html")]
        assert main(["status", "--source", str(source), *options]) == 0
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["sv", "ar"])
def test_it_is_accessible_and_asks_for_nothing(
    browser: Browser, reports: Path, language: str, width: int, scheme: str
) -> None:
    require(AXE.is_file(), "axe-core is not installed")
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    requests, said = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    try:
        page.goto((reports / f"{language}.html").as_uri())
        assert violations(page, AXE.read_text("utf-8")) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert requests == [(reports / f"{language}.html").as_uri()]
        assert said == []
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (background == "rgb(255, 255, 255)") == (scheme == "light")
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    finally:
        page.close()


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_both_passages_stand_side_by_side_where_there_is_room(browser: Browser, reports: Path, language: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    try:
        page.goto((reports / f"{language}.html").as_uri())
        boxes = """() => [...document.querySelector('.pair').children].map(side => side.getBoundingClientRect())
                             .map(box => [box.left, box.top])"""
        (first_left, first_top), (second_left, second_top) = page.evaluate(boxes)
        assert first_top == second_top
        assert (first_left < second_left) == (language == "sv")
        page.set_viewport_size({"width": 360, "height": 800})
        (first_left, first_top), (second_left, second_top) = page.evaluate(boxes)
        assert (first_left, first_top < second_top) == (second_left, True)
    finally:
        page.close()
