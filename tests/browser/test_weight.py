"""What a page weighs as it travels: its HTML, its styles and its scripts, in bytes that gzip leaves of them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from lxml import html

from tests.browser.conftest import KINDS, LANGUAGES, Site

pytestmark = pytest.mark.browser

BUDGETS = {
    "home": (4_500, 8_100, 1_190),
    "projects": (6_300, 11_050, 9_400),
    "project": (4_800, 11_300, 2_400),
    "fallback": (4_800, 11_300, 2_400),
    "news": (1_900, 8_300, 1_190),
    "post": (3_600, 9_400, 1_750),
    "page": (3_150, 7_950, 1_340),
    "vocabulary": (1_900, 8_300, 1_190),
    "term": (2_650, 9_050, 2_000),
    "funder": (2_950, 10_700, 2_000),
    "partners": (1_800, 8_300, 1_190),
    "partner": (2_450, 10_700, 1_190),
    "overview": (8_300, 10_700, 1_190),
    "embed": (5_500, 11_350, 8_600),
    "compare": (1_900, 7_950, 2_940),
    "preferences": (2_100, 8_900, 2_190),
    "permanent": (2_800, 8_150, 1_800),
    "chooser": (1_300, 8_150, 1_800),
    "not_found": (1_600, 8_150, 1_800),
}
"""HTML, styles and scripts of a kind of page; what it loads later, when a visitor asks for it, is not in here."""

ALL_STYLES = 23_600
"""All that the theme publishes besides its scripts; their budget is in `tests/test_assets.py`."""


def packed(content: bytes) -> int:
    return len(gzip.compress(content, mtime=0))


def weigh(site: Site, url: str) -> tuple[int, int, int]:
    """Return the weights of HTML, styles and scripts of the page that is served at ``url``."""
    path = url.removeprefix(site.base).partition("?")[0].partition("#")[0]
    file = site.folder / path / "index.html"
    content = (file if file.is_file() else site.folder / "404.html").read_bytes()
    page = html.fromstring(content)

    def sum_of(addresses: list[str]) -> int:
        own = [address.partition("/theme/")[2].partition("?")[0] for address in addresses]
        return sum(packed((site.folder / "theme" / name).read_bytes()) for name in own)

    assert isinstance(page.xpath("count(//script[not(@src)]) + count(//style)"), float)
    assert page.xpath("count(//script[not(@src)]) + count(//style)") == 0
    styles, scripts = page.xpath("//link[@rel='stylesheet']/@href"), page.xpath("//script/@src")
    return packed(content), sum_of(styles), sum_of(scripts)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_light(site: Site, language: str, kind: str) -> None:
    weights = dict(zip(("HTML", "styles", "scripts"), weigh(site, site.pages(language)[kind]), strict=True))
    budget = dict(zip(weights, BUDGETS[kind], strict=True))
    assert {name: weight for name, weight in weights.items() if not 0 < weight <= budget[name]} == {}, budget


def test_every_style_sheet_together_is_light(site: Site) -> None:
    sizes = {
        path.name: packed(path.read_bytes())
        for path in Path(site.folder, "theme").rglob("*.*")
        if path.suffix not in {".js", ".mjs"}
    }
    assert sum(sizes.values()) < ALL_STYLES, sizes
