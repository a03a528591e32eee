"""The times of events: what is wrong with them, and on which days the same ones are past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from vitrina.content.documents import Document
from vitrina.contract.section_facts import END, START
from vitrina.model import Config, SectionType, Site
from vitrina.problems import Problems, say

_DAY = timedelta(days=1)


def check_events(documents: Iterable[Document], config: Config, problems: Problems) -> None:
    """Report the events that end before they begin."""
    for document in documents:
        if config.sections[document.source.section].type is SectionType.EVENTS:
            start, end = document.facts[START], document.facts[END]
            if start is not None and end is not None and (end.day < start.day or (end.time and end < start)):
                message = say("The event ends ({end}) before it starts ({start}).", start=start, end=end)
                location = document.locations[END.key]
                problems.error(location, "ends-before-start", message, say("Write the earlier time first."))


def same_days(site: Site, today: date) -> tuple[str, str]:
    """Return the first and the last day (ISO 8601) on which the same events are past as ``today``; empty for no end."""
    ends = set(_last_days(site))
    past = max((day for day in ends if day < today), default=None)
    coming = min((day for day in ends if day >= today), default=None)
    return "" if past is None else (past + _DAY).isoformat(), "" if coming is None else coming.isoformat()


def _last_days(site: Site) -> Iterator[date]:
    for section in site.config.own_sections.values():
        if section.type is SectionType.EVENTS:
            for entry in site.entries(section.id).values():
                last = entry.facts[END] or entry.facts[START]
                if last is not None:
                    yield last.day
