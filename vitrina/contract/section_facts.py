"""The facts of sections that a site declares: those of all, and those of events, people and organisations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from vitrina.contract.fact_parts import PARTS
from vitrina.model import (
    EmailAddress,
    Facet,
    Fact,
    Facts,
    LocalText,
    PhoneNumber,
    Record,
    SectionType,
    Use,
    WebAddress,
)
from vitrina.problems import Message, for_visitors, say
from vitrina.values.moments import Moment

_SHOWN = (Use.TABLE, Use.EXPORT)

ABOUT_PROJECTS: Fact[tuple[str, ...]] = Fact(
    key="project",
    shape="list of id",
    label=for_visitors("Projects"),
    purpose=say("The project that it belongs to, or several."),
    example="moc-kobiet",
)
START: Fact[Moment] = Fact(
    key="start",
    shape="date and time",
    label=for_visitors("Start"),
    purpose=say("When it begins: the day, and the time if it does not last all day."),
    example="2026-03-05 17:30",
    uses=_SHOWN,
    is_required=True,
)
END: Fact[Moment] = Fact(
    key="end",
    shape="date and time",
    label=for_visitors("End"),
    purpose=say("When it ends; without it, it ends on the same day."),
    example="2026-03-05 19:00",
    uses=_SHOWN,
)
PLACE: Fact[Record] = Fact(
    key="place",
    shape="place",
    label=for_visitors("Place"),
    purpose=say("Where it is."),
    example="{name: Dom kultury, town: Białystok}",
    uses=(*_SHOWN, Use.CARD),
    parts=PARTS["place"],
)
ROLE: Fact[LocalText] = Fact(
    key="role",
    shape="text per language",
    label=for_visitors("Role"),
    purpose=say("What the person does."),
    example="{pl: koordynatorka, lv: koordinatore}",
    uses=(*_SHOWN, Use.CARD),
)
ORGANISATION: Fact[Record] = Fact(
    key="organisation",
    shape="organisation",
    label=for_visitors("Organisation"),
    purpose=say("The organisation that the person works for."),
    example="{name: Newschool, town: Oslo, country: NO}",
    uses=_SHOWN,
    parts=PARTS["organisation"],
)
TOWN: Fact[LocalText] = Fact(
    key="town",
    shape="text per language",
    label=for_visitors("Town"),
    purpose=say("Where the organisation is."),
    example="{pl: Białystok, lv: Belostoka}",
    uses=(*_SHOWN, Use.CARD),
)
REGION = Facet(
    key="region",
    label=for_visitors("Region"),
    purpose=say("The region or regions."),
    example="podlaskie",
    uses=_SHOWN,
    vocabulary="regions",
    heading=for_visitors("Regions"),
    segment="",
)
COUNTRY: Fact[str] = Fact(
    key="country",
    shape="country",
    label=for_visitors("Country"),
    purpose=say("The country that the organisation is in."),
    example="PL",
    uses=_SHOWN,
)
EMAIL: Fact[EmailAddress] = Fact(
    key="email",
    shape="email",
    label=for_visitors("E-mail"),
    purpose=say("Where visitors can write."),
    example="info@example.org",
    uses=_SHOWN,
)
PHONE: Fact[PhoneNumber] = Fact(
    key="phone",
    shape="phone",
    label=for_visitors("Phone"),
    purpose=say("Where visitors can call."),
    example="+48 85 123 45 67",
    uses=_SHOWN,
)
WEBSITE: Fact[WebAddress] = Fact(
    key="website",
    shape="link",
    label=for_visitors("Website"),
    purpose=say("A page on another site about it."),
    example="https://example.com/",
    uses=_SHOWN,
)

FACTS_OF_TYPES: Mapping[SectionType, tuple[Fact[Any], ...]] = {
    SectionType.ENTRIES: (ABOUT_PROJECTS,),
    SectionType.EVENTS: (START, END, PLACE, WEBSITE, ABOUT_PROJECTS),
    SectionType.PEOPLE: (ROLE, ORGANISATION, EMAIL, PHONE, WEBSITE, ABOUT_PROJECTS),
    SectionType.ORGANISATIONS: (TOWN, REGION, COUNTRY, EMAIL, PHONE, WEBSITE, ABOUT_PROJECTS),
}
"""The facts of each type of section, in the order of the table of facts."""


def projects_of(facts: Facts) -> tuple[str, ...]:
    """Return the ids of the projects that an entry names: one for a news post, any number for one of a section."""
    named: str | tuple[str, ...] = facts.by_key.get(ABOUT_PROJECTS.key, ())
    return (named,) if isinstance(named, str) else named


def last_moment(facts: Facts) -> Moment | None:
    """Return when an event ends, which is when it starts unless it says more."""
    return facts[END] or facts[START]


def is_past(facts: Facts, today: date) -> bool:
    """Tell whether an event has ended before ``today``; one without a start never has."""
    last = last_moment(facts)
    return last is not None and last.day < today


TITLES: Mapping[SectionType, Message] = {
    SectionType.EVENTS: for_visitors("Events"),
    SectionType.PEOPLE: for_visitors("People"),
    SectionType.ORGANISATIONS: for_visitors("Organisations"),
}
"""The headings of the types of sections that need no title of the site's own."""

ORDERS: Mapping[SectionType, str] = {
    SectionType.ENTRIES: "title",
    SectionType.EVENTS: "start",
    SectionType.PEOPLE: "title",
    SectionType.ORGANISATIONS: "title",
}
"""What lists are sorted by unless the site says otherwise; events by their start, coming ones before past ones."""
