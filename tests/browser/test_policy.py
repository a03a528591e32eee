"""The Content-Security-Policy: on every page, as strict as it says, and in nobody's way."""

from __future__ import annotations

import io
import re
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.conftest import KINDS, Guard, Site, open_settled
from tests.browser.test_access import AXE, violations
from tests.sites import SITE_YML, build_site, document, make_site
from tests.walk import serve

pytestmark = pytest.mark.browser

KEPT = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  document.cookie]"""


@pytest.fixture
def attacked(browser: Browser, site: Site) -> Iterator[tuple[Page, Guard]]:
    """A tab in which the policy is expected to have something to block."""
    context = browser.new_context(locale="en-GB")
    guard = Guard(site.base)
    guard.watch(context)
    yield context.new_page(), guard
    context.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_a_page_and_its_panel_live_with_the_policy(
    visitor: BrowserContext, site: Site, language: str, kind: str
) -> None:
    page = visitor.new_page()
    open_settled(page, site.pages(language)[kind])
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    if kind != "compare":  # whose address names the projects that were chosen
        assert page.evaluate(KEPT) == [0, 0, 0, ""]
    if page.locator(".vt-display").count() and kind != "preferences":
        page.locator(".vt-display").click()
        page.locator("dialog[open]").wait_for()
        page.locator("dialog input[value=high]").check()


@pytest.mark.parametrize(
    ("attack", "directive"),
    [
        ("document.body.innerHTML += '<p style=\"color: red\">x'", "style-src-attr"),
        (
            "document.head.append(Object.assign(document.createElement('style'), {textContent: 'p {color: red}'}))",
            "style-src-elem",
        ),
        (
            "document.body.append(Object.assign(document.createElement('script'), {text: 'window.x = 1'}))",
            "script-src-elem",
        ),
        ("document.body.append(Object.assign(new Image(), {src: 'https://tracker.example/x.gif'}))", "img-src"),
        ("fetch('https://tracker.example/').catch(() => 0)", "connect-src"),
        (
            "document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://x.example/'}))",
            "frame-src",
        ),
    ],
)
def test_what_a_page_must_not_do_is_blocked(
    site: Site, attacked: tuple[Page, Guard], attack: str, directive: str
) -> None:
    page, guard = attacked
    page.goto(site.pages("sv")["project"])
    page.evaluate(f"() => {{ {attack} }}")
    while not guard.blocked:
        page.wait_for_timeout(20)
    assert guard.blocked[0].split()[0] == directive


def test_a_form_reaches_its_provider_and_no_other(attacked: tuple[Page, Guard], tmp_path: Path) -> None:
    page, guard = attacked
    forms = "forms:\n  privacy: privacy\n  reply: {action: 'https://forms.example.org/f'}\n"
    settings = SITE_YML.replace("theme: bare", "theme: default") + forms
    privacy = {"content/pages/privacy/index.sv.md": document("x", title="Integritet"), "content/site.yml": settings}
    source = make_site(tmp_path, privacy)
    sent: list[str] = []

    def answer(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(body="<p>Tack!</p>", content_type="text/html")

    page.context.route(re.compile("^https://"), answer)
    with serve(source / "site", "/showcase/") as base:
        assert build_site(source).errors == 0
        page.goto(f"{base}sv/news/hello/")
        assert guard.blocked == []
        assert violations(page, AXE.read_text("utf-8")) == []
        page.locator("#vt-reply-name").fill("Åsa")
        page.locator("#vt-reply-text").fill("Bra & viktigt")
        page.get_by_role("button", name="Skicka svaret").click()
        assert sent == []  # without consent, the browser sends nothing
        page.locator("#vt-reply-consent").check()
        page.get_by_role("button", name="Skicka svaret").click()
        page.get_by_text("Tack!").wait_for()
        assert len(sent) == 1
        assert "name=%C3%85sa" in sent[0]
        assert "page=https%3A%2F%2Fexample.org%2Fshowcase%2Fsv%2Fnews%2Fhello%2F" in sent[0]
        page.goto(f"{base}sv/news/hello/")
        page.evaluate("document.forms[0].action = 'https://elsewhere.example/'; document.forms[0].noValidate = true")
        page.evaluate("document.forms[0].submit()")
        while not guard.blocked:
            page.wait_for_timeout(20)
        assert guard.blocked[0].startswith("form-action")
        assert len(sent) == 1


def test_videos_and_sounds_of_the_site_may_be_played(attacked: tuple[Page, Guard], tmp_path: Path) -> None:
    page, guard = attacked
    folder = "content/pages/about"
    source = make_site(
        tmp_path,
        {
            "content/site.yml": SITE_YML.replace("theme: bare", "theme: default"),
            f"{folder}/index.sv.md": document('![Sång](song.wav)\n\n![Tal](talk.mp4 "I maj")\n', title="Om"),
            f"{folder}/song.wav": a_second_of_silence(),
            f"{folder}/talk.mp4": b"",
            f"{folder}/talk.sv.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nHej!\n",
        },
    )
    with serve(source / "site", "/showcase/") as base:
        assert build_site(source).errors == 0
        page.goto(f"{base}sv/about/")
        page.wait_for_function("document.querySelector('audio').duration === 1")
        page.wait_for_function("document.querySelector('track').readyState === 2")  # loaded
        assert page.evaluate("document.querySelector('video').textTracks[0].mode") == "showing"
        assert violations(page, AXE.read_text("utf-8")) == []
    assert guard.blocked == []


def a_second_of_silence() -> bytes:
    """Return a sound (WAV)."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes([128]) * 8000)
    return file.getvalue()
