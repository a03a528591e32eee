"""The table of facts, results in numbers, partners: what every language of a project shares."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.model import FACETS, Facet, Facts, Partner
from vitrina.views import addresses
from vitrina.views.editions import Edition
from vitrina.views.localiser import Localiser
from vitrina.views.showcase import Showcase
from vitrina.views.values import FactRow, FactValue, Link, PartnerView, ResultView, Text


def facet_label(localiser: Localiser, facet: Facet) -> str:
    """Return the name of a fact as it stands beside one value."""
    return {
        "regions": localiser.gettext("Region"),
        "statuses": localiser.gettext("Status"),
        "scopes": localiser.gettext("Scope"),
        "support_areas": localiser.gettext("Support area"),
        "activity_types": localiser.gettext("Activities"),
        "target_groups": localiser.gettext("Target groups"),
        "funders": localiser.gettext("Funder"),
    }[facet.vocabulary]


def vocabulary_label(localiser: Localiser, facet: Facet) -> str:
    """Return the name of a vocabulary as the heading of its overview."""
    return {
        "regions": localiser.gettext("Regions"),
        "statuses": localiser.gettext("Statuses"),
        "scopes": localiser.gettext("Scopes"),
        "support_areas": localiser.gettext("Support areas"),
        "activity_types": localiser.gettext("Activities"),
        "target_groups": localiser.gettext("Target groups"),
        "funders": localiser.gettext("Funders"),
    }[facet.vocabulary]


def fact_rows(showcase: Showcase, edition: Edition, facts: Facts) -> tuple[FactRow, ...]:
    """Return the rows of the table of facts; a fact that the project does not have has no row."""
    return tuple(_rows(showcase, edition, facts))


def term_link(showcase: Showcase, edition: Edition, facet: Facet, identifier: str) -> Link:
    """Return the link to a term's page, with the number of its projects."""
    localiser = showcase.localisers[edition.language.code]
    return Link(
        text=localiser.term(showcase.site.vocabularies[facet.vocabulary].terms[identifier]),
        url=showcase.link(addresses.term(facet, identifier, edition.language.code)),
        count=len(edition.terms[facet.vocabulary].get(identifier, ())),
    )


def results(localiser: Localiser, facts: Facts) -> tuple[ResultView, ...]:
    """Return the results in numbers."""
    return tuple(
        ResultView(value=localiser.number(result.value), label=localiser.text(result.label)) for result in facts.results
    )


def partners(showcase: Showcase, edition: Edition, facts: Facts) -> tuple[PartnerView, ...]:
    """Return the partners with town and country where they are known, and the way to their pages."""
    language = edition.language.code
    localiser = showcase.localisers[language]
    return tuple(
        PartnerView(
            name=localiser.text(partner.name),
            places=tuple(_places(localiser, partner)),
            url=showcase.link(addresses.partner(showcase.partners.find(partner), language)),
        )
        for partner in facts.partners
    )


def _rows(showcase: Showcase, edition: Edition, facts: Facts) -> Iterator[FactRow]:
    localiser = showcase.localisers[edition.language.code]
    facets = {facet.vocabulary: facet for facet in FACETS}
    terms = {name: _term_rows(showcase, edition, facts, facet) for name, facet in facets.items()}
    yield from terms["regions"]
    if facts.town is not None:
        yield _row("town", localiser.gettext("Town"), localiser.text(facts.town))
    if facts.period is not None:
        yield _row("period", localiser.gettext("Period"), localiser.period(facts.period))
    yield from terms["statuses"]
    if facts.cost is not None:
        yield _row("cost", localiser.gettext("Project cost"), localiser.money(facts.cost))
    if facts.grant is not None:
        yield _row("grant", localiser.gettext("Grant"), localiser.money(facts.grant))
    for name in ("scopes", "support_areas", "activity_types", "target_groups", "funders"):
        yield from terms[name]
    if facts.number is not None:
        yield _row("number", localiser.gettext("Project number"), Text(facts.number, "", "ltr"))


def _row(key: str, label: str, value: Text) -> FactRow:
    return FactRow(key=key, label=label, values=(FactValue(text=value),))


def _term_rows(showcase: Showcase, edition: Edition, facts: Facts, facet: Facet) -> tuple[FactRow, ...]:
    links = [term_link(showcase, edition, facet, identifier) for identifier in facts.terms.get(facet.vocabulary, ())]
    if not links:
        return ()
    label = facet_label(showcase.localisers[edition.language.code], facet)
    return (
        FactRow(key=facet.key, label=label, values=tuple(FactValue(text=link.text, url=link.url) for link in links)),
    )


def _places(localiser: Localiser, partner: Partner) -> Iterator[Text]:
    if partner.town is not None:
        yield localiser.text(partner.town)
    if partner.country is not None:
        yield localiser.country(partner.country)
