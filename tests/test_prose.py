"""Prose is what the Markdown library makes of a body with all its parts, whichever of them a converter leaves out."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise, product
from pathlib import Path

from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension

from tests.depth import examples
from tests.sites import ROOT
from vitrina.problems import say
from vitrina.prose import Converter, Flaw, Labels, LinkProblem
from vitrina.prose.conversion import Conversion
from vitrina.prose.extension import BodyExtension
from vitrina.prose.features import FEATURES, features_of
from vitrina.prose.headings import heading_id

LABELS = Labels(back="back to {number}", table="table")

CONVERTER = Converter()


def resolve(written: str, is_picture: bool) -> str | LinkProblem:
    """Lead some links somewhere, and find fault with others."""
    if len(written) % 5 == 4:
        return LinkProblem("dead-link", say("“{link}” leads nowhere.", link=written))
    return f"/{'picture' if is_picture else 'page'}/{written}"


def by_the_library(body: str) -> tuple[str, list[Flaw]]:
    """Convert ``body`` with all parts of the library in their places, and without marks."""
    conversion = Conversion()
    footnotes = FootnoteExtension(BACKLINK_TEXT="↑", BACKLINK_TITLE=LABELS.back.replace("{number}", "{}"))
    markdown = Markdown(
        extensions=[
            *(AbbrExtension(), AttrListExtension(), TableExtension(use_align_attribute=True), footnotes),
            TocExtension(slugify=heading_id, permalink=False, toc_depth="2-6"),
            BodyExtension(conversion, footnotes),
        ],
        output_format="html",
    )
    markdown.treeprocessors.deregister("ids")  # the library gives ids by itself
    conversion.begin(body, resolve, LABELS)
    return markdown.convert(body), conversion.flaws


def check(body: str) -> None:
    prose = CONVERTER.convert(body, resolve, LABELS)
    html, flaws = by_the_library(body)
    assert prose.html == html
    by_whole = [
        flaw.code == "unused-definition" or flaw.is_advice for flaw in prose.flaws
    ]  # what the library does not do
    told = [
        (flaw.code, flaw.message) for flaw, is_by_whole in zip(prose.flaws, by_whole, strict=True) if not is_by_whole
    ]
    assert told == [(flaw.code, flaw.message) for flaw in flaws if not flaw.is_advice]


# What each part of Markdown looks for, complete, halved, and beside what could hide or feign it.
FRAGMENTS = (
    *("a", "b c", "ž", "ا", "1", "٣", " ", "  ", "    ", "\t", "\n", "\n\n", "  \n", "\n   \n", "\n    ", "\n\t"),
    *("# h", "#h", "## h ##", "\n# h {#i}", "h\n===", "h\n---", "---", "***", "* * *", "___", "=", "-", "--- ", "# "),
    *("- a", "* a", "+ a", "1. a", "2. a", "٣. a", "-", "1.", "- - a", "> a", "> > a", ">", ">    a", "> - a", "> # h"),
    *("*a*", "**a**", "***a***", "_a_", "__a__", "*a **b* c**", "*", "_", "**", "a*b", "a_b_c", r"\*a*", "*a_b*c_"),
    *("`a`", "``a`b``", "`", r"\`", r"\\`", "```", "~~~", "```\na\n```", "~~~ {.x}\na\n~~~", "``` py\na\n```\n"),
    *('``` hl_lines="1"\na\n```\n', "`<b>`", "`a|b`"),
    *(
        "[a](b)",
        "[a](b 'c')",
        "[a](<b>)",
        "![a](b)",
        "[a",
        "](b)",
        "![",
        "[![a](b)](c)",
        "[a]\n(b)",
        "[a] (b)",
        "[",
        "]",
    ),
    *(
        "[a][r]",
        "[a] [r]",
        "[r]",
        "![r]",
        "![a][r]",
        "[a][]",
        "\n[r]: /r\n",
        "[r]: <r> 'T'\n",
        "[r]:\n /r",
        "]:",
        "[a]:",
    ),
    *(
        "[^1]",
        "[^1]\n\n[^1]: n\n",
        "\n[^1]: n\n    m\n",
        "[^1]: n",
        "[^2]:",
        "[^",
        "///Footnotes Go Here///",
        "[^1]: : a",
    ),
    *("*[a]: T", "\n*[b]: T\n", "*[a]", "*[b]:''", "*["),
    *("a | b\n--|--\nc | d", "| a |\n|---|\n| c |", "|", "\\|", ":--|--:", "a|b\n-|-", "|{.x}"),
    *("t\n: d", "\n:   d", ": d", ":", "> t\n> : d", "t\n\n: d\n\n: e", "- t\n  : d", "  :  d"),
    *("<b>", "</b>", "<b onclick=x>", "<http://a.b>", "<a@b.c>", "<", "<!-- c -->", "\n<!-- c -->\n", "<!--", "-->"),
    *("<p>\n\n", "<!-- c", "[T<!-- c -->OC]", "*<!-- c -->*", "&<!-- c -->amp;", "<!-- *a* -->"),
    *(
        "&amp;",
        "&#91;",
        "&#x2a;",
        "&",
        "&nbsp;",
        "a & b",
        "&copy",
        "[TOC]",
        "\n\n[TOC]\n\n",
        "[TOC",
        r"\[TOC]",
        "# [TOC]",
    ),
    *(
        "{.x}",
        "{: .x}",
        "{#i}",
        "{lang=ar}",
        "{lang}",
        "{id}",
        "{dir=x}",
        "{onclick=y}",
        "{",
        "}",
        "{data-toc-label=z}",
    ),
    *(
        "\\",
        "\\\\",
        r"\#",
        r"\-",
        r"\[",
        r"\_",
        r"\{",
        r"\>",
        r"\!",
        "\\\n",
        "\x02",
        "\x03",
        "\x02klzzwxh:0000\x03",
        "\r",
    ),
    *("\x02wzxhzdk:0\x03", "\x02amp\x03", "[\x02^1]", "<\x02!--", "klzzwxh:0000", "\x0242\x03", "\u00a0", "\u2028"),
)
ONE_OF_EACH = (
    *(
        "a",
        "# h",
        "h\n===",
        "***",
        "- a",
        "3. a",
        "> a",
        "    a",
        "**a**",
        "_a_",
        "`a`",
        "~~~\na\n~~~",
        "```\na\n```",
        r"\*",
        "# h {data-toc-label=z}",
    ),
    *("a  \n", "&amp;", "[a](b)", "![a](b)", "[r]\n\n[r]: /r", "[^1]\n\n[^1]: n", "*[a]: T", "*[amp]: T", "a|b\n-|-"),
    *("t\n: d", "- t\n  : d", "> t\n>: d", "<b>", "<!-- c -->", "<http://a.b>", "[TOC]", "[T<!-- -->OC]", "{.x}"),
)
SEPARATORS = ("", "\n", "\n\n", "\n    ", "\n> ", "\n- ", " ", "  \n", "\n1. ", "\n\n    ", "\n: ")

bodies = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(SEPARATORS)), max_size=12).map(
    lambda pairs: "".join(fragment + separator for fragment, separator in pairs)
)


@examples(200)
@given(bodies)
@example("a *b\n\nc* d\n\n[r]\n\n[r]: /x")
@example("> a  \n> b")
@example("## A\n\n[T<!-- -->OC]")
def test_a_body_is_what_the_library_makes_of_it(body: str) -> None:
    assume(body.strip())
    check(body)


def test_each_part_beside_each_other_is_what_the_library_makes_of_them() -> None:
    """Where two parts meet is where a sign could be missed; each converter gets many bodies in a row."""
    for first, separator, second in product(ONE_OF_EACH, SEPARATORS[:4], ONE_OF_EACH):
        check(first + separator + second)


def test_a_converter_forgets_a_body_that_it_could_not_finish() -> None:
    assert [flaw.code for flaw in CONVERTER.convert("- " * 1000 + "a", resolve, LABELS).flaws] == ["too-deep"]
    for body in ("a", "- a", "1. b\n\n    c"):
        check(body)


def test_every_feature_has_a_body_that_needs_it_and_one_that_does_not() -> None:
    assert features_of("a") == set()
    assert features_of("".join(fragment + "\n" for fragment in FRAGMENTS)) == {feature.name for feature in FEATURES}


def written_bodies(folder: Path) -> list[str]:
    return [file.read_text("utf-8").split("\n---\n", 1)[-1] for file in sorted(folder.rglob("*.md"))]


def test_what_people_wrote_is_what_the_library_makes_of_it() -> None:
    found = [body for folder in ("content", "docs", "tests/golden") for body in written_bodies(ROOT / folder)]
    found += [file.read_text("utf-8") for file in ROOT.glob("*.md")]
    assert len(found) > 100
    for body in filter(str.strip, found):
        check(body)
    for first, second in pairwise(found):
        check(f"{first}\n\n{second}")


def test_the_corpus_of_the_benchmark_is_what_the_library_makes_of_it(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "bench/corpus.py", "--projects", "12", "--out", tmp_path], check=True)
    found = written_bodies(tmp_path)
    assert len(found) > 36
    for body in found:
        check(body)


def test_footnotes_are_numbered_in_the_digits_of_the_text() -> None:
    body = "Text 12[^a].\n\n[^a]: Note 3.\n"
    latin = CONVERTER.convert(body, resolve, LABELS).html
    made = CONVERTER.convert(body, resolve, Labels(back=LABELS.back, table="table", numbering="arabext")).html
    assert made == latin.replace('#fn:a">1</a>', '#fn:a">۱</a>').replace("back to 1", "back to ۱") != latin
