"""Problems in prose are told where they stand, line and column, however often their text stands elsewhere.

In the bodies below, ``‸`` marks each place that a problem is expected at; it is taken out before the site is checked.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.sites import TODAY, document, make_site
from vitrina.pipeline import CheckOptions, check
from vitrina.problems import Problem

MARK = "‸"

IN_A_BUILD: Mapping[str, Mapping[str, str]] = {
    "dead-link": {
        "the same link twice": "[a](‸gone.md) and [b](‸gone.md)\n\nagain [c](‸gone.md)",
        "a link quoted before": "Write `[a](gone.md)` for a link.\n\n[a](‸gone.md)",
        "a link quoted in a fence": "~~~\n[a](gone.md)\n~~~\n\n[a](‸gone.md)",
        "a link quoted in indented code": "    [a](gone.md)\n\n[a](‸gone.md)",
        "a link commented out": "<!-- [a](gone.md) -->\n\n[a](‸gone.md)",
        "an escaped link": r"\[a](gone.md) [b](‸gone.md)",
        "an address that is a word before": "gone.md is gone.md: [a](‸gone.md)",
        "an address in a longer one": "[a](https://example.com/gone.md) [b](‸gone.md)",
        "in a list": "- one\n- two [a](‸gone.md)\n    - three [a](‸gone.md)\n\n1. four\n\n    five [a](‸gone.md)",
        "in a quotation": "> one\n> > two [a](‸gone.md)\n> three\n>\n> - [a](‸gone.md)",
        "in a table": "a | b\n--|--\nc | [d](‸gone.md)\n[e](‸gone.md) | `x|y` [f](‸gone.md)",
        "in a definition list": "Term [a](‸gone.md)\n:   What it is [b](‸gone.md)",
        "in a footnote": "1[^1] [a](‸gone.md)\n\n[^1]: 2 [b](‸gone.md)\n\n    3 [c](‸gone.md)\n\n4 [d](‸gone.md)",
        "in a heading": "## One [a](‸gone.md)\n\nTwo [b](‸gone.md)\n---",
        "in emphasis": "**one *two [a](‸gone.md)***",
        "over several lines": "one [a\nb](‸gone.md) two [c](\n‸gone.md) [d](‸gone.md\n'title')",
        "with a title": "[a](‸gone.md 'gone.md') [b](<‸gone.md> \"gone.md\") [c](  ‸gone.md  )",
        "in angle brackets": "[a](<‸my gone.md>) [b](<‸gone.md>)",
        "without an address": "[a](‸) and [b]( ‸)",
        "with an entity": "[a](‸gone.md?b&amp;c) [a](‸gone.md?b&amp;c)",
        "by reference": "[a][r], [r], [a][R] and [q]\n\n[q]: https://example.com/gone.md\n[r]: ‸gone.md\n",
        "by reference in a list": "- [a][r]\n- b\n\n    [r]: <‸gone.md> 'gone.md'",
        "below its reference": "[r]\n\n[r]:\n  ‸gone.md",
        "a picture": "![a](‸gone.gif) [![not gone.gif](‸gone.gif)](‸gone.md) ![r]\n\n[r]: ‸gone.gif",
        "behind tabs": "a\tb\t[c](‸gone.md)\n\n-\t[d](‸gone.md)",
        "behind letters of several code units": "😀 أهلا [a](‸gone.md)",
    },
    "unsafe-link": {"of each form": "`javascript:x` [a](‸javascript:x) [b](‸javascript:x) <‸irc://a.b>"},
    "raw-html": {
        "the same tag": "`<b>` ‸<b>one‸</b> two ‸<b>",
        "over two lines": "one ‸<b\nclass='x'>",
        "in a list and a table": "- ‸<u>\n    - ‸<u>\n\na | ‸<u>\n--|--\n‸<u> | b",
        "in a heading": "# ‸<u> a\n\nb ‸<u>\n===",
    },
    "unsafe-attribute": {
        "in lists of attributes": "onclick=x\n{: .a ‸onclick=x }\n\n*a*{‸onclick=y ‸style='x'} __b__{: id=c ‸onclick}",
    },
    "unknown-language": {"in both spellings": 'lang=x1 *a*{: ‸lang=x1} *b*{‸lang="x1"}'},
    "duplicate-id": {"in both spellings": "# a {#b}\n\n# b {#c}\n\n*c* `#b`{‸#b}\n\nd\n{: ‸id=b }"},
    "too-deep": {"a list": "One.\n\nTwo.\n\n‸" + "- " * 1000 + "three"},
    "too-many-brackets": {"in a paragraph": "One [a].\n\n‸Two\n" + "[" * 2001},
    "too-many-signs": {"in a paragraph": "One `a`.\n\n‸Two\n" + "`" * 10_001},
}

IN_A_CHECK: Mapping[str, Mapping[str, str]] = {
    "dead-link": {"the same address twice": "`/sv/x/` [a](‸/sv/x/) [b](‸/sv/x/)"},
    "dead-anchor": {"the same place twice": "`#x` [a](‸#x) [b](‸#x)"},
    "wrong-language-link": {
        "another language": "`index.pl.md` [a](‸../other/index.pl.md)\n[b](../other/index.pl.md){lang=pl} "
        "[c](‸../other/index.pl.md)",
    },
    "heading-skip": {
        "the same heading": "# Two\n\n```\n#### Two\n```\n\n#### ‸Two\n\n# One\n\nTwo\n---\n\n- #### ‸Two #",
    },
    "missing-alt": {
        "the same picture": "`![](hus.gif)` ![](‸hus.gif) ![Ett hus](hus.gif) ![ ](<‸hus.gif>) ![][r]\n\n[r]: ‸hus.gif",
    },
}
"""What only a check finds, and only in a site that could be built."""

CASES = [
    (code, name, body)
    for cases in (IN_A_BUILD, IN_A_CHECK)
    for code, bodies in cases.items()
    for name, body in bodies.items()
]


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Problem]]:
    """What checks of two sites say, by page; each body is a page."""
    found: dict[str, list[Problem]] = {}
    for cases in (IN_A_BUILD, IN_A_CHECK):
        pages = {page_of(code, name): body for code, bodies in cases.items() for name, body in bodies.items()}
        files = {page: document("\n" + body.replace(MARK, "")) for page, body in pages.items()}
        files |= {page.replace("index.sv.md", "hus.gif"): "GIF89a" for page in pages}
        files |= {f"content/pages/other/index.{language}.md": document("Text.") for language in ("sv", "pl")}
        source = make_site(tmp_path_factory.mktemp("site"), files)
        options = CheckOptions(source=source, today=TODAY, jobs=1, is_strict=False)
        for problem in check(options, lambda _done, _total: None).problems:
            found.setdefault(problem.location.path, []).append(problem)
    return found


def page_of(code: str, name: str) -> str:
    return f"content/pages/{code}-{name.replace(' ', '-')}/index.sv.md"


def expected(body: str) -> list[tuple[int, int]]:
    """Return line and column of each mark; the body begins on line 4, with an empty line."""
    return [
        (number, column - before)
        for number, line in enumerate(body.split("\n"), start=5)
        for before, column in enumerate(place for place, char in enumerate(line, start=1) if char == MARK)
    ]


@pytest.mark.parametrize(("code", "name", "body"), CASES, ids=[f"{code}: {name}" for code, name, _ in CASES])
def test_a_problem_is_told_where_it_stands(
    problems: Mapping[str, list[Problem]], code: str, name: str, body: str
) -> None:
    told = [(one.code, one.location.line, one.location.column) for one in problems[page_of(code, name)]]
    assert told == [(code, *place) for place in expected(body)], body[:200]
