"""The examples of the CommonMark specification come out as they should, but for those that docs/markdown.md names.

``make node-tools`` installs the specification (npm ``commonmark-spec``). Compared are elements, attributes and texts;
what Vitrina adds to each page on purpose (levels and ids of headings, lazy pictures) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from tests.required import require
from tests.sites import ROOT
from vitrina.prose import Converter, Labels

SPECIFICATION = ROOT / ".tools/node_modules/commonmark-spec/spec.txt"
LABELS = Labels(back="back {number}", table="table")
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$|^#{1,6} +([^\n]*)$", re.MULTILINE | re.DOTALL)
_SECTIONS_OF_HTML = ("HTML blocks", "Raw HTML")
_BLOCKS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "div", "figure"),
        *("table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "figcaption"),
    )
)
_VOID = ("br", "hr", "img", "input")
_ADDED = ("id", "loading", "decoding")

AS_SPECIFIED = 558
NAMED = {265, 572, 573, 576, 577, 584, 585, 586, 588, 589, 591, 608, 611, 612}


@dataclass(frozen=True, slots=True)
class Example:
    """An example of the specification."""

    number: int
    section: str
    markdown: str
    html: str


def examples() -> Iterator[Example]:
    section, number = "", 0
    for found in _EXAMPLE.finditer(SPECIFICATION.read_text("utf-8")):
        if found[3] is not None:
            section = found[3]
            continue
        number += 1
        yield Example(number, section, found[1].replace("→", "\t"), found[2].replace("→", "\t"))


class Parts(HTMLParser):
    """The tags and texts of a page, without white space where a browser shows none."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, ...]] = []
        self._preformatted = 0
        self.feed(html)
        self.close()
        self._end_block()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._end_block()
        self._preformatted += tag == "pre"
        self.parts.append(("<", tag, *sorted(f"{name}={value or ''}" for name, value in attrs if name not in _ADDED)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if tag in _BLOCKS and tag != "pre":
            self._end_block()
        self._preformatted -= tag == "pre"
        self.parts.append(("</", tag))

    def handle_data(self, data: str) -> None:
        last = self.parts[-1] if self.parts else ("<", "p")
        if last[0] == "text":
            data = self.parts.pop()[1] + data
        elif not self._preformatted and (last[1] in _BLOCKS or last[1] == "br"):
            data = data.lstrip()
        if data:
            self.parts.append(("text", data))

    def _end_block(self) -> None:
        while not self._preformatted and self.parts and self.parts[-1][0] == "text":
            text = self.parts.pop()[1].rstrip()
            if text:
                self.parts.append(("text", text))
                break


def with_our_levels(html: str) -> str:
    """Return the HTML of an example with its headings at the levels that they have on a page."""
    levels = [int(level) for level in re.findall("<h([1-6])>", html)]
    distance = 2 - min(levels, default=2)
    return re.sub("<(/?)h([1-6])>", lambda found: f"<{found[1]}h{min(int(found[2]) + distance, 6)}>", html)


def encoded(address: str, _: bool) -> str:
    """Return ``address`` as the specification's own converter encodes it; where links lead is a matter of the site."""
    return quote(address, safe=";/?:@&=+$,-_.!~*'()#%")


@pytest.fixture(scope="module")
def outcome() -> tuple[set[int], set[int], set[int]]:
    """The numbers of the examples that come out as specified, differently, and with a message about HTML."""
    require(SPECIFICATION.exists(), "the specification of CommonMark is not installed")
    converter = Converter()
    same, different, html = set(), set(), set()
    for example in examples():
        prose = converter.convert(example.markdown, encoded, LABELS)
        if example.section in _SECTIONS_OF_HTML or any(flaw.code == "raw-html" for flaw in prose.flaws):
            html.add(example.number)
        elif Parts(prose.html).parts == Parts(with_our_levels(example.html)).parts:
            same.add(example.number)
        else:
            different.add(example.number)
    return same, different, html


def test_examples_come_out_as_specified(outcome: tuple[set[int], set[int], set[int]]) -> None:
    same, different, html = outcome
    assert different == NAMED
    assert len(same) == AS_SPECIFIED
    assert len(same | different | html) == 652


def test_what_differs_is_documented(outcome: tuple[set[int], set[int], set[int]]) -> None:
    page = (ROOT / "docs/markdown.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d[\d, –]*) \|", page, re.MULTILINE)
    named: set[int] = set()
    for part in ", ".join(rows).split(", "):
        first, _, last = part.partition("–")
        named.update(range(int(first), int(last or first) + 1))
    assert named == outcome[1]
