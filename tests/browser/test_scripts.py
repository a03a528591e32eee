"""Typography follows the script of a text, and list markers have its digits, in a small site in many languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.sites import EMPTY_CATALOGUE, build_site, document, write
from tests.walk import serve
from vitrina.languages.numbering import digits_of, numbering_systems
from vitrina.model import Language
from vitrina.theme.styles import for_languages

pytestmark = pytest.mark.browser

SITE = """\
title: {sv: Prov}
base_url: https://example.org/
default_language: sv
theme: default
languages:
  sv: {}
  ar: {numbering: arab, fallback: [sv]}
  fa: {}
  ur: {}
  he: {}
  hi: {numbering: deva}
  th: {}
  ja: {}
"""
LANGUAGES = ("sv", "ar", "fa", "ur", "he", "hi", "th", "ja")
BODY = """\
Text *viktig* [länk](https://example.org/) *سبز*{: lang=fa} och *vert*{: lang=fr}.

5. fem
6. sex

- punkt
"""

STYLE = """([selector, property]) =>
  getComputedStyle(document.querySelector(selector)).getPropertyValue(property)"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    source = tmp_path_factory.mktemp("scripts")
    text = {f"content/pages/about/index.{code}.md": document(BODY, translated_from="sv") for code in LANGUAGES[1:]}
    text |= {
        "content/site.yml": SITE,
        "content/pages/about/index.sv.md": document(BODY),
        "content/projects/alpha/index.sv.md": document(BODY),
        **{f"i18n/{code}.po": EMPTY_CATALOGUE for code in LANGUAGES},
    }
    assert build_site(write(source, text)).errors == 0
    with serve(source / "site", "/") as address:
        yield address


def style(page: Page, selector: str, name: str) -> str:
    found: str = page.evaluate(STYLE, [selector, name])
    return found


def pixels(page: Page, selector: str, name: str) -> float:
    return float(style(page, selector, name).removesuffix("px"))


def open_text(page: Page, base: str, language: str) -> None:
    page.goto(f"{base}{language}/about/")


@pytest.mark.parametrize("language", ["ar", "fa", "ur"])
def test_the_arabic_script_is_larger_in_every_language(page: Page, base: str, language: str) -> None:
    open_text(page, base, "sv")
    latin, leading = pixels(page, "html", "font-size"), pixels(page, "body", "line-height")
    open_text(page, base, language)
    assert pixels(page, "html", "font-size") >= 1.1 * latin
    assert pixels(page, "body", "line-height") >= 1.25 * leading
    assert "Arab" in style(page, "body", "font-family") or "Nasta" in style(page, "body", "font-family")


@pytest.mark.parametrize("language", ["hi", "th", "ja"])
def test_tall_and_dense_scripts_have_room(page: Page, base: str, language: str) -> None:
    open_text(page, base, language)
    assert pixels(page, ".vt-prose p", "line-height") >= 1.8 * pixels(page, ".vt-prose p", "font-size")
    assert pixels(page, "h1", "line-height") >= 1.4 * pixels(page, "h1", "font-size")


@pytest.mark.parametrize("language", LANGUAGES)
def test_emphasis_is_italic_or_bold_as_the_script_has_it(page: Page, base: str, language: str) -> None:
    open_text(page, base, language)
    emphasis = ("italic", "400") if language == "sv" else ("normal", "700")
    seen = style(page, ".vt-prose em", "font-style"), style(page, ".vt-prose em", "font-weight")
    assert seen == emphasis
    assert style(page, "em[lang=fa]", "font-style") == "normal"
    assert style(page, "em[lang=fr]", "font-style") == "italic"


def test_words_in_another_script_have_its_size_and_families(page: Page, base: str) -> None:
    open_text(page, base, "sv")
    assert pixels(page, "em[lang=fa]", "font-size") > pixels(page, "em", "font-size")
    assert "Arabic" in style(page, "em[lang=fa]", "font-family")
    open_text(page, base, "fa")
    assert pixels(page, "em[lang=fr]", "font-size") < pixels(page, "em", "font-size")
    assert pixels(page, "em[lang=fa]", "font-size") == pixels(page, "em", "font-size")


@pytest.mark.parametrize(
    ("language", "is_spaced"), [("sv", True), ("he", True), ("ja", True), ("fa", False), ("hi", False), ("th", False)]
)
def test_joined_letters_are_not_spaced_out_by_the_settings(
    page: Page, base: str, language: str, is_spaced: bool
) -> None:
    page.goto(base)
    page.evaluate("localStorage.setItem('vitrina display /', JSON.stringify({spacing: 'wide'}))")
    open_text(page, base, language)
    page.wait_for_selector('[data-vt-spacing="wide"]')
    assert (style(page, ".vt-prose p", "letter-spacing") != "normal") is is_spaced


@pytest.mark.parametrize(
    ("language", "marker"),
    [("sv", "decimal"), ("ar", "arabic-indic"), ("fa", "persian"), ("hi", "devanagari"), ("th", "decimal")],
)
@pytest.mark.parametrize("media", ["screen", "print"])
def test_list_markers_have_the_digits_of_the_language(
    page: Page, base: str, language: str, marker: str, media: str
) -> None:
    page.emulate_media(media=media)
    open_text(page, base, language)
    assert style(page, ".vt-prose ol > li", "list-style-type") == marker
    assert style(page, ".vt-prose ul > li", "list-style-type") == "disc"


def test_a_text_in_another_language_keeps_its_digits(page: Page, base: str) -> None:
    page.goto(f"{base}ar/projects/alpha/")
    assert page.get_attribute("html", "lang") == "ar"
    assert style(page, ".vt-prose ol > li", "list-style-type") == "decimal"


def test_a_browser_writes_the_digits_of_every_numbering_system(page: Page) -> None:
    """Each system is given to a language of its own; a list begins at its first number with all digits in sight."""
    systems = numbering_systems()
    languages = [Language(code=f"x-{system}", locale="en", direction="ltr", numbering=system) for system in systems]
    sheet = for_languages(b"ol { list-style-type: var(--digits, decimal) }", languages).decode()
    lists = "".join(f'<ol lang="x-{system}" start="1234567890"><li>text</ol>' for system in systems)
    page.goto("about:blank")
    page.set_content(f"<!doctype html><style>{sheet}</style>{lists}")
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    markers = [node["name"]["value"] for node in nodes if node["role"]["value"] == "ListMarker"]
    wanted = ["1234567890".translate(digits_of(system)) for system in systems]
    assert [marker.rstrip("., 、") for marker in markers] == wanted
