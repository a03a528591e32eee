"""A post and its forms: where it ends, what to read next, and what a form says that is not filled in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_access import AXE, violations
from tests.sites import POST, SITE_YML, TRANSLATION, Files, document, make_site
from tests.walk import serve
from vitrina.cli.main import main

pytestmark = pytest.mark.browser

FORMS = """\
forms:
  privacy: privacy
  reply: {action: "https://forms.example.org/r"}
  newsletter: {action: "https://forms.example.org/n"}
"""
TITLES = {"alpha": "Trädgården", "beta": "Kören", "gamma": "Verkstaden"}
SAID = "one => one.validationMessage"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with three projects, of which two share a target group, and posts about them."""
    groups = {"alpha": "women", "beta": "women", "gamma": "migrants"}
    files: Files = {
        POST: None,
        TRANSLATION: None,
        "content/site.yml": SITE_YML.replace("theme: bare", "theme: default") + FORMS,
        "content/pages/privacy/index.sv.md": document("Text.\n", title="Integritet"),
        **{
            f"content/projects/{name}/index.sv.md": document("Text.\n", title=title, target_groups=groups[name])
            for name, title in TITLES.items()
        },
        **{
            f"content/news/{name}-{number}/index.sv.md": document(
                "Text.\n", title=f"{TITLES[name]} {number}", date=f"'2024-0{number}'", project=name
            )
            for name in TITLES
            for number in (1, 2)
        },
    }
    source = make_site(tmp_path_factory.mktemp("posts"), files)
    with serve(source / "site", "/") as base:
        command = ["build", "--source", str(source), "--base-url", base, "--quiet"]
        assert main(command) == 0
        yield f"{base}sv/"


def test_other_posts_are_named_with_the_reason(address: str, page: Page) -> None:
    page.goto(f"{address}news/alpha-1/")
    cards = page.locator("section", has=page.get_by_role("heading", name="Läs mer")).locator("li")
    assert [" | ".join(card.inner_text().split("\n")) for card in cards.all()] == [
        "Trädgården 2 | Projekt | Trädgården",
        "Kören 2 | Målgrupper | Kvinnor",
        "Kören 1 | Målgrupper | Kvinnor",
    ]


def test_a_post_is_cited_passed_on_and_printed(address: str, page: Page) -> None:
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto(f"{address}news/alpha-1/")
    tools = page.locator(".vt-tools")
    assert (tools.locator("a").first.get_attribute("href") or "").startswith(
        "mailto:?subject=Tr%C3%A4dg%C3%A5rden%201&"
    )
    assert tools.locator("a").all_inner_texts()[1:] == ["WhatsApp", "Facebook", "LinkedIn"]
    citation = page.locator(".vt-citation").inner_text()
    assert "Trädgården 1" in citation
    assert citation.endswith(f"{address}news/alpha-1/")
    tools.get_by_role("button", name="Skriv ut").click()
    assert page.title() == "printed"
    page.emulate_media(media="print")
    assert tools.is_hidden()
    assert page.locator(".vt-citation").is_visible()


def test_the_newsletter_follows_the_end_of_the_post(address: str, page: Page) -> None:
    page.goto(f"{address}news/alpha-1/")
    assert page.locator("article + section").get_by_role("heading").inner_text() == "Nyhetsbrev"


@pytest.mark.parametrize("width", [320, 1366])
def test_a_form_says_what_is_missing_in_the_language_of_the_page(address: str, page: Page, width: int) -> None:
    """The browser of this test speaks English."""
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{address}news/alpha-1/")
    form = page.locator("form[data-vt-missing]").last
    name, email, text = (form.get_by_label(label) for label in ("Ditt namn", "e-postadress", "Ditt svar"))
    agree = form.get_by_role("checkbox")
    for field in (name, text, agree):
        assert "(obligatoriskt)" in (field.evaluate("one => one.labels[0].textContent"))
    send = form.get_by_role("button")
    send.click()
    assert name.evaluate(SAID) == text.evaluate(SAID) == "Fyll i det här fältet."
    assert agree.evaluate(SAID) == "Kryssa i rutan för att samtycka."
    name.fill("Anna")
    assert name.evaluate(SAID) == ""
    email.fill("anna")
    text.fill("Hej")
    agree.check()
    send.click()
    assert email.evaluate(SAID) == "Skriv en e-postadress, till exempel name@example.org."
    email.fill("anna@example.org")
    assert form.evaluate("one => one.checkValidity()")
    assert violations(page, AXE.read_text("utf-8")) == []


def test_without_a_script_the_browser_says_it(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}news/alpha-1/")
    expect(page.locator(".vt-print")).to_be_hidden()
    assert page.locator("input[required]:visible, textarea[required]:visible").count() == 5
    context.close()
