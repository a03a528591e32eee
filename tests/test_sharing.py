"""What there is to keep a page and to pass it on: the QR code as a camera reads it, and messages ready to be sent."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import zxingcpp
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from tests.sites import PROJECT, TRANSLATION, build_site, document, make_site, published
from vitrina.views.codes import qr_code
from vitrina.views.sharing import mail

QUIET_ZONE = 4
SIZE = 3

text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)


def picture(address: str) -> Image.Image:
    """Return a QR code as a printer would draw it, ``SIZE`` points for each module, with white around it."""
    code = Image.open(BytesIO(b64decode(address.removeprefix("data:image/png;base64,")))).convert("L")
    drawn = ImageOps.expand(code, QUIET_ZONE, 255)
    return drawn.resize((drawn.width * SIZE, drawn.height * SIZE), Image.Resampling.NEAREST)


@given(
    st.from_regex(
        r"https://[a-z0-9.-]{1,60}/([A-Za-z0-9._-]{1,20}/){0,3}id/[a-z0-9]{1,8}(-[a-z0-9]{1,9}){0,9}/", fullmatch=True
    )
)
@example("https://example.org/id/a/")
@example(
    "https://xn--80ak6aa92e.example/%D8%A7%D9%84%D8%B3%D9%84%D8%A7%D9%85/id/economic-empowerment-for-political-action/"
)
def test_a_camera_reads_the_address_in_the_qr_code(url: str) -> None:
    codes = zxingcpp.read_barcodes(picture(qr_code(url)), zxingcpp.BarcodeFormat.QRCode)
    assert [code.text for code in codes] == [url]


def test_a_qr_code_is_the_same_every_time_and_light() -> None:
    first = qr_code("https://organisation.github.io/repository/id/some-project-with-a-name/")
    assert qr_code("https://organisation.github.io/repository/id/some-project-with-a-name/") == first
    assert len(first) < 500


@given(text, text)
@example("50 % & mer?", "a\r\nb&body=c#d")
def test_a_message_says_what_was_put_in(subject: str, body: str) -> None:
    link = mail("info@example.org", subject, body)
    assert link.isascii()
    parts = urlsplit(link)
    assert (parts.scheme, parts.path, parts.fragment) == ("mailto", "info@example.org", "")
    assert "+" not in parts.query  # in mail, a plus is a plus (RFC 6068)
    assert parse_qs(parts.query, keep_blank_values=True, strict_parsing=True) == {"subject": [subject], "body": [body]}


def page(source: Path, address: str) -> str:
    assert build_site(source).errors == 0
    return published(source / "site")[f"{address}index.html"].decode()


def demo_theme(**more: str | None) -> dict[str, str | None]:
    site = (
        "title: {sv: Prov, pl: Próba}\nbase_url: https://example.org/showcase/\ndefault_language: sv\n"
        "languages: {sv: {}, pl: {}, lv: {fallback: [pl]}}\ntheme: default\n"
    )
    return {"content/site.yml": site + (more.pop("organisation", None) or ""), **more}


def test_whoever_finds_a_mistake_can_write_to_the_organisation(tmp_path: Path) -> None:
    organisation = "organisation: {name: Alfa, email: info@example.org}\n"
    html = page(make_site(tmp_path, demo_theme(organisation=organisation)), "pl/projects/alpha/")
    link = re.search(r'href="(mailto:info@example\.org\?[^"]+)"', html)
    assert link is not None
    query = parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)
    assert query["subject"] == ["Błąd na stronie „alpha”"]
    assert query["body"] == ["https://example.org/showcase/pl/projects/alpha/\r\n"]


@pytest.mark.parametrize("organisation", ["", "organisation: {name: Alfa}\n"])
def test_without_an_address_nobody_is_asked_to_write(tmp_path: Path, organisation: str) -> None:
    html = page(make_site(tmp_path, demo_theme(organisation=organisation)), "sv/projects/alpha/")
    assert "vt-report" not in html
    assert "mailto:" not in html


def test_the_permanent_address_leads_to_every_language_that_shows_the_project(tmp_path: Path) -> None:
    source = make_site(tmp_path, demo_theme())
    html = page(source, "id/alpha/")
    links = re.findall(r'<a href="([^"]+)" hreflang="(\w+)">', html)
    assert links == [(f"/showcase/{language}/projects/alpha/", language) for language in ("sv", "pl", "lv")]
    assert '<link rel="canonical" href="https://example.org/showcase/sv/projects/alpha/">' in html
    assert "teksts citā valodā" in html  # the Latvian page shows the Polish text
    assert 'rel="alternate" hreflang' not in html


def test_a_draft_in_the_default_language_has_a_permanent_address_all_the_same(tmp_path: Path) -> None:
    files = {PROJECT: document("x", draft="true"), TRANSLATION: document("y", title="Alfa", translated_from="sv")}
    html = page(make_site(tmp_path, demo_theme() | files), "id/alpha/")
    assert re.findall(r' hreflang="(\w+)">', html) == ["pl", "lv"]
    assert '<link rel="canonical" href="https://example.org/showcase/pl/projects/alpha/">' in html
    sitemap = published(tmp_path / "site")["sitemap.xml"].decode()
    assert "/id/" not in sitemap
    assert "/compare/" not in sitemap
    assert "/display/" not in sitemap


def test_a_page_of_that_name_is_told_that_the_address_is_taken(tmp_path: Path) -> None:
    source = make_site(tmp_path, {"content/pages/compare/index.sv.md": document("x")})
    problems = build_site(source).problems  # one for each language that shows the page
    assert {(p.location.path, p.code) for p in problems} == {("content/pages/compare/index.sv.md", "address-taken")}


def test_links_to_pass_on_hold_the_permanent_address(tmp_path: Path) -> None:
    html = page(make_site(tmp_path, demo_theme()), "id/alpha/")
    passed = re.findall(r'href="(https://[^"]+)" rel="noreferrer"', html)
    assert len(passed) == 3
    assert all(unquote(link).endswith("https://example.org/showcase/id/alpha/") for link in passed)
    assert all(one != other for one, other in pairwise(sorted(passed)))
    message = re.search(r'href="(mailto:[^"]+)"', html)
    assert message is not None
    query = parse_qs(urlsplit(message[1].replace("&amp;", "&")).query)
    assert query == {"subject": ["Alfa"], "body": ["https://example.org/showcase/id/alpha/"]}
