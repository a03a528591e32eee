"""The Content-Security-Policy: on every page, as strict as it says, and in nobody's way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import KINDS, Site, wait_until
from tests.browser.test_access import AXE, violations
from tests.sites import SITE_YML, build_site, document, make_site
from tests.walk import serve

pytestmark = pytest.mark.browser

WATCH = """addEventListener("securitypolicyviolation", (event) => {
  (window.violations ||= []).push(`${event.violatedDirective} ${event.blockedURI}`); });"""


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def blocked(page: Page) -> list[str]:
    return list(page.evaluate("window.violations || []"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["ar", "lv"])
def test_nothing_of_a_page_is_blocked(site: Site, watched: Page, language: str, kind: str) -> None:
    watched.goto(site.pages(language)[kind], wait_until="networkidle")
    assert watched.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    if watched.locator(".vt-display").count() and kind != "preferences":
        watched.locator(".vt-display").click()
        watched.locator("dialog[open]").wait_for()
        watched.locator("dialog input[value=high]").check()
        watched.reload(wait_until="networkidle")
    assert blocked(watched) == []


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
def test_what_a_page_must_not_do_is_blocked(site: Site, watched: Page, attack: str, directive: str) -> None:
    watched.goto(site.pages("sv")["project"])
    watched.evaluate(f"() => {{ {attack} }}")
    wait_until(watched, "window.violations")
    assert blocked(watched)[0].split()[0] == directive


def test_a_form_reaches_its_provider_and_no_other(watched: Page, tmp_path: Path) -> None:
    forms = "forms:\n  privacy: privacy\n  reply: {action: 'https://forms.example.org/f'}\n"
    settings = SITE_YML.replace("theme: bare", "theme: default") + forms
    privacy = {"content/pages/privacy/index.sv.md": document("x", title="Integritet"), "content/site.yml": settings}
    source = make_site(tmp_path, privacy)
    sent: list[str] = []

    def answer(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(body="<p>Tack!</p>", content_type="text/html")

    watched.context.route(re.compile("^https://"), answer)
    with serve(source / "site", "/showcase/") as base:
        assert build_site(source).errors == 0
        watched.goto(f"{base}sv/news/hello/")
        assert blocked(watched) == []
        assert violations(watched, AXE.read_text("utf-8")) == []
        watched.locator("#vt-reply-name").fill("Åsa")
        watched.locator("#vt-reply-text").fill("Bra & viktigt")
        watched.get_by_role("button", name="Skicka svaret").click()
        assert sent == []  # without consent, the browser sends nothing
        watched.locator("#vt-reply-consent").check()
        watched.get_by_role("button", name="Skicka svaret").click()
        watched.get_by_text("Tack!").wait_for()
        assert len(sent) == 1
        assert "name=%C3%85sa" in sent[0]
        assert "page=https%3A%2F%2Fexample.org%2Fshowcase%2Fsv%2Fnews%2Fhello%2F" in sent[0]
        watched.goto(f"{base}sv/news/hello/")
        watched.evaluate("document.forms[0].action = 'https://elsewhere.example/'; document.forms[0].noValidate = true")
        watched.evaluate("document.forms[0].submit()")
        wait_until(watched, "window.violations")
        assert blocked(watched)[0].startswith("form-action")
        assert len(sent) == 1
