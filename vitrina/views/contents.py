"""The contents of a long text: links to its headings."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from vitrina.prose import HEADING_IDS
from vitrina.views.localiser import Localiser
from vitrina.views.values import EntryView, Link

FEWEST = 3
"""Headings of one level from which on a text has contents."""

_LEVELS = "23"

_HEADING = re.compile(
    rf'<h(?P<level>[{_LEVELS}])(?= )[^>]*? id="(?P<id>{HEADING_IDS}[^"]*)"[^>]*>(?P<text>.*?)</h(?P=level)>', re.DOTALL
)
_FOOTNOTE = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def contents_of(localiser: Localiser, entry: EntryView) -> tuple[Link, ...]:
    """Return links to the headings in the text of ``entry``: those of the highest level that has enough of them."""
    found = list(_HEADING.finditer(entry.body))
    for level in _LEVELS:
        headings = [match for match in found if match["level"] == level]
        if len(headings) >= FEWEST:
            return tuple(_links(localiser, entry, headings))
    return ()


def _links(localiser: Localiser, entry: EntryView, headings: list[re.Match[str]]) -> Iterator[Link]:
    for match in headings:
        text = " ".join(html.unescape(_TAG.sub("", _FOOTNOTE.sub("", match["text"]))).split())
        if text:
            yield Link(text=localiser.written_in(text, entry.language), url=f"#{html.unescape(match['id'])}")
