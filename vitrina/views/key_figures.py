"""The numbers at the top of the overview, each with the way to what it counts."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.contract.facts import REGION
from vitrina.model import Facet
from vitrina.views import kinds
from vitrina.views.editions import Edition
from vitrina.views.figure_values import MoneyView
from vitrina.views.overview_values import KeyFigure
from vitrina.views.view_context import ViewContext


def key_figures(view_context: ViewContext, edition: Edition, money: MoneyView) -> Iterator[KeyFigure]:
    """Yield how many projects, regions and partners there are, and the money of the most used currency."""
    language, localiser = edition.language.code, view_context.localisers[edition.language.code]

    def counted(identifier: str, count: int, url: str | None) -> KeyFigure:
        return KeyFigure(id=identifier, number=localiser.number(count), count=count, url=url)

    yield counted("projects", len(edition.projects), view_context.page_link(kinds.PROJECTS, language))
    regions = {region for shown in edition.projects.values() for region in shown.entry.facts.get(REGION, ())}
    if regions and isinstance(view_context.site.config.declared(REGION), Facet):
        yield counted("regions", len(regions), None)
    if edition.partners:
        yield counted("partners", len(edition.partners), view_context.page_link(kinds.PARTNERS, language))
    for currency in money.currencies[:1]:
        for identifier, sum_ in (("cost", currency.cost), ("grant", currency.grant)):
            if sum_ is not None:
                yield KeyFigure(id=identifier, number=sum_.total, count=1, url=None, known=sum_.known)
                break
