"""Values of facts of any shape, as visitors read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from vitrina.contract.fact_parts import STILL
from vitrina.contract.fact_shapes import item_of
from vitrina.model import (
    NEUTRAL,
    Code,
    EmailAddress,
    Entry,
    Facet,
    Fact,
    FileReference,
    LocalText,
    PhoneNumber,
    Point,
    Quantity,
    Record,
    Use,
    WebAddress,
)
from vitrina.reading.file_kinds import ending_of
from vitrina.values.dates import PartialDate, Period
from vitrina.values.moments import Moment
from vitrina.values.money import Money
from vitrina.views import addresses, kinds
from vitrina.views.editions import Edition
from vitrina.views.labels import fact_label
from vitrina.views.localiser import Localiser
from vitrina.views.targets import Target
from vitrina.views.values import FactRow, FactValue, Link, Text
from vitrina.views.view_context import ViewContext

_CLEAR = (
    "text",
    "text per language",
    "link",
    "email",
    "phone",
    "place",
    "person",
    "organisation",
    "file",
    "video",
    "country",
)
"""The shapes of parts that need no label, because their values tell what they are."""

_LEADING = ("title", "name")
"""Parts that stand before the others, and lead to the link or file beside them."""


def term_link(view_context: ViewContext, edition: Edition, facet: Facet, identifier: str) -> Link:
    """Return the link to a term's page, with the number of its projects."""
    language = edition.language.code
    key = (language, facet.key, identifier)
    known = view_context.cache.terms.get(key)
    if known is None:
        known = view_context.cache.terms[key] = Link(
            text=view_context.localisers[language].term(view_context.site.vocabulary(facet).terms[identifier]),
            url=view_context.link_to(Target(kind=kinds.TERM, language=language, facet=facet.key, id=identifier))
            if facet.key in edition.terms
            else None,
            count=len(edition.projects_by_term(facet).get(identifier, ())),
        )
    return known


def shown_values(
    view_context: ViewContext, edition: Edition, entry: Entry, fact: Fact[Any], value: object
) -> tuple[FactValue, ...]:
    """Return the ``value`` of a ``fact`` of ``entry`` for the visitors of ``edition``; a list has several."""
    if isinstance(fact, Facet):
        return tuple(_term(view_context, edition, fact, str(term)) for term in _several(value))
    localiser = view_context.localisers[edition.language.code]
    if fact.parts:
        return tuple(
            _record(view_context, edition, entry, fact.parts, one) for one in _several(value) if isinstance(one, Record)
        )
    return tuple(_simple(view_context, localiser, entry, item_of(fact.shape), one) for one in _several(value))


def _several(value: object) -> Sequence[object]:
    return value if isinstance(value, tuple) else (value,)


def _term(view_context: ViewContext, edition: Edition, facet: Facet, term: str) -> FactValue:
    """Return a term, with a link to its page if some facet has that vocabulary and projects of the term."""
    leads_on = facet if Use.FACET in facet.uses else _facet_with(view_context, edition, facet.vocabulary, term)
    if leads_on is None:
        label = view_context.site.vocabulary(facet).terms[term]
        return FactValue(text=view_context.localisers[edition.language.code].term(label))
    link = term_link(view_context, edition, leads_on, term)
    return FactValue(text=link.text, url=link.url)


def _facet_with(view_context: ViewContext, edition: Edition, vocabulary: str, term: str) -> Facet | None:
    having = (facet for facet in view_context.facets if facet.vocabulary == vocabulary)
    return next((facet for facet in having if term in edition.projects_by_term(facet)), None)


def _record(
    view_context: ViewContext, edition: Edition, entry: Entry, parts: Sequence[Fact[Any]], record: Record
) -> FactValue:
    """Return the first of the parts, or a title or name, with the others below it."""
    present = [part for part in parts if part.key in record.values and part != STILL]
    lead = next((part for part in present if part.key in _LEADING), present[0])
    first, *more = shown_values(view_context, edition, entry, lead, record.values[lead.key])
    rest = [part for part in present if part is not lead]
    url, note = first.url, first.note
    for part in list(rest):
        if url is None and lead.key in _LEADING and item_of(part.shape) in ("attachment", "link"):
            (there, *others) = shown_values(view_context, edition, entry, part, record.values[part.key])
            if not others:
                url, note = there.url, there.note
                rest.remove(part)
    rows = tuple(_rows(view_context, edition, entry, rest, record))
    again = (FactRow(key=lead.key, label=_name(view_context, edition, lead), values=tuple(more)),) if more else ()
    return FactValue(text=first.text, url=url, note=note, parts=(*first.parts, *again, *rows), iso=first.iso)


def _rows(
    view_context: ViewContext, edition: Edition, entry: Entry, parts: Sequence[Fact[Any]], record: Record
) -> Iterator[FactRow]:
    for part in parts:
        yield FactRow(
            key=part.key,
            label=_name(view_context, edition, part),
            values=shown_values(view_context, edition, entry, part, record.values[part.key]),
            has_label=item_of(part.shape) not in _CLEAR,
        )


def _name(view_context: ViewContext, edition: Edition, part: Fact[Any]) -> Text:
    return fact_label(view_context.localisers[edition.language.code], part)


def _simple(view_context: ViewContext, localiser: Localiser, entry: Entry, shape: str, value: object) -> FactValue:
    """Return a value without parts."""
    url = note = iso = None
    match value:
        case WebAddress():
            text, url = _left_to_right(_bare(value.url)), value.url
        case EmailAddress():
            text, url = _left_to_right(value.address), f"mailto:{value.address}"
        case PhoneNumber():
            text, url = _left_to_right(value.number), f"tel:{_dialled(value.number)}"
        case FileReference():
            text = localiser.written_in(value.file, NEUTRAL)
            if f"{entry.section}/{entry.id}/{value.file}" not in view_context.site.withheld:
                url = view_context.link(addresses.attachment(entry.section, entry.id, value.file))
                note = localiser.file_note(ending_of(value.file).upper(), value.size)
        case str() if shape == "country":
            text = localiser.country(value)
        case PartialDate() | Moment():
            text, iso = text_of(localiser, value), str(value)
        case _:
            text = text_of(localiser, value)
    return FactValue(text=text, url=url, note=note, iso=iso)


def text_of(localiser: Localiser, value: object) -> Text:  # noqa: PLR0911 - one line a type
    """Return a value of a simple shape as text; raise ``TypeError`` for any other."""
    match value:
        case LocalText():
            return localiser.text(value)
        case Period():
            return localiser.period(value)
        case Money():
            return localiser.money(value)
        case Code():
            return _left_to_right(value.text)
        case PartialDate():
            return localiser.date(value)
        case Moment():
            return localiser.moment(value)
        case bool():
            return localiser.gettext("Yes") if value else localiser.gettext("No")
        case int() | Decimal():
            return localiser.number(value)
        case Quantity():
            return localiser.quantity(value)
        case Point():
            return _left_to_right(f"{value.latitude:g}, {value.longitude:g}")
        case str():
            return localiser.written_in(value, NEUTRAL)
        case _:
            raise TypeError(f"no row of the table of facts can show {value!r}")


def _left_to_right(text: str) -> Text:
    return Text(text, NEUTRAL, "ltr")


def _bare(url: str) -> str:
    """Return an address as people say it, without what it begins and ends with."""
    return url.partition("://")[2].removesuffix("/")


def _dialled(number: str) -> str:
    """Return a telephone number as RFC 3966 has it, in digits, with the plus before an international one."""
    return "".join(char for char in number if char.isdecimal() or char == "+")
