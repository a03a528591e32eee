"""Related projects and posts, with the reason: which facts two projects share, rarer ones first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from operator import attrgetter, neg

from vitrina.contract.facts import PROJECT
from vitrina.model import Facet, Use
from vitrina.views.cards import card
from vitrina.views.editions import Edition, ShownVersion, WeightedTerm
from vitrina.views.labels import fact_label
from vitrina.views.values import RelatedView, SharedTerms
from vitrina.views.view_context import ViewContext

MOST = 3
"""Related projects on a page."""

MOST_CANDIDATES = 100
"""Projects that are compared; by then the rarer terms have decided, and a large site stays quick to build."""

MOST_REASONS = 2
"""Facts named for one related project."""


def related(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> tuple[RelatedView, ...]:
    """Return the projects that share most with ``shown``.

    A shared term counts the more, the fewer projects have it; one that every project has says nothing.
    """
    own = list(_terms(view_context, edition, shown))
    scores: dict[str, float] = {}
    candidates = _candidates(own, shown.entry.id)
    for mine in own:
        for other in candidates & mine.named_by:
            scores[other] = scores.get(other, 0) + mine.weight
    best = nsmallest(MOST, zip(map(neg, scores.values()), scores, strict=True))
    return tuple(_view(view_context, edition, own, edition.projects[identifier]) for _, identifier in best)


def read_more(view_context: ViewContext, edition: Edition, post: ShownVersion) -> tuple[RelatedView, ...]:
    """Return other posts on the project of ``post``, then posts on projects that share most with it."""
    project = edition.projects.get(post.entry.facts[PROJECT] or "")
    if project is None:
        return ()
    localiser = view_context.localisers[edition.language.code]
    title = localiser.written_in(project.version.title, project.version.language)
    same = (SharedTerms(label=fact_label(localiser, PROJECT), terms=(title,)),)
    found = [
        RelatedView(card=card(view_context, edition, edition.posts[identifier]), reasons=reasons)
        for about, reasons in (
            (project.entry.id, same),
            *((other.card.id, other.reasons) for other in related(view_context, edition, project)),
        )
        for identifier in edition.posts_about.get(about, ())
        if identifier != post.entry.id
    ]
    return tuple(found[:MOST])


def _candidates(own: Iterable[WeightedTerm], project: str) -> set[str]:
    """Return the ids of projects that have one of the rarest terms."""
    found: set[str] = set()
    for mine in sorted(own, key=attrgetter("order")):
        found.update(mine.first[: MOST_CANDIDATES - len(found)])
        if len(found) >= MOST_CANDIDATES:
            break
    found.discard(project)
    return found


def _terms(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> Iterator[WeightedTerm]:
    known, language = view_context.cache.weighted_terms, edition.language.code
    for facet in view_context.facets:
        if Use.RELATED not in facet.uses:
            continue
        for term in shown.entry.facts.get(facet, ()):
            found = known.get((language, facet.key, term))
            if found is None:
                found = known[language, facet.key, term] = _weighted_term(edition, facet, term)
            if not found.count == len(edition.projects) > 2:
                yield found


def _weighted_term(edition: Edition, facet: Facet, term: str) -> WeightedTerm:
    having = edition.projects_by_term(facet)[term]
    weight = 1 / len(having)
    return WeightedTerm(
        facet=facet,
        term=term,
        named_by=edition.having[facet.key, term],
        count=len(having),
        weight=weight,
        first=having[:MOST_CANDIDATES],
        order=(-weight, facet.key, term),
    )


def _view(view_context: ViewContext, edition: Edition, own: Iterable[WeightedTerm], other: ShownVersion) -> RelatedView:
    identifier = other.entry.id
    shared: dict[str, list[WeightedTerm]] = {}
    for mine in own:
        if identifier in mine.named_by:
            shared.setdefault(mine.facet.key, []).append(mine)
    strongest = sorted(shared.values(), key=lambda found: min([mine.count for mine in found]))[:MOST_REASONS]
    return RelatedView(
        card=card(view_context, edition, other),
        reasons=tuple(_shared_terms(view_context, edition, found) for found in strongest),
    )


def _shared_terms(view_context: ViewContext, edition: Edition, shared: list[WeightedTerm]) -> SharedTerms:
    facet, names = shared[0].facet, tuple([mine.term for mine in shared])
    key = (edition.language.code, facet.key, names)
    known = view_context.cache.shared_terms.get(key)
    if known is None:
        localiser = view_context.localisers[edition.language.code]
        terms = view_context.site.vocabulary(facet).terms
        labels = tuple(localiser.term(terms[name]) for name in names)
        known = view_context.cache.shared_terms[key] = SharedTerms(label=fact_label(localiser, facet), terms=labels)
    return known
