"""The texts of the facts of an entry that are searched, besides its title, its summary and its facets."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.contract.facts import COST, TOWN
from vitrina.model import (
    Code,
    EmailAddress,
    Entry,
    Facet,
    Fact,
    FileReference,
    LocalText,
    Partner,
    PhoneNumber,
    Record,
    Result,
    Use,
)
from vitrina.values.money import Money
from vitrina.views.localiser import Localiser
from vitrina.views.view_context import ViewContext

_NAMES = ("name", TOWN.key)
"""The keys of a record, such as a place, that name a town or an organisation."""


def searched_texts(view_context: ViewContext, localiser: Localiser, entry: Entry) -> list[str]:
    """Return the texts of the facts that are declared as searchable."""
    declared = view_context.site.config.facts[entry.section]
    # Costs that projects are limited by are in the data anyway.
    others = (fact for fact in declared if not (fact.key == COST.key and Use.FACET in fact.uses))
    searched = ((fact, entry.facts[fact]) for fact in others if Use.SEARCH in fact.uses)
    found = (text for fact, value in searched for text in _texts_of(view_context, localiser, fact, value))
    return list(dict.fromkeys(found))


def _texts_of(view_context: ViewContext, localiser: Localiser, fact: Fact[object], value: object) -> Iterator[str]:
    """Yield the texts of a fact: the labels of terms, and what is written in other values."""
    if isinstance(fact, Facet) and isinstance(value, tuple):
        terms = view_context.site.vocabulary(fact).terms
        yield from (name for term in value for name in (localiser.term(terms[term]).value, *terms[term].names))
    else:
        yield from _texts(localiser, value, is_name=fact.key == TOWN.key)


def _texts(localiser: Localiser, value: object, is_name: bool = False) -> Iterator[str]:
    """Yield the texts of a fact's value: name, town and role of a partner, label of a result.

    A name of a town or an organisation is searched as it is written in any language, other texts in that of the page.
    """
    match value:
        case str():
            yield value
        case EmailAddress(address=text) | PhoneNumber(number=text) | FileReference(file=text):
            yield text
        case Record():
            for key, one in value.values.items():
                yield from _texts(localiser, one, is_name=key in _NAMES)
        case Code():
            yield value.text
        case LocalText():
            yield from (localiser.text(value).value, *(value.versions.values() if is_name else ()))
        case Partner():
            yield from _texts(localiser, (value.name, value.town), is_name=True)
            yield from _texts(localiser, value.role)
        case Result():
            yield from (str(value.value), localiser.text(value.label).value)
        case Money():
            yield f"{value.amount:f}".removesuffix(".00")
        case tuple():
            for one in value:
                yield from _texts(localiser, one, is_name)
