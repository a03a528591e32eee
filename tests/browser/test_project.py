"""What a visitor does with a project's page: copies, passes on, prints, and puts projects side by side."""

from __future__ import annotations

import io
from typing import Literal
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import LANGUAGES, Site, open_settled
from tests.browser.test_access import AXE, violations

pytestmark = pytest.mark.browser

PROJECTS = ("moc-kobiet", "warnik", "colectivo-hormigon-armado", "kaiminu-kopienu-kopspeks")


def project(page: Page, site: Site, language: str, identifier: str) -> None:
    page.goto(f"{site.base}id/{identifier}/#languages")
    page.locator(f"main a[hreflang={language}]").click()
    page.wait_for_url(f"{site.base}{language}/projects/**")


@pytest.mark.parametrize("language", ["ar", "lv"])
def test_two_projects_are_selected_and_compared(visitor: BrowserContext, site: Site, language: str) -> None:
    page = visitor.new_page()
    for identifier in PROJECTS[:2]:
        project(page, site, language, identifier)
        button = page.locator(".vt-select button")
        before, after = button.inner_text(), button.get_attribute("data-vt-selected") or ""
        assert before != after
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_text(after)
        page.keyboard.press("Enter")
        expect(button).to_have_text(before)
        page.keyboard.press("Enter")
    assert violations(page, AXE.read_text("utf-8")) == []
    page.locator(".vt-select a").click()
    page.locator("table").wait_for()
    assert urlsplit(page.url).query == "ids=moc-kobiet,warnik"
    assert page.locator("thead th").count() == 2
    assert page.locator("tbody th").count() == page.locator("tbody tr").count() > 8
    assert violations(page, AXE.read_text("utf-8")) == []
    names = page.locator("thead a").all_inner_texts()
    facts = [row.inner_text() for row in page.locator("tbody tr").all()]
    project(page, site, language, "moc-kobiet")
    assert page.locator("h1").inner_text() == names[0]
    for value in page.locator(".vt-facts dd").all_inner_texts():
        assert any(value in fact for fact in facts), value


def test_a_comparison_survives_a_change_of_language(visitor: BrowserContext, site: Site) -> None:
    page = visitor.new_page()
    page.goto(f"{site.base}lv/compare/?ids=warnik,moc-kobiet")
    page.locator("table").wait_for()
    rows = page.locator("tbody tr").count()
    page.locator(".vt-languages summary").click()
    page.locator(".vt-languages a[hreflang=ar]").first.click()
    page.wait_for_url(f"{site.base}ar/compare/?ids=warnik,moc-kobiet")
    page.locator("table").wait_for()
    assert page.locator("tbody tr").count() == rows
    links = [link.get_attribute("href") or "" for link in page.locator("thead a").all()]
    assert all("/ar/projects/" in link for link in links)
    first, second = (page.locator("thead th").nth(n).bounding_box() for n in (0, 1))
    assert first is not None
    assert second is not None
    assert first["x"] > second["x"]  # the table runs from right to left


