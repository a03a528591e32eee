"""Pictures on pages: nothing moves when they come, and a phone is sent smaller ones than a laptop."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import Site, wait_until
from tests.pictures import drawn, notes_in, saved
from tests.sites import ROOT, copy_demo, write
from tests.walk import serve
from vitrina.cli.main import main

pytestmark = pytest.mark.browser

IMAGE = "image: {file: photo.jpg, alt: Ett hus}\n"
GALLERY = "sv/galleri/"
PAGES = {
    "gallery": GALLERY,
    "project": "sv/projects/warnik-akademi-for-paverkan-och-samarbete/",
    "projects": "sv/projects/",
    "home": "sv/",
    "news": "sv/news/",
    "page": "sv/om/",
    "post": "sv/news/post/",
    "Arabic list": "ar/projects/",
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration site with photographs wherever there can be some."""
    folder = copy_demo(tmp_path_factory.mktemp("pictures"))
    photo = saved(drawn(2400, 1800), "JPEG")
    files: dict[str, str | bytes | None] = {
        "content/news/post/index.sv.md": f"---\ntitle: Post\n{IMAGE}---\nText.\n\n![Ett hus](photo.jpg)\n",
        "content/news/post/photo.jpg": photo,
        "content/pages/om/index.sv.md": f"---\ntitle: Om\n{IMAGE}---\n" + "Text.\n\n" * 60 + "![Ett hus](photo.jpg)\n",
        "content/pages/om/photo.jpg": photo,
    }
    gallery = '![Ett hus](photo.jpg "Bild ett")\n![Två hus](other.jpg)\n'
    files["content/pages/galleri/index.sv.md"] = f"---\ntitle: Galleri\n---\nText.\n\n{gallery}\nText.\n"
    files["content/pages/galleri/photo.jpg"] = photo
    files["content/pages/galleri/other.jpg"] = saved(drawn(900, 1600), "JPEG")
    project = "content/projects/warnik"
    files[f"{project}/photo.jpg"] = photo
    for language in ("pl", "sv", "ar", "lv"):
        text = (ROOT / project / f"index.{language}.md").read_text("utf-8")
        text = re.sub(r"^image:.*\n(?: .*\n)*", "", text, flags=re.MULTILINE).replace("\n", f"\n{IMAGE}", 1)
        files[f"{project}/index.{language}.md"] = text + '\n![Ett hus](photo.jpg "Bild")\n'
    write(folder, files)
    site = folder / "site"
    with serve(site, "/showcase/") as address:
        assert main(["build", "--source", str(folder), "--output", str(site), "--base-url", address, "--quiet"]) == 0
        yield address


SHIFTS = """(async () => {
  window.shifts = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifts += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
})()"""


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_moves_when_pictures_come_late(browser: Browser, base: str, kind: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True) as context:
        page = context.new_page()
        page.add_init_script(SHIFTS)

        def late(route: Route) -> None:
            time.sleep(0.15)
            route.continue_()

        page.route("**/files/**", late)
        page.goto(base + PAGES[kind], wait_until="load")
        page.mouse.wheel(0, 10_000)
        page.wait_for_timeout(500)
        assert page.evaluate("window.shifts") < 0.01


@pytest.mark.parametrize("language", ["ar", "lv"])
@pytest.mark.parametrize("width", [360, 1366])
def test_nothing_moves_on_any_kind_of_page(browser: Browser, site: Site, language: str, width: int) -> None:
    """Not after it is painted for the first time, nor on the way down to its end."""
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.add_init_script(SHIFTS)
        moved = {}
        for kind, url in site.pages(language).items():
            page.goto(url.partition("#")[0], wait_until="load")  # at its fragment, a page shows what was asked for
            wait_until(page, "!document.querySelector('[aria-busy=true]')")
            page.wait_for_timeout(150)
            page.mouse.wheel(0, 20_000)
            page.wait_for_timeout(150)
            moved[kind] = page.evaluate("window.shifts")
        assert moved == dict.fromkeys(moved, 0)


