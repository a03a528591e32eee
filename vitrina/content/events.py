"""The times of events: what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable

from vitrina.content.documents import Document
from vitrina.contract.section_facts import END, START
from vitrina.model import Config, SectionType
from vitrina.problems import Problems, say


def check_events(documents: Iterable[Document], config: Config, problems: Problems) -> None:
    """Report the events that end before they begin."""
    for document in documents:
        if config.sections[document.source.section].type is SectionType.EVENTS:
            start, end = document.facts[START], document.facts[END]
            if start is not None and end is not None and (end.day < start.day or (end.time and end < start)):
                message = say("The event ends ({end}) before it starts ({start}).", start=start, end=end)
                location = document.locations[END.key]
                problems.error(location, "ends-before-start", message, say("Write the earlier time first."))
