"""Quotation marks in catalogues: every catalogue that is right is accepted, and a text that would be cut is told."""

from __future__ import annotations

import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import CATALOGUES, ROOT
from vitrina.languages.po_syntax import first_broken_line

PATH = "i18n/pl.po"


def written(entries: dict[str, str], comment: str = "") -> str:
    catalogue = Catalog(locale="pl")
    for original, translation in entries.items():
        catalogue.add(original, translation, user_comments=[comment] if comment else [])
    file = io.BytesIO()
    write_po(file, catalogue, width=40)
    return file.getvalue().decode()


@pytest.mark.parametrize("path", sorted(str(file.relative_to(ROOT)) for file in (ROOT / "i18n").rglob("*.po")))
def test_our_catalogues_are_right(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    assert text.count("msgid") > 100
    assert first_broken_line(text, path) is None


def test_an_empty_catalogue_is_right() -> None:
    assert [first_broken_line(text, path) for path, text in CATALOGUES.items() if isinstance(text, str)] == [None] * 4


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from('"\\\n\t„”'), max_size=60)


@given(st.dictionaries(texts.filter(bool), texts, max_size=4), st.sampled_from(["", 'a "comment', "msgid x"]))
def test_what_babel_writes_is_right(entries: dict[str, str], comment: str) -> None:
    text = written(entries, comment)
    assert first_broken_line(text, PATH) is None, text


@given(st.dictionaries(texts.filter(bool), texts.filter(bool), min_size=1, max_size=3), st.data())
def test_a_quotation_mark_that_is_lost_is_told_with_its_line(entries: dict[str, str], data: st.DataObject) -> None:
    """Without its first or last quotation mark, a line is broken; it is the first that is."""
    lines = written(entries).split("\n")
    number = data.draw(st.sampled_from([at for at, line in enumerate(lines) if line.endswith('"') and line[0] != "#"]))
    line = lines[number]
    position = data.draw(st.sampled_from([line.index('"'), len(line) - 1]))
    lines[number] = line[:position] + line[position + 1 :]
    if lines[number].strip() == "":
        return  # a line of nothing but two quotation marks cannot be told from an empty one
    problem = first_broken_line("\n".join(lines), PATH)
    assert problem is not None
    assert (problem.location.line, problem.code) == (number + 1, "catalogue-syntax")
    assert 1 <= problem.location.column <= len(lines[number]) + 1


@pytest.mark.parametrize(
    "line",
    [
        r'msgstr "a \"b\" \\ \n \t \x41 \101 \q"',
        '  msgstr\t"a"  ',
        'msgstr[11] "a"',
        'msgctxt "a"',
        '"continued"',
        '#~ msgid "old',
        '#| msgid "before',
        "#, fuzzy",
        "# “note",
        "",
    ],
)
def test_what_may_stand_on_a_line(line: str) -> None:
    assert first_broken_line(f'msgid "x"\n{line}\n', PATH) is None


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ('msgstr "a', 8),
        ('msgstr "a\\"', 8),
        ('  msgstr "a', 10),
        ('msgstr a"', 8),
        ("msgstr", 7),
        ("msgstr 'a'", 8),
        ('msgstr "a" "b"', 10),
        ('msgstr "a"b"', 10),
        ('"', 1),
        ("msgstr “a”", 8),
        ("Start", 1),
        ('  mgsid "a"', 3),
    ],
)
def test_where_a_broken_line_is_marked(line: str, column: int) -> None:
    problem = first_broken_line(f'msgid "x"\n{line}\n', PATH)
    assert problem is not None
    assert (problem.location.line, problem.location.column) == (2, column)
    assert problem.hint is not None


def test_babel_alone_would_cut_the_text() -> None:
    """Why the lines are looked at first: should Babel refuse this one day, it can look for itself."""
    catalogue = read_po(io.BytesIO(b'msgid "Home"\nmsgstr "Start\n'), abort_invalid=True)
    assert catalogue["Home"].string == "Star"