def test_a_project_is_removed_by_keyboard_and_the_page_says_so(visitor: BrowserContext, site: Site) -> None:
    page = visitor.new_page()
    page.goto(f"{site.base}sv/compare/?ids=warnik,moc-kobiet")
    page.locator("table").wait_for()
    gone = page.locator("thead a").first.inner_text()
    page.locator("thead button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("thead th").count() == 1
    expect(page.locator("#vt-comparison [role=status]")).to_have_text(f"Borttaget: {gone}")
    assert urlsplit(page.url).query == "ids=moc-kobiet"
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    assert page.locator("#vt-nothing").is_visible()
    page.keyboard.press("Enter")
    assert page.locator("table").count() == 0 or not page.locator("table").is_visible()
    assert urlsplit(page.url).query == ""
    assert page.evaluate("document.activeElement.id") == "vt-content"


def test_more_than_four_do_not_fit(visitor: BrowserContext, site: Site) -> None:
    page = visitor.new_page()
    page.goto(f"{site.base}sv/compare/?ids={','.join(PROJECTS)}")
    page.locator("table").wait_for()
    assert page.locator("thead th").count() == 4
    assert page.evaluate("() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") <= 0
    project(page, site, "sv", "economic-empowerment-for-political-action")
    page.locator(".vt-select button").click()
    expect(page.locator(".vt-select button")).not_to_have_class("vt-selected")
    expect(page.locator(".vt-select [role=status]")).not_to_be_empty()
    project(page, site, "sv", "warnik")
    page.locator(".vt-select button").click()
    expect(page.locator(".vt-select button")).not_to_have_class("vt-selected")


@pytest.mark.parametrize("ids", ["", "no-such-project", "../../x,<b>,a b", "warnik,warnik,no-such-project"])
def test_an_odd_address_breaks_nothing(visitor: BrowserContext, site: Site, ids: str) -> None:
    page = visitor.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_settled(page, f"{site.base}sv/compare/?ids={ids}")
    assert errors == []
    assert page.locator("#vt-nothing").is_visible()
    assert page.locator("thead th").count() == (1 if "warnik" in ids else 0)
    failed = "no-such-project" in ids
    expect(page.locator("#vt-comparison [role=status]")).to_have_text(
        "Ett av projekten kunde inte visas." if failed else ""
    )


def test_a_project_that_the_language_does_not_have_is_shown_in_another(visitor: BrowserContext, site: Site) -> None:
    page = visitor.new_page()
    page.goto(f"{site.base}ar/compare/?ids=warnik,kaiminu-kopienu-kopspeks")
    page.locator("table").wait_for()
    other = page.locator("thead a").nth(1)
    assert other.get_attribute("dir") == "ltr"
    assert "/ar/" not in (other.get_attribute("href") or "")
    assert violations(page, AXE.read_text("utf-8")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_and_the_citation_are_copied(visitor: BrowserContext, site: Site, language: str) -> None:
    visitor.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.new_page()
    project(page, site, language, "warnik")
    title = page.locator("h1").inner_text().replace("\n", " ")
    page.locator(".vt-source a[href*='/id/']").click()
    page.wait_for_url(f"{site.base}id/warnik/#{language}")
    version = page.locator(f"main li[lang={language}]")
    assert version.evaluate("one => one === document.querySelector(':target')")
    citation, address = version.locator("button").all()
    address.click()
    expect(version.locator("[role=status]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.base}id/warnik/"
    citation.click()
    expect(version.locator("[role=status]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert title in copied
    assert copied.endswith(f"{site.base}id/warnik/")


def test_where_copying_is_refused_the_citation_is_selected(visitor: BrowserContext, site: Site) -> None:
    visitor.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: {writeText: Promise.reject}})")
    page = visitor.new_page()
    page.goto(f"{site.base}id/warnik/#sv")
    version = page.locator("#sv")
    version.locator("button").first.click()
    expect(version.locator("[role=status]")).to_be_empty()
    assert page.evaluate("getSelection().toString()") == version.locator(".vt-citation").inner_text()


def test_a_browser_that_cannot_copy_is_not_offered_it(visitor: BrowserContext, site: Site) -> None:
    visitor.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = visitor.new_page()
    project(page, site, "sv", "warnik")
    assert page.locator(".vt-select button").is_visible()
    page.goto(f"{site.base}id/warnik/#sv")
    assert page.locator(".vt-citation").first.is_visible()
    assert page.locator("button:visible").count() == 0


@pytest.mark.parametrize("visitor", [{"java_script_enabled": False}], indirect=True)
def test_a_citation_is_downloaded_without_a_script(visitor: BrowserContext, site: Site) -> None:
    page = visitor.new_page()
    page.goto(f"{site.base}ar/projects/warnik/")
    page.locator(".vt-source a[href*='/id/']").click()
    address = f"{site.base}id/warnik/"
    assert page.url == f"{address}#ar"
    found = {}
    for link in page.locator("a[download]").all():
        with page.expect_download() as download:
            link.click()
        found[download.value.suggested_filename] = download.value.path().read_text("utf-8")
    assert {name: address in content for name, content in found.items()} == {
        "warnik.bib": True,
        "warnik.ris": True,
        "warnik.json": True,
    }
    assert "Wielkopolska Akademia" in found["warnik.ris"]


@pytest.mark.parametrize(("locale", "language"), [("lv-LV", "lv"), ("ar-EG", "ar")])
def test_the_permanent_address_leads_on_every_time_and_traps_nobody(
    browser: Browser, site: Site, locale: str, language: str
) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    try:
        for _ in range(2):
            page.goto(site.base + "#languages")
            page.goto(f"{site.base}id/moc-kobiet/")
            page.wait_for_url(f"{site.base}{language}/projects/**")
            page.go_back()
            page.wait_for_load_state("load")
            assert page.url == site.base + "#languages"
    finally:
        context.close()


@pytest.mark.parametrize("language", ["ar", "lv"])
def test_the_printed_qr_code_leads_to_the_permanent_address(visitor: BrowserContext, site: Site, language: str) -> None:
    page = visitor.new_page()
    page.set_viewport_size({"width": 720, "height": 1000})
    project(page, site, language, "warnik")
    assert page.locator(".vt-source img").is_hidden()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".vt-select, header nav, .vt-report").locator("visible=true").count() == 0
    assert page.get_by_text(f"{site.base}id/warnik/").first.is_visible()
    image = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [f"{site.base}id/warnik/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_camera_reads_the_code_on_the_screen(
    visitor: BrowserContext, site: Site, scheme: Literal["light", "dark"]
) -> None:
    page = visitor.new_page()
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site.base}id/warnik/#ar")
    image = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [f"{site.base}id/warnik/"]
