"""Cards: entries as they stand in lists, and the pictures on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

from vitrina.contract.facts import PERIOD, REGION, STATUS, TOWN
from vitrina.contract.section_facts import END, PLACE, START, last_moment
from vitrina.model import Entry, Fact, Facts, Hidden, LocalText, Record, SectionType, Use, Version, sections
from vitrina.problems import Message, for_visitors
from vitrina.values.dates import PartialDate
from vitrina.values.moments import Moment
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.facts import card_rows
from vitrina.views.localiser import Localiser
from vitrina.views.pictures import shown_picture
from vitrina.views.values import Card, Picture, Text
from vitrina.views.view_context import ViewContext

SHAPES: Final = 16
"""How many arrangements of shapes there are for projects without a picture."""


def card(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> Card:
    """Return the card of an entry for the visitors of ``edition``."""
    key = (edition.language.code, shown.entry.section, shown.entry.id)
    known = view_context.cache.cards.get(key)
    if known is None:
        known = view_context.cache.cards[key] = _card(view_context, edition, shown)
    return known


def _card(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> Card:
    localiser = view_context.localisers[edition.language.code]
    version, entry = shown.version, shown.entry
    is_own = version.language == edition.language.code
    is_project = entry.section == sections.PROJECTS
    config = view_context.site.config
    status = entry.facts.get(STATUS, ()) if is_project and config.uses(STATUS, Use.CARD) else ()
    status_id = next(iter(status), None)
    time = card_time(view_context, localiser, shown)
    return Card(
        title=localiser.written_in(version.title, version.language),
        url=view_context.entry_link(entry, version, edition.language.code),
        summary=localiser.written_in(version.summary, version.language) if version.summary else None,
        status=localiser.term(view_context.site.vocabulary(STATUS).terms[status_id]) if status_id else None,
        status_id=status_id,
        place=place(view_context, edition, shown) if is_project else _place_of_an_entry(view_context, localiser, entry),
        time=time.text,
        picture=picture(view_context, edition, entry.section, entry.id, version),
        text_language=None if is_own else localiser.name_of_language(version.language),
        id=entry.id,
        date_iso=iso(version.date),
        start_iso=time.start,
        end_iso=time.end,
        last_iso=time.last,
        hidden=localiser.gettext(_HIDDEN[version.hidden].msgid) if version.hidden else None,
        facts=card_rows(view_context, edition, entry),
        shape=crc32(entry.id.encode()) % SHAPES,
    )


_HIDDEN: Mapping[Hidden, Message] = {
    # Translators: marks of texts that only the preview shows.
    Hidden.DRAFT: for_visitors("Draft"),
    Hidden.SCHEDULED: for_visitors("Scheduled"),
    Hidden.EXPIRED: for_visitors("Expired"),
}

_WITH_PLACES: Mapping[SectionType, Fact[Any]] = {SectionType.EVENTS: PLACE, SectionType.ORGANISATIONS: TOWN}


@dataclass(frozen=True, slots=True)
class CardTime:
    """When something is: the text, start and end for machines (ISO 8601), and the last day of an event."""

    text: Text | None = None
    start: str | None = None
    end: str | None = None
    last: str | None = None


def card_time(view_context: ViewContext, localiser: Localiser, shown: ShownVersion) -> CardTime:
    """Return the period of a project, the time of an event, the date of any other entry."""
    facts, date = shown.entry.facts, shown.version.date
    if shown.entry.section == sections.PROJECTS:
        period = facts[PERIOD] if view_context.site.config.uses(PERIOD, Use.CARD) else None
        if period is None:
            return CardTime()
        return CardTime(localiser.period(period), iso(period.start), iso(period.end))
    if view_context.sections[shown.entry.section].type is SectionType.EVENTS:
        start, end, last = facts[START], facts[END], last_moment(facts)
        if start is None or last is None:
            return CardTime()
        return CardTime(localiser.time_between(start, end), iso(start), iso(end), last.day.isoformat())
    return CardTime(localiser.date(date) if date else None)


def _place_of_an_entry(view_context: ViewContext, localiser: Localiser, entry: Entry) -> Text | None:
    fact = _WITH_PLACES.get(view_context.sections[entry.section].type)
    declared = view_context.site.config.facts[entry.section]
    is_shown = any(fact is not None and own.key == fact.key and Use.CARD in own.uses for own in declared)
    return place_of_an_entry(localiser, entry.facts) if is_shown else None


def place_of_an_entry(localiser: Localiser, facts: Facts) -> Text | None:
    """Return the place of an event with its town, or the town of an organisation."""
    there = facts[PLACE]
    written = (there.values.get("name"), there.values.get("town")) if isinstance(there, Record) else (facts[TOWN],)
    texts = [localiser.text(text) for text in written if isinstance(text, LocalText)]
    return localiser.joined_briefly(texts) if len(texts) > 1 else next(iter(texts), None)


def iso(date: PartialDate | Moment | None) -> str | None:
    """Return a date for machines (ISO 8601), as exact as it is known."""
    return None if date is None else str(date)


def elsewhere(view_context: ViewContext, edition: Edition) -> tuple[Card, ...]:
    """Return cards of the projects that ``edition`` cannot show, in the languages that they were written in."""
    localiser = view_context.localisers[edition.language.code]
    projects = (view_context.site.projects[identifier] for identifier in edition.missing)
    missing = [ShownVersion(entry, entry.main_version) for entry in projects]
    return tuple(
        Card(
            title=localiser.written_in(shown.version.title, shown.version.language),
            url=view_context.entry_link(shown.entry, shown.version, shown.version.language),
            summary=None,
            status=None,
            status_id=None,
            place=None,
            time=None,
            picture=None,
            text_language=localiser.name_of_language(shown.version.language),
            id=shown.entry.id,
            date_iso=None,
            start_iso=None,
            end_iso=None,
        )
        for shown in localiser.sorted(missing, lambda shown: shown.version.title)
    )


def place(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> Text | None:
    """Return the town or else the regions of a project."""
    localiser = view_context.localisers[edition.language.code]
    config = view_context.site.config
    town, own = shown.entry.facts[TOWN], shown.entry.facts.get(REGION, ())
    if town is not None and config.uses(TOWN, Use.CARD):
        return localiser.text(town)
    if not own or not config.uses(REGION, Use.CARD):
        return None
    terms = view_context.site.vocabulary(REGION).terms
    regions = [localiser.term(terms[region]) for region in own]
    return regions[0] if len(regions) == 1 else localiser.joined(regions)


def picture(
    view_context: ViewContext, edition: Edition, kind: str, identifier: str, version: Version
) -> Picture | None:
    """Return the picture of a version, with its words in the visitor's language; none that is withheld."""
    place = f"{kind}/{identifier}/{version.image.file}" if version.image is not None else ""
    if not place or place in view_context.site.withheld:
        return None
    image = view_context.site.described[place]
    localiser = view_context.localisers[edition.language.code]
    shown = shown_picture(view_context, place)
    return Picture(
        url=shown.url,
        alt=localiser.text(image.alt) if image.alt else None,
        credit=localiser.text(image.credit) if image.credit else None,
        caption=localiser.text(image.caption) if image.caption else None,
        width=shown.width,
        height=shown.height,
        sources=shown.sources,
        thumbnail=shown.thumbnail or shown.url,
    )
