"""The check: each audit finds its mistake at its line, says nothing about what is right, and writes nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.pictures import GIF
from tests.sites import (
    BARE_THEME,
    PAGE,
    POST,
    PROJECT,
    ROOT,
    SITE_YML,
    THEME,
    TODAY,
    TRANSLATION,
    VOCABULARY,
    Files,
    build_site,
    copy_demo,
    document,
    explain,
    found,
    make_site,
    snapshot,
    write,
)
from vitrina.audit.characters import first_unpaired, is_decomposed
from vitrina.audit.outline import read_outline
from vitrina.cli import main as cli
from vitrina.pipeline import CheckOptions, check
from vitrina.problems import Severity
from vitrina.reporting.report import Report

pytestmark = pytest.mark.usefixtures("small_package")


SITE = "content/site.yml"
ABOUT = "content/pages/about"
OTHER = "content/pages/other/index.sv.md"
BASE = f"{THEME}/templates/base.html"
CHECKED = re.compile(r"Checked: \d+ files in \d+\.\d s( \(.*\))?\.\n")

TERM = "  labels: {sv: a, ar: a, pl: a, lv: a}\n"
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
PLURAL = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


AFTER_THE_DEMO = date(2026, 12, 1)
"""A day on which all texts of the demonstration have been written."""


def check_site(source: Path, *, is_strict: bool = False, today: date = TODAY, base_url: str | None = None) -> Report:
    options = CheckOptions(source=source, today=today, jobs=1, is_strict=is_strict, base_url=base_url)
    return check(options, lambda _done, _total: None)


@dataclass(frozen=True)
class Case:
    """Files laid over the small site, and what the check says about them: path, line and code of each problem."""

    name: str
    files: Files
    problems: tuple[tuple[str, int, str], ...] = ()
    words: tuple[str, ...] = ()


def in_body(name: str, markdown: str, *codes: str, words: tuple[str, ...] = (), files: Files | None = None) -> Case:
    """A page with ``markdown`` from line 6, the third of its body; every problem is expected there."""
    laid = {PAGE: document(f"One.\n\n{markdown}\n"), **(files or {})}
    return Case(name, laid, tuple((PAGE, 6, code) for code in codes), words)


def in_facts(name: str, *problems: tuple[int, str], words: tuple[str, ...] = (), **fields: str) -> Case:
    """A project whose front matter has ``fields`` below the title, the first of them on line 3."""
    files = {PROJECT: document("Text.\n", **fields)}
    return Case(name, files, tuple((PROJECT, line, code) for line, code in problems), words)


def in_theme(name: str, html: str, *problems: tuple[str, int, str], words: tuple[str, ...] = ()) -> Case:
    """A theme whose base template has ``html`` on line 5, before the foot."""
    base = str(BARE_THEME[BASE]).replace("</main><footer", f"</main>\n{html}\n<footer")
    assert html in base.split("\n")[4]
    return Case(name, {BASE: base}, problems, words)


def in_catalogue(name: str, text: str, *problems: tuple[int, str], words: tuple[str, ...] = ()) -> Case:
    return Case(name, {"i18n/sv.po": PO + text}, tuple(("i18n/sv.po", line, code) for line, code in problems), words)


TWO = {OTHER: document("## Här\n\nText.\n"), "content/pages/other/index.pl.md": document("Tekst.\n")}
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
HUS: Files = {f"{ABOUT}/hus.gif": GIF}
PL = "content/pages/other/index.pl.md"
AR = f"{ABOUT}/index.ar.md"

LINKS = [
    in_body("dead root-relative link", "[a](/sv/nowhere/)", "dead-link", words=("“/sv/nowhere/”",)),
    in_body("dead full address", "[a](https://example.org/showcase/sv/nowhere/)", "dead-link"),
    Case(
        "dead link by reference",
        {PAGE: document('[a][b]\n\n[b]: /sv/nowhere/ "Title"\n')},
        ((PAGE, 6, "dead-link"),),
    ),
    in_body("dead link with an ampersand", "[a](/x/?b&amp;c)", "dead-link", words=("“/x/?b&c”",)),
    in_body("page without its slash", "[a](/sv/about)", "dead-link", words=("Add a slash",)),
    in_body("dead file", "[a](/plan.pdf)", "dead-link"),
    in_body("dead picture", "![a](/hus.gif)", "dead-link"),
    in_body("dead anchor on the page", "[a](#nowhere)", "dead-anchor", words=("no headings",)),
    in_body("dead anchor beside others", "[a](#har)\n\n## Hår", "dead-anchor", words=("“hår”",)),
    in_body("dead anchor elsewhere", "[a](../other/index.sv.md#borta)", "dead-anchor", words=("#här",), files=TWO),
    in_body("dead anchor in a full path", "[a](/sv/other/#borta)", "dead-anchor", files=TWO),
    Case(
        "the same dead link three times",
        {PAGE: document("[a](/x/)\n\n[b](/x/) [c](/x/)\n")},
        ((PAGE, 4, "dead-link"), (PAGE, 6, "dead-link"), (PAGE, 6, "dead-link")),
    ),
    Case(
        "dead link in a text shown in two languages",
        {TRANSLATION: None, PROJECT: document("[a](/x/)\n")},
        ((PROJECT, 4, "dead-link"),),
    ),
    Case(
        "dead link on the home page",
        {"content/pages/home/index.sv.md": document("[a](/x/)\n")},
        (("content/pages/home/index.sv.md", 4, "dead-link"),),
    ),
    in_body("root-relative link", "[a](/sv/about/) [b](/sv/projects/alpha/) [c](/ar/)"),
    in_body("full address", "[a](https://example.org/showcase/sv/about/) [b](https://example.org/elsewhere/)"),
    in_body("other sites", "[a](https://example.com/x) [b](mailto:a@example.org) [c](tel:+4612)"),
    in_body(
        "anchors",
        "[a](#hår) [b](../other/index.sv.md#här) [c](/sv/other/#text-här)[^1]\n\n## Hår\n\n[^1]: A.",
        files=TWO,
    ),
    in_body("files", "[a](/plan.pdf#page=2) ![b](hus.gif)", files={"content/static/plan.pdf": b"%PDF", **HUS}),
    in_body("a link that is code", "`[a](/x/)`"),
    in_theme(
        "dead link of the theme",
        '<a href="{{ site.home.url }}nowhere/">a</a>',
        (BASE, 5, "dead-link"),
    ),
    in_theme("dead anchor of the theme", '<a href="#nowhere">a</a>', (BASE, 5, "dead-anchor"), words=("#nowhere",)),
    in_theme("above the site", '<a href="/">a</a>', (BASE, 5, "dead-link"), words=("/showcase/",)),
    in_theme("dead picture set", '<img alt="" srcset="/showcase/a.png 1x">', (BASE, 5, "dead-link")),
    in_theme(
        "the theme's own", '<a href="#site-footer">a</a> <a href="#">b</a> <a href="/showcase/theme/style.css">c</a>'
    ),
]

PROSE = [
    in_body(
        "other language",
        "[a](../other/index.pl.md)",
        "wrong-language-link",
        words=("index.sv.md", "lang=pl"),
        files=TWO,
    ),
    in_body("other language by its address", "[a](/pl/other/)", "wrong-language-link", files=TWO),
    Case(
        "other language, from a page inside another",
        {**TWO, f"{ABOUT}/team/index.sv.md": document("[a](../../other/index.pl.md)\n")},
        ((f"{ABOUT}/team/index.sv.md", 4, "wrong-language-link"),),
        ("../../other/index.sv.md",),
    ),
    in_body("own language", "[a](../other/index.sv.md) [b](../other/) [c](/sv/other/)", files=TWO),
    in_body("other language, and it says so", "[a](../other/index.pl.md){: lang=pl}", files=TWO),
    in_body("other language only", "[a](../other/index.pl.md)", files={PL: document("Tekst.\n")}),
    in_body("another version of the page", "[a](index.pl.md)", files={f"{ABOUT}/index.pl.md": document("O nas.\n")}),
    in_body("picture without words", "![](hus.gif)", "missing-alt", words=("“hus.gif”",), files=HUS),
    in_body("picture with words", "![Ett hus](hus.gif)", files=HUS),
    Case("image without words", {PAGE: document("Om.\n", image="hus.gif"), **HUS}, ((PAGE, 3, "missing-alt"),)),
    Case("image with words", {PAGE: document("Om.\n", image="{file: hus.gif, alt: Ett hus}"), **HUS}),
    Case("draft", {PAGE: document("Om.\n", draft="true", image="hus.gif", summary="a" * 201), **HUS}),
    in_body("heading skipped", "#### *Två* steg\n\nText.\n\n## Ett", "heading-skip", words=("“Två steg”",)),
    Case(
        "heading skipped further down",
        {PAGE: document("# Ett\n\n```\n# not one\n```\n\nTvå\n---\n\n#### Fyra\n")},
        ((PAGE, 13, "heading-skip"),),
    ),
    in_body("headings", "# Ett\n\n## Två\n\n### Tre\n\n## Två igen\n\n# Ett igen"),
]

FACTS = [
    in_facts("grant above cost", (4, "grant-above-cost"), cost="100 EUR", grant="100.01 EUR"),
    Case(
        "a post of the same name",
        {
            PROJECT: document("Text.\n", cost="100 EUR", grant="200 EUR"),
            "content/news/alpha/index.sv.md": document("Nytt.\n"),
        },
        ((PROJECT, 4, "grant-above-cost"),),
    ),
    in_facts("a year that is mistyped", (4, "future-date"), cost="1 EUR", date="2062-01-16"),
    in_facts("an update of this month", updated="2026-01"),
    in_facts("an update of tomorrow", (3, "future-date"), updated="2026-02-01"),
    in_facts("a day on which it will be published", date="2026-02-01", publish_on="2026-02-01"),
    in_facts("a day after it will be published", (3, "future-date"), date="2026-02-02", publish_on="2026-02-01"),
    in_facts("grant and cost", cost="100 EUR", grant="100.00 EUR"),
    in_facts("grant and cost in two currencies", cost="100 EUR", grant="430 PLN"),
    in_facts("finished without an end", (4, "status-without-end"), period="2021-01/..", status="finished"),
    in_facts("finished later", (4, "finished-before-end"), period="2021/2027", status="finished"),
    in_facts("finished this year", period="2021/2026", status="finished"),
    in_facts("finished, no dates", status="finished"),
    in_facts("ended but ongoing", (4, "ended-but-ongoing"), period="2021/2026-01-30", status="ongoing"),
    in_facts("ends today", period="2021/2026-01-31", status="ongoing"),
    in_facts("ends this month", period="2021/2026-01", status="ongoing"),
    in_facts("planned but begun", (3, "planned-but-begun"), status="planned", period="2026-01-30/2027"),
    in_facts("planned this year", status="planned", period="2026/2027"),
]

SETTINGS = [
    Case(
        "the address of a new site",
        {SITE: SITE_YML.replace("https://example.org/showcase/", "https://example.org/")},
        ((SITE, 0, "placeholder-address"),),
    ),
    Case(
        "more pages than a menu that is not set has room for",
        {f"content/pages/p{number}/index.sv.md": document("Om.\n") for number in range(20)},
        ((SITE, 0, "long-menu"),),
        ("7 of its pages",),
    ),
    Case(
        "dead link of the settings",
        {
            SITE: SITE_YML + "organisation:\n  name: Vi\n  url: https://example.org/showcase/x/\n",
            BASE: str(BARE_THEME[BASE]).replace("</main>", '</main><a href="{{ site.organisation_url }}">a</a>'),
        },
        ((SITE, 12, "dead-link"),),
    ),
]

TEXTS = [
    in_body("stray override", "a \u202egnp.exe", "bidi-control", words=("U+202E",)),
    in_body("stray end", "a \u2069b", "bidi-control", words=("U+2069",)),
    in_body("crossed pairs", "a \u2067b\u202ec\u2069d\u202c", "bidi-control"),
    in_body("pairs", "a \u2067b\u202ac\u202cd\u2069 \u200fe\u200e"),
    Case("stray override in a field", {PAGE: document("Om.\n", summary="a\u2067b")}, ((PAGE, 3, "bidi-control"),)),
    Case("escaped override", {PAGE: document("Om.\n", summary='"a\\u202eb"')}, ((PAGE, 3, "bidi-control"),)),
    Case("stray override in site.yml", {SITE: f"# \u202a\n{SITE_YML}"}, ((SITE, 1, "bidi-control"),)),
    Case(
        "stray override in a vocabulary",
        {VOCABULARY: f"podlaskie: # \u202d\n{TERM}"},
        ((VOCABULARY, 1, "bidi-control"),),
    ),
    Case(
        "a number or two, a month or years",
        {AR: document("في 2010-12.\n\nهاتف 6712 3456 أو 6712 3456 و`12 3456`.\n", summary="هاتف 12 3456")},
        ((AR, 3, "doubtful-order"), (AR, 5, "doubtful-order"), (AR, 7, "doubtful-order")),
        ("2010-2012", "“12 3456”", "&nbsp;"),
    ),
    Case(
        "one number, a month, and years",
        {AR: document("في 2010-2012 و2021-01، هاتف 6712&nbsp;3456 و+371 6712 3456 و67 12 34 56 و10 000.\n")},
    ),
    in_body("numbers from left to right", "Tel. 6712 3456, 2010-12"),
    in_body("letters in pieces", "fo\u0308r\n\nfo\u0308r", "not-nfc"),
    in_body("letters in one piece", "för"),
    in_body("shadda before fatha, as keyboards type it", "مد\u0651\u064eة"),
    Case("long summary", {PAGE: document("Om.\n", summary="å" * 201)}, ((PAGE, 3, "long-summary"),), ("201",)),
    Case("summary", {PAGE: document("Om.\n", summary="å" * 200)}),
    Case(
        "large picture",
        {
            f"{ABOUT}/hus.svg": SVG + " " * 1_200_000,
            f"{ABOUT}/hus.gif": GIF + bytes(1_200_000),
            PAGE: document("![a](hus.svg) ![b](hus.gif)\n"),
        },
        ((f"{ABOUT}/hus.svg", 0, "large-picture"),),
        ("1.2 MB",),
    ),
    in_body(
        "large file",
        "![a](hus.svg)",
        files={"content/static/a.pdf": bytes(1_200_000), f"{ABOUT}/hus.svg": SVG + " " * 900_000},
    ),
]

STRINGS = [
    Case(
        "unused terms",
        {VOCABULARY: f"podlaskie:\n{TERM}mars:\n{TERM}venus:\n{TERM}"},
        ((VOCABULARY, 3, "unused-terms"),),
        ("mars, venus.",),
    ),
    Case("ancestor of a used term", {VOCABULARY: f"podlaskie:\n{TERM}  parent: mars\nmars:\n{TERM}"}),
    in_catalogue("fuzzy", '\n#, fuzzy\nmsgid "News"\nmsgstr "Nytt"\n', (6, "fuzzy-string"), words=("“News”",)),
    in_catalogue(
        "a plural that is missing",
        PLURAL + '\nmsgid "%(n)s page"\nmsgid_plural "%(n)s pages"\nmsgstr[0] "%(n)s sida"\nmsgstr[1] ""\n',
        (6, "missing-plural"),
        words=("2 plural forms",),
    ),
    in_catalogue(
        "in order",
        PLURAL
        + '\nmsgid "News"\nmsgstr ""\n\nmsgid "a %(b)s {c}"\nmsgstr "{c} %(b)s"\n'
        + '\nmsgid "one page"\nmsgid_plural "%(n)s pages"\nmsgstr[0] "en sida"\nmsgstr[1] "%(n)s sidor"\n'
        + '\n#~ msgid "gone {x}"\n#~ msgstr "borta"\n',
    ),
]

CASES = [*LINKS, *SETTINGS, *PROSE, *FACTS, *TEXTS, *STRINGS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_audit_has_its_line(case: Case, tmp_path: Path) -> None:
    source = make_site(tmp_path, {**case.files})
    if case.files.get(TRANSLATION, "") is None:
        assert not (source / TRANSLATION).exists()
    before = snapshot(source)
    report = check_site(source)
    assert found(report) == list(case.problems), explain(report.problems)
    for word in case.words:
        assert word in explain(report.problems)
    assert all(problem.hint is not None for problem in report.problems)
    assert snapshot(source) == before


def test_the_small_site_is_in_order(tmp_path: Path) -> None:
    report = check_site(make_site(tmp_path), is_strict=True)
    assert (found(report), report.exit_code) == ([], 0)
    assert CHECKED.fullmatch(f"{report.summary()}\n")


@pytest.mark.usefixtures("real_package")
@pytest.mark.parametrize("base_url", [None, pytest.param("https://example.org/repo/", marks=pytest.mark.slow)])
def test_the_demonstration_is_in_order(base_url: str | None) -> None:
    report = check_site(ROOT, is_strict=True, today=AFTER_THE_DEMO, base_url=base_url)
    told = [problem for problem in report.problems if problem.severity is not Severity.NOTE]
    assert told == [], explain(report.problems)
    assert report.exit_code == 0


@pytest.mark.slow
@pytest.mark.usefixtures("real_package")
def test_the_demonstration_is_not_in_order_for_want_of_looking(tmp_path: Path) -> None:
    source = copy_demo(tmp_path)
    page = source / "content/pages/about/index.lv.md"
    page.write_text(page.read_text("utf-8") + "\n[a](/lv/x/) [b](#x) [c](../contact/index.sv.md)\n", "utf-8")
    line = page.read_text("utf-8").count("\n")
    told = [
        problem
        for problem in found(check_site(source, today=AFTER_THE_DEMO))
        if problem[0] == "content/pages/about/index.lv.md"
    ]
    path = "content/pages/about/index.lv.md"
    assert told == [(path, line, "dead-link"), (path, line, "dead-anchor"), (path, line, "wrong-language-link")]


def test_what_keeps_a_site_from_being_built_is_said_first(tmp_path: Path) -> None:
    """A page that is missing because of a mistake makes no dead links."""
    files: Files = {
        POST: "no front matter",
        PAGE: document("[a](../../news/hello/index.sv.md) [b](/sv/x/)\n\n![](/a.gif)\n"),
    }
    report = check_site(make_site(tmp_path, files))
    assert found(report) == [
        (POST, 1, "no-front-matter"),
        *((PAGE, 4, "dead-link"), (PAGE, 6, "dead-link"), (PAGE, 6, "missing-alt")),
    ]
    assert report.exit_code == 1


def test_notes_stop_nothing_and_warnings_only_under_strict(tmp_path: Path) -> None:
    source = make_site(tmp_path, {PROJECT: document("Text.\n", period="2021/2022", status="ongoing")})
    report = check_site(source, is_strict=True)
    assert (report.errors, report.warnings, report.notes, report.exit_code) == (0, 0, 1, 0)
    assert report.summary().endswith("(1 note).")
    assert report.problems[0].line().startswith(f"{PROJECT}:4: ended-but-ongoing: note: ")
    write(source, {PAGE: document("#### a\n\n# b\n")})
    assert [check_site(source, is_strict=strict).exit_code for strict in (False, True)] == [0, 1]
    assert check_site(source, is_strict=True).summary().endswith(" s. To correct: 1 warning, 1 note.")


def test_a_folder_without_a_site_is_told_what_is_missing(tmp_path: Path) -> None:
    report = check_site(tmp_path)
    assert found(report) == [(SITE, 0, "no-site")]
    assert report.exit_code == 1


def test_the_command_says_the_same_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_site(tmp_path, {PAGE: document("[a](/sv/x/)\n")})
    before = snapshot(source)
    assert cli.main(["check", "--source", str(source), "--jobs", "1"]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith(f"{PAGE}:4: dead-link: The link “/sv/x/” leads nowhere.\n    ")
    assert re.search(r"^Checked: \d+ files in \d+\.\d s\. To correct: 1 error\.$", said.out, re.MULTILINE)
    write(source, {PAGE: document("Om.\n"), PROJECT: document("Text.\n", period="2021/2022", status="ongoing")})
    assert cli.main(["check", "--source", str(source), "--strict", "--jobs", "2"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert CHECKED.fullmatch(said.out.splitlines(keepends=True)[-1])
    assert "ended-but-ongoing: note: " in said.out
    assert cli.main(["check", "--source", str(source), "--quiet", "--strict"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")
    assert snapshot(source).keys() == before.keys()


UNTOLD = re.compile(r"^“vitrina check” would tell at least (\d+) more problems?\.$", re.MULTILINE)


def test_a_build_says_how_many_problems_only_a_check_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After every kind of build: of everything, of nothing, of a body, of a fact."""
    source = make_site(
        tmp_path, {PAGE: document("![](hus.gif) ![](hus.gif)\n\n# A\n\n### B\n", image="hus.gif"), **HUS}
    )

    def untold(*options: str) -> int:
        assert cli.main(["build", "--source", str(source), "--jobs", "1", *options]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return int(match[1]) if (match := UNTOLD.search(said.out)) else 0

    assert [untold(), untold(), untold("--no-cache")] == [4, 4, 4]
    write(source, {PAGE: document("![](hus.gif)\n\n# A\n\n### B\n", image="hus.gif")})
    assert untold() == 3
    write(source, {PROJECT: document("Text.\n", cost="1 EUR", grant="2 EUR")})
    assert untold() == 4
    assert [problem.severity for problem in check_site(source).problems].count(Severity.WARNING) == 4
    assert untold("--quiet") == 0
    write(source, {PROJECT: document("Text.\n"), PAGE: document("![Hus](hus.gif)\n")})
    assert untold() == 0


def test_what_is_not_told_counts_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_site(tmp_path, {PAGE: document("![](hus.gif)\n"), **HUS})
    assert cli.main(["build", "--source", str(source), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["counts"]["untold"], report["counts"]["warnings"], report["problems"]) == (1, 0, [])


@pytest.mark.parametrize("page", ["[a](#nowhere)\n", "![](hus.gif)\n", "[a](../other/index.pl.md)\n"])
def test_a_strict_build_checks_before_it_publishes(page: str, tmp_path: Path) -> None:
    source = make_site(tmp_path, {PAGE: document(page), **HUS, **TWO})
    assert not build_site(source).has_failed
    before = snapshot(source / "site")
    write(source, {POST: document("Nyare.\n", project="alpha", date="2024-10-02")})
    report = build_site(source, is_strict=True)
    assert (report.exit_code, found(report)) == (1, found(check_site(source, is_strict=True)))
    assert snapshot(source / "site") == before
    write(source, {PAGE: document("Om.\n")})
    assert build_site(source, is_strict=True).exit_code == 0
    assert snapshot(source / "site") != before


BROKEN = "---\ntitle: Alfa: beta\nslug: fjord\n---\nText.\n"
"""A document that cannot be read: there is a colon in its title."""


def test_what_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """One unreadable document takes nothing away from what is told about the others."""
    report = check_site(
        make_site(
            tmp_path,
            {
                OTHER: BROKEN,
                PAGE: document("[a](/sv/nowhere/)\n[b](#borta) ![](hus.gif)\n#### Fyra\n\n## Ett\n"),
                **HUS,
                PROJECT: document("[a](/sv/nowhere/)\n", region="nowhere"),
            },
        )
    )
    assert found(report) == [
        *((PAGE, 4, "dead-link"), (PAGE, 5, "dead-anchor"), (PAGE, 5, "missing-alt"), (PAGE, 6, "heading-skip")),
        (OTHER, 2, "yaml-syntax"),
        *((PROJECT, 3, "unknown-term"), (PROJECT, 5, "dead-link")),
    ]


@pytest.mark.parametrize(
    "link",
    [
        *("/sv/other/", "/sv/fjord/", "/sv/fjord/#x", "/showcase/sv/fjord/", "../other/", "../other/index.sv.md#x"),
        *("/sv/regions/nowhere/", "/sv/projects/page/2/", "../other/index.pl.md", "../other/index.pl.md#x"),
    ],
)
@pytest.mark.parametrize(
    "beside", [{}, {PL: document("## Rubrik\n", translated_from="sv")}], ids=["alone", "translated"]
)
@pytest.mark.parametrize("text", [BROKEN, BROKEN.encode("utf-16"), "Om.\n"], ids=["YAML", "UTF-16", "no front matter"])
def test_links_to_what_could_not_be_read_are_not_told(
    text: str | bytes, beside: Files, link: str, tmp_path: Path
) -> None:
    if "fjord" in link and text == "Om.\n":
        pytest.skip("its slug is not known")
    report = check_site(make_site(tmp_path, {OTHER: text, PAGE: document(f"[a]({link})\n"), **beside}))
    assert [place for place, _, _ in found(report)] == [OTHER]


@pytest.mark.parametrize(
    "slip",
    [
        *("title: Alfa: beta", "title: @alfa", '"title: Alfa', "title: [Alfa", "- title"),
        "title: Alfa\ntitle: Beta",
    ],
)
def test_one_slip_in_the_original_is_one_message(slip: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_site(tmp_path, {PROJECT: f"---\n{slip}\nregion: podlaskie\nstatus: finished\n---\nText.\n"})
    assert [place for place, _, _ in found(check_site(source))] == [PROJECT]
    assert cli.main(["status", "--source", str(source)]) == 1
    assert capsys.readouterr().err.count("index.pl.md") == 0


def test_a_translation_without_its_original_is_told_of_nothing_that_only_that_tells(tmp_path: Path) -> None:
    facts = "facts:\n  region: {required: true}\n"
    source = make_site(tmp_path, {PROJECT: BROKEN, TRANSLATION: document("Tekst.\n"), "content/facts.yml": facts})
    assert [place for place, _, code in found(check_site(source)) if code != "unused-terms"] == [PROJECT]
    write(source, {PROJECT: document("Text.\n", translated_from="pl")})
    assert (TRANSLATION, 1, "missing-fact") in found(check_site(source))


def test_an_error_in_a_text_leaves_no_doubt_about_addresses(tmp_path: Path) -> None:
    page = document("[a](../nowhere/index.sv.md)\n[b](/sv/about/x/) [c](/sv/regions/nowhere/)\n")
    report = check_site(make_site(tmp_path, {PAGE: page}))
    assert found(report) == [(PAGE, 4, "dead-link"), (PAGE, 5, "dead-link"), (PAGE, 5, "dead-link")]


@pytest.mark.parametrize(
    ("options", "environment", "codes"),
    [
        (["--today", "2024-10-31"], {}, []),
        (["--today", "2024-11-01"], {}, ["ended-but-ongoing"]),
        ([], {"SOURCE_DATE_EPOCH": "1730419199"}, []),
        ([], {"SOURCE_DATE_EPOCH": "1730419200"}, ["ended-but-ongoing"]),
        (["--today", "2024-10-31"], {"SOURCE_DATE_EPOCH": "1730419200"}, []),
        ([], {}, ["ended-but-ongoing"]),
    ],
)
def test_the_day_is_asked_for_or_that_of_the_source_or_this_one(
    options: list[str],
    environment: dict[str, str],
    codes: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = make_site(tmp_path, {PROJECT: document("Text.\n", period="2021/2024-10", status="ongoing")})
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["check", "--source", str(source), "--jobs", "1", *options]) == 0
    assert re.findall(r"^\S+: ([a-z-]+): note", capsys.readouterr().out, re.MULTILINE) == codes


@pytest.mark.parametrize(
    ("arguments", "epoch", "word"),
    [
        (["--today", "yesterday"], "", "“yesterday”"),
        (["--today", "2024-02-30"], "", "--today"),
        (["--output", "site"], "", "--output"),
        (["--base-url", "example.org"], "", "--base-url"),
        (["--source", "nowhere-at-all"], "", "nowhere-at-all"),
        ([], "soon", "SOURCE_DATE_EPOCH"),
        ([], "9" * 30, "SOURCE_DATE_EPOCH"),
    ],
)
def test_wrong_usage(
    arguments: list[str],
    epoch: str,
    word: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(make_site(tmp_path))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    try:
        code = cli.main(["check", *arguments])
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else 1
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert word in said.err


def test_a_source_that_nobody_may_write_to_can_be_checked(tmp_path: Path) -> None:
    """The workflow checks before it builds; so does a reviewer, in a copy that is not theirs."""
    source = make_site(tmp_path / "source")
    command = [sys.executable, "build.py", "check", "--strict", "--jobs", "2", "--source", str(source)]
    before = snapshot(source)
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert CHECKED.fullmatch(done.stdout)
    assert snapshot(source) == before
    shutil.rmtree(source)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a", None),
        ("\u2066a\u2069", None),
        ("\u2066a\u202ab\u202c\u2069", None),
        ("\u2066a", "\u2066"),
        ("\u2066a\u202c", "\u202c"),
        ("a\u202c", "\u202c"),
        ("\u202a\u2066a\u2069", "\u202a"),
    ],
)
def test_marks_of_direction_come_in_pairs(line: str, expected: str | None) -> None:
    assert first_unpaired(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("för", False), ("fo\u0308r", True), ("\u0651\u064e", False), ("\u064e\u0651", False), ("ا\u0653", True)],
)
def test_letters_in_pieces(line: str, expected: bool) -> None:
    assert is_decomposed(line) is expected


@pytest.mark.parametrize(
    "odd", ["<![foo[ x", "<![if x]>", "<!doctype", "<a href='http://[x'>", "<a href=>", "</a", "<a"]
)
def test_an_outline_can_be_made_of_anything(odd: str) -> None:
    assert read_outline(f'<p id="one">{odd}').ids == {"one"}


def test_an_outline_has_what_links_can_lead_to() -> None:
    html = """<a name="old" href="a&amp;b"><h2 id="one">A <em>b</em> &lt;</h2>text<img src="c" srcset="d 1x, e 2x">
        <form action="f"></form><video poster="g" src="h"></video><a lang="pl" href="i">j</a><a>k</a>"""
    outline = read_outline(html)
    assert outline.ids == {"old", "one"}
    assert [reference.address for reference in outline.references] == ["a&b", "c", "d", "e", "f", "h", "g", "i"]
    assert outline.pictures == [("c", "")]
