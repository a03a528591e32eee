"""The page that ``vitrina status --html`` writes: what is in it, for whom, and over what it is never written."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from lxml import etree, html

from tests.sites import PAGE, TRANSLATION, document, make_site, snapshot, write
from tests.test_markup import nu
from tests.test_status_words import GARDEN, garden
from vitrina import __version__
from vitrina.cli import main as cli
from vitrina.translations import report_page as of_package
from vitrina.translations.report_page import SIGNS
from vitrina.translations.states import State

DIRECTIONS = {"en": "ltr", "sv": "ltr", "ar": "rtl", "pl": "ltr", "lv": "ltr"}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return garden(tmp_path_factory.mktemp("garden"))


@pytest.fixture(scope="module")
def reports(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the report in every language."""
    folder = tmp_path_factory.mktemp("reports")
    for language in DIRECTIONS:
        options = ["--ui-language", language, "--html", str(folder / f"{language}.html")]
        assert cli.main(["status", "--source", str(source), *options]) == 0
    return folder


def report(reports: Path, language: str = "en") -> html.HtmlElement:
    return html.fromstring((reports / f"{language}.html").read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def direction_of(element: html.HtmlElement) -> str:
    """Return the direction that the element has of its own or from what it is in."""
    return next(one.get("dir", "") for one in (element, *element.iterancestors()) if one.get("dir"))


def language_of(element: html.HtmlElement) -> str:
    """Return the language that the element has of its own or from what it is in."""
    return next(one.get("lang", "") for one in (element, *element.iterancestors()) if one.get("lang"))


def article(page: html.HtmlElement, anchor: str) -> html.HtmlElement:
    (found,) = page.xpath(f"//article[@aria-labelledby='{anchor}']")
    return found


def table(page: html.HtmlElement, name: str) -> list[list[str]]:
    (found,) = page.xpath(f"//table[@aria-labelledby='{name}']")
    return [[words(cell) for cell in row.xpath("th|td")] for row in found.iter("tr")]


@pytest.mark.parametrize("language", DIRECTIONS)
def test_it_stands_alone(language: str, reports: Path) -> None:
    page = report(reports, language)
    assert (page.get("lang"), page.get("dir")) == (language, DIRECTIONS[language])
    assert page.xpath("//script|//link|//img|//iframe|//*[@style]|//@*[starts-with(name(), 'on')]") == []
    assert "url(" not in page.findtext(".//style")
    assert "@import" not in page.findtext(".//style")
    assert all(address.startswith("#") for address in page.xpath("//@href|//@src"))
    assert page.xpath("//meta[@name='generator']/@content") == [f"vitrina status {__version__}"]
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("language", DIRECTIONS)
def test_every_link_and_label_leads_somewhere(language: str, reports: Path) -> None:
    page = report(reports, language)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    wanted = {link.removeprefix("#") for link in page.xpath("//@href")} | set(page.xpath("//@aria-labelledby"))
    assert len(wanted) > 8
    assert wanted <= set(ids)
    assert [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3")][:3] == [1, 2, 3]


def test_the_matrix_has_a_word_and_a_sign_for_every_state(reports: Path) -> None:
    page = report(reports)
    assert table(page, "overview") == [
        ["Text", "Swedish sv", "Arabic ar", "Polish pl", "Latvian lv"],
        ["Trädgårdenprojects/garden", "★ original", "! behind (4)", "! behind", "– on purpose"],
        ["Alfapages/about", "★ original", "? unmarked", "✓ up to date", "× missing"],
        ["Alfapages/home", "… draft", "× missing", "★ original", "× missing"],
    ]
    legend = {row[0]: row[2] for row in table(page, "legend")[1:]}
    assert legend == {
        "★ original": "3",
        "✓ up to date": "1",
        "! behind": "2",
        "? unmarked": "1",
        "… draft": "1",
        "× missing": "3",
        "– on purpose": "1",
    }
    assert len(set(SIGNS.values())) == len(SIGNS) == len(State)
    hidden = {sign.text for sign in page.xpath("//*[contains(@class, 'sign')][@aria-hidden='true']")}
    assert hidden == {name[0] for name in legend}


def test_coverage_has_a_meter_and_its_numbers(reports: Path) -> None:
    page = report(reports)
    rows = table(page, "coverage")
    assert rows[1] == ["projects", *["100% (1 of 1)"] * 3, "–nothing to cover"]
    assert rows[3] == ["pages", "50% (1 of 2)", "50% (1 of 2)", "100% (2 of 2)", "0% (0 of 2)"]
    (pages,) = page.xpath("//table[@aria-labelledby='coverage']/tbody/tr[3]")
    assert pages.xpath(".//meter/@value") == ["50", "50", "100", "0"]
    assert set(page.xpath("//meter/@max")) == {"100"}


def test_what_changed_stands_side_by_side(reports: Path) -> None:
    behind = article(report(reports), "projects-garden-ar")
    assert words(behind.find("h3")) == "Trädgården Arabic"
    seen = [
        (
            change.get("class"),
            words(change.find("h4")),
            *(
                [words(code) for code in side.findall("figcaption/code")]
                + [(quote.get("lang"), direction_of(quote), quote.text) for quote in side.findall("blockquote")]
                + [words(nothing) for nothing in side.findall("p")]
                for side in change.iter("figure")
            ),
        )
        for change in behind.findall(".//li")
    ]
    sv, ar = f"{GARDEN}/index.sv.md", f"{GARDEN}/index.ar.md"
    assert seen == [
        (
            *("changed", "summary changed"),
            [f"{sv}:4", ("sv", "ltr", "Grannar odlar ihop.")],
            [f"{ar}:3", ("ar", "rtl", "جيران يزرعون.")],
        ),
        (
            *("changed", "paragraph changed"),
            [f"{sv}:8", ("sv", "ltr", "Trettio grannar är med.")],
            [f"{ar}:9", ("ar", "rtl", "يشارك عشرون جاراً.")],
        ),
        (
            *("changed", "paragraph changed"),
            [f"{sv}:10", ("sv", "ltr", "Nu finns där ett växthus, och det är stort.")],
            [f"{ar}:11", ("ar", "rtl", "لدينا نحل.")],
        ),
        (
            *("removed", "paragraph removed"),
            ["It is no longer there."],
            [f"{ar}:14", ("ar", "rtl", "شكراً.")],
        ),
    ]


def test_it_says_what_to_do_next(reports: Path, source: Path) -> None:
    page = report(reports)
    option = f"--source {source}"
    for anchor, commands in {
        "projects-garden-ar": [f"vitrina translated projects/garden ar {option}"],
        "projects-garden-pl": [f"vitrina translated projects/garden pl {option}"],
        "pages-about-ar": [f"vitrina translated pages/about ar {option}"],
        "pages-home-sv": ["draft: true", "content/pages/home/index.sv.md"],
        "pages-home-ar": ["content/pages/home/index.ar.md", "content/pages/home/index.pl.md", "not_translated: [ar]"],
    }.items():
        found = article(page, anchor)
        assert [words(code) for code in found.xpath("p[@class='next']//code")] == commands
    assert "Something has changed" in words(article(page, "projects-garden-pl"))
    assert not page.xpath("//article[contains(@aria-labelledby, 'garden-lv')]")


def test_nothing_to_do_has_no_heading(tmp_path: Path) -> None:
    source = make_site(tmp_path / "source", {TRANSLATION: None})
    for folder in ("projects/alpha", "news/hello", "pages/about"):
        write(source, {f"content/{folder}/index.sv.md": document("Text.", not_translated="[ar, pl, lv]")})
    assert cli.main(["status", "--source", str(source), "--html", str(tmp_path / "r.html")]) == 0
    page = report(tmp_path, "r")
    assert [words(heading) for heading in page.iter("h2")] == ["All versions", "How much each language covers"]


def test_a_site_without_texts_has_a_report(tmp_path: Path) -> None:
    nothing = {TRANSLATION: None, "content/projects/alpha/index.sv.md": None, "content/news/hello/index.sv.md": None}
    source = make_site(tmp_path / "source", {**nothing, PAGE: None})
    assert cli.main(["status", "--source", str(source), "--html", str(tmp_path / "r.html")]) == 0
    assert "There are no projects, news or pages yet." in words(report(tmp_path, "r"))


def test_directions_are_kept_apart(reports: Path) -> None:
    for language in DIRECTIONS:
        page = report(reports, language)
        assert {code.get("dir") for code in page.iter("code")} == {"ltr"}
        assert {element.get("dir") for element in page.iter("bdi")} <= {"ltr", "rtl"}
        titles = page.xpath("//th[@scope='row']/*[text()='Trädgården'] | //th[@scope='row'][text()='Trädgården']")
        assert [(language_of(title), direction_of(title)) for title in titles] == [("sv", "ltr")]


def test_what_people_wrote_is_text(tmp_path: Path) -> None:
    evil = '"<script>alert(1)</script>&\u202e"'
    source = make_site(tmp_path / "<b>", {PAGE: document("Text.", title=evil)})
    assert cli.main(["status", "--source", str(source), "--html", str(tmp_path / "r.html")]) == 0
    text = (tmp_path / "r.html").read_text("utf-8")
    assert "<script" not in text
    assert "<b>" not in text
    assert "&lt;script&gt;alert(1)" in text


@pytest.mark.nu
def test_the_nu_html_checker_finds_nothing(reports: Path) -> None:
    assert nu(reports) == []


# Where it is written


def run(source: Path, file: Path, *options: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = cli.main(["status", "--source", str(source), "--html", str(file), *options])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_it_is_the_same_every_time_and_written_over(source: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    written = []
    for _ in range(2):
        assert cli.main(["status", "--source", str(source), "--html", str(file)]) == 0
        written.append(file.read_bytes())
    assert written[0] == written[1]
    file.write_bytes(re.sub(rb"vitrina status [0-9.]+", b"vitrina status 99.1", written[0]))  # of another version
    assert cli.main(["status", "--source", str(source), "--html", str(file)]) == 0
    assert file.read_bytes() == written[0]
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    "foreign",
    [
        b"",
        b"<!DOCTYPE html><title>Mine</title>",
        b'<!DOCTYPE html><meta name="generator" content="Vitrina">',
        b" " * 2000 + b'<meta name="generator" content="vitrina status 0.1.0">',
    ],
)
def test_somebody_elses_file_stays(
    foreign: bytes, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.html"
    file.write_bytes(foreign)
    code, out, err = run(source, file, capsys=capsys)
    assert (code, out) == (2, "")
    assert err.startswith("vitrina: --html: “")
    assert "is not a report" in err
    assert file.read_bytes() == foreign


def test_no_folder_no_link_and_no_nowhere(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, link, folder = tmp_path / "own.html", tmp_path / "link.html", tmp_path / "folder"
    assert run(source, own, capsys=capsys)[0] == 0
    link.symlink_to(own)
    folder.mkdir()
    before = snapshot(tmp_path)
    for file, word in (
        (link, "is not a report"),
        (folder, "is not a report"),
        (tmp_path / "no" / "r.html", "there is no folder"),
    ):
        code, out, err = run(source, file, capsys=capsys)
        assert (code, out) == (2, "")
        assert word in err
    assert snapshot(tmp_path) == before


def test_a_disk_that_fails_leaves_the_old_report(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.html"
    assert run(source, file, capsys=capsys)[0] == 0
    before = snapshot(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", fail)
    code, _, err = run(source, file, capsys=capsys)
    assert (code, err) == (2, "vitrina: --html: This cannot be written (Permission denied).\n")
    assert snapshot(tmp_path) == before


def test_it_goes_with_the_other_options(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.html"
    code, out, err = run(source, file, "--format", "json", "--min-coverage", "lv=100", capsys=capsys)
    assert (code, out[0], "“lv” covers 0%" in err) == (1, "{", True)
    assert file.is_file()
    file.unlink()
    assert run(source, file, "--min-coverage", "xx=1", capsys=capsys)[0] == 2
    assert not file.exists()


def test_content_with_errors_has_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_site(tmp_path / "source", {TRANSLATION: "no front matter"})
    code, out, err = run(source, tmp_path / "report.html", capsys=capsys)
    assert (code, out, "no-front-matter" in err) == (1, "", True)
    assert not (tmp_path / "report.html").exists()


def test_its_templates_are_part_of_the_package() -> None:
    """A wheel carries what lies in ``vitrina/``: the templates have to lie there, and nowhere a theme could change."""
    templates = Path(of_package.__file__).parent / "templates"
    assert sorted(file.name for file in templates.iterdir()) == ["report.css", "report.html"]
    assert etree.HTML((templates / "report.html").read_text("utf-8")) is not None
