"""Pages of further sections, with notes, pictures, videos, sounds and files, in Arabic and Latvian."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_access import AXE, RULES_OF_LOOKS, violations, violations_by
from tests.pictures import drawn, saved
from tests.sites import PAGE, PROJECT, SITE_YML, TRANSLATION, Files, build_site, document, make_site
from tests.walk import serve

pytestmark = pytest.mark.browser

SETTINGS = (
    SITE_YML.replace("theme: bare", "theme: default")
    + """\
embeds: [youtube]
sections:
  events: {title: {sv: Händelser, ar: الفعاليات, pl: Wydarzenia, lv: Pasākumi}}
  people: {title: {sv: Personer, ar: الأشخاص, pl: Ludzie, lv: Cilvēki}}
  friends: {type: organisations, title: {sv: Vänner, ar: الأصدقاء, pl: Przyjaciele, lv: Draugi}}
notes: [{page: about, at: footer}, {page: about, at: side, on: [entry, project]}]
"""
)
IMAGE = "{file: photo.jpg, alt: {sv: Ett hus, ar: بيت, pl: Dom, lv: Māja}}"
FACTS = {
    "projects/alpha": {"funder": "fund"},
    "events/fair": {"start": "2026-05-01 18:30", "project": "alpha", "place": "{name: Dom kultury, town: Białystok}"},
    "people/anna": {"role": "{sv: ledare, ar: مديرة, pl: liderka, lv: vadītāja}", "email": "anna@example.org"},
    "friends/club": {"town": "Oslo"},
}
TEXTS = {
    "sv": ("Ett hus", "Rapport", "Film"),
    "ar": ("بيت", "تقرير", "فيلم"),
    "lv": ("Māja", "Atskaite", "Filma"),
}


def texts() -> Files:
    photo = saved(drawn(900, 600), "JPEG")
    files: dict[str, str | bytes | None] = {"content/site.yml": SETTINGS, TRANSLATION: None, PROJECT: None}
    for folder, facts in FACTS.items():
        files |= {f"content/{folder}/{name}": photo for name in ("photo.jpg", "other.jpg")}
        files |= {f"content/{folder}/report.pdf": b"%PDF" + b"x" * 5000}
        files |= {f"content/{folder}/talk.mp4": b"\0\0\0\x18ftypmp42", f"content/{folder}/song.mp3": b"ID3"}
        for language, (picture, report, film) in TEXTS.items():
            body = (
                f"![{picture}](photo.jpg)\n![{picture}](other.jpg)\n\n[{report}](report.pdf)\n\n"
                f"![{film}](talk.mp4)\n\n![{film}](song.mp3)\n\n[{film}](https://youtu.be/abc-_EFGHIJ)\n"
            )
            fields = {"image": IMAGE, **facts} if language == "sv" else {"translated_from": "sv"}
            files[f"content/{folder}/index.{language}.md"] = document(body, **{"title": film, **fields})
    for language, (picture, report, _) in TEXTS.items():
        made = {} if language == "sv" else {"translated_from": "sv"}
        files[PAGE.replace(".sv.", f".{language}.")] = document(f"- {picture}\n- {report}\n", **made)
    files["i18n/vocabularies/funders.yml"] = "fund: {labels: Fonden, statement: Fonden, logo: fund.svg}\n"
    files["content/static/fund.svg"] = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>'
    return files


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    source = make_site(tmp_path_factory.mktemp("sections"), texts())
    with serve(source / "site", "/showcase/") as address:
        assert build_site(source).errors == 0
        yield address


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    yield page
    page.close()


@pytest.mark.parametrize("path", [*("events/", "people/", "friends/"), *(f"{folder}/" for folder in FACTS)])
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_axe_finds_nothing_on_them(tab: Page, base: str, language: str, path: str) -> None:
    tab.emulate_media(color_scheme="light")
    answer = tab.goto(f"{base}{language}/{path}")
    assert answer is not None
    assert answer.ok
    assert violations(tab, AXE.read_text("utf-8")) == []
    tab.emulate_media(color_scheme="dark")
    assert violations_by(tab, RULES_OF_LOOKS) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("language", ["ar", "lv"])
def test_a_list_in_a_note_in_the_footer_is_a_list(tab: Page, base: str, language: str) -> None:
    tab.goto(f"{base}{language}/events/")
    items = tab.locator("footer section li")
    assert items.count() == 2
    assert items.first.evaluate("(item) => getComputedStyle(item.parentElement).display") == "block"


def test_a_place_in_another_script_begins_where_the_others_begin(tab: Page, base: str) -> None:
    tab.goto(f"{base}ar/friends/")
    place = tab.locator(".vt-cards li li", has_text="Oslo")
    assert place.get_attribute("dir") == "ltr"
    words, card = (
        place.evaluate(
            "(item) => { const range = new Range(); range.selectNodeContents(item);"
            " return range.getBoundingClientRect().right; }"
        ),
        place.evaluate("(item) => item.getBoundingClientRect().right"),
    )
    assert abs(words - card) < 2


def test_on_paper_an_address_stands_apart_from_its_text_in_every_direction(tab: Page, base: str) -> None:
    """The space before it belongs to the text, which runs from right to left."""
    for language in ("ar", "lv"):
        tab.goto(f"{base}{language}/events/fair/")
        tab.emulate_media(media="print")
        shown = tab.locator(".video > a").evaluate("(link) => getComputedStyle(link, '::after').content")
        assert shown.startswith('" \N{LEFT-TO-RIGHT ISOLATE}(')
        tab.emulate_media(media="screen")
