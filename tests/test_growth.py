"""A text of a stranger cannot take quadratic time: it is read in one go, or refused with a place and a bound."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import PROJECT, TRANSLATION, build_site, document, make_site
from tests.steps import MOST_GROWTH, growth, steps_of
from vitrina.prose import Converter, Labels, Position
from vitrina.prose.limits import LONGEST, MOST_FOOTNOTES, MOST_SIGNS
from vitrina.reporting import excerpts
from vitrina.values.comments import replace_comments
from vitrina.values.suggestions import MOST_SUGGESTIONS, nearest

LABELS = Labels(back="back {number}", table="table")
CLOSED = re.compile(r"^[ ]{0,3}<!--(?:(?!-->).)*-->[ \t]*$", re.DOTALL | re.MULTILINE)
CLOSED_OR_NOT = re.compile(r"^[ ]{0,3}<!--(?:(?!-->).)*(?:-->[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
texts = st.lists(st.sampled_from(["<!--", "-->", "<!-", "->", " ", "    ", "\t", "\n", "a"]), max_size=20).map("".join)


@given(texts)
def test_comments_are_those_of_an_expression_that_takes_quadratic_time(text: str) -> None:
    for expression, is_end_needed in ((CLOSED, True), (CLOSED_OR_NOT, False)):
        expected = expression.sub(lambda found: f"({len(found[0])})", text)
        assert replace_comments(text, lambda comment: f"({len(comment)})", is_end_needed=is_end_needed) == expected


@pytest.mark.parametrize(("sign", "most"), MOST_SIGNS.items())
def test_a_paragraph_with_too_many_signs_is_refused_at_its_line(sign: str, most: int) -> None:
    within = Converter().convert(f"One.\n\n{'a ' + sign}\n", str_of, LABELS)
    beyond = Converter().convert(f"One.\n\n{('a ' + sign) * (most + 1)}\n", str_of, LABELS)
    assert within.flaws == ()
    assert [(flaw.position, flaw.is_warning) for flaw in beyond.flaws] == [(Position(2, 1), False)]
    assert str(most) in beyond.flaws[0].message.text()


def test_too_many_footnotes_are_refused() -> None:
    (flaw,) = Converter().convert("a[^1] b\n\n" * MOST_FOOTNOTES + "[^1]: note\n", str_of, LABELS).flaws
    assert flaw.code == "too-many-footnotes"


@pytest.mark.parametrize(
    ("line", "most"), [("# a\n", 1000), ("a\n---\n", 1000), ("a\n: b\n", 1000), ("a\n\n", 5000), ("[TOC]\n", 10)]
)
def test_too_many_lines_of_a_kind_are_refused_at_the_first_that_is_too_many(line: str, most: int) -> None:
    (flaw,) = Converter().convert(line * (most + 1), str_of, LABELS).flaws
    assert (flaw.code, flaw.is_warning) == ("too-many-lines", False)
    assert most * line.count("\n") <= flaw.position.below < (most + 1) * line.count("\n")
    assert Converter().convert(line * 5, str_of, LABELS).flaws == ()


def test_a_text_has_a_largest_size() -> None:
    assert Converter().convert("word " * (LONGEST // 5), str_of, LABELS).flaws == ()
    (flaw,) = Converter().convert("word " * (LONGEST // 5) + "w", str_of, LABELS).flaws
    assert flaw.code == "too-long-text"


def test_columns_of_links_are_found_behind_tabs_and_many_links() -> None:
    body = "a\t[a](b)\tc [d](e)\n"
    links = Converter().read(body + "[x](y) " * 500 + "[last](z)\n").links
    first, second, last = links[0].position, links[1].position, links[-1].position
    assert (first, second) == (Position(0, body.index("b)") + 1), Position(0, body.index("e)") + 1))
    assert last == Position(1, len("[x](y) ") * 500 + len("[last](") + 1)


class Comparisons:
    """Counts how often a name is compared with others."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.count = 0
        original = difflib.get_close_matches

        def counted(word: str, names: list[str], n: int, cutoff: float) -> list[str]:
            self.count += 1
            return original(word, names, n, cutoff)

        patch.setattr(difflib, "get_close_matches", counted)


