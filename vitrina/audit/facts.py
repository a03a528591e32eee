"""Checks for facts of a project that contradict each other or the current date.

Problems that come as time passes are notes, so that a site does not start to fail by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vitrina.audit.checked_site import CheckedSite
from vitrina.content.documents import Document
from vitrina.contract.documents import DATE, UPDATED
from vitrina.contract.facts import COST, GRANT, PERIOD, STATUS
from vitrina.model import Entry, sections
from vitrina.problems import Location, Problem, Severity, say


def contradicting_facts(checked: CheckedSite) -> Iterator[Problem]:
    """Yield the contradictions between the facts of a project, with the location of a fact in the original."""
    originals = {
        (document.source.id, document.source.language): document
        for document in checked.documents
        if document.source.section == sections.PROJECTS and not document.source.variant
    }
    for entry in checked.view_context.site.projects.values():
        original = originals[entry.id, entry.original]
        yield from _money(entry, original)
        yield from _status(entry, original, checked.today)


def future_dates(checked: CheckedSite) -> Iterator[Problem]:
    """Yield the dates of texts that are yet to come: most of them are mistyped.

    A text may be dated on the day from which visitors see it.
    """
    for document in checked.documents:
        last = max(checked.today, document.publish_on.first_day()) if document.publish_on else checked.today
        for key, written in ((DATE.name, document.date), (UPDATED.name, document.updated)):
            if written is not None and written.first_day() > last:
                message = say("The text is of a day that has not come yet: {date}", date=written)
                hint = say("Correct the line: {example}", example=f"{key}: {checked.today.isoformat()}")
                yield Problem(document.locations[key], "future-date", message, hint, Severity.WARNING)


def _money(entry: Entry, original: Document) -> Iterator[Problem]:
    cost, grant = entry.facts[COST], entry.facts[GRANT]
    if cost is None or grant is None or cost.currency != grant.currency or grant.amount <= cost.amount:
        return
    message = say("The grant ({grant}) is more than the whole cost ({cost}).", grant=grant, cost=cost)
    hint = say("“cost” is what everything costs, “grant” the part that the funder pays.")
    yield Problem(_location(original, GRANT.key), "grant-above-cost", message, hint, Severity.WARNING)


def _status(entry: Entry, original: Document, today: date) -> Iterator[Problem]:
    period = entry.facts[PERIOD]
    (status,) = entry.facts.get(STATUS, ("",))[:1]
    if period is None:
        return
    location, start, end = _location(original, STATUS.key), period.start, period.end
    if status == "finished" and end is None:
        message = say("The project is finished, but its period ({period}) has no end.", period=period)
        hint = say("Give the end in “period”; a year is enough.")
        yield Problem(location, "status-without-end", message, hint, Severity.WARNING)
    if status == "finished" and end is not None and end.first_day() > today:
        message = say("The project is finished, but it ends later ({end}).", end=end)
        hint = say("Correct “status” or “period”.")
        yield Problem(location, "finished-before-end", message, hint, Severity.NOTE)
    if status == "ongoing" and end is not None and end.last_day() < today:
        message = say("The project is ongoing, but it ended ({end}).", end=end)
        hint = say("Write “status: finished”, unless the source that you follow says otherwise.")
        yield Problem(location, "ended-but-ongoing", message, hint, Severity.NOTE)
    if status == "planned" and (first := start or end) is not None and first.last_day() < today:
        message = say("The project is planned, but it has begun ({start}).", start=first)
        hint = say("Write “status: ongoing”, or correct “period”.")
        yield Problem(location, "planned-but-begun", message, hint, Severity.NOTE)


def _location(original: Document, key: str) -> Location:
    return original.locations.get(key, Location(original.source.path))
