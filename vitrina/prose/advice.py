"""What an attentive reader would say about a body that can be published nevertheless: a check tells it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from vitrina.problems import say
from vitrina.prose.values import Flaw, Position

_HEADING = re.compile(r"<h(?P<level>[1-6])[^>]*>(?P<text>.*?)</h(?P=level)>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def skipped_headings(page: str, headings: Sequence[Position]) -> Iterator[Flaw]:
    """Yield the headings of a body more than one level below the one before; it became ``page``."""
    level = 1  # the page's own title
    for match, position in zip(_HEADING.finditer(page), headings, strict=False):  # a hint stops no build
        if int(match["level"]) > level + 1:
            text = html.unescape(_TAG.sub("", match["text"])).strip()
            message = say("The heading “{heading}” skips a level.", heading=text)
            hint = say("Take one “#” less, so that screen readers and tables of contents find no gap.")
            yield Flaw("heading-skip", message, hint, position, is_warning=True, is_advice=True)
        level = int(match["level"])
