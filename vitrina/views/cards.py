"""Cards: entries as they stand in lists, and the pictures on them."""

from __future__ import annotations

from vitrina.contract.facts import PERIOD, REGION, STATUS, TOWN
from vitrina.model import NEUTRAL, Kind, Use, Version
from vitrina.values.dates import PartialDate
from vitrina.views import addresses
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.facts import card_rows
from vitrina.views.values import Card, Picture, Text
from vitrina.views.view_context import ViewContext


def card(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> Card:
    """Return the card of an entry for the visitors of ``edition``."""
    key = (edition.language.code, shown.entry.kind, shown.entry.id)
    known = view_context.cache.cards.get(key)
    if known is None:
        known = view_context.cache.cards[key] = _card(view_context, edition, shown)
    return known


def _card(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> Card:
    localiser = view_context.localisers[edition.language.code]
    version, facts = shown.version, shown.entry.facts
    config = view_context.site.config
    status = next(iter(facts.get(STATUS, ())), None) if config.uses(STATUS, Use.CARD) else None
    is_own = version.language == edition.language.code
    period = facts[PERIOD] if config.uses(PERIOD, Use.CARD) else None
    if shown.entry.kind is Kind.PROJECT:
        time = localiser.period(period) if period else None
    else:
        time = localiser.date(version.date) if version.date else None
    return Card(
        title=localiser.written_in(version.title, version.language),
        url=view_context.entry_link(shown.entry, version, edition.language.code),
        summary=localiser.written_in(version.summary, version.language) if version.summary else None,
        status=localiser.term(view_context.site.vocabulary(STATUS).terms[status]) if status else None,
        status_id=status,
        place=place(view_context, edition, shown),
        time=time,
        picture=picture(view_context, edition, shown.entry.kind, shown.entry.id, version),
        text_language=None if is_own else localiser.name_of_language(version.language),
        id=shown.entry.id,
        date_iso=iso(version.date),
        start_iso=iso(period.start) if period else None,
        end_iso=iso(period.end) if period else None,
        facts=card_rows(view_context, edition, shown.entry),
    )


def iso(date: PartialDate | None) -> str | None:
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
    view_context: ViewContext, edition: Edition, kind: Kind, identifier: str, version: Version
) -> Picture | None:
    """Return the picture of a version, with its alternative text in the visitor's language."""
    image = version.image
    if image is None:
        return None
    localiser = view_context.localisers[edition.language.code]
    return Picture(
        url=view_context.link(addresses.attachment(kind, identifier, image.file)),
        alt=localiser.text(image.alt) if image.alt else None,
        credit=localiser.written_in(image.credit, NEUTRAL) if image.credit else None,
    )
