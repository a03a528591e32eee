"""Numbers in text from right to left that can mean two things, of which each is shown in another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vitrina.audit.bodies import Body
from vitrina.audit.checked_site import CheckedSite
from vitrina.languages.direction import direction_of_language
from vitrina.languages.order import months_or_ranges, pairs_of_numbers
from vitrina.problems import Message, Problem, Severity, say
from vitrina.prose import texts_of


def doubtful_order(checked: CheckedSite, bodies: Iterable[Body]) -> Iterator[Problem]:
    """Yield each such number of a title, a summary and a body once, with the spelling for its other meaning."""
    for document in checked.published:
        if direction_of_language(document.source.language) == "rtl":
            for key, text in (("title", document.title), ("summary", document.summary)):
                for _, message, hint in _doubts(text or ""):
                    yield Problem(document.locations[key], "doubtful-order", message, hint, Severity.NOTE)
    for body in bodies:
        texts = texts_of(body.html, direction_of_language(body.version.language))
        right_to_left = "\n".join(text for text, direction in texts if direction == "rtl")
        for number, message, hint in _doubts(right_to_left):
            yield Problem(body.location_of(number), "doubtful-order", message, hint, Severity.NOTE)


def _doubts(text: str) -> Iterator[tuple[str, Message, Message]]:
    """Yield each number in ``text`` that is in doubt, with what it is shown as, and what to write otherwise."""
    for number in dict.fromkeys(pairs_of_numbers(text)):
        message = say("“{number}” is shown as two numbers, the first at the right.", number=number)
        hint = say("If it is one number, put a no-break space between its parts (&nbsp; below the front matter).")
        yield number, message, hint
    for number in dict.fromkeys(months_or_ranges(text)):
        first, second = number.split("-")
        message = say("“{number}” is shown as a month, with the year at the left.", number=number)
        hint = say("If these are years, write all their digits: {example}", example=f"{first}-{first[:2]}{second}")
        yield number, message, hint
