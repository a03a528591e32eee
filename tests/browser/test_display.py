"""The display settings: each alone and all at once, by keyboard, without a flash, and without JavaScript."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import LANGUAGES, Site, open_settled, wait_until
from tests.browser.test_access import AXE, SETTINGS, violations

pytestmark = pytest.mark.browser

CHOICES = [(name, value) for name, values in SETTINGS.items() for value in values]
ALL = {"text": "larger", "theme": "dark", "contrast": "high", "links": "underlined", "font": "plain", "spacing": "wide"}
OVERFLOW = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def open_panel(page: Page) -> None:
    page.locator(".vt-display").click()
    page.locator("dialog[open]").wait_for()


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"dialog input[name={name}][value='{value}']").check()


def stored(page: Page) -> dict[str, str]:
    values = page.evaluate("Object.values(localStorage)")
    assert len(values) <= 1
    return dict(json.loads(values[0])) if values else {}


@pytest.mark.parametrize(("name", "value"), CHOICES)
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_each_setting_alone_is_kept_and_its_panel_conforms(
    visitor: BrowserContext, site: Site, language: str, name: str, value: str
) -> None:
    page = visitor.new_page()
    page.goto(site.pages(language)["project"])
    open_panel(page)
    choose(page, name, value)
    assert violations(page, AXE.read_text("utf-8")) == []
    page.keyboard.press("Escape")
    assert stored(page) == {name: value}
    page.reload()
    assert page.locator("html").get_attribute(f"data-vt-{name}") == value
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("kind", ["home", "projects", "post", "compare", "preferences"])
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_all_settings_at_once_fit_on_a_phone(visitor: BrowserContext, site: Site, language: str, kind: str) -> None:
    page = visitor.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site.base + "sv/")
    keep(page, site, ALL)
    page.goto(site.pages(language)[kind])
    if kind == "compare":
        page.locator("table").wait_for()
    assert page.evaluate(OVERFLOW) <= 0
    assert violations(page, AXE.read_text("utf-8")) == []


BROKEN = """([selector, pattern]) => [...document.querySelectorAll(selector)].flatMap((element) => {
  const found = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), range = new Range();
  for (let text; (text = walker.nextNode());) {
    if (!text.parentElement.checkVisibility() || text.parentElement.closest("svg, .vt-hidden, .vt-skip")) continue;
    for (const word of text.data.matchAll(new RegExp(pattern, "gu"))) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(word[0]);
    }
  }
  return found;
})"""
WORDS = r"\S+"
NUMBERS = r"\p{N}[\p{N}\s.,/]*\p{N}"
TEXTS = "main :is(b, td, th, dd, li, p):not(:has(a)):not(.vt-citation)"
OVERLAP = """() => {
  const boxes = [".vt-brand a", ".vt-quick"].map((name) => document.querySelector(name).getBoundingClientRect());
  const [one, other] = boxes;
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}"""


@pytest.mark.parametrize("chosen", [{"text": "larger"}, {"text": "larger", "spacing": "wide"}])
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_very_large_words_stay_whole_on_a_phone(
    visitor: BrowserContext, site: Site, language: str, chosen: dict[str, str]
) -> None:
    page = visitor.new_page()
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(site.base + "sv/")
    keep(page, site, chosen)
    page.goto(site.pages(language)["home"])
    assert page.evaluate(BROKEN, [".vt-brand a, h1", WORDS]) == []
    assert not page.evaluate(OVERLAP)
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_fits_with_all_settings_at_once(visitor: BrowserContext, site: Site, language: str) -> None:
    page = visitor.new_page()
    page.goto(site.base + "sv/")
    keep(page, site, ALL)
    found: dict[tuple[str, int], object] = {}
    for kind, url in site.pages(language).items():
        open_settled(page, url)
        for width in (320, 360, 391, 768):
            page.set_viewport_size({"width": width, "height": 740})
            found[kind, width] = (page.evaluate(OVERFLOW), page.evaluate(BROKEN, [TEXTS, NUMBERS]))
    assert {place: faults for place, faults in found.items() if faults != (0, [])} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_of_a_page_leaves_most_of_a_phone_to_the_page(
    visitor: BrowserContext, site: Site, language: str
) -> None:
    """With the largest text, on every kind of page; also where the list of languages says that a page is missing."""
    page = visitor.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site.base + "sv/")
    keep(page, site, {"text": "larger"})
    found = {}
    for kind, url in site.pages(language).items():
        page.goto(url)
        found[kind] = page.evaluate("(document.querySelector('body > header')?.offsetHeight ?? 0) / innerHeight")
    assert {kind: share for kind, share in found.items() if share > 0.4} == {}


@pytest.mark.parametrize("chosen", [{}, {"text": "larger"}])
@pytest.mark.parametrize("width", [320, 360])
def test_numbers_and_words_of_results_stay_whole(
    visitor: BrowserContext, site: Site, width: int, chosen: dict[str, str]
) -> None:
    """A place takes the width of its number and its longest word."""
    page = visitor.new_page()
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(site.base + "sv/projects/kvinnokraft/")
    keep(page, site, chosen)
    page.reload()
    assert "Invandrarkvinnornas" in page.locator(".vt-results").inner_text()
    page.evaluate("document.querySelector('.vt-results b').textContent = '12\u00a0344\u00a0123'")
    assert page.evaluate(BROKEN, [".vt-results", WORDS]) == []
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("language", ["sv", "pl", "lv"])
def test_long_words_are_hyphenated_and_addresses_are_not(site: Site, page: Page, language: str) -> None:
    """Where a word has to be broken, a browser that knows the language puts a hyphen."""
    page.goto(site.pages(language)["project"])
    of = "all => all.map(one => getComputedStyle(one).hyphens)"
    texts = page.locator(
        "h1, main p:not(.vt-source *), .vt-results li, .vt-facts dd, .vt-cards a, footer a:not([href^=http])"
    )
    assert set(texts.evaluate_all(of)) == {"auto"}
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator(".vt-source a").last.evaluate("one => getComputedStyle(one).hyphens") == "manual"
    page.goto(site.pages(language)["permanent"])
    assert page.locator("#vt-address").evaluate("one => getComputedStyle(one).hyphens") == "manual"


def keep(page: Page, site: Site, chosen: dict[str, str]) -> None:
    base = site.base.split("/", 3)[3]
    page.evaluate(
        "([key, value]) => localStorage.setItem(key, value)", [f"vitrina display /{base}", json.dumps(chosen)]
    )


@pytest.mark.parametrize(
    ("name", "value", "script", "is_so"),
    [
        ("text", "larger", "parseFloat(getComputedStyle(document.body).fontSize) > 24", True),
        ("theme", "dark", "getComputedStyle(document.body).backgroundColor", "rgb(14, 22, 21)"),
        ("theme", "light", "getComputedStyle(document.body).backgroundColor", "rgb(237, 242, 240)"),
        ("contrast", "high", "getComputedStyle(document.querySelector('.vt-summary')).color", "rgb(0, 0, 0)"),
        (
            "links",
            "underlined",
            "getComputedStyle(document.querySelector('.vt-menu a')).textDecorationLine",
            "underline",
        ),
        ("font", "plain", "getComputedStyle(document.querySelector('h1')).fontFamily.includes('Verdana')", True),
        (
            "spacing",
            "wide",
            "parseFloat(getComputedStyle(document.querySelector('.vt-prose p')).letterSpacing) > 1.5",
            True,
        ),
        ("motion", "less", "getComputedStyle(document.documentElement).scrollBehavior", "auto"),
    ],
)
def test_a_setting_does_what_it_says(
    visitor: BrowserContext, site: Site, name: str, value: str, script: str, is_so: object
) -> None:
    page = visitor.new_page()
    page.emulate_media(color_scheme="dark" if value == "light" else "light", reduced_motion="no-preference")
    page.goto(site.pages("lv")["project"])
    before = page.evaluate(script)
    keep(page, site, {name: value})
    page.reload()
    assert page.evaluate(script) == is_so
    assert before != is_so


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_the_form_offers_the_settings_that_are_tested(visitor: BrowserContext, site: Site, language: str) -> None:
    page = visitor.new_page()
    page.goto(site.pages(language)["preferences"])
    offered: dict[str, tuple[str, ...]] = {}
    for name, value in page.locator("form.vt-settings input").evaluate_all("all => all.map(i => [i.name, i.value])"):
        offered[name] = (*offered.get(name, ()), *([value] if value else []))
    assert offered == {**SETTINGS, "slash": ("off",)}  # a key, which nobody sees


def test_arabic_letters_are_never_spaced_out(visitor: BrowserContext, site: Site) -> None:
    page = visitor.new_page()
    page.goto(site.pages("ar")["project"])
    keep(page, site, {"spacing": "wide"})
    page.reload()
    assert page.evaluate("getComputedStyle(document.querySelector('.vt-prose p')).letterSpacing") == "normal"
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.vt-prose p')).wordSpacing)") > 1.5


@pytest.mark.parametrize("language", ["ar", "lv"])
@pytest.mark.parametrize("kind", ["home", "project", "overview"])
def test_a_device_that_asks_for_contrast_gets_it_without_a_script(
    browser: Browser, site: Site, language: str, kind: str
) -> None:
    context = browser.new_context(java_script_enabled=False, contrast="more", color_scheme="dark")
    page = context.new_page()
    try:
        page.goto(site.pages(language)[kind])
        assert page.locator("body").evaluate("it => getComputedStyle(it).color") == "rgb(255, 255, 255)"
        soft = page.locator(".vt-summary, .vt-counted").first
        assert soft.evaluate("it => getComputedStyle(it).color") == "rgb(255, 255, 255)"
    finally:
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_and_forced_colours_do_not_mix(visitor: BrowserContext, site: Site, theme: str) -> None:
    page = visitor.new_page()
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.goto(site.pages("lv")["overview"])
    keep(page, site, {"theme": theme, "contrast": "normal"})
    page.reload()
    for token in ("ground", "ink", "accent"):
        value = page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--{token}').trim()")
        assert value in ("Canvas", "CanvasText", "LinkText")


def test_buttons_can_be_read_in_forced_colours(visitor: BrowserContext, site: Site) -> None:
    page = visitor.new_page()
    page.emulate_media(forced_colors="active")
    page.goto(site.pages("lv")["home"])
    for button in page.locator(".vt-button").all():
        adjust, front, back = button.evaluate(
            "it => { const s = getComputedStyle(it); return [s.forcedColorAdjust, s.color, s.backgroundColor]; }"
        )
        assert adjust == "none"
        assert front != back


def test_nothing_is_kept_before_somebody_chooses_and_nothing_after_the_reset(
    visitor: BrowserContext, site: Site
) -> None:
    page = visitor.new_page()
    page.goto(site.pages("sv")["project"])
    assert page.evaluate("localStorage.length") == 0
    open_panel(page)
    assert page.evaluate("localStorage.length") == 0
    choose(page, "theme", "dark")
    choose(page, "text", "large")
    assert stored(page) == {"theme": "dark", "text": "large"}
    expect(page.locator("dialog [role=status]")).to_have_text("Sparat i den här webbläsaren.")
    choose(page, "text", "")
    assert stored(page) == {"theme": "dark"}
    page.locator("dialog button[type=reset]").click()
    expect(page.locator("dialog [role=status]")).to_have_text("Inget är sparat längre.")
    assert page.evaluate("localStorage.length") == 0
    assert page.locator("html").get_attribute("data-vt-theme") is None
    assert page.locator("dialog input[name=theme][value='']").is_checked()


def test_the_device_is_followed_until_somebody_chooses(visitor: BrowserContext, site: Site) -> None:
    page = visitor.new_page()
    page.emulate_media(contrast="more", color_scheme="dark")
    page.goto(site.pages("sv")["project"])
    assert page.locator("html").get_attribute("data-vt-contrast") == "high"
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.vt-summary')).color") == "rgb(255, 255, 255)"
    open_panel(page)
    choose(page, "contrast", "normal")
    assert page.evaluate("getComputedStyle(document.querySelector('.vt-summary')).color") == "rgb(186, 200, 196)"
    page.reload()
    assert page.locator("html").get_attribute("data-vt-contrast") == "normal"


def test_the_keyboard_alone_opens_chooses_and_closes(visitor: BrowserContext, site: Site) -> None:
    page = visitor.new_page()
    page.goto(site.pages("lv")["project"])
    page.locator(".vt-display").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Attēlojuma iestatījumi")
    dialog.wait_for()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("ArrowDown")
    assert stored(page) == {"text": "large"}
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
    page.get_by_role("button", name="Aizvērt").focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.className") == "vt-display"
    page.keyboard.press("Enter")
    dialog.wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "vt-display"


def test_the_page_is_never_painted_in_the_wrong_colours(visitor: BrowserContext, site: Site) -> None:
    """The attribute and the sheet are there before the first paint, even when the sheet is slow."""
    page = visitor.new_page()
    page.emulate_media(color_scheme="light")
    page.goto(site.pages("sv")["project"])
    keep(page, site, {"theme": "dark"})
    visitor.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
             window.early = performance.getEntriesByType("paint").length; });
           new PerformanceObserver((list) => { window.ground = window.ground
             || (document.body && getComputedStyle(document.body).backgroundColor); })
             .observe({type: "paint", buffered: true});"""
    )
    visitor.route("**/display.css*", lambda route: (page.wait_for_timeout(300), route.continue_())[1])
    page.goto(site.pages("lv")["project"])
    wait_until(page, "window.ground")
    assert page.evaluate("window.ground") == "rgb(14, 22, 21)"
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    sheet = page.evaluate(
        "performance.getEntriesByType('resource').find((entry) => entry.name.includes('display.css')).responseEnd"
    )
    assert paint >= sheet


def test_settings_hold_for_every_page_and_stay_on_the_screen(visitor: BrowserContext, site: Site) -> None:
    page = visitor.new_page()
    page.goto(site.pages("sv")["preferences"])
    page.locator("input[name=theme][value=dark]").check()
    page.goto(site.pages("ar")["term"])
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 22, 21)"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_browser_that_keeps_nothing_is_offered_nothing(visitor: BrowserContext, site: Site) -> None:
    visitor.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})")
    page = visitor.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site.pages("sv")["project"])
    assert page.locator(".vt-display").is_hidden()
    assert errors == []


@pytest.mark.parametrize("language", ["ar", "lv"])
def test_forced_colours_leave_every_choice_visible(visitor: BrowserContext, site: Site, language: str) -> None:
    page = visitor.new_page()
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(site.pages(language)["preferences"])
    keep(page, site, ALL)
    page.reload()
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for element in ("fieldset", "button[type=reset]", "legend"):
        assert page.evaluate(f"getComputedStyle(document.querySelector('{element}')).color") != canvas
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
