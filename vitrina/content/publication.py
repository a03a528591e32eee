"""Which versions of entries are published on a day, and on which days that changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from vitrina.content.documents import Document
from vitrina.contract.current import days_of_projects
from vitrina.contract.funders import days_of_funders
from vitrina.contract.section_facts import last_moment
from vitrina.model import Entry, Hidden, SectionType, Vocabulary
from vitrina.model.sections import PROJECTS, Section

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is published: versions that are due ``today``, and ``with_drafts`` those that are not, as in the preview."""

    today: date
    with_drafts: bool = False

    def shows(self, document: Document, original: Document) -> bool:
        """Tell whether the version is there for those who read the site."""
        return self.with_drafts or hidden(document, original, self.today) is None


def hidden(document: Document, original: Document, today: date) -> Hidden | None:
    """Return why a version is not published ``today``; the days of the original hold where it has none of its own."""
    if document.draft:
        return Hidden.DRAFT
    begins, ends = document.publish_on or original.publish_on, document.expires_on or original.expires_on
    if ends is not None and ends.first_day() <= today:
        return Hidden.EXPIRED
    return Hidden.SCHEDULED if begins is not None and begins.first_day() > today else None


def change_days(
    documents: Iterable[Document],
    entries: Mapping[str, Mapping[str, Entry]],
    sections: Mapping[str, Section],
    vocabularies: Mapping[str, Vocabulary],
) -> tuple[date, ...]:
    """Return the days, in order, on which an entry is published, expires or is past, or a funder comes or goes."""
    projects = (days_of_projects(project.facts) for project in entries[PROJECTS].values())
    days = (_days_of_documents(documents), _days_of_events(entries, sections), days_of_funders(vocabularies), *projects)
    return tuple(sorted(set(chain.from_iterable(days))))


def same_days(days: Iterable[date], today: date) -> tuple[str, str]:
    """Return the first and the last day (ISO 8601) on which the site is as it is ``today``; empty for no end.

    ``days`` are those on which it changes.
    """
    first = max((day for day in days if day <= today), default=None)
    end = min((day for day in days if day > today), default=None)
    return "" if first is None else first.isoformat(), "" if end is None else (end - _DAY).isoformat()


def _days_of_documents(documents: Iterable[Document]) -> Iterator[date]:
    for document in documents:
        for day in (document.publish_on, document.expires_on):
            if day is not None:
                yield day.first_day()


def _days_of_events(entries: Mapping[str, Mapping[str, Entry]], sections: Mapping[str, Section]) -> Iterator[date]:
    for section in sections.values():
        if section.type is SectionType.EVENTS:
            for entry in entries[section.id].values():
                last = last_moment(entry.facts)
                if last is not None:
                    yield last.day + _DAY