def test_no_picture_of_the_site_says_who_where_or_when(site: Site) -> None:
    """Those in texts, their renditions, drawn cards: all that is published."""
    pictures = [file for file in site.folder.rglob("*") if file.suffix[1:] in ("jpg", "png", "gif", "webp", "avif")]
    assert pictures
    assert notes_in(pictures) == {}


def sent(page: Page, address: str) -> list[str]:
    """Return the pictures that the browser asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(200)
    return [name for name in asked if "photo" in name]


@pytest.mark.parametrize(("width", "density", "expected"), [(360, 1, "480"), (360, 2, "960"), (1366, 1, "1600")])
def test_the_right_size_is_sent(browser: Browser, base: str, width: int, density: int, expected: str) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=density) as context:
        names = sent(context.new_page(), base + PAGES["page"])
        assert [name.rpartition("-")[2] for name in names] == [f"{expected}.webp"], names


@pytest.mark.parametrize("width", [360, 412, 500, 700, 800, 1024, 1366, 1600])
@pytest.mark.parametrize("kind", ["gallery", "project", "home", "projects"])
def test_browsers_that_do_not_know_the_layout_choose_the_right_size(
    browser: Browser, base: str, kind: str, width: int
) -> None:
    """Those that do not know what ``auto`` among ``sizes`` is: none is sent less than it shows, or far more."""
    density = 2
    with browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=density) as context:
        page = context.new_page()

        def older(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text().replace('"auto, ', '"').replace(' loading="lazy"', ""))

        page.route(f"**/{PAGES[kind]}", older)
        page.goto(base + PAGES[kind], wait_until="load")
        shown = page.evaluate(CHOSEN)
        assert shown
        for chosen, needed, offered in shown:
            widths = [int(each) for each in offered]
            enough = [each for each in widths if each >= needed * density] or [max(widths)]
            assert int(chosen) >= min(needed * density * 0.8, max(widths)), (chosen, needed, widths)
            assert int(chosen) <= max(enough[:2]), (chosen, needed, widths)


CHOSEN = """[...document.querySelectorAll("picture img")].map((image) => [
  image.currentSrc.match(/-(\\d+)\\.webp$/)[1], image.clientWidth,
  [...image.previousElementSibling.srcset.matchAll(/ (\\d+)w/g)].map((found) => found[1])])"""


def test_a_card_is_sent_a_small_picture(browser: Browser, base: str) -> None:
    with browser.new_context(viewport={"width": 1366, "height": 800}) as context:
        names = sent(context.new_page(), base + PAGES["projects"])
        assert {name.rpartition("-")[2] for name in names} <= {"480.webp"}


def gallery_of(browser: Browser, base: str, language: str = "sv") -> Page:
    page = browser.new_context(viewport={"width": 1000, "height": 800}).new_page()
    page.goto(base + GALLERY.replace("sv/", f"{language}/", 1), wait_until="load")
    return page


def test_a_gallery_opens_and_leads_on_by_keyboard(browser: Browser, base: str) -> None:
    page = gallery_of(browser, base)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    first = page.locator(".gallery a").first
    first.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog")
    assert dialog.get_attribute("open") is not None
    assert dialog.locator("img").get_attribute("alt") == "Ett hus"
    assert "Bild ett" in dialog.inner_text()
    box = dialog.locator("img").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 800
    page.keyboard.press("ArrowRight")
    assert dialog.locator("img").get_attribute("alt") == "Två hus"
    page.keyboard.press("ArrowRight")
    assert dialog.locator("img").get_attribute("alt") == "Ett hus"
    page.keyboard.press("Escape")
    assert dialog.get_attribute("open") is None
    assert page.evaluate("document.activeElement.matches('.gallery a')")
    assert errors == []
    page.context.close()


def test_without_a_script_a_gallery_leads_to_the_pictures(browser: Browser, base: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(base + GALLERY)
        page.locator(".gallery a").first.click()
        page.wait_for_url("**/photo.jpg")


def test_pages_without_a_gallery_have_nothing_for_one(browser: Browser, base: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(base + PAGES["page"])
        assert page.locator("script[src*='pictures.js'], link[href*='pictures.css']").count() == 0
        page.goto(base + GALLERY)
        assert page.locator("script[src*='pictures.js'], link[href*='pictures.css']").count() == 2
