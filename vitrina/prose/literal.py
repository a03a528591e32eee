"""What is shown as the text that it is, although it looks like something else: tags of HTML, links that are none.

An unclosed element would take the rest of the page with it.
"""

from __future__ import annotations

import re

from vitrina.problems import say
from vitrina.prose.conversion import Conversion
from vitrina.prose.marks import without_marks
from vitrina.prose.values import Flaw

RAW_HTML = re.compile(r"<!--|</?[a-zA-Z][^<>]*>")
WITH_SPACES = re.compile(r"\([^()<>\s\"']+(?: [^()<>\s\"']+){1,20}\)(?<=[./\w]\))")
"""An address with spaces behind the text of a link."""

Literals = list[str]
"""Such pieces of one paragraph as they were written, with marks."""

_OF_WORD = re.compile(r"</?\w+:|class\s*=\s*[\"']?Mso|\bmso-", re.IGNORECASE)
_LIKE_AN_ADDRESS = re.compile(r"/|\.\w{2,5}\)$")


def tell(literals: Literals, conversion: Conversion) -> None:
    """Say what is wrong with the ``literals`` of a paragraph: one flaw each, but one for a word processor's tags."""
    tags = [literal for literal in literals if literal[0] == "<"]
    if any(_OF_WORD.search(tag) for tag in tags):
        tag = without_marks(tags[0])
        message = say("The paragraph has the HTML of a word processor, which is shown as text: {html}", html=tag)
        hint = say("Paste it again as plain text (Ctrl+Shift+V), and mark up by Markdown what matters.")
        position = conversion.position(tags[0], shift=-1)
        conversion.flaws.append(Flaw("pasted-html", message, hint, position, is_warning=True))
        tags = []
    for tag in tags:
        hint = say("Use Markdown instead, or put the text between backticks if it is meant literally.")
        message = say("HTML is shown as text: {html}", html=without_marks(tag))
        conversion.flaws.append(Flaw("raw-html", message, hint, conversion.position(tag, shift=-1), is_warning=True))
    for literal in literals:
        address = without_marks(literal)
        if literal[0] == "(" and _LIKE_AN_ADDRESS.search(address):
            message = say("The address of a link has spaces, so the link is shown as text: {address}", address=address)
            hint = say("Put the address between angle brackets: {example}", example=f"(<{address[1:-1]}>)")
            position = conversion.position(literal)
            conversion.flaws.append(Flaw("space-in-address", message, hint, position, is_warning=True))
