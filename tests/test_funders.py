"""Funders are acknowledged as they prescribe it: near the top of their projects, and below news about these."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from tests.sites import (
    POST,
    PROJECT,
    SITE_YML,
    TRANSLATION,
    Files,
    build_site,
    document,
    explain,
    found,
    make_site,
    published,
    write,
)
from vitrina.languages.order import in_order
from vitrina.reporting.report import Report

FUNDERS = "i18n/vocabularies/funders.yml"
LABELS = "labels: {sv: Fonden, ar: الصندوق, pl: Fundusz, lv: Fonds}"
SENTENCES = "sentence: {sv: Stöd av fonden., ar: بدعم الصندوق., pl: Dzięki funduszowi., lv: Ar fonda atbalstu.}"
FUND = f"fund:\n  {LABELS}\n  url: https://example.com/\n  {SENTENCES}\n"
LOGO = "content/static/logos/fund.svg"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'
FUNDED = document("Text.\n", funder="fund")

Block = list[list[str]]


def built(folder: Path, files: Files, today: date = date(2026, 1, 31)) -> tuple[Report, dict[str, bytes]]:
    """Build a site with the default theme whose project the fund pays for, and return its files."""
    settings = SITE_YML.replace("theme: bare", "theme: default")
    site = make_site(folder, {"content/site.yml": settings, PROJECT: FUNDED, TRANSLATION: None, FUNDERS: FUND, **files})
    return build_site(site, today=today), published(site / "site")


def block(pages: dict[str, bytes], path: str = "sv/projects/alpha/") -> Block:
    """Return what a page says of each funder: each text with the language that it names, each logo with its height."""
    page = html.fromstring(pages[f"{path}index.html"].decode())
    told = []
    for funder in page.xpath("//section[@class='vt-funding']/div"):
        logos = [f"{image.get('alt')} ({image.get('height')})" for image in funder.xpath(".//img")]
        told.append([*logos, *("".join(text.itertext()) + _language(text) for text in funder.xpath(".//p"))])
    return told


def _language(text: html.HtmlElement) -> str:
    return "".join(f" [{name}]" for name in (text.get("lang"), text.get("dir")) if name)


def test_the_page_of_a_project_and_news_about_it_say_what_its_funder_wants_said(tmp_path: Path) -> None:
    report, pages = built(tmp_path, {})
    assert explain(report.problems) == ""
    assert block(pages) == [["Fonden", "Stöd av fonden."]]
    assert block(pages, "sv/news/hello/") == [["Fonden", "Stöd av fonden."]]
    page = pages["sv/projects/alpha/index.html"].decode()
    assert 0 < page.index("</h1>") < page.index('class="vt-funding"') < page.index("Text.")
    assert '<a href="https://example.com/">Fonden</a>' in page


def test_pages_without_a_funder_that_has_wording_stay_as_they_were(tmp_path: Path) -> None:
    _, without = built(tmp_path / "1", {FUNDERS: f"fund: {{{LABELS}}}\n"})
    assert block(without) == []
    others = {path: page for path, page in without.items() if path.endswith(".html")}
    assert [path for path, page in others.items() if b"funders.css" in page or b"vt-funding" in page] == []
    _, with_wording = built(tmp_path / "2", {})
    changed = {path for path, page in others.items() if with_wording[path] != page}
    assert {path.partition("/")[2] for path in changed if "funders/" not in path} == {
        *("projects/alpha/index.html", "news/hello/index.html"),
    }


def test_the_words_stand_beside_the_logo_in_the_language_of_the_page(tmp_path: Path) -> None:
    more = "  logo: logos/fund.svg\n  statement: {sv: Medel från fonden, pl: Środki funduszu, ar: ص, lv: F}\n"
    report, pages = built(tmp_path, {FUNDERS: FUND + more, LOGO: SVG, TRANSLATION: document(translated_from="sv")})
    assert explain(report.problems) == ""
    assert block(pages) == [["Fonden (38)", "Medel från fonden", "Stöd av fonden."]]
    assert block(pages, "pl/projects/alpha/") == [["Fundusz (38)", "Środki funduszu", "Dzięki funduszowi."]]
    assert b'class="vt-plate"' in pages["pl/projects/alpha/index.html"]
    assert pages["logos/fund.svg"] == SVG.encode()


def test_a_logo_for_dark_pages_needs_no_white_ground(tmp_path: Path) -> None:
    dark = {LOGO: SVG, LOGO.replace("fund", "dark"): SVG}
    more = "  logo: logos/fund.svg\n  logo_dark: logos/dark.svg\n"
    report, pages = built(tmp_path, {FUNDERS: FUND + more, **dark})
    assert explain(report.problems) == ""
    source = '<source media="screen and (prefers-color-scheme: dark)" srcset="/showcase/logos/dark.svg">'
    assert source in pages["sv/projects/alpha/index.html"].decode()
    assert b"vt-plate" not in pages["sv/projects/alpha/index.html"]


def test_a_logo_for_dark_pages_has_words_in_the_same_language(tmp_path: Path) -> None:
    """Where a language lacks one, its own logo has a white ground there."""
    logos = {LOGO.replace("fund", name): SVG for name in ("sv", "pl", "dark")}
    more = "  logo: {sv: logos/sv.svg, pl: logos/pl.svg}\n  logo_dark: {sv: logos/dark.svg}\n"
    _, pages = built(tmp_path, {FUNDERS: FUND + more, TRANSLATION: document(translated_from="sv"), **logos})
    swedish, polish = (pages[f"{code}/projects/alpha/index.html"].decode() for code in ("sv", "pl"))
    assert "dark.svg" in swedish
    assert "dark.svg" not in polish
    assert re.search(r'<img src="/showcase/logos/pl.svg" [^>]*class="vt-plate"', polish)


def test_the_name_of_a_funder_keeps_its_order_in_the_place_of_its_logo(tmp_path: Path) -> None:
    name = "الصندوق 2021-2027"
    fund = FUND.replace("الصندوق", name)
    arabic = {"content/projects/alpha/index.ar.md": document(translated_from="sv")}
    _, pages = built(tmp_path, {FUNDERS: f"{fund}  logo: logos/fund.svg\n", LOGO: SVG, **arabic})
    assert block(pages, "ar/projects/alpha/")[0][0] == f"{in_order(name)} (38)"
    assert in_order(name) != name


def test_all_logos_are_as_high_as_the_one_that_has_to_be_the_highest(tmp_path: Path) -> None:
    logo = "  logo: logos/fund.svg\n"
    terms = f"{FUND}{logo}other:\n  {LABELS}\n{logo}  logo_height: 20\n  place: 1\n"
    report, pages = built(tmp_path, {FUNDERS: terms, LOGO: SVG, PROJECT: document(funder="[fund, other]")})
    assert explain(report.problems) == ""
    assert block(pages) == [["Fonden (76)"], ["Fonden (76)", "Stöd av fonden."]]  # 76 px are 20.1 mm


def test_a_programme_without_wording_is_acknowledged_as_the_funder_above_it_once(tmp_path: Path) -> None:
    below = "".join(f"{name}: {{parent: fund, {LABELS}}}\n" for name in ("call-1", "call-2"))
    report, pages = built(tmp_path, {FUNDERS: FUND + below, PROJECT: document(funder="[call-1, call-2]")})
    assert explain(report.problems) == ""
    assert block(pages) == [["Fonden", "Stöd av fonden."]]


def test_a_contribution_names_a_funder_too(tmp_path: Path) -> None:
    _, pages = built(tmp_path, {PROJECT: document(funding="[{funder: fund, amount: 5.00 EUR}]")})
    assert block(pages) == [["Fonden", "Stöd av fonden."]]


def test_wording_that_a_language_lacks_is_told_and_visitors_read_another_one(tmp_path: Path) -> None:
    disclaimer = "  disclaimer: {lv: Tikai lv., sv: Endast sv.}\n"
    files = {FUNDERS: FUND + disclaimer, TRANSLATION: None, "content/projects/alpha/index.ar.md": document()}
    report, pages = built(tmp_path, files)
    assert explain(report.problems).replace(str(tmp_path), "") == (
        f"{FUNDERS}:5: missing-wording: warning: “disclaimer” of the funder “fund” is missing in: ar.\n"
        f"    Write it in {FUNDERS} as the funder words it: “disclaimer: {{ar: …}}”. Until then, visitors read another "
        "language."
    )
    assert block(pages, "ar/projects/alpha/")[0][-1] == "Endast sv. [sv] [ltr]"


def test_wording_that_is_the_same_in_all_languages_lacks_none(tmp_path: Path) -> None:
    report, pages = built(tmp_path, {FUNDERS: f"fund:\n  {LABELS}\n  statement: NVO fonds\n"})
    assert explain(report.problems) == ""
    assert block(pages) == [["NVO fonds"]]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("fnud.svg", None, (FUNDERS, 5, "missing-file")),
        ("fund.pdf", b"%PDF-1.7", (FUNDERS, 5, "not-a-picture")),
        ("fund.svg", SVG.replace("<path", "<script/><path").encode(), (LOGO, 0, "attachment-refused")),
        ("fund.png", b"<html><script>", (LOGO.replace("svg", "png"), 0, "attachment-refused")),
    ],
)
def test_a_logo_is_a_picture_of_the_site(
    tmp_path: Path, name: str, content: bytes | None, told: tuple[str, int, str]
) -> None:
    report, _ = built(tmp_path, {FUNDERS: f"{FUND}  logo: logos/{name}\n", f"content/static/logos/{name}": content})
    assert found(report) == [told]


def test_a_funder_can_be_left_out_of_news(tmp_path: Path) -> None:
    _, pages = built(tmp_path, {FUNDERS: f"{FUND}  in_news: no\n"})
    assert block(pages) != []
    assert block(pages, "sv/news/hello/") == []


def test_a_funder_is_acknowledged_from_day_to_day(tmp_path: Path) -> None:
    """A build on another day sees by itself that something is to change."""
    files = {FUNDERS: f"{FUND}  shown: 2026-02/2026-03\n"}
    shown = []
    for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1)):
        report = build_site(tmp_path, today=day) if shown else built(tmp_path, files, day)[0]
        assert report.errors == 0
        shown.append(len(block(published(tmp_path / "site"))))
    assert shown == [0, 1, 1, 0]


def test_news_about_a_project_that_its_language_lacks_say_it_too(tmp_path: Path) -> None:
    post = POST.replace(".sv.", ".ar.")
    _, pages = built(tmp_path, {post: document(), POST: document(project="alpha")})
    assert block(pages, "ar/news/hello/") == [["الصندوق", "بدعم الصندوق."]]


def test_an_event_of_a_project_says_it_too(tmp_path: Path) -> None:
    settings = SITE_YML.replace("theme: bare", "theme: default") + "sections: {events: {}}\n"
    event = {"content/events/fair/index.sv.md": document(start="2026-05-01", project="alpha")}
    report, pages = built(tmp_path, {"content/site.yml": settings, **event})
    assert explain(report.problems) == ""
    assert block(pages, "sv/events/fair/") == [["Fonden", "Stöd av fonden."]]


def test_the_union_s_statement_comes_with_the_package_and_the_site_adds_to_it(tmp_path: Path) -> None:
    """The emblem and the disclaimer are the site's to add, and a build says so."""
    report, pages = built(tmp_path, {FUNDERS: None, PROJECT: document(funder="european-union")})
    assert found(report) == [(FUNDERS, 0, "missing-wording")] * 2
    assert "The funder “european-union” needs “disclaimer”, which is missing." in explain(report.problems)
    assert block(pages) == [["Medfinansieras av Europeiska unionen"]]
    assert block(pages, "lv/projects/alpha/") == [["Līdzfinansē Eiropas Savienība"]]
    own = "european-union:\n  logo: logos/fund.svg\n  disclaimer: {sv: Ansvar., ar: م, lv: Atbild.}\n"
    write(tmp_path, {FUNDERS: own, LOGO: SVG, "content/projects/alpha/index.ar.md": document()})
    assert "“statement” of the funder “european-union” is missing in: ar." in explain(build_site(tmp_path).problems)
    write(tmp_path, {FUNDERS: f"{own}  statement: {{ar: بتمويل}}\n"})
    assert explain(build_site(tmp_path).problems) == ""
    again = published(tmp_path / "site")
    assert block(again, "ar/projects/alpha/") == [["الاتحاد الأوروبي (38)", "بتمويل", "م"]]
    assert block(again) == [["Europeiska unionen (38)", "Medfinansieras av Europeiska unionen", "Ansvar."]]


