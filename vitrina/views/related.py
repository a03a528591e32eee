"""Related projects, with the reason: which facts two projects share, rarer ones first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from operator import attrgetter, neg

from vitrina.model import FACETS, Facet
from vitrina.views.cards import card
from vitrina.views.editions import Edition, Shown, TellingTerm
from vitrina.views.facts import facet_label
from vitrina.views.showcase import Showcase
from vitrina.views.values import Reason, RelatedView

MOST = 3
"""Related projects on a page."""

MOST_CANDIDATES = 100
"""Projects that are compared; by then the rarer terms have decided, and a large site stays quick to build."""

MOST_REASONS = 2
"""Facts named for one related project."""

_TELLING = tuple(
    facet
    for facet in FACETS
    if facet.vocabulary in ("support_areas", "target_groups", "activity_types", "regions", "funders")
)
"""Vocabularies whose terms say something about what a project does; nearly everything shares a status or a scope."""


def related(showcase: Showcase, edition: Edition, shown: Shown) -> tuple[RelatedView, ...]:
    """Return the projects that share most with ``shown``.

    A shared term counts the more, the fewer projects have it; one that every project has says nothing.
    """
    own = list(_terms(showcase, edition, shown))
    scores: dict[str, float] = {}
    candidates = _candidates(own, shown.entry.id)
    for mine in own:
        for other in candidates & mine.named_by:
            scores[other] = scores.get(other, 0) + mine.weight
    best = nsmallest(MOST, zip(map(neg, scores.values()), scores, strict=True))
    return tuple(_view(showcase, edition, own, edition.projects[identifier]) for _, identifier in best)


def _candidates(own: Iterable[TellingTerm], project: str) -> set[str]:
    """Return the ids of projects that have one of the rarest terms."""
    found: set[str] = set()
    for mine in sorted(own, key=attrgetter("order")):
        found.update(mine.first[: MOST_CANDIDATES - len(found)])
        if len(found) >= MOST_CANDIDATES:
            break
    found.discard(project)
    return found


def _terms(showcase: Showcase, edition: Edition, shown: Shown) -> Iterator[TellingTerm]:
    terms, known, language = shown.entry.facts.terms, showcase.made.telling, edition.language.code
    for facet in _TELLING:
        for term in terms.get(facet.vocabulary, ()):
            found = known.get((language, facet.vocabulary, term))
            if found is None:
                found = known[language, facet.vocabulary, term] = _telling(edition, facet, term)
            if not found.count == len(edition.projects) > 2:
                yield found


def _telling(edition: Edition, facet: Facet, term: str) -> TellingTerm:
    having = edition.terms[facet.vocabulary][term]
    weight = 1 / len(having)
    return TellingTerm(
        facet=facet,
        term=term,
        named_by=edition.having[facet.vocabulary, term],
        count=len(having),
        weight=weight,
        first=having[:MOST_CANDIDATES],
        order=(-weight, facet.vocabulary, term),
    )


def _view(showcase: Showcase, edition: Edition, own: Iterable[TellingTerm], other: Shown) -> RelatedView:
    identifier = other.entry.id
    shared: dict[str, list[TellingTerm]] = {}
    for mine in own:
        if identifier in mine.named_by:
            shared.setdefault(mine.facet.vocabulary, []).append(mine)
    strongest = sorted(shared.values(), key=lambda found: min([mine.count for mine in found]))[:MOST_REASONS]
    return RelatedView(
        card=card(showcase, edition, other), reasons=tuple(_reason(showcase, edition, found) for found in strongest)
    )


def _reason(showcase: Showcase, edition: Edition, shared: list[TellingTerm]) -> Reason:
    facet, names = shared[0].facet, tuple([mine.term for mine in shared])
    key = (edition.language.code, facet.vocabulary, names)
    known = showcase.made.reasons.get(key)
    if known is None:
        localiser = showcase.localisers[edition.language.code]
        terms = showcase.site.vocabularies[facet.vocabulary].terms
        labels = tuple(localiser.term(terms[name]) for name in names)
        known = showcase.made.reasons[key] = Reason(label=facet_label(localiser, facet), terms=labels)
    return known
