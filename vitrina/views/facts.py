"""The table of facts, results in numbers, partners: what every language of a project shares."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.contract.facts import PARTNERS, RESULTS
from vitrina.model import NEUTRAL, Code, Entry, Facet, Fact, Facts, LocalText, Partner, Use, WebAddress
from vitrina.values.dates import PartialDate, Period
from vitrina.values.money import Money
from vitrina.views import kinds
from vitrina.views.editions import Edition
from vitrina.views.localiser import Localiser
from vitrina.views.targets import Target
from vitrina.views.values import FactRow, FactValue, Link, PartnerView, ResultView, Text
from vitrina.views.view_context import ViewContext


def fact_label(localiser: Localiser, fact: Fact[object]) -> str:
    """Return the name of a fact as it stands beside a value."""
    return localiser.gettext(fact.label.msgid)


def vocabulary_label(localiser: Localiser, facet: Facet) -> str:
    """Return the name of a vocabulary as the heading of its overview."""
    return localiser.gettext(facet.heading.msgid)


def fact_rows(view_context: ViewContext, edition: Edition, entry: Entry) -> tuple[FactRow, ...]:
    """Return the rows of the table of facts; a fact that the entry does not have has no row."""
    localiser, rows = view_context.localisers[edition.language.code], []
    for fact in view_context.site.config.facts[entry.kind]:
        value = entry.facts[fact]
        if value is None or Use.TABLE not in fact.uses:
            continue
        if isinstance(fact, Facet):
            rows.append(_term_row(view_context, edition, fact, entry.facts.get(fact, ())))
        else:
            rows.append(FactRow(key=fact.key, label=fact_label(localiser, fact), values=(_shown(localiser, value),)))
    return tuple(rows)


def term_link(view_context: ViewContext, edition: Edition, facet: Facet, identifier: str) -> Link:
    """Return the link to a term's page, with the number of its projects."""
    language = edition.language.code
    key = (language, facet.key, identifier)
    known = view_context.cache.terms.get(key)
    if known is None:
        known = view_context.cache.terms[key] = Link(
            text=view_context.localisers[language].term(view_context.site.vocabulary(facet).terms[identifier]),
            url=view_context.link_to(Target(kind=kinds.TERM, language=language, facet=facet.key, id=identifier)),
            count=len(edition.projects_by_term(facet).get(identifier, ())),
        )
    return known


def results(localiser: Localiser, facts: Facts) -> tuple[ResultView, ...]:
    """Return the results in numbers."""
    return tuple(
        ResultView(value=localiser.number(result.value), label=localiser.text(result.label))
        for result in facts.get(RESULTS, ())
    )


def partners(view_context: ViewContext, edition: Edition, facts: Facts) -> tuple[PartnerView, ...]:
    """Return the partners with town and country where they are known, and the way to their pages."""
    language = edition.language.code
    localiser = view_context.localisers[language]
    return tuple(
        PartnerView(
            name=localiser.text(partner.name),
            places=tuple(_places(localiser, partner)),
            url=view_context.link_to(
                Target(kind=kinds.PARTNER, language=language, id=view_context.partners.find(partner))
            ),
        )
        for partner in facts.get(PARTNERS, ())
    )


def _term_row(view_context: ViewContext, edition: Edition, facet: Facet, terms: tuple[str, ...]) -> FactRow:
    """Return the row of a fact with these ``terms``; many projects have the same one."""
    key = (edition.language.code, facet.key, terms)
    known = view_context.cache.rows.get(key)
    if known is None:
        links = [term_link(view_context, edition, facet, identifier) for identifier in terms]
        known = view_context.cache.rows[key] = FactRow(
            key=facet.key,
            label=fact_label(view_context.localisers[edition.language.code], facet),
            values=tuple(FactValue(text=link.text, url=link.url) for link in links),
        )
    return known


def _shown(localiser: Localiser, value: object) -> FactValue:
    """Return a value of any shape that stands in the table, as visitors read it."""
    url = None
    match value:
        case LocalText():
            text = localiser.text(value)
        case Period():
            text = localiser.period(value)
        case Money():
            text = localiser.money(value)
        case Code():
            text = Text(value.text, NEUTRAL, "ltr")
        case PartialDate():
            text = localiser.date(value)
        case int():
            text = localiser.number(value)
        case WebAddress():
            text, url = Text(_bare(value.url), NEUTRAL, "ltr"), value.url
        case str():
            text = localiser.written_in(value, NEUTRAL)
        case _:
            raise TypeError(f"no row of the table of facts can show {value!r}")
    return FactValue(text=text, url=url)


def _bare(url: str) -> str:
    """Return an address as people say it, without what it begins and ends with."""
    return url.partition("://")[2].removesuffix("/")


def _places(localiser: Localiser, partner: Partner) -> Iterator[Text]:
    if partner.town is not None:
        yield localiser.text(partner.town)
    if partner.country is not None:
        yield localiser.country(partner.country)
