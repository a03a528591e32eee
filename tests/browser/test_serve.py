"""The preview as a writer meets it: a file is saved, and the page that is open does the rest."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.test_access import AXE, violations
from tests.required import require
from tests.sites import ROOT, copy_demo

pytestmark = pytest.mark.browser

SV = "content/projects/moc-kobiet/index.sv.md"
PL = "content/projects/moc-kobiet/index.pl.md"
STYLE = "themes/default/static/style.css"
FITS = "() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"

expect.set_options(timeout=30_000)


@dataclass(frozen=True, slots=True)
class Preview:
    """A running ``vitrina serve``, and the folder in which its writer writes."""

    source: Path
    url: str

    def read(self, path: str) -> str:
        return (self.source / path).read_text("utf-8")

    def save(self, path: str, text: str) -> None:
        """Save as editors do: another file takes the place of the old one."""
        other = self.source / f"{path}~"
        other.write_text(text, "utf-8")
        other.replace(self.source / path)


def serving(source: Path, language: str) -> Iterator[Preview]:
    command = [sys.executable, "-m", "vitrina", "serve", "--source", str(source), "--port=0", "--ui-language", language]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with process:
        try:
            found = re.search(r"http://localhost:\d+/", next(iter(process.stdout or ()), ""))
            assert found is not None
            yield Preview(source, found[0])
        finally:
            process.kill()


def half_the_demo(folder: Path) -> Path:
    """Copy what these tests need: every build waits for the rest."""
    copy_demo(folder)
    for name in ("news", *(f"projects/{project.name}" for project in (ROOT / "content/projects").iterdir())):
        if name not in ("projects/moc-kobiet", "projects/warnik"):
            shutil.rmtree(folder / "content" / name)
    return folder


@pytest.fixture(scope="module")
def swedish(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    yield from serving(half_the_demo(tmp_path_factory.mktemp("writer")), "sv")


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    yield from serving(half_the_demo(tmp_path_factory.mktemp("writer-ar")), "ar")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(20_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def visit(tab: Page, preview: Preview, path: str) -> None:
    """Open a page, as soon as the site is built, and wait until it listens."""
    tab.goto(preview.url + path)
    expect(tab.locator("vitrina-preview aside[data-verdict=built]")).to_be_visible()


def test_a_text_that_is_saved_appears_by_itself(swedish: Preview, tab: Page) -> None:
    visit(tab, swedish, "sv/projects/kvinnokraft/")
    before = swedish.read(SV)
    swedish.save(SV, f"{before}\n\nEtt alldeles nytt stycke.\n")
    expect(tab.get_by_text("Ett alldeles nytt stycke.")).to_be_visible()
    swedish.save(SV, before)
    expect(tab.get_by_text("Ett alldeles nytt stycke.")).to_have_count(0)


def test_a_page_that_goes_is_not_drawn_again(swedish: Preview, tab: Page) -> None:
    visit(tab, swedish, "sv/projects/kvinnokraft/")
    tab.evaluate("""() => {
        const note = () => sessionStorage.setItem("drawn", "yes");
        const bar = document.querySelector("vitrina-preview").shadowRoot.querySelector("aside");
        new MutationObserver(note).observe(bar, { childList: true });
    }""")
    before = swedish.read(SV)
    swedish.save(SV, f"{before}\n\nEtt stycke till.\n")
    expect(tab.get_by_text("Ett stycke till.")).to_be_visible()
    assert tab.evaluate("sessionStorage.getItem('drawn')") is None
    swedish.save(SV, before)
    expect(tab.get_by_text("Ett stycke till.")).to_have_count(0)


def test_a_page_that_is_kept_shows_its_panel_after_all(swedish: Preview, tab: Page) -> None:
    visit(tab, swedish, "sv/projects/kvinnokraft/")
    asked: list[str] = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    tab.evaluate("addEventListener('beforeunload', (event) => event.preventDefault())")
    tab.locator("h1").click()  # no page is asked whether it may go in which nobody did anything
    before = swedish.read(SV)
    stray = swedish.source / "content/stray.txt"
    swedish.save(SV, f"{before}\n\nEtt stycke till.\n")
    stray.write_text("nothing uses this", "utf-8")
    warning = tab.get_by_role("button", name="1 varning")
    expect(warning).to_be_visible()
    assert "beforeunload" in asked
    expect(tab.get_by_text("Ett stycke till.")).to_have_count(0)
    swedish.save(SV, before)
    stray.unlink()
    expect(warning).to_have_count(0)


def test_a_style_is_exchanged_and_nothing_reloaded(swedish: Preview, tab: Page) -> None:
    visit(tab, swedish, "sv/projects/kvinnokraft/")
    tab.evaluate("window.marker = 'still here'")
    sheets = tab.evaluate("document.querySelectorAll('link[rel=stylesheet]').length")
    before = swedish.read(STYLE)
    swedish.save(STYLE, before + "\nh1 { color: rgb(1, 2, 3) !important }\n")
    expect(tab.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    swedish.save(STYLE, before + "\nh1 { color: rgb(4, 5, 6) !important }\n")
    expect(tab.locator("h1")).to_have_css("color", "rgb(4, 5, 6)")
    assert tab.evaluate("window.marker") == "still here"
    assert tab.evaluate("document.querySelectorAll('link[rel=stylesheet]').length") == sheets
    swedish.save(STYLE, before)
    expect(tab.locator("h1")).not_to_have_css("color", "rgb(4, 5, 6)")


def test_a_mistake_is_shown_over_the_page_until_it_is_mended(swedish: Preview, tab: Page) -> None:
    visit(tab, swedish, "sv/projects/kvinnokraft/")
    before = swedish.read(SV)
    swedish.save(SV, before.replace("title:", "titel:"))
    dialog = tab.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Nyckeln ”titel” är inte känd här")
    expect(dialog).to_contain_text(f"{SV}:2")
    expect(dialog).to_contain_text("Det du ser är webbplatsen som den var innan.")
    expect(dialog.locator("pre").first).to_contain_text("titel: ")
    expect(dialog.get_by_role("button", name="Stäng")).to_be_focused()
    expect(tab.locator("h1")).to_have_text("Kvinnokraft")  # the last good page, below
    swedish.save(SV, before)
    expect(dialog).to_be_hidden()


def test_a_mistake_can_be_put_aside_and_looked_at_again(swedish: Preview, tab: Page) -> None:
    visit(tab, swedish, "sv/projects/kvinnokraft/")
    before = swedish.read(SV)
    swedish.save(SV, before.replace("title:", "titel:"))
    dialog = tab.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    tab.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    tab.reload()
    expect(tab.locator("vitrina-preview aside[data-verdict=failed]")).to_be_visible()
    expect(dialog).to_be_hidden()  # as long as it is the same mistake
    tab.get_by_role("button", name="1 fel").click()
    expect(dialog).to_be_visible()
    swedish.save(SV, before)
    expect(dialog).to_be_hidden()


def test_a_warning_waits_in_the_corner(swedish: Preview, tab: Page) -> None:
    visit(tab, swedish, "sv/projects/kvinnokraft/")
    stray = swedish.source / "content/stray.txt"
    stray.write_text("nothing uses this", "utf-8")
    button = tab.get_by_role("button", name="1 varning")
    expect(button).to_be_visible()
    dialog = tab.get_by_role("alertdialog")
    expect(dialog).to_be_hidden()
    button.press("Enter")
    expect(dialog).to_contain_text("content/stray.txt")
    stray.unlink()
    expect(dialog).to_be_hidden()
    expect(button).to_have_count(0)


def test_a_page_comes_and_goes_with_its_document(swedish: Preview, tab: Page) -> None:
    visit(tab, swedish, "sv/news/passing/")
    expect(tab.locator("h1")).to_have_text("Sidan hittades inte")
    post = swedish.source / "content/news/passing"
    post.mkdir(parents=True)
    (post / "index.sv.md").write_text("---\ntitle: Tillfälligt\ndate: 2024\n---\nText.\n", "utf-8")
    expect(tab.locator("h1")).to_have_text("Tillfälligt")
    shutil.rmtree(post)
    expect(tab.locator("h1")).to_have_text("Sidan hittades inte")


def test_a_translation_beside_its_original_shows_what_has_changed(swedish: Preview, tab: Page) -> None:
    visit(tab, swedish, "ar/projects/moc-kobiet/")
    tab.get_by_role("link", name="Sida vid sida").click()
    rows = tab.locator("tbody tr")
    expect(rows.first).to_contain_text("Moc kobiet")
    expect(tab.locator("tbody tr:not([data-state=same])")).to_have_count(0)
    assert tab.locator("tbody td").nth(0).get_attribute("dir") == "ltr"
    assert tab.locator("tbody td").nth(1).get_attribute("dir") == "rtl"
    before = swedish.read(PL)
    blocks = before.split("\n\n")
    changed = [*blocks[:1], blocks[1] + " Nowe zdanie.", "Nowy akapit.", *blocks[2:-1]]
    swedish.save(PL, "\n\n".join(changed))
    expect(tab.locator("tr[data-state=changed]")).to_have_count(1)
    expect(tab.locator("tr[data-state=changed]")).to_contain_text("originalet har ändrats sedan dess")
    expect(tab.locator("tr[data-state=added]")).to_contain_text("Nowy akapit.")
    expect(tab.locator("tr[data-state=removed]")).to_contain_text("finns inte i originalet")
    expect(tab.locator(".legend li")).to_have_count(4)
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.wait_for_function(FITS)  # as soon as the window has its new size
    tab.get_by_label("Höger").select_option("sv")
    tab.get_by_role("button", name="Visa").click()
    expect(tab.locator("thead")).to_contain_text("svenska")
    swedish.save(PL, before)
    expect(tab.locator("tbody tr:not([data-state=same])")).to_have_count(0)


def test_a_writer_of_arabic_reads_from_the_right(arabic: Preview, tab: Page) -> None:
    visit(tab, arabic, "pl/projects/moc-kobiet/")
    before = arabic.read(PL)
    arabic.save(PL, before.replace("title:", "titel:"))
    dialog = tab.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    assert tab.evaluate("getComputedStyle(document.querySelector('vitrina-preview')).direction") == "rtl"
    expect(dialog).to_have_css("direction", "rtl")
    expect(dialog.locator("pre").first).to_have_css("direction", "ltr")
    arabic.save(PL, before)
    expect(dialog).to_be_hidden()
    visit(tab, arabic, ".vitrina/side-by-side/?id=projects/moc-kobiet&left=pl&right=ar")
    left, right = tab.locator("thead th").all()
    assert left.bounding_box()["x"] < right.bounding_box()["x"]  # type: ignore[index] # both are visible
    assert tab.locator("html").get_attribute("dir") == "rtl"


def found(tab: Page, axe: str) -> object:
    """Return what axe finds; a page that is loaded again meanwhile, because it has changed, is looked at again."""
    for _ in range(5):
        try:
            return violations(tab, axe)
        except Error:
            tab.wait_for_load_state()
    return violations(tab, axe)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_the_preview_adds(arabic: Preview, tab: Page, scheme: str) -> None:
    require(AXE.is_file(), "axe-core is not installed")
    axe = AXE.read_text("utf-8")
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit(tab, arabic, "ar/projects/moc-kobiet/")
    assert found(tab, axe) == []
    before = arabic.read(PL)
    visit(tab, arabic, ".vitrina/side-by-side/?id=projects/moc-kobiet&left=pl&right=ar")
    arabic.save(PL, before.replace("title:", "titel:"))
    expect(tab.get_by_role("alertdialog")).to_be_visible()
    assert found(tab, axe) == []
    front, text, rest = before.split("\n\n", 2)
    arabic.save(PL, f"{front}\n\n{text} Nowe zdanie.\n\n{rest}")
    expect(tab.get_by_role("alertdialog")).to_be_hidden()
    expect(tab.locator("tr", has_text="Nowe zdanie.").first).to_be_visible()  # the page has been loaded again
    expect(tab.locator("tr[data-state=changed], tr[data-state=added]").first).to_be_visible()
    assert found(tab, axe) == []
    tab.get_by_role("link").first.click()
    expect(tab.locator(".entries")).to_be_visible()
    assert found(tab, axe) == []
    arabic.save(PL, before)


def test_the_time_until_a_save_is_seen_can_be_measured(browser: Browser) -> None:  # noqa: ARG001 - skips without one
    script = [sys.executable, ROOT / "bench/reload.py", "--projects", "2", "--runs", "2"]
    said = subprocess.run(script, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    median, fastest, slowest = map(int, re.findall(r"(\d+) ms", said))
    assert 0 < fastest <= median <= slowest
