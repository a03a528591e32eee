"""Which features of Markdown a body uses, so that a converter can leave out the parts that would find nothing to do.

Most bodies are paragraphs with a few headings, lists and links, and yet each part of the library looks through all of
them. A part that is listed here acts only where a text has one of the *signs* of its features. Parts that are not
listed always work. A sign may be there for nothing; what must not happen is that a part could act without one: a
property test compares with the library as it comes.

A sign must be seen in what people wrote, while parts look at what other parts made of it. That holds because blocks are
made of whole lines with something taken off their beginnings, never off their ends or out of their middles, and because
what replaces text later, the placeholders, holds none of these characters.
"""

from __future__ import annotations

from dataclasses import dataclass

from markdown.util import ETX, STX

TAB_LENGTH = 4

RULER = "\n---"
"""The sign of a line that ends like one below a heading or between paragraphs; it may stand in a quotation."""

_ENDS_OF_RULERS = ("-", "=", "_", "*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """Something that Markdown can do, its signs, and the names that its parts have among the tree processors."""

    name: str
    signs: tuple[str, ...]
    tree: tuple[str, ...]


FEATURES = (
    Feature(name="tables", signs=("|",), tree=("frames",)),
    Feature(name="headings", signs=("#", RULER), tree=("headings", "ids")),
    Feature(name="contents", signs=("[toc]", "<!--"), tree=("toc",)),
    Feature(name="footnotes", signs=("[^",), tree=("footnote", "footnote-duplicate", "footnote-numbers", "attributes")),
    Feature(name="abbreviations", signs=("*[",), tree=("abbr",)),
    Feature(name="escapes", signs=("\\",), tree=("unescape",)),
    Feature(name="addresses", signs=("[", "<", "://", "www.", "@"), tree=("links",)),
    Feature(name="videos", signs=("://", "www."), tree=("videos",)),
    Feature(name="annotations", signs=("![", "[!", "[ ]", "[x]"), tree=("annotations",)),
    Feature(name="pictures", signs=("![",), tree=("figures",)),
    Feature(name="attributes", signs=("{",), tree=("attr_list", "values")),
    Feature(name="checked attributes", signs=("{", "|"), tree=("attributes",)),
)

_SIGNS = {sign: "".join(sign.split()) for feature in FEATURES for sign in feature.signs if sign != RULER}
"""Each sign with its characters without white space, which are found, or mostly not, far sooner than the whole."""


def features_of(body: str) -> frozenset[str]:
    """Return the names of the features that ``body`` may use."""
    text = _as_read(body).lower()
    found = {sign for sign, characters in _SIGNS.items() if _all_in(characters, text) and sign in text}
    if any(line.rstrip().endswith(_ENDS_OF_RULERS) for line in text.split("\n")):
        found.add(RULER)
    return frozenset([feature.name for feature in FEATURES if not found.isdisjoint(feature.signs)])


def _as_read(body: str) -> str:
    """Return ``body`` as the library reads it, so that no sign hides behind a tab or the end of the text."""
    text = body.replace(STX, "").replace(ETX, "").replace("\r\n", "\n").replace("\r", "\n")
    framed = f"\n{text}\n"
    return framed.expandtabs(TAB_LENGTH) if "\t" in framed else framed


def _all_in(characters: str, text: str) -> bool:
    """Tell whether each of ``characters`` occurs in ``text``."""
    for character in characters:  # noqa: SIM110 - a generator takes three times as long
        if character not in text:
            return False
    return True
