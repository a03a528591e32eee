"""Access: axe-core on every kind of page under every display setting, and what its rules do not see."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import KINDS, LANGUAGES, ROOT, Site, open_settled, settling
from tests.required import require

pytestmark = pytest.mark.browser

AXE = ROOT / ".tools/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_OF_LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
"""What a style sheet alone can make wrong: the elements of a page are the same under every setting."""

SETTINGS = {
    "text": ("large", "larger"),
    "theme": ("light", "dark"),
    "contrast": ("normal", "high"),
    "links": ("underlined",),
    "font": ("plain",),
    "spacing": ("wide",),
    "motion": ("less",),
}
"""What a visitor can choose besides the normal; `test_display.py` holds it against the form."""

Choice = dict[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """A device and what its owner chose."""

    scheme: str
    chosen: Choice

    def __str__(self) -> str:
        return " ".join((self.scheme, *(f"{name}={value}" for name, value in self.chosen.items())))


def covering_looks() -> list[Look]:
    """Return looks in which every two values of two settings meet, and each value meets both schemes of the device.

    The full product has 864 looks. Each step takes the look with the most pairs that no earlier one had.
    """
    axes = {"scheme": ("light", "dark"), **{name: ("", *values) for name, values in SETTINGS.items()}}
    names = list(axes)
    everything = [dict(zip(names, values, strict=True)) for values in product(*axes.values())]
    pairs_of = [frozenset(combinations(one.items(), 2)) for one in everything]
    missing = frozenset().union(*pairs_of)
    looks = []
    while missing:
        best = max(range(len(everything)), key=lambda number: len(pairs_of[number] & missing))
        missing -= pairs_of[best]
        one = dict(everything[best])
        looks.append(Look(one.pop("scheme"), {name: value for name, value in one.items() if value}))
    return looks


LOOKS = [look for look in covering_looks() if look.chosen]


def looks_for(kind: str, language: str) -> list[Look]:
    """Return a quarter of the looks: a kind of page has them all in its four languages, a language on all its pages."""
    turn = KINDS.index(kind) + list(LANGUAGES).index(language)
    return LOOKS[turn % len(LANGUAGES) :: len(LANGUAGES)]


every_language = pytest.mark.parametrize("language", LANGUAGES)
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="session")
def axe() -> str:
    require(AXE.is_file(), "axe-core is not installed")
    return Path(AXE).read_text("utf-8")


def test_every_two_settings_meet_in_some_look() -> None:
    values = {(name, value) for name, all_values in SETTINGS.items() for value in all_values}
    for one, other in combinations(sorted(values), 2):
        if one[0] != other[0]:
            assert any(dict([one, other]).items() <= look.chosen.items() for look in LOOKS), (one, other)
    for (name, value), scheme in product(values, ("light", "dark")):
        assert any(look.scheme == scheme and look.chosen.get(name) == value for look in LOOKS), (name, value, scheme)
    assert len(LOOKS) < 20


DRESS = """async (chosen) => {
  const { vtStyles } = document.querySelector("script[data-vt-styles]").dataset;
  for (const { name } of [...document.documentElement.attributes])
    if (/^data-vt-(?!script)/.test(name)) document.documentElement.removeAttribute(name);
  for (const name in chosen) document.documentElement.setAttribute(`data-vt-${name}`, chosen[name]);
  if (document.querySelector(`link[href="${vtStyles}"]`)) return;
  await new Promise((done) => document.head.append(Object.assign(document.createElement("link"),
    { rel: "stylesheet", media: "screen", href: vtStyles, onload: done })));
}"""
"""Dress a page as `first.js` and `display.js` do, without loading it anew for each look."""


@every_kind
@every_language
def test_axe_finds_nothing(site: Site, page: Page, axe: str, language: str, kind: str) -> None:
    """All rules; then, in the dark and under the looks whose turn it is, the rules that looks can break."""
    open_settled(page, site.pages(language)[kind])
    page.evaluate(axe)
    found: dict[str, list[tuple[str, str]]] = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found[scheme] = violations_by(page, RULES if scheme == "light" else RULES_OF_LOOKS)
    for look in looks_for(kind, language):
        page.emulate_media(color_scheme=look.scheme)  # type: ignore[arg-type]
        page.evaluate(DRESS, look.chosen)
        found[str(look)] = violations_by(page, RULES_OF_LOOKS)
    assert {look: faults for look, faults in found.items() if faults} == {}


def test_axe_would_find_something(page: Page, site: Site, axe: str) -> None:
    page.goto(site.pages("sv")["page"])
    page.evaluate(
        """() => { document.querySelector('h1').outerHTML = '<img src=x><h4>pale</h4>';
             Object.assign(document.querySelector('h4').style, {color: '#ddd', background: '#fff'}); }"""
    )
    assert {rule for rule, _ in violations(page, axe)} >= {"image-alt", "color-contrast"}
    assert {rule for rule, _ in violations_by(page, RULES_OF_LOOKS)} == {"color-contrast"}


def violations(page: Page, axe: str) -> list[tuple[str, str]]:
    page.evaluate(axe)
    return violations_by(page, RULES)


def violations_by(page: Page, rules: list[str]) -> list[tuple[str, str]]:
    """Return what axe, which is in the page already, finds by ``rules`` or by the rules of such tags."""
    found = page.evaluate(
        "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})",
        {"type": "rule" if rules is RULES_OF_LOOKS else "tag", "values": rules},
    )
    return [(rule["id"], node["html"]) for rule in found["violations"] for node in rule["nodes"]]


@every_language
def test_targets_are_big_enough_to_hit(site: Site, page: Page, language: str) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 CSS pixels for what is not a link in a sentence."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(site.pages(language)["home"])
    small = page.evaluate(
        """() => [...document.querySelectorAll('nav a, button, .vt-button, summary')]
             .filter(element => element.checkVisibility())
             .map(element => [element.textContent.trim(), element.getBoundingClientRect()])
             .filter(([, box]) => box.width > 1 && (box.height < 24 || box.width < 24)).map(([text]) => text)"""
    )
    assert small == []


@pytest.mark.parametrize(("language", "words"), {"ar": "الصفحة غير موجودة", "lv": "Lapa nav atrasta"}.items())
def test_a_missing_page_speaks_the_language_of_its_path(site: Site, page: Page, language: str, words: str) -> None:
    page.goto(site.pages(language)["not_found"])
    assert page.locator("h1:visible").inner_text() == words
    assert page.locator("html").get_attribute("dir") == LANGUAGES[language]
    assert words in page.title()


class TestFirstVisit:
    """The chooser may lead a first-time visitor on, and must never trap one."""

    @pytest.mark.parametrize(("locale", "language"), [("lv-LV", "lv"), ("ar-PS", "ar"), ("pl", "pl")])
    def test_it_leads_to_the_language_of_the_browser(
        self, browser: Browser, site: Site, locale: str, language: str
    ) -> None:
        context = browser.new_context(locale=locale)
        page = context.new_page()
        try:
            page.goto(site.base)
            page.wait_for_url(f"{site.base}{language}/")
            page.goto(site.base)  # the second time it stays
            page.wait_for_load_state("load")
            assert page.url == site.base
        finally:
            context.close()

    def test_it_stays_for_a_language_that_is_not_there(self, browser: Browser, site: Site) -> None:
        context = browser.new_context(locale="fi-FI")
        page = context.new_page()
        try:
            open_settled(page, site.base)
            assert page.url == site.base
        finally:
            context.close()

    def test_the_link_to_all_languages_opens_the_chooser(self, browser: Browser, site: Site) -> None:
        context = browser.new_context(locale="lv-LV")
        page = context.new_page()
        try:
            page.goto(f"{site.base}pl/")
            with settling(page):
                page.locator("footer a[href$='#languages']").click()
            assert page.url == f"{site.base}#languages"
            assert page.locator("main a[hreflang]").count() == len(LANGUAGES)
        finally:
            context.close()