@pytest.mark.parametrize("kind", ["keys", "terms"])
def test_thousands_of_unknown_names_are_all_told_and_some_compared(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"regoin{number}" for number in range(1000)]
    fields = dict.fromkeys(names, "x") if kind == "keys" else {"region": f"[{', '.join(names)}]"}
    comparisons = Comparisons(monkeypatch)
    report = build_site(make_site(tmp_path, {PROJECT: document(**fields), TRANSLATION: None}))
    assert len(report.problems) == len(names)
    assert 0 < comparisons.count <= MOST_SUGGESTIONS


def test_a_name_of_a_million_letters_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    comparisons = Comparisons(monkeypatch)
    assert nearest("a" * 1_000_000, ["a" * 999_999]) is None
    assert comparisons.count == 0


def test_an_excerpt_looks_at_no_more_than_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(excerpts, "visible", lambda char: seen.append(char) or char)
    shown, mark = excerpts.marked("a" * 500_000 + "b" + "a" * 500_000, 500_001)
    assert (shown[mark.index("^")], shown[0], shown[-1]) == ("b", "…", "…")
    assert len(seen) < 3 * excerpts.WIDEST


PIECES = (
    *(
        "<!--\n",
        "a <!--\n",
        "``a` ",
        "`a``b",
        "# x {:a ",
        "a {:a ",
        "a {:\n",
        "*a*{: ",
        "[a](/b) ",
        "[a](/b\n",
        "[a](<b\n",
    ),
    *(
        "*a ",
        "a* ",
        "*a* ",
        "_a ",
        "a_",
        "**a ",
        "**a *b ",
        "***a** ",
        "___a_ ",
        "\\*",
        "\\",
        "&amp;",
        "&a",
        "&#1",
        "& ",
    ),
    *(
        "<",
        "<a",
        "<a ",
        "</a",
        "<a>\n\n",
        '<a b="',
        "<http://a.b> ",
        "<http://a ",
        "<a@b.c> ",
        "<a@b ",
        "<?",
        "<div>\n\n",
    ),
    *("> a\n", "> a\n\n", "> a\n\nb\n\n", "* a\n", "* a\n\n", "1. a\n", "* a\n    * b\n", "+ a\n- b\n"),
    *("a\n: b\n\n", "|a|b|\n|-|-|\n|c|d|\n\n", "|", "-", "---\n\n", "a\n---\n\n", "## a\n\n", "## a {#b}\n\n", "#"),
    *(
        "```\na\n```\n\n",
        "```\n",
        "```a\n",
        "~~~\n```\n",
        "    a\n",
        "    a\n\n",
        "*[a]: b\n\n",
        "a\n\n",
        "a\n",
        "a  \n",
    ),
    *(
        "https://a.b/",
        "www.a.b)",
        "http://a))))",
        "http://_",
        "a@b.c ",
        "a@",
        "[a](b 'c",
        "[a](b c.d) ",
        "![a][",
        "[[a]",
    ),
    *(
        "~a~~ ",
        "**_~",
        "- [ ] a\n",
        "> [!NOTE]\n> a\n\n",
        "• a\n",
        "– a\n",
        "1) a\n\n",
        "16. maijs\n",
        "  - a\n",
        "<<<<<<< a\n",
    ),
    *("[a]: b\n", "[a]: b 'c\n", "{{< ", "{% a %}", "[gallery ", "a\tb\n", "##a\n", "a `` {% ", "a     ", "# a # # "),
    *("word ", "a\n{: .a }\n\n", "a\n{: onclick=x}\n\n", "![a](/b.png)\n\n", "\t", "\u202e", "\ufdd0\ufdda"),
)
SIZES = (60, 120, 240, 480)


@pytest.mark.parametrize("piece", PIECES)
def test_a_text_that_is_eight_times_as_long_takes_about_eight_times_the_steps(piece: str) -> None:
    steps = [steps_of_conversions(piece * size) for size in SIZES]
    assert growth(steps) <= MOST_GROWTH, steps


def steps_of_conversions(body: str) -> int:
    """Return the steps that both conversions of ``body`` take."""
    converter = Converter()
    converter.convert(body, str_of, LABELS)  # makes the instances of the library, which takes thousands of steps
    converter.read(body)

    def convert() -> None:
        converter.convert(body, str_of, LABELS)
        converter.read(body)

    return steps_of(convert)


def str_of(link: str, _: bool) -> str:
    return link
