"""What office programs do to a file: encodings, odd spaces, typographic quotes. Each has its own way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures import PNG
from tests.sites import build_site, make_site
from vitrina.problems import Problems
from vitrina.reading.text import decode
from vitrina.reading.yaml import ScalarNode, parse
from vitrina.reading.yaml_hints import ODD_SPACES, odd_space, typographic_quotes

NBSP = "\u00a0"


def told(text: str) -> list[str]:
    problems = Problems()
    parse(text, "page.md", problems)
    return [problem.line() for problem in problems]


@pytest.mark.parametrize(
    ("text", "line", "mended"),
    [
        (f"title:{NBSP}Moc kobiet\n", 1, "title: Moc kobiet"),
        (f"title: A\nsummary:{NBSP}Krótko\nslug: a\n", 2, "summary: Krótko"),
        (f"title{NBSP}: A\n", 1, "title: …"),
        (f"period:\n  start: 2021\n{NBSP}{NBSP}end: 2022\n", 3, "  end: …"),
        ("title:\u202fA\nslug: a\n", 1, "title: A"),
        (f"partners:\n  -{NBSP}name: A\n    town: B\n", 2, "- name: …"),
        ("\u200btitle: A\n", 1, "title: …"),
    ],
)
def test_an_odd_space_in_the_structure_is_told_with_the_line_mended(text: str, line: int, mended: str) -> None:
    (problem,) = told(text)
    assert problem.startswith(f"page.md:{line}: odd-space: ")
    assert problem.endswith(f"type it again: {mended}")


@pytest.mark.parametrize(
    "text", [f"title: 69{NBSP}419 kvinnor\n", f'title: "A{NBSP}:{NBSP}B"\n', f"summary: |\n  A{NBSP}: B\n"]
)
def test_an_odd_space_in_a_text_is_a_letter_like_others(text: str) -> None:
    assert told(text) == []


def test_a_mended_key_is_the_key_so_that_one_slip_is_one_problem(tmp_path: Path) -> None:
    page = {"content/pages/about/index.sv.md": f"---\ntitle{NBSP}: Om\n---\n\nOm.\n"}
    report = build_site(make_site(tmp_path / "source", page), tmp_path / "site")
    assert [(problem.location.line, problem.code) for problem in report.problems] == [(2, "odd-space")]


@pytest.mark.parametrize("value", ["”Kvinnokraft”", "„Moc kobiet”", "„Kaimiņi“", "«قوة النساء»", "“A”", "‘A’", "»A«"])
def test_a_value_in_typographic_quotes_draws_a_remark(value: str) -> None:
    (problem,) = told(f"title: {value}\n")
    assert problem.startswith("page.md:1: typographic-quotes: warning: ")
    assert f'"{value[1:-1]}"' in problem


@pytest.mark.parametrize("value", ["„A” i „B”", '"„A”"', "Projektet ”A”", "”", "””", "’s Hertogenbosch", "A"])
def test_quotes_that_belong_to_the_text_draw_none(value: str) -> None:
    assert told(f"title: {value}\n") == []


@pytest.mark.parametrize(
    ("name", "text", "encoding", "says"),
    [
        ("index.pl.md", "Łódź\nŻory są małe\n", "windows-1250", "Windows-1250; then this line says: Łódź"),
        ("index.lv.md", "Rīga\nĶekava\n", "windows-1257", "Windows-1257; then this line says: Rīga"),
        ("index.ar.md", "غزة\n", "windows-1256", "Windows-1256; then this line says: غزة"),
        ("index.sv.md", "A\nFör alla\n", "latin-1", "Windows-1252; then this line says: För alla"),
        ("site.yml", "title: Café\n", "latin-1", "Windows-1252; then this line says: title: Café"),
        ("index.pl.md", "Łódź\n", "utf-16", "saved as UTF-16, not as UTF-8"),
        ("index.pl.md", "Lodz i okolice\n", "utf-16-le", "saved as UTF-16, not as UTF-8"),
        ("index.pl.md", "Łódź\n", "utf-32", "saved as UTF-32, not as UTF-8"),
    ],
)
def test_another_encoding_is_named_and_never_converted(name: str, text: str, encoding: str, says: str) -> None:
    problems = Problems()
    assert decode(text.encode(encoding), f"content/pages/about/{name}", problems) is None
    (problem,) = problems
    assert problem.code == "not-utf-8"
    assert says in problem.line()


def test_the_line_of_the_first_wrong_byte_is_told() -> None:
    problems = Problems()
    decode("Om\n\nFör alla\n".encode("latin-1"), "index.sv.md", problems)
    assert [problem.location.line for problem in problems] == [3]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_utf8_is_read_to_the_letter(text: str) -> None:
    problems = Problems()
    assert decode(text.encode(), "index.sv.md", problems) == text.removeprefix("\ufeff")
    assert list(problems) == []


@given(st.text(alphabet=f"ab:- “”{ODD_SPACES}"))
def test_common_errors_are_looked_for_in_any_line(line: str) -> None:
    found = odd_space(line)
    assert found is None or any(space in line for space in ODD_SPACES)
    remark = typographic_quotes(line)
    assert remark is None or line[0] in "“”"


def test_a_mended_line_has_no_slip() -> None:
    found = odd_space(f"  -{NBSP}name{NBSP}:{NBSP}A{NBSP}B")
    assert found is not None
    mended = found[1].values["line"]
    assert mended == f"  - name: A{NBSP}B"
    assert odd_space(mended) is None


def test_a_text_in_quotes_keeps_what_stands_in_it() -> None:
    fields = parse('title: "„A”"\n', "page.md", Problems())
    assert fields is not None
    title = fields.values["title"]
    assert isinstance(title, ScalarNode)
    assert title.value == "„A”"


@pytest.mark.parametrize(
    ("data", "line", "shown"),
    [(b"a\n\xe5b", 2, "åb"), (b"\xe5b\nc", 1, "åb"), (b"a\n\x81\xe5\nb", 2, "\ufffdå")],
    ids=["last line", "first line", "byte that the code page does not have"],
)
def test_the_line_is_shown_in_the_likely_encoding_whatever_its_bytes_are(data: bytes, line: int, shown: str) -> None:
    problems = Problems()
    assert decode(data, "content/pages/about/index.sv.md", problems) is None
    (problem,) = problems
    assert (problem.code, problem.location.line) == ("not-utf-8", line)
    assert problem.hint is not None
    assert problem.hint.text().endswith(f"then this line says: {shown}")


@pytest.mark.parametrize(
    ("written", "comments"),
    [
        ("title: Projekt #3 i Łódź", ["#3 i Łódź"]),
        ("title: Projekt#3", []),
        ('title: "Projekt #3"', []),
        ('title: "Projekt"  # ett namn', []),
        ("title: A\nsummary: Vi samlas # varje dag", ["# varje dag"]),
        ("title: A\nimage: {file: a.png, alt: {sv: En}}  # en bild", []),
        ("title: A\n# ett namn\nslug: a # en adress", []),
    ],
)
def test_a_comment_behind_a_text_may_have_been_meant_as_text(tmp_path: Path, written: str, comments: list[str]) -> None:
    page = f"---\n{written}\n---\nText.\n"
    report = build_site(
        make_site(tmp_path, {"content/pages/about/index.sv.md": page, "content/pages/about/a.png": PNG})
    )
    told = [problem for problem in report.problems if problem.code == "comment-in-text"]
    assert [problem.message.values["comment"] for problem in told] == comments
