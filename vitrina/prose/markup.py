"""From Markdown to HTML: a body converted, with the mistakes in it.

Headings are moved so that the highest one in a body is the second level, below the page's title.
"""

from __future__ import annotations

from vitrina.problems import say
from vitrina.prose.converter import converted
from vitrina.prose.values import Flaw, LinkResolver, Prose, Words

MOST_BRACKETS = 2000
"""In one paragraph. Python-Markdown looks for the other end of each, which takes seconds from here on."""


def to_html(body: str, resolve: LinkResolver, words: Words) -> Prose:
    """Return ``body`` as HTML; each of its links has been through ``resolve``."""
    if not body.strip():
        return Prose("")
    if body.count("[") > MOST_BRACKETS and any(block.count("[") > MOST_BRACKETS for block in body.split("\n\n")):
        message = say("A paragraph has more than {most} square brackets.", most=MOST_BRACKETS)
        return Prose("", (Flaw("[" * 3, "too-many-brackets", message, say("Divide it by empty lines.")),))
    try:
        html, flaws = converted(body, resolve, words)
    except RecursionError:
        hint = say("Lists, quotations or emphasis are inside each other hundreds of times; write it flatter.")
        return Prose("", (Flaw(body[:40], "too-deep", say("The text is nested too deeply."), hint),))
    return Prose(html, tuple(flaw for position, flaw in enumerate(flaws) if flaw not in flaws[:position]))


def place_of(body: str, *excerpts: str) -> tuple[int, int]:
    """Return how many lines below the body's first one the first of ``excerpts`` stands, and the column, from 1 on.

    Both are 0 where none is found as written.
    """
    position = next((place for excerpt in excerpts if (place := body.find(excerpt)) >= 0), -1)
    if position < 0:
        return 0, 0
    return body.count("\n", 0, position), position - body.rfind("\n", 0, position)
