"""Whatever is written into a text stands on its page, or a message says on which line something does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote

from hypothesis import example, given
from hypothesis import strategies as st

from vitrina.prose import Converter, Flaw, Labels
from vitrina.reading.front_matter import body_of

CONVERTER = Converter()
LABELS = Labels(back="back {number}", table="table")
FRONT = "---\ntitle: A\n---\n"
WORD = "W"
"""Stands for a word of its own in each place, so that each can be looked for."""

LETTERS = "åžΩяاהहก漢한"
PIECES = (
    *(
        WORD,
        WORD,
        WORD,
        " ",
        " ",
        "\n",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "  \n",
        "\u00a0",
        "\u200b",
        "\r",
        "10",
        "2021. ",
        '"',
        "'",
    ),
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "~~",
        "~",
        "\\",
        "\\*",
        "==",
        "^",
        "++",
        "$",
        "${W}",
        "{{",
        "}}",
        "{% W %}",
        "%%",
        "|",
    ),
    *(
        "# ",
        "## ",
        "#",
        "> ",
        "> > ",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "7. ",
        "9) ",
        "• ",
        "– ",
        "- [ ] ",
        "- [x] ",
        ": ",
        "\n: W",
    ),
    *(
        "---",
        "\n---\n",
        "+++",
        "===",
        "\n===\n",
        "***",
        "W\n---",
        "W\n===",
        "```",
        "~~~",
        "\n```\nW\n```\n",
        "``` W\n",
        "[TOC]",
    ),
    *(
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "[W](W)",
        '[W](W "W")',
        "[W](<W W>)",
        "![W](W)",
        "[W]",
        "[W][W]",
        "[ab]",
        "[W][ab]",
    ),
    *(
        "\n[ab]: /W 'W'\n",
        "\n[W]: W\n",
        "[^1]",
        "[^1]: W",
        "[^x]",
        "\n[^W]: W\n",
        "*[W]: W",
        "\n*[ab]: W\n",
        "ab",
        "[!NOTE]",
    ),
    *(
        "|W|W|",
        "\n|W|\n|-|\n|W|\n",
        "\n|W|W|\n|-|-|\n|W|\n",
        "|---|",
        "---|---",
        "> [!NOTE]\n> W",
        "<b>",
        "</b>",
        "<W>",
    ),
    *(
        "<!-- ",
        "-->",
        "<!-- W -->",
        "<script>",
        "</p>",
        '<a href="W">',
        "<W W=W>",
        "<![CDATA[W]]>",
        "<?W?>",
        "<!W>",
        "<br>",
    ),
    *(
        "&amp;",
        "&W;",
        "&#65;",
        "&copy;",
        "&",
        "<",
        ">",
        "{",
        "}",
        "{: .W}",
        "{#W}",
        "{: W=W}",
        "W@W.example",
        "www.W.example",
    ),
    *(
        "https://W.example/W",
        "<https://W.example>",
        "<W@W.example>",
        "W\tW\nW\tW",
        ":::W",
        "[gallery W]",
        "<<<<<<< W\n",
    ),
)

NOT_LOST = (
    (re.compile(r"<!--.*?-->", re.DOTALL), "a comment is for writers"),
    (
        re.compile(r"^[^\S\n]*(?:(?:[-*+•–>:]|\d+[.)])[^\S\n]+)*(?:\[[x ]\][^\S\n]+)?(?:```|~~~).*$", re.MULTILINE),
        "the name of a language",
    ),
    (re.compile(r"!\[.*\]\(.*\)", re.DOTALL), "an address inside the words of a picture, which are text alone"),
    (re.compile(r"\[\^[^\n]*\]:[^\n]*\[\^.*", re.DOTALL), "a footnote in a footnote"),
    (re.compile(r"\[TOC\].*", re.DOTALL), "what stands beside a table of contents"),
)
"""What docs/markdown.md says is not shown."""


class Seen(HTMLParser):
    """Collects what a page says: its text, and what addresses, titles and alternative texts hold."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's
        self.texts += [unquote(value or "") for _, value in attrs]

    def has(self, word: str) -> bool:
        return any(word.casefold() in text.casefold() for text in ("".join(self.texts), "\n".join(self.texts)))


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Return a text of Markdown in pieces, in which each word is another one."""
    text = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=16)))
    script = draw(st.integers(0, len(LETTERS) - 1))
    first, *others = text.split(WORD)
    words = (f"q{LETTERS[(script + number) % len(LETTERS)]}{number}k{rest}" for number, rest in enumerate(others))
    return "".join([first, *words])


def words_of(text: str) -> Iterator[tuple[str, int]]:
    """Yield each word with the line that it stands on."""
    for line, written in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        for word in re.findall(r"q\w\d+k", written):
            yield word, line


def is_told(word: str, line: int, flaws: list[Flaw]) -> bool:
    """Tell whether a message is about the ``line`` of a word or about others at once, or has the word in it."""
    return any(
        word.casefold() in f"{flaw.message.text()} {flaw.hint.text() if flaw.hint else ''}".casefold()
        or flaw.position.below == line
        or flaw.code in OF_OTHER_LINES
        for flaw in flaws
    )


OF_OTHER_LINES = ("comment-not-closed", "code-not-closed", "unused-definition", "repeated-footnote", "surplus-cells")


@given(bodies())
@example("[Tel]: qå1k\n")
@example("a\n\n*[ab]: qå1k\n")
@example("[a]\n\n[a]: qå1k\n[a]: qå2k\n")
@example("<!-- qå1k\n\nqå2k")
def test_no_word_of_a_text_is_lost_in_silence(body: str) -> None:
    text, _ = body_of(FRONT + body)
    assert text == body
    prose = CONVERTER.convert(body, lambda link, _: link, LABELS)
    page, told = Seen(prose.html), [flaw for flaw in prose.flaws if not flaw.is_advice]
    shown = body
    for pattern, _ in NOT_LOST:
        shown = pattern.sub("", shown)
    expected = {word for word, _ in words_of(shown)}
    lost = [
        word
        for word, line in words_of(body)
        if word in expected and not page.has(word) and not is_told(word, line, told)
    ]
    assert lost == [], prose.html
