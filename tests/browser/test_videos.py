"""Videos: nothing of another site is loaded before a click, and then the player alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Guard
from tests.browser.test_access import AXE, violations
from tests.sites import PROJECT, SITE_YML, TRANSLATION, build_site, document, make_site
from tests.walk import serve

pytestmark = pytest.mark.browser

FILM = "https://youtu.be/abc-_EFGHIJ"
PLAYER = "https://www.youtube-nocookie.com/embed/abc-_EFGHIJ?rel=0"
BODY = f"[Vår trädgård]({FILM})\n\nhttps://tube.example.org/w/9D4MtzR8mVd\n\nEfter.\n\n![Dansen](film.mp4)\n\n![Sången](song.mp3)\n"
MEDIA = {f"content/projects/alpha/{name}": b"x" for name in ("film.mp4", "song.mp3")}


@pytest.fixture(scope="module")
def page_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("videos")
    settings = SITE_YML.replace("theme: bare", "theme: default") + "embeds: [youtube, tube.example.org]\n"
    source = make_site(folder, {"content/site.yml": settings, TRANSLATION: None, PROJECT: document(BODY), **MEDIA})
    with serve(source / "site", "/showcase/") as base:
        assert build_site(source).errors == 0
        yield f"{base}sv/projects/alpha/"


def opened(browser: Browser, address: str, guard: Guard, **options: object) -> Page:
    """Return a tab with the page; the players of other sites are a button."""
    context: BrowserContext = browser.new_context(**options)  # type: ignore[arg-type] - options of a context
    guard.watch(context)
    context.route(re.compile("^https://"), lambda route: route.fulfill(body="<button>x</button>"))
    page = context.new_page()
    page.goto(address)
    return page


@pytest.fixture
def guard(page_address: str) -> Guard:
    return Guard(page_address.partition("sv/")[0])


def others(guard: Guard) -> list[str]:
    """Return what was requested of other sites."""
    return [url for url in guard.requests if url.startswith("https://")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_click_opens_the_player_and_moves_into_it(
    browser: Browser, page_address: str, guard: Guard, scheme: str
) -> None:
    page = opened(browser, page_address, guard, color_scheme=scheme)
    assert violations(page, AXE.read_text("utf-8")) == []
    assert others(guard) == []
    page.get_by_role("link", name="Vår trädgård").focus()
    page.keyboard.press("Enter")
    player = page.locator("iframe")
    assert player.get_attribute("title") == "Vår trädgård"
    assert page.evaluate("document.activeElement.localName") == "iframe"
    page.frame_locator("iframe").get_by_role("button").wait_for()
    assert others(guard) == [f"{PLAYER}&autoplay=1"]
    assert guard.blocked == []
    assert page.get_by_text("får YouTube (Google) uppgifter om dig").is_visible()
    assert page.locator(".video > a:visible").count() == 1  # the other one is a link still
    page.emulate_media(media="print")
    assert page.locator(".video > a:visible").count() == 2
    assert page.locator("iframe:visible").count() == 0
    page.context.close()


def test_on_paper_what_plays_a_file_is_a_link(browser: Browser, page_address: str, guard: Guard) -> None:
    page = opened(browser, page_address, guard)
    assert page.locator("video:visible, audio:visible").count() == 2
    assert page.locator(".media-link:visible").count() == 0
    page.emulate_media(media="print")
    assert page.locator("video:visible, audio:visible").count() == 0
    links = page.locator(".media-link:visible").all_inner_texts()
    assert [link.replace("\N{NO-BREAK SPACE}", " ") for link in links] == ["Dansen (MP4, 1 B)", "Sången (MP3, 1 B)"]
    address = page.evaluate("getComputedStyle(document.querySelector('.media-link'), '::after').content")
    assert "https://example.org/showcase/files/projects/alpha/film.mp4" in address
    page.context.close()


def test_who_wants_less_motion_starts_the_video_in_the_player(
    browser: Browser, page_address: str, guard: Guard
) -> None:
    page = opened(browser, page_address, guard, reduced_motion="reduce")
    page.get_by_role("link", name="tube.example.org").click()
    page.frame_locator("iframe").get_by_role("button").wait_for()
    assert others(guard) == ["https://tube.example.org/videos/embed/9D4MtzR8mVd?p2p=0"]
    page.context.close()


def test_without_scripts_and_with_a_key_held_down_it_is_a_link(
    browser: Browser, page_address: str, guard: Guard
) -> None:
    page = opened(browser, page_address, guard, java_script_enabled=False)
    page.get_by_role("link", name="Vår trädgård").click()
    page.wait_for_url(f"{FILM}**")
    page.context.close()
    page = opened(browser, page_address, guard)
    with page.context.expect_page():
        page.get_by_role("link", name="Vår trädgård").click(modifiers=["ControlOrMeta"])
    assert page.url == page_address
    assert page.locator("iframe").count() == 0
    page.context.close()


def test_a_page_frames_no_other_site(browser: Browser, page_address: str, guard: Guard) -> None:
    page = opened(browser, page_address, guard)
    page.evaluate("document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://x.example/'}))")
    while not guard.blocked:
        page.wait_for_timeout(20)
    assert guard.blocked[0].startswith("frame-src https://x.example")
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_video_is_as_wide_as_the_text(browser: Browser, page_address: str, guard: Guard, width: int) -> None:
    page = opened(browser, page_address, guard, viewport={"width": width, "height": 700})
    box, text = (page.locator(name).first.bounding_box() for name in (".video > a", ".vt-prose > p"))
    assert box is not None
    assert text is not None
    assert abs(box["width"] - text["width"]) < 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
