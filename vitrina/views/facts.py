"""The table of facts, results in numbers, partners: what every language of a project shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from vitrina.model import FACETS, Facet, Facts, Partner
from vitrina.views import kinds
from vitrina.views.editions import Edition
from vitrina.views.localiser import Localiser
from vitrina.views.targets import Target
from vitrina.views.values import FactRow, FactValue, Link, PartnerView, ResultView, Text
from vitrina.views.view_context import ViewContext

_LABELS: Mapping[str, Callable[[Localiser], str]] = {
    "regions": lambda localiser: localiser.gettext("Region"),
    "statuses": lambda localiser: localiser.gettext("Status"),
    "scopes": lambda localiser: localiser.gettext("Scope"),
    "support_areas": lambda localiser: localiser.gettext("Support area"),
    "activity_types": lambda localiser: localiser.gettext("Activities"),
    "target_groups": lambda localiser: localiser.gettext("Target groups"),
    "funders": lambda localiser: localiser.gettext("Funder"),
}
_HEADINGS: Mapping[str, Callable[[Localiser], str]] = {
    "regions": lambda localiser: localiser.gettext("Regions"),
    "statuses": lambda localiser: localiser.gettext("Statuses"),
    "scopes": lambda localiser: localiser.gettext("Scopes"),
    "support_areas": lambda localiser: localiser.gettext("Support areas"),
    "activity_types": lambda localiser: localiser.gettext("Activities"),
    "target_groups": lambda localiser: localiser.gettext("Target groups"),
    "funders": lambda localiser: localiser.gettext("Funders"),
}
_FACETS = {facet.vocabulary: facet for facet in FACETS}


def facet_label(localiser: Localiser, facet: Facet) -> str:
    """Return the name of a fact as it stands beside one value."""
    return _LABELS[facet.vocabulary](localiser)


def vocabulary_label(localiser: Localiser, facet: Facet) -> str:
    """Return the name of a vocabulary as the heading of its overview."""
    return _HEADINGS[facet.vocabulary](localiser)


def fact_rows(view_context: ViewContext, edition: Edition, facts: Facts) -> tuple[FactRow, ...]:
    """Return the rows of the table of facts; a fact that the project does not have has no row."""
    return tuple(_rows(view_context, edition, facts))


def term_link(view_context: ViewContext, edition: Edition, facet: Facet, identifier: str) -> Link:
    """Return the link to a term's page, with the number of its projects."""
    language = edition.language.code
    key = (language, facet.vocabulary, identifier)
    known = view_context.cache.terms.get(key)
    if known is None:
        known = view_context.cache.terms[key] = Link(
            text=view_context.localisers[language].term(
                view_context.site.vocabularies[facet.vocabulary].terms[identifier]
            ),
            url=view_context.link_to(
                Target(kind=kinds.TERM, language=language, vocabulary=facet.vocabulary, id=identifier)
            ),
            count=len(edition.terms[facet.vocabulary].get(identifier, ())),
        )
    return known


def results(localiser: Localiser, facts: Facts) -> tuple[ResultView, ...]:
    """Return the results in numbers."""
    return tuple(
        ResultView(value=localiser.number(result.value), label=localiser.text(result.label)) for result in facts.results
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
        for partner in facts.partners
    )


def _rows(view_context: ViewContext, edition: Edition, facts: Facts) -> Iterator[FactRow]:
    localiser = view_context.localisers[edition.language.code]
    yield from _term_rows(view_context, edition, facts, "regions")
    if facts.town is not None:
        yield _row("town", localiser.gettext("Town"), localiser.text(facts.town))
    if facts.period is not None:
        yield _row("period", localiser.gettext("Period"), localiser.period(facts.period))
    yield from _term_rows(view_context, edition, facts, "statuses")
    if facts.cost is not None:
        yield _row("cost", localiser.gettext("Project cost"), localiser.money(facts.cost))
    if facts.grant is not None:
        yield _row("grant", localiser.gettext("Grant"), localiser.money(facts.grant))
    for name in ("scopes", "support_areas", "activity_types", "target_groups", "funders"):
        yield from _term_rows(view_context, edition, facts, name)
    if facts.number is not None:
        yield _row("number", localiser.gettext("Project number"), Text(facts.number, "", "ltr"))


def _row(key: str, label: str, value: Text) -> FactRow:
    return FactRow(key=key, label=label, values=(FactValue(text=value),))


def _term_rows(view_context: ViewContext, edition: Edition, facts: Facts, vocabulary: str) -> tuple[FactRow, ...]:
    """Return the row of a vocabulary, if the project has terms of it; many projects have the same one."""
    terms = facts.terms.get(vocabulary, ())
    if not terms:
        return ()
    key = (edition.language.code, vocabulary, terms)
    known = view_context.cache.rows.get(key)
    if known is None:
        facet = _FACETS[vocabulary]
        links = [term_link(view_context, edition, facet, identifier) for identifier in terms]
        known = view_context.cache.rows[key] = FactRow(
            key=facet.key,
            label=facet_label(view_context.localisers[edition.language.code], facet),
            values=tuple(FactValue(text=link.text, url=link.url) for link in links),
        )
    return (known,)


def _places(localiser: Localiser, partner: Partner) -> Iterator[Text]:
    if partner.town is not None:
        yield localiser.text(partner.town)
    if partner.country is not None:
        yield localiser.country(partner.country)
