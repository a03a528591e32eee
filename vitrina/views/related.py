"""Related projects, with the reason: which facts two projects share, rarer ones first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest

from vitrina.model import FACETS, Facet
from vitrina.views.cards import card
from vitrina.views.editions import Edition, Shown
from vitrina.views.facts import facet_label
from vitrina.views.showcase import Showcase
from vitrina.views.values import Reason, RelatedView

MOST = 3
"""Related projects on a page."""

MOST_CANDIDATES = 100
"""Projects that are compared; by then the rarer terms have decided, and a large site stays quick to build."""

MOST_REASONS = 2
"""Facts named for one related project."""

_TELLING = ("support_areas", "target_groups", "activity_types", "regions", "funders")
"""Vocabularies whose terms say something about what a project does; nearly everything shares a status or a scope."""


def related(showcase: Showcase, edition: Edition, shown: Shown) -> tuple[RelatedView, ...]:
    """Return the projects that share most with ``shown``.

    A shared term counts the more, the fewer projects have it; one that every project has says nothing.
    """
    own = tuple(_terms(edition, shown))
    weights = {(facet.vocabulary, term): 1 / len(edition.terms[facet.vocabulary][term]) for facet, term in own}
    scores: dict[str, float] = {}
    candidates = _candidates(edition, shown, weights)
    for key, weight in weights.items():
        for other in candidates & edition.having[key]:
            scores[other] = scores.get(other, 0) + weight
    best = nsmallest(MOST, scores, key=lambda other: (-scores[other], other))
    return tuple(_view(showcase, edition, own, edition.projects[identifier]) for identifier in best)


def _candidates(edition: Edition, shown: Shown, weights: Mapping[tuple[str, str], float]) -> set[str]:
    """Return the ids of projects that have one of the rarest terms."""
    found: set[str] = set()
    for vocabulary, term in sorted(weights, key=lambda key: (-weights[key], key)):
        having = edition.terms[vocabulary][term]
        found |= {other.entry.id for other in having[: MOST_CANDIDATES - len(found)]}
        if len(found) >= MOST_CANDIDATES:
            break
    return found - {shown.entry.id}


def _terms(edition: Edition, shown: Shown) -> Iterator[tuple[Facet, str]]:
    for facet in FACETS:
        if facet.vocabulary in _TELLING:
            for term in shown.entry.facts.terms.get(facet.vocabulary, ()):
                if not len(edition.terms[facet.vocabulary][term]) == len(edition.projects) > 2:
                    yield facet, term


def _view(showcase: Showcase, edition: Edition, own: Iterable[tuple[Facet, str]], other: Shown) -> RelatedView:
    localiser = showcase.localisers[edition.language.code]
    shared: dict[Facet, list[str]] = {}
    for facet, term in own:
        if other.entry.id in edition.having[facet.vocabulary, term]:
            shared.setdefault(facet, []).append(term)
    reasons = []
    for facet, found in shared.items():
        terms = showcase.site.vocabularies[facet.vocabulary].terms
        rarity = min(len(edition.terms[facet.vocabulary][term]) for term in found)
        labels = tuple(localiser.term(terms[term]) for term in found)
        reasons.append((rarity, Reason(label=facet_label(localiser, facet), terms=labels)))
    strongest = sorted(reasons, key=lambda reason: reason[0])[:MOST_REASONS]
    return RelatedView(card=card(showcase, edition, other), reasons=tuple(reason for _, reason in strongest))
