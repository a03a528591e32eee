"""What is wrong, as people and tools read it: the line with its mark, JSON, GitHub's annotations and its page."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.sites import PAGE, PROJECT, build_site, document, make_site, published, write
from vitrina import __version__
from vitrina.cli import main as cli
from vitrina.problems import Location, Problem, Severity, say
from vitrina.reporting import formats as presentation
from vitrina.reporting.excerpts import WIDEST, SourceLines, marked
from vitrina.reporting.formats import MOST_ROWS, github_lines, json_document, markdown_page, text_lines
from vitrina.reporting.report import Report
from vitrina.reporting.translator import IN_ENGLISH

VOICE = IN_ENGLISH


def report(*problems: Problem, is_strict: bool = False) -> Report:
    return Report(problems=problems, is_strict=is_strict, written=3, unchanged=2, removed=1)


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("region: finnished", 9, ("region: finnished", "        ^")),
        ("region: x", 1, ("region: x", "^")),
        ("region: x", 10, ("region: x", "         ^")),
        ("region: x", 11, ("region: x",)),
        ("region: x", 0, ("region: x",)),
        ("\t\tx", 3, ("  x", "  ^")),
        ("title: مرحبا x", 14, ("title: مرحبا x", "             ^")),
        ("مَرْحَبًا x", 11, ("مَرْحَبًا x", "      ^")),  # four marks above five letters
        ("e\u0301a x", 4, ("e\u0301a x", "  ^")),
        ("项目 x", 4, ("项目 x", "     ^")),
        ("ｆｕ x", 4, ("ｆｕ x", "     ^")),
        ("👍🏽 x", 4, ("👍🏽 x", "   ^")),  # a hand and its colour: one sign
        ("a\u202eb x", 5, ("a\\u202eb x", "         ^")),
        ("a\x1bb", 3, ("a\\x1bb", "     ^")),
        ("69\u00a0419", 4, ("69\\xa0419", "      ^")),
        ("trailing   ", 1, ("trailing", "^")),
    ],
)
def test_the_mark_stands_below_its_column(line: str, column: int, expected: tuple[str, ...]) -> None:
    assert marked(line, column) == expected


@pytest.mark.parametrize("column", [1, 60, 500, 999, 1000])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    line = "".join(chr(ord("a") + position % 26) for position in range(1000))
    shown, mark = marked(line, column)
    assert len(shown) <= WIDEST + 2
    assert shown[mark.index("^")] == line[column - 1]
    assert shown.strip("…") in line
    assert shown.startswith("…") == (column > 60 - 9)
    assert shown.endswith("…") == (column < 999)


@pytest.mark.parametrize("column", [301, 302])
def test_a_cut_leaves_marks_with_their_letters(column: int) -> None:
    shown, mark = marked("بَ" * 300, column)
    assert unicodedata.combining(shown[1]) == 0
    letters = [char for char in shown.strip("…") if not unicodedata.combining(char)]
    assert 0 < mark.index("^") <= len(letters)
    assert len(shown) <= WIDEST + 2


def test_a_heap_of_marks_does_not_fill_the_log() -> None:
    assert all(len(line) < 3 * WIDEST for line in marked("a" + "\u0301" * 9000 + "b", 5000))


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (Location("a.md", 2, 3), ("zwei", "  ^")),
        (Location("a.md", 2), ("zwei",)),
        (Location("a.md", 3, 1), ("drei", "^")),
        (Location("a.md", 4, 1), ()),  # an empty line
        (Location("a.md", 99, 1), ()),
        (Location("a.md"), ()),
        (Location("missing.md", 1, 1), ()),
        (Location("folder", 1, 1), ()),
        (Location("latin-1.md", 1), ("sm\\xf6r",)),
        (Location("with\0zero", 1), ()),
        (Location("link-out.md", 1), ()),
        (Location("link-within.md", 2), ()),
        (Location("linked/b", 1), ()),
        (Location("../secret", 1), ()),
        (Location("pipe", 1), ()),
    ],
)
def test_excerpts_come_from_files_that_can_be_read(
    location: Location, expected: tuple[str, ...], tmp_path: Path
) -> None:
    source = tmp_path / "source"
    write(source, {"a.md": "\ufeffeins\r\nzwei\rdrei\n\n", "latin-1.md": "smör".encode("latin-1"), "folder/b": "b"})
    write(tmp_path, {"secret": "a secret"})
    (source / "link-out.md").symlink_to(tmp_path / "secret")
    (source / "link-within.md").symlink_to("a.md")
    (source / "linked").symlink_to("folder")
    os.mkfifo(source / "pipe")
    assert SourceLines(source).excerpt(location) == expected


def test_a_file_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "eins\nzwei"})
    lines = SourceLines(tmp_path)
    assert lines.excerpt(Location("a.md", 1)) == ("eins",)
    (tmp_path / "a.md").unlink()
    assert lines.excerpt(Location("a.md", 2)) == ("zwei",)


def test_the_hint_follows_the_line(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "status: finnished"})
    problem = Problem(Location("a.md", 1, 9), "unknown-term", say("No “{term}”.", term="x"), say("Try “finished”."))
    assert list(text_lines(report(problem), tmp_path, VOICE)) == [
        "a.md:1: unknown-term: No “x”.",
        "    | status: finnished",
        "    |         ^",
        "    Try “finished”.",
    ]


def test_a_mistake_in_the_text_has_its_column(tmp_path: Path) -> None:
    source = make_site(tmp_path, {PAGE: document("Först.\n\nEn rad <b>till</b>.", title="a")})
    places = [problem.location for problem in build_site(source).problems]
    assert places == [Location(PAGE, 6, 8), Location(PAGE, 6, 15)]


BROKEN = Problem(Location("b.md"), "unreadable", say("Nothing {what}.", what="here"), None, Severity.WARNING)
NASTY = "50 % | a,b: c\r\nd مرحبا\u202e <b>@x"


def test_json_is_one_document_of_plain_ascii() -> None:
    problem = Problem(Location("a:b,%.md", 3, 4), "a-code", say("Oh: {text}", text=NASTY), say("Hint"))
    text = json_document(report(problem, BROKEN), VOICE)
    assert text.isascii()
    document: dict[str, Any] = json.loads(text)
    assert document == {
        "version": 1,
        "reasons": {},
        "vitrina": __version__,
        "failed": True,
        "counts": {
            "errors": 1,
            "warnings": 1,
            "notes": 0,
            "written": 3,
            "unchanged": 2,
            "removed": 1,
            "checked": None,
            "untold": 0,
        },
        "problems": [
            {
                "path": "a:b,%.md",
                "line": 3,
                "column": 4,
                "code": "a-code",
                "severity": "error",
                "message": f"Oh: {NASTY}",
                "hint": "Hint",
            },
            {
                "path": "b.md",
                "line": 0,
                "column": 0,
                "code": "unreadable",
                "severity": "warning",
                "message": "Nothing here.",
                "hint": None,
            },
        ],
    }


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (BROKEN, "::warning file=b.md,title=unreadable::Nothing here."),
        (
            Problem(Location("a.md", 3, 4), "a-code", say("Oh."), say("Do this.")),
            "::error file=a.md,line=3,col=4,title=a-code::Oh.%0ADo this.",
        ),
        (Problem(Location("a:b,%.md", 3), "c", say("x")), "::error file=a%3Ab%2C%25.md,line=3,title=c::x"),
        (
            Problem(Location("a.md", 1), "c", say("{text}", text=NASTY)),
            "::error file=a.md,line=1,title=c::50 %25 | a,b: c\\r\\nd مرحبا\\u202e <b>@x",
        ),
        (
            Problem(Location("a.md", 1), "c", say("x"), say("{text}", text="\n::set-output name=a::b")),
            "::error file=a.md,line=1,title=c::x%0A\\n::set-output name=a::b",
        ),
        (Problem(Location("مشروع\n.md", 1), "c", say("x")), "::error file=مشروع\\n.md,line=1,title=c::x"),
    ],
)
def test_annotations_are_escaped(problem: Problem, expected: str, tmp_path: Path) -> None:
    assert list(github_lines(report(problem), tmp_path, tmp_path, VOICE)) == [expected]


def test_escapes_of_workflow_commands_are_githubs() -> None:
    assert presentation._data("%\r\n:,%0A") == "%25%0D%0A:,%250A"
    assert presentation._property("%\r\n:,%0A") == "%25%0D%0A%3A%2C%250A"


@pytest.mark.parametrize(
    ("source", "path", "expected"),
    [
        (".", "content/a.md", "content/a.md"),
        ("sites/one", "content/a.md", "sites/one/content/a.md"),
        ("sites/one", "i18n of the package/sv.po", "i18n of the package/sv.po"),
        ("../beside", "content/a.md", "content/a.md"),
    ],
)
def test_annotations_name_the_file_as_the_repository_does(
    source: str, path: str, expected: str, tmp_path: Path
) -> None:
    root = tmp_path / "repository"
    write(root, {"content/a.md": "a", "sites/one/content/a.md": "a", "../beside/content/a.md": "a"})
    (line,) = github_lines(report(Problem(Location(path), "c", say("x"))), root / source, root, VOICE)
    assert line == f"::error file={expected},title=c::x"


def test_the_page_is_a_table_that_nothing_breaks() -> None:
    problem = Problem(Location("a|b.md", 3), "a-code", say("Oh {text}", text=NASTY), say("[x](y)"))
    assert markdown_page(report(problem), VOICE) == (
        "### Vitrina\n\n"
        "Not built\\: 1 error\\. The site is as it was\\.\n\n"
        "| Where | What is wrong |\n| --- | --- |\n"
        "| a\\|b\\.md\\:3 | a\\-code\\: Oh 50 \\% \\| a\\,b\\: c\\\\r\\\\nd مرحبا\\\\u202e \\<b\\>\\@x"
        "<br>\\[x\\]\\(y\\) |\n\n"
    )


def test_the_page_of_a_clean_build_says_what_was_done() -> None:
    page = markdown_page(report(), VOICE)
    assert page == "### Vitrina\n\nBuilt\\: 3 written\\, 2 unchanged\\, 1 removed in 0\\.0 s\\.\n\n"


def test_the_page_does_not_grow_without_end() -> None:
    problems = [Problem(Location("a.md", number), "c", say("x")) for number in range(MOST_ROWS + 1)]
    page = markdown_page(report(*problems), VOICE)
    assert page.count("| a\\.md") == MOST_ROWS
    assert page.endswith("\n\n1 more problem is in the log\\.\n\n")


BAD = {PROJECT: document("Text.", region="nowhere")}


@pytest.mark.parametrize("quiet", [[], ["--quiet"]])
@pytest.mark.parametrize("files", [{}, BAD])
def test_a_program_reads_json(
    files: dict[str, str], quiet: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make_site(tmp_path, files)
    code = cli.main(["--source", str(source), "--format", "json", *quiet])
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert said.err == ""
    assert code == (1 if files else 0)
    assert document["failed"] is bool(files)
    assert [problem["code"] for problem in document["problems"]] == (["unknown-term"] if files else [])
    assert document["counts"]["written"] == (0 if files else len(published(source / "site")))


@pytest.mark.parametrize("files", [{}, BAD])
def test_github_gets_annotations_and_a_page(
    files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make_site(tmp_path / "repository" / "site-1", files)
    page = tmp_path / "page.md"
    page.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "repository"))
    assert cli.main(["--source", str(source), "--format", "github"]) == (1 if files else 0)
    said = capsys.readouterr()
    annotations = [line for line in said.out.splitlines() if line.startswith("::")]
    written = page.read_text("utf-8")
    if files:
        (annotation,) = annotations
        assert annotation.startswith(f"::error file=site-1/{PROJECT},line=3,col=")
        assert re.search(r"\n\| content\\/projects.* \| unknown\\-term\\: .* \|\n", written)
        assert said.err == "Not built: 1 error. The site is as it was.\n"
    else:
        assert annotations == []
        assert re.fullmatch(r"before\n### Vitrina\n\nBuilt\\: \d+ written.*\n\n", written)
        assert said.out.startswith("Built: ")


def test_a_page_that_cannot_be_written_does_not_stop_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    assert cli.main(["--source", str(make_site(tmp_path / "source")), "--format", "github"]) == 0
    assert capsys.readouterr().err.startswith("vitrina: GITHUB_STEP_SUMMARY: This cannot be written (")


def test_only_githubs_format_writes_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "page.md"))
    assert cli.main(["--source", str(make_site(tmp_path / "source"))]) == 0
    assert not (tmp_path / "page.md").exists()