def test_a_site_says_what_its_funders_need(tmp_path: Path) -> None:
    needs = "  needs: [sentence, disclaimer, emblem]\neuropean-union: {needs: []}\n"
    report, _ = built(tmp_path, {FUNDERS: FUND + needs, PROJECT: document(funder="[fund, european-union]")})
    assert found(report) == [(FUNDERS, 1, "missing-wording"), (FUNDERS, 5, "unknown-need")]
    assert "The funder “fund” needs “disclaimer”, which is missing." in explain(report.problems)


def test_a_funder_of_which_nothing_but_its_needs_is_known_is_named(tmp_path: Path) -> None:
    report, pages = built(tmp_path, {FUNDERS: f"fund:\n  {LABELS}\n  needs: logo\n"})
    assert found(report) == [(FUNDERS, 1, "missing-wording")]
    assert "The funder “fund” needs “logo”, which is missing." in explain(report.problems)
    assert block(pages) == [["Fonden"]]
    assert block(built(tmp_path / "2", {FUNDERS: f"fund:\n  {LABELS}\n  needs: []\n"})[1]) == []


def test_terms_of_other_vocabularies_have_no_logo(tmp_path: Path) -> None:
    report, _ = built(tmp_path, {"i18n/vocabularies/regions.yml": f"here:\n  {LABELS}\n  logo: here.svg\n"})
    assert found(report) == [("i18n/vocabularies/regions.yml", 3, "misplaced-key")]
    assert "Only terms in i18n/vocabularies/funders.yml can have “logo”." in explain(report.problems)
