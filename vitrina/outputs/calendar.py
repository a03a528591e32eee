"""Calendars of events (iCalendar, RFC 5545): one for each section of events in each language, and one for each event.

Times are written in UTC where the site says in which time zone its events are, and else as clocks show them there
("floating", RFC 5545 section 3.3.5), which is right for everybody who is at the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from vitrina.contract.section_facts import END, PLACE, START
from vitrina.model import Point, Record, SectionType
from vitrina.outputs.kinds import SETTINGS, FileContext, FileKind, OutputKind, Planned
from vitrina.problems import say
from vitrina.values.moments import Moment
from vitrina.views import addresses, cards, kinds
from vitrina.views.editions import ShownVersion
from vitrina.views.menus import title_of
from vitrina.views.targets import Target
from vitrina.views.view_context import ViewContext

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//Vitrina//Vitrina//EN"
_DAY = timedelta(days=1)


def calendar_link(view_context: ViewContext, page: Target) -> str | None:
    """Return the link to the calendar of a section's list, or of an event's page; ``None`` where there is none."""
    if not view_context.has(kinds.CALENDAR) or not any(_events(view_context, page.language, page.section, page.id)):
        return None
    return view_context.link(_address(view_context, page.language, page.section, page.id))


def calendar(view_context: ViewContext, target: Target) -> bytes:
    """Return the calendar of a section in one language, or that of the event that ``target`` names."""
    from icalendar import Calendar  # noqa: PLC0415 - slow to import, and few sites have events

    found = Calendar()
    found.add("prodid", _PRODUCT)
    found.add("version", "2.0")
    if not target.id:
        section = Target(kind=kinds.SECTION, language=target.language, section=target.section)
        found.add("name", title_of(view_context, view_context.localisers[target.language], section).plain)
    for shown in _events(view_context, target.language, target.section, target.id):
        found.add_component(_event(view_context, target.language, shown))
    return bytes(found.to_ical())


def _event(view_context: ViewContext, language: str, shown: ShownVersion) -> Event:
    from icalendar import Event  # noqa: PLC0415 - slow to import, and few sites have events

    entry, version, config = shown.entry, shown.version, view_context.site.config
    start, end = entry.facts[START], entry.facts[END]
    assert start is not None, entry.id
    first, last = _times(start, end, ZoneInfo(config.time_zone) if config.time_zone else None)
    host = urlsplit(config.base_url).hostname
    changed = shown.last_change.first_day() if shown.last_change is not None else start.day
    event = Event()
    event.add("uid", f"{entry.section}/{entry.id}@{host}")
    event.add("dtstamp", datetime.combine(changed, time(), UTC))
    event.add("dtstart", first)
    if last is not None:
        event.add("dtend", last)
    localiser, of_text = view_context.localisers[language], {"LANGUAGE": version.language}
    event.add("summary", localiser.written_in(version.title, version.language).plain, parameters=of_text)
    if version.summary:
        event.add("description", localiser.written_in(version.summary, version.language).plain, parameters=of_text)
    place = cards.place_of_an_entry(localiser, entry.facts)
    if place is not None:
        event.add("location", place.plain)
    there = entry.facts[PLACE]
    point = there.values.get("point") if isinstance(there, Record) else None
    if isinstance(point, Point):
        event.add("geo", (point.latitude, point.longitude))
    event.add("url", view_context.absolute(view_context.address_in(entry, version, language)))
    return event


def _times(start: Moment, end: Moment | None, zone: ZoneInfo | None) -> tuple[date, date | None]:
    """Return start and end of an event as iCalendar has them: days without times end on the next day."""
    if start.time is None and (end is None or end.time is None):
        return start.day, (end.day if end is not None else start.day) + _DAY
    last = None
    if end is not None:
        last = end.first() if end.time is not None else end.first() + _DAY
    return _in_zone(start.first(), zone), None if last is None else _in_zone(last, zone)


def _in_zone(moment: datetime, zone: ZoneInfo | None) -> datetime:
    return moment if zone is None else moment.replace(tzinfo=zone).astimezone(UTC)


def _events(view_context: ViewContext, language: str, section: str, identifier: str = "") -> Iterator[ShownVersion]:
    """Yield the event ``identifier``, or all events of a section, that an edition shows."""
    if view_context.sections[section].type is SectionType.EVENTS:
        entries = view_context.editions[language].entry_list(section)
        chosen: Iterable[ShownVersion] = entries.values()
        if identifier:
            chosen = [entries[identifier]] if identifier in entries else []
        yield from (shown for shown in chosen if shown.entry.facts[START] is not None)


def _address(view_context: ViewContext, language: str, section: str, identifier: str) -> str:
    if not identifier:
        return f"{addresses.listing(view_context.sections[section], language)}calendar.ics"
    shown = view_context.editions[language].entry_list(section)[identifier]
    return f"{view_context.address_in(shown.entry, shown.version, language)}event.ics"


def _plan(given: FileContext) -> Iterator[Planned]:
    view_context = given.view_context
    for language in view_context.editions:
        for section in view_context.site.config.own_sections:
            events = [shown.entry.id for shown in _events(view_context, language, section)]
            for identifier in ["", *events] if events else []:
                path = _address(view_context, language, section, identifier)
                target = Target(kind=kinds.CALENDAR, language=language, section=section, id=identifier)
                yield Planned(path=path, origin=SETTINGS, target=target)


CALENDARS = OutputKind(
    name="calendar",
    purpose=say("The calendars of events, for the calendars of visitors."),
    files=(
        FileKind(
            name=kinds.CALENDAR,
            plan=_plan,
            content=lambda given, target: calendar(given.view_context, target),
        ),
    ),
    needs=(kinds.ENTRY, kinds.SECTION),
)
