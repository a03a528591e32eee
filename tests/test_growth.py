"""A text of a stranger cannot take quadratic time: it is read in one go, or refused with a place and a bound."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrina.prose import Converter, Labels, Position
from vitrina.prose.limits import MOST_FOOTNOTES, MOST_SIGNS
from vitrina.values.comments import replace_comments

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


def test_columns_of_links_are_found_behind_tabs_and_many_links() -> None:
    body = "a\t[a](b)\tc [d](e)\n"
    links = Converter().read(body + "[x](y) " * 500 + "[last](z)\n").links
    first, second, last = links[0].position, links[1].position, links[-1].position
    assert (first, second) == (Position(0, body.index("b)") + 1), Position(0, body.index("e)") + 1))
    assert last == Position(1, len("[x](y) ") * 500 + len("[last](") + 1)


def str_of(link: str, _: bool) -> str:
    return link
