"""Text that is no YAML: told in plain words at the line of the slip, and never in the parser's English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from vitrina.problems import Problems
from vitrina.reading.yaml import parse
from vitrina.reading.yaml_errors import SENTENCES, sentence_of

LIBRARY = Path(yaml.__file__).parent
COMPILED = sorted(LIBRARY.glob("_yaml*.so"))
PARSERS_WORDS = re.compile(
    r"(?:did not find|could not find|found (?:a|an|character|duplicate|extremely|incompatible|invalid|undefined)"
    r"|found (?:unexpected|unknown)|mapping (?:keys|values) are|block sequence entries)\b[ -~]+"
)
OF_THE_READER = re.compile("UTF-8 octet$|vtable|STREAM-START")
"""Messages about bytes, which text does not have, and of another part of the library."""


def spoken() -> set[str]:
    """Return what the parsers say: the constants of PyYAML's own, and those in the compiled library."""
    said = set()
    for name in ("scanner.py", "parser.py"):
        for call in re.findall(r"(?:Scanner|Parser)Error\((.*?)\n\n", (LIBRARY / name).read_text("utf-8"), re.DOTALL):
            said |= set(re.findall(r'"((?:found|expected|could|sequence|mapping|duplicate) [^"]*)"', call))
    for file in COMPILED:
        texts = re.findall(rb"[ -~]{8,}", file.read_bytes())
        said |= {text.decode() for text in texts if PARSERS_WORDS.fullmatch(text.decode())}
    return {text for text in said if not OF_THE_READER.search(text)}


def test_whatever_the_parsers_say_has_a_plain_sentence() -> None:
    said = spoken()
    assert len(said) > (40 if COMPILED else 25)
    assert [text for text in sorted(said) if not any(pattern.search(text) for pattern, _ in SENTENCES)] == []


def test_other_words_have_one_too() -> None:
    assert sentence_of("something new").text() == "This line cannot be read as YAML."


def told(text: str) -> list[tuple[int, str, str]]:
    problems = Problems()
    parse(text, "page.md", problems)
    return [
        (problem.location.line, problem.message.text(), problem.hint.text() if problem.hint else "")
        for problem in problems
    ]


@pytest.mark.parametrize(
    ("text", "line", "corrected"),
    [
        ('title: "Kaffe\nslug: kaffe\nsummary: "Om"', 1, '"Kaffe"'),
        ('title: A\nsummary: "Kaffe\n  och te\nslug: a: b', 4, 'slug: "a: b"'),
        ('title: "Kaffe" och te', 1, 'title: "”Kaffe” och te"'),
        ("title: [Kaffe] och te", 1, 'title: "[Kaffe] och te"'),
        ("title: “Kaffe: te”", 1, 'title: "Kaffe: te"'),
        ("title: A\nslug:a\nsummary: B", 2, "slug: a"),
        ("title:A", 1, "title: A"),
        ("title:A\nsummary: B", 1, "Write: title: A"),
        ("slug: a\ntitle:A\nsummary:B\ndate: 2021", 2, "Write: title: A"),
        ("summary: >\nOm kaffe och te.\nslug: a", 2, ":   Om kaffe och te."),
        ("partners:\n- name: A\n  town: B\n - name: C", 4, "Begin it here: - name: C"),
        ("terms:\n- a\n-b\nslug: c", 3, "Write: - b"),
        ("title: 'Det är vårt's namn'", 1, 'title: "Det är vårt\'s namn"'),
        ('title: "Ett "fint" namn"', 1, 'title: "Ett ”fint” namn"'),
        ('title: "Kaffe" och "te"', 1, 'title: "”Kaffe” och ”te”"'),
        ('terms: "a", "b"', 1, 'Write: terms: ["a", "b"]'),
        ("results:\n- {value: 12 label: A}", 2, "Write: - {value: 12, label: A}"),
        ('town: {sv: "A" pl: "B"}', 1, 'Write: town: {sv: "A", pl: "B"}'),
        ("town: {sv: A, pl: B; lv: C}", 1, "Write: town: {sv: A, pl: B, lv: C}"),
        ("town: {sv: A B: C}", 1, 'in quotes: {sv: "A: B", pl: C}'),
        ("title = A", 1, "title: A"),
        ("title: A\nslug a\nsummary: B", 2, "“slug: a”"),
        ("title: A\nimage:\n\tfile: a", 3, ":   file: a"),
        ("title: A\n\tslug: a", 2, ": slug: a"),
        ("title: A\n slug: a", 2, ": slug: a"),
        ("image:\n    file: a\n  alt: b", 3, ":     alt: b"),
        ("partners:\n  - name: A\n  town: B", 3, ":     town: B"),
        ("results: - 441 women", 1, "- 441 women"),
        ("title: - A", 1, 'title: "- A"'),
        ("title: {sv: A", 1, "title: {sv: A}"),
        ('title: "C:\\Users"', 1, "title: 'C:\\Users'"),
        ("title: A\nsummary: > B", 2, 'summary: "> B"'),
        ("- @a", 1, '"@a"'),
    ],
)
def test_a_slip_is_told_at_its_own_line_with_the_corrected_one(text: str, line: int, corrected: str) -> None:
    ((found, _, hint),) = told(text)
    assert found == line
    assert corrected in hint


LINES = st.sampled_from(
    [
        *(
            "title: A",
            "title: A: b",
            'a: "b',
            "a: 'b",
            "  - a: b",
            "- a",
            " a: b",
            "a:b",
            "a b",
            "\ta: b",
            "a: [b",
            "b}",
        ),
        *("a: {b: c", "# a", "", "  b", '"a" b', "a: @b", "? a", "a: |", "  %a", "%a", "...", "a: !<b", "a: &b-"),
        *("a: > b", 'a: "\\q"', "-", ":"),
    ]
)


@given(st.lists(LINES, max_size=6).map("\n".join) | st.text("ab:-[]{},'\"#&*!|>%@`?\\\n\t ", max_size=30))
@example("a: [\n")
@example('"')
def test_no_message_is_the_parsers(text: str) -> None:
    lines = text.count("\n") + 1
    for line, message, hint in told(text):
        assert 1 <= line <= lines
        assert hint or "special meaning" in message
        assert not PARSERS_WORDS.search(message), message
