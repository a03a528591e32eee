"""What people write in Markdown, and what becomes of it: as CommonMark and GitHub have it, and a little more."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vitrina.languages.number_words import words_of_dates
from vitrina.prose import Converter, Labels

LATVIAN = words_of_dates("lv", ("gad", "g.", "gs"))
LABELS = Labels(back="back {number}", table="table", dates=LATVIAN)


def html(body: str, labels: Labels = LABELS) -> str:
    """Return ``body`` as HTML, without the white space between blocks."""
    prose = Converter().convert(body, lambda link, _: link, labels)
    assert prose.flaws == ()
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\n\s*", "", prose.html)


LISTS = {
    "without an empty line": ("Kas:\n- viens\n- divi", "<p>Kas:</p><ul><li>viens</li><li>divi</li></ul>"),
    "nested by two spaces": ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    "nested by three spaces": ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
    "nested by four spaces": ("- a\n    - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    "a bracket behind the number": ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
    "bullets of a word processor": ("•\ta\n•\tb", "<ul><li>a</li><li>b</li></ul>"),
    "bullets and no-break spaces": ("·\u00a0\u00a0\u00a0 a\n·\u00a0\u00a0\u00a0 b", "<ul><li>a</li><li>b</li></ul>"),
    "hyphens and no-break spaces": ("-\u00a0a\n-\u00a0b", "<ul><li>a</li><li>b</li></ul>"),
    "dashes": ("Mērķi:\n– a\n– b", "<p>Mērķi:</p><ul><li>a</li><li>b</li></ul>"),
    "what people say": ("– Labdien!\n\n– Sveiki!", "<p>– Labdien!</p><p>– Sveiki!</p>"),
    "code in an item": ("- a\n  ```\n  b\n  ```", "<ul><li>a<pre><code>b</code></pre></li></ul>"),
    "Eastern Arabic digits": ("٣. a\n٤. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
}


@pytest.mark.parametrize(("body", "expected"), LISTS.values(), ids=LISTS)
def test_lists_are_as_people_write_them(body: str, expected: str) -> None:
    assert html(body) == expected


@pytest.mark.parametrize(
    "line", ["2021. gadā bija labi.", "16. janvārī sākās.", "1. maijā svinam.", "1989. was a year.", "5. g. lasām."]
)
def test_a_year_or_a_day_at_the_beginning_of_a_line_is_text(line: str) -> None:
    assert html(line) == f"<p>{line}</p>"
    assert html(f"Vispirms\n{line}") == f"<p>Vispirms\n{line}</p>"


def test_a_number_is_a_day_in_the_language_of_the_text_only() -> None:
    assert html("1. Marta Bērziņa").startswith("<ol>")
    assert html("16. janvārī", Labels(back="{number}", table="")).startswith("<ol")
    german = Labels(back="{number}", table="", dates=words_of_dates("de", ()))
    assert html("16. Januar", german) == "<p>16. Januar</p>"
    assert html("16. janvārī", german).startswith("<ol")


def test_a_long_list_has_numbers_above_those_of_days() -> None:
    assert html("\n".join(f"{number}. a" for number in range(1, 41))).count("<li>") == 40


def test_a_hashtag_is_no_heading() -> None:
    assert html("#MocKobiet działa") == "<p>#MocKobiet działa</p>"


BARE = {
    "a page": ("see https://a.example/b_c_d.", '<p>see <a href="https://a.example/b_c_d">https://a.example/b_c_d</a>.</p>'),
    "without a scheme": ("(www.a.example)", '<p>(<a href="https://www.a.example">www.a.example</a>)</p>'),
    "with brackets": ("https://a.example/b_(c)", '<p><a href="https://a.example/b_(c)">https://a.example/b_(c)</a></p>'),
    "in code": ("`https://a.example`", "<p><code>https://a.example</code></p>"),
    "in a link": ("[to https://a.example](b)", '<p><a href="b">to https://a.example</a></p>'),
    "a mail address in a link": ("[a@b.cc](mailto:a@b.cc)", '<p><a href="mailto:a@b.cc">a@b.cc</a></p>'),
    "no address": ("www. and a@b and https://", "<p>www. and a@b and https://</p>"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), BARE.values(), ids=BARE)
def test_addresses_are_links(body: str, expected: str) -> None:
    assert html(body) == expected


def test_mail_addresses_are_links() -> None:
    assert 'href="mailto:a_b.c@d.example"' in html("Write to a_b.c@d.example.")


def test_tasks_have_boxes_that_nobody_can_change() -> None:
    labels = Labels(back="{number}", table="", done="klart", to_do="återstår")
    made = html("- [ ] a\n- [x] *b*\n- [z] c", labels)
    assert '<li class="task"><span aria-label="återstår" class="task-box" role="img">☐</span> a</li>' in made
    assert 'aria-label="klart" class="task-box" role="img">☑</span> <em>b</em></li><li>[z] c</li>' in made
    assert "<input" not in made


def test_labelled_notes_have_titles_in_the_language_of_the_page() -> None:
    labels = Labels(back="{number}", table="", callouts={"warning": "Brīdinājums"})
    made = html("> [!WARNING]\n> Uzmanies.\n>\n> - a", labels)
    assert made == (
        '<div class="callout warning" role="note"><p class="callout-title">Brīdinājums</p>'
        "<p>Uzmanies.</p><ul><li>a</li></ul></div>"
    )
    assert html("> [!OTHER]\n> a") == "<blockquote><p>[!OTHER]\na</p></blockquote>"


def test_a_picture_with_a_title_by_itself_is_a_figure() -> None:
    picture = '<img alt="b" decoding="async" loading="lazy" src="x.jpg"'
    assert html('![b](x.jpg "c")') == f"<figure>{picture}><figcaption>c</figcaption></figure>"
    assert html('a ![b](x.jpg "c")') == f'<p>a {picture} title="c"></p>'
    assert html("![b](x.jpg)") == f"<p>{picture}></p>"


def test_struck_text() -> None:
    assert html("~~a~~ ~~~b~~~ a~b") == "<p><del>a</del> ~~~b~~~ a~b</p>"


FOREIGN = {
    "an instruction of Hugo": ("a\n\n{{< youtube x >}}", "shortcode", 2),
    "an instruction of Jekyll": ("{% include x %}", "shortcode", 0),
    "an instruction of WordPress": ('[gallery ids="1,2"]', "shortcode", 0),
    "a block of Pandoc": ("::: note\na\n:::", "shortcode", 0),
    "a table of a spreadsheet": ("a\n\nYear\tWomen\n2021\t120", "pasted-table", 2),
    "HTML of Word": ("a\n\n<p class=MsoNormal><o:p>b</o:p></p>", "pasted-html", 2),
    "two versions": ("a\n\n<<<<<<< HEAD\nb", "conflict-marker", 2),
    "code without an end": ("a\n\n- ```\n  b", "code-not-closed", 2),
    "a heading without a space": ("a\n##b", "heading-without-space", 1),
    "an address with spaces": ("a\n[b](c d.pdf)", "space-in-address", 1),
    "a row with too many cells": ("a\n\na | b\n--|--\nc | d\n`e|f` | g | h", "surplus-cells", 5),
    "two notes with one name": ("a[^1]\n\n[^1]: b\n[^1]: c", "repeated-footnote", 3),
    "in a note": ("a[^1]\n\n[^1]: b\n\n    {% c %}", "shortcode", 4),
}


@pytest.mark.parametrize(("body", "code", "line"), FOREIGN.values(), ids=FOREIGN)
def test_what_cannot_be_rendered_is_told_once_with_its_line(body: str, code: str, line: int) -> None:
    flaws = Converter().convert(body, lambda link, _: link, LABELS).flaws
    assert [(flaw.code, flaw.position.below, flaw.hint is not None) for flaw in flaws] == [(code, line, True)]


@pytest.mark.parametrize(
    "body",
    [
        "`{{< x >}}`",
        "~~~\n{% x %}\n<<<<<<< a\n~~~",
        "a :: b",
        "a | b\n--|--\n`c|d` | e\\|f",
        "a\tb",
        "[1](in Latvian)",
        "a ## b",
    ],
)
def test_what_only_looks_like_it_is_not_told(body: str) -> None:
    assert Converter().convert(body, lambda link, _: link, LABELS).flaws == ()


def test_the_hint_for_a_table_of_a_spreadsheet_is_that_table() -> None:
    (flaw,) = Converter().convert("a\tb\n1\t2|3", lambda link, _: link, LABELS).flaws
    assert flaw.hint is not None
    assert "| a | b | ↵ | --- | --- | ↵ | 1 | 2\\|3 |" in flaw.hint.text()


words = st.sampled_from(
    ["ab", "žā", "x_y", "1", "2021.", "عرب", "a*b", "#tag", "!", "€", "c&d", "e<f", "g>h", "~", "\\"]
)
signs = st.sampled_from(
    (
        *(
            "*",
            "**",
            "_",
            "`",
            "``",
            "~~",
            "[",
            "](",
            ")",
            "![",
            "]",
            "<",
            ">",
            "&",
            "\\",
            "|",
            "{",
            "}",
            "#",
            "##",
            "- ",
        ),
        *("\n", "\n\n", "  ", "    ", "\t", "> ", "1. ", "1) ", "• ", "– ", "```", "~~~", "---", "===", ": ", "[^1]"),
        *("[^1]: ", "*[ab]: ", "[ab]: ", "https://a.example/", "www.a.example", "a@b.example", "- [ ] ", "[!NOTE]"),
    )
)


@given(st.lists(st.one_of(words, signs), max_size=30).map("".join))
@example("> [!NOTE]\n> ab")
@example("- ab\n\n\t- žā\n\n      x_y\n1\n===")
@example("ab\n: žā\n\n    x_y\n\n1")
@example("| ab | žā |\n|---|\n| x_y | 1 |")
def test_no_letter_of_a_text_is_lost(body: str) -> None:
    """Letters and digits stand in the page in their order, but for what defines something, or a message says which."""
    prose = Converter().convert(body, lambda link, _: link, LABELS)
    page = letters(re.sub(r"<p class=\"callout-title\">.*?</p>|<[^>]*>", tag_texts, prose.html))
    written = letters(_NOT_SHOWN.sub("", body))
    told = [flaw for flaw in prose.flaws if not flaw.is_advice]
    assert told or not (Counter(written) - Counter(page)), prose.html


_NOT_SHOWN = re.compile(
    r"^[ >\t]*(?:(?:[-*+•–:]|\d+[.)])[ \t]+)*(?:\[\^1\]: *|\*\[ab\]:.*|\[ab\]:.*|\d+[.)](?=\s|$)|\[!NOTE\])"
    r"|[0-9]+[.)]|`[^`\n]*$|~~~.*$|\{[^}\n]*\}|\[\^1\]",
    re.MULTILINE,
)


def tag_texts(tag: re.Match[str]) -> str:
    """Return what a tag holds of the text: addresses, titles, alternative texts, the number of a list."""
    return " ".join(re.findall(r'"([^"]*)"', tag[0]))


def letters(text: str) -> list[str]:
    return [char for char in unescape(text) if char.isalnum()]


TABLES = {
    "a line in code": ("a | b\n--|--\n`c\\|d` | e", "<td><code>c|d</code></td><td>e</td>"),
    "a short row": ("| a | b |\n|---|---|\n| c |", "<td>c</td><td></td>"),
    "below a line of text": ("text\n| a |\n|---|\n| c |", "<p>text</p>"),
    "with single hyphens": ("a | b\n- | -\nc | d", "<td>c</td><td>d</td>"),
    "above a quotation": ("| a |\n|---|\n| c |\n> d", "<blockquote><p>d</p></blockquote>"),
    "in an item": ("- | a |\n  |---|\n  | c |", "<td>c</td>"),
}


@pytest.mark.parametrize(("body", "part"), TABLES.values(), ids=TABLES)
def test_tables_are_those_of_github(body: str, part: str) -> None:
    made = html(body)
    assert "<table>" in made
    assert part in made


def test_a_row_of_dashes_is_a_line_of_its_own() -> None:
    assert html("a | b\nsee the column | ---\nmore") == "<p>a | b\nsee the column | ---\nmore</p>"
    assert html("From 9 | to\nnote: | -\nend") == "<p>From 9 | to\nnote: | -\nend</p>"
    assert "<th>a</th><th>b</th>" in html("a | b\n--- | ---\n1 | 2")
