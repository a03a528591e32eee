"""Parts of a whole: who gives how much of the money that is known, and how projects divide into single values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from vitrina.contract.facts import FUNDER, GRANT
from vitrina.contract.programme_facts import FUNDING
from vitrina.figures.apportionment import apportioned
from vitrina.figures.scales import Stretch, mirrored, percent, share
from vitrina.model import Facet, Fact, Facts, Use
from vitrina.values.money import Money, totals
from vitrina.views import kinds
from vitrina.views.editions import Edition
from vitrina.views.fact_options import counted_options
from vitrina.views.fact_values import term_link
from vitrina.views.labels import fact_label, vocabulary_label
from vitrina.views.list_links import filtered_by
from vitrina.views.localiser import Localiser
from vitrina.views.overview_values import ShareBar, ShareOf, SharePart, ShareRow, SharesView
from vitrina.views.targets import Target
from vitrina.views.values import Text
from vitrina.views.view_context import ViewContext

MOST_PARTS: Final = 5
"""Parts of a bar that have a fill of their own; the others together are one more."""

MOST_BARS: Final = 3
"""Currencies that have a bar."""

MOST_ROWS: Final = 10

_HUNDRED: Final = 100


def funder_shares(view_context: ViewContext, edition: Edition, codes: Sequence[str]) -> SharesView | None:
    """Return who gives how much, with a bar a currency, in the order of ``codes``; nothing without any amount.

    An amount is that of a contribution; a grant is that of the only funder. It counts for the funder's parents, too.
    """
    facet = view_context.site.config.declared(FUNDER)
    if not isinstance(facet, Facet) or not {Use.CHART, Use.FACET} <= set(facet.uses):
        return None
    vocabulary = view_context.site.vocabulary(facet)
    given: dict[str, dict[str, list[Money]]] = {}
    unnamed = 0
    for shown in edition.projects.values():
        for funder, money in _contributions(shown.entry.facts):
            if money is None:
                unnamed += 1
                continue
            for term in vocabulary.lineage(funder):
                given.setdefault(money.currency, {}).setdefault(term, []).append(money)
    amounts = {
        code: {term: totals(own)[code] for term, own in given[code].items()}
        for code in codes
        if code in given and any(money.amount for own in given[code].values() for money in own)
    }
    shown_amounts = dict(list(amounts.items())[:MOST_BARS])
    return replace(_Funders(view_context, edition, facet, shown_amounts).view(), unnamed=unnamed) if amounts else None


def value_shares(view_context: ViewContext, edition: Edition, fact: Fact[Any]) -> SharesView | None:
    """Return how projects divide into the values of a ``fact`` of which each has one; nothing for a single value."""
    projects = edition.projects.values()
    localiser = view_context.localisers[edition.language.code]
    counted = counted_options(view_context, edition, fact, projects)
    known = sum(counted.values())
    if len(counted) < 2:
        return None
    options = sorted(counted, key=lambda option: -counted[option])
    percents = apportioned(_HUNDRED, [counted[option] for option in options])
    bar = ShareBar(
        currency="", total=localiser.number(known), parts=_parts(localiser, [counted[option] for option in options])
    )
    return SharesView(
        id=f"fact_{fact.key}",
        label=fact_label(localiser, fact),
        bars=(bar,),
        rows=tuple(
            ShareRow(
                label=option.text,
                url=filtered_by(view_context, edition.language.code, fact, option.id),
                count=localiser.number(counted[option]),
                shares=(ShareOf(amount=None, share=_percent(localiser, percents[number])),),
                pattern=_pattern(number),
            )
            for number, option in enumerate(options[:MOST_ROWS])
        ),
        left_out=len(projects) - known,
        more=max(len(options) - MOST_ROWS, 0),
    )


@dataclass(frozen=True, slots=True)
class _Funders:
    """The funders with money: ``amounts`` by currency and term, those of terms below it included."""

    view_context: ViewContext
    edition: Edition
    facet: Facet
    amounts: Mapping[str, Mapping[str, Decimal]]

    def view(self) -> SharesView:
        """Return the figure. Funders have the same order and the same fills in all currencies: those of the first."""
        localiser, language = self.view_context.localisers[self.edition.language.code], self.edition.language.code
        order = list(self._nested())
        widest = [term for term in order if not self._depth(term)]
        bars, percents = [], {}
        for code, own in self.amounts.items():
            values = [own.get(term, Decimal(0)) for term in widest]
            total = sum(values, Decimal(0))
            bars.append(ShareBar(currency=code, total=localiser.amount(total, code), parts=_parts(localiser, values)))
            inside = {term: int(share(amount, total)) for term, amount in own.items()}
            percents[code] = inside | dict(zip(widest, apportioned(_HUNDRED, values), strict=True))
        patterns = {term: _pattern(number) for number, term in enumerate(widest)}
        shown = order[:MOST_ROWS]
        return SharesView(
            id="funders",
            label=vocabulary_label(localiser, self.facet),
            bars=tuple(bars),
            rows=tuple(self._row(localiser, term, percents, patterns) for term in shown),
            left_out=sum(not one.entry.facts.get(self.facet, ()) for one in self.edition.projects.values()),
            more=len(order) - len(shown),
            url=self.view_context.link_to(Target(kind=kinds.VOCABULARY, language=language, facet=self.facet.key)),
            is_nested=any(self._depth(term) for term in shown),
        )

    def _nested(self) -> Iterator[str]:
        """Yield the funders, each below the wider one, those with most money of the first currency first, and so on."""
        counted, vocabulary = self.edition.projects_by_term(self.facet), self.view_context.site.vocabulary(self.facet)
        below: dict[str | None, list[str]] = {}
        for term in counted:
            line = vocabulary.lineage(term)
            below.setdefault(line[1] if len(line) > 1 else None, []).append(term)

        def rank(term: str) -> tuple[Decimal | int, ...]:
            return (*(-own.get(term, Decimal(-1)) for own in self.amounts.values()), -len(counted[term]))

        def branch(parent: str | None) -> Iterator[str]:
            for term in sorted(below.get(parent, ()), key=rank):
                yield term
                yield from branch(term)

        return branch(None)

    def _row(
        self,
        localiser: Localiser,
        term: str,
        percents: Mapping[str, Mapping[str, int]],
        patterns: Mapping[str, int],
    ) -> ShareRow:
        link = term_link(self.view_context, self.edition, self.facet, term)
        return ShareRow(
            label=link.text,
            url=link.url,
            count=localiser.number(link.count or 0),
            shares=tuple(
                ShareOf(amount=localiser.amount(own[term], code), share=_percent(localiser, percents[code][term]))
                if own.get(term)
                else None
                for code, own in self.amounts.items()
            ),
            pattern=patterns.get(term) if any(own.get(term) for own in self.amounts.values()) else None,
            depth=self._depth(term),
        )

    def _depth(self, term: str) -> int:
        return len(self.view_context.site.vocabulary(self.facet).lineage(term)) - 1


def _contributions(facts: Facts) -> Iterator[tuple[str, Money | None]]:
    """Yield who gives how much to a project, as far as that is known."""
    funders, grant = facts.get(FUNDER, ()), facts[GRANT]
    named: dict[str, list[Money | None]] = {funder: [] for funder in funders}
    for record in facts.get(FUNDING, ()):
        amount = record.values.get("amount")
        terms = record.values.get("funder")
        for funder in terms if isinstance(terms, tuple) else ():
            named.setdefault(funder, []).append(amount if isinstance(amount, Money) else None)
    if len(named) == 1 and not any(next(iter(named.values()))):
        yield next(iter(named)), grant
        return
    for funder, amounts in named.items():
        known = [amount for amount in amounts if amount is not None]
        yield from ((funder, amount) for amount in known or (None,))


def _parts(localiser: Localiser, values: Sequence[int | Decimal]) -> tuple[SharePart, ...]:
    """Return the parts of a bar, the largest first; those without a fill of their own are one."""
    shown = [*values[:MOST_PARTS], *([sum(values[MOST_PARTS:])] if len(values) > MOST_PARTS else ())]
    total, start, parts = sum(values), 0.0, []
    for number, value in enumerate(shown):
        end = start + share(value, total)
        stretch = Stretch(start, end)
        lies = mirrored(stretch) if localiser.language.direction == "rtl" else stretch
        if value:
            parts.append(SharePart(x=percent(lies.start), width=percent(lies.length), pattern=_pattern(number)))
        start = end
    return tuple(parts)


def _pattern(number: int) -> int:
    return number + 1 if number < MOST_PARTS else 0


def _percent(localiser: Localiser, share_of_all: int) -> Text:
    if share_of_all:
        return localiser.percent(share_of_all)
    return localiser.gettext("Below {high}", high=localiser.percent(1))
