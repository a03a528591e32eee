"""Maps of regions: a wide one, and closer ones of the regions and crowds whose parts lie too near each other on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vitrina.contract.facts import REGION
from vitrina.figures.outlines import areas, paths
from vitrina.figures.projection import Point, Projection, fit
from vitrina.model import Ring, Vocabulary
from vitrina.views.editions import Edition
from vitrina.views.fact_values import term_link
from vitrina.views.figure_values import MapView
from vitrina.views.map_layouts import NARROW, WIDE, Arrangement, Places, Scale, arrange, layout
from vitrina.views.values import Link
from vitrina.views.view_context import ViewContext

MOST_CLOSER_MAPS = 4

WIDE_BUDGET, CLOSER_BUDGET = 5_500, 1_500
"""Characters of outlines on a map, so that all maps of a page have less than 12 kB of them."""

REGIONS_BUDGET = 3_000
"""Characters of outlines of the site's own regions on a map."""


def region_maps(view_context: ViewContext, edition: Edition) -> tuple[MapView, ...]:
    """Return the maps of the regions that have projects and a point.

    The wide map has the widest regions. A region of which at least two parts have points gets a closer map of its most
    specific parts, and so do regions that share a circle on the wide map. Where the wide map would have only one region
    that has a closer map, it is left out.
    """
    regions, counted = view_context.site.vocabulary(REGION), edition.projects_by_term(REGION)
    order = sorted(counted, key=lambda term: (-len(counted[term]), term))
    tree = _Tree(regions, order)
    first = _Group(None, _ordered(tree.widest(), order))
    if not first.terms:
        return ()
    parts = {term: _ordered(tree.most_specific(term), order) for term in first.terms}
    closer = [_Group(term, inner) for term, inner in parts.items() if len(inner) > 1]
    if len(first.terms) == 1 and closer:
        first, closer = closer[0], []
    drawing = _Drawing(view_context, edition, max(len(counted[term]) for term in first.terms))
    arrangements = [drawing.arrangement(first, scale) for scale in (NARROW, WIDE)]
    closer += [_Group(None, crowd) for crowd in arrangements[-1].crowds if drawing.are_apart(crowd)]
    closer = sorted(closer, key=lambda group: -drawing.count(group))[:MOST_CLOSER_MAPS]
    insides = [(frozenset(group.terms), _name(number)) for number, group in enumerate(closer, start=2)]
    return (
        drawing.map(_name(1), first, WIDE_BUDGET, arrangements, insides),
        *(
            drawing.map(_name(number), group, CLOSER_BUDGET, [drawing.arrangement(group, NARROW)], ())
            for number, group in enumerate(closer, start=2)
        ),
    )


def _ordered(terms: Iterable[str], order: Sequence[str]) -> list[str]:
    found = set(terms)
    return [term for term in order if term in found]


def _sides(ring: Ring) -> tuple[Point, Point]:
    """Return the westernmost and the easternmost corner of a ring."""
    return min(ring, key=lambda corner: corner[1]), max(ring, key=lambda corner: corner[1])


def _name(number: int) -> str:
    return f"vt-map-{number}"


_HALF_ROUND = 180


class _Group(NamedTuple):
    """The regions of a map, those with most projects first, and the region that they are parts of."""

    whole: str | None
    terms: Sequence[str]


class _Tree:
    """The regions of ``order`` that lie within each other."""

    def __init__(self, regions: Vocabulary, order: Iterable[str]) -> None:
        self._regions = regions
        self._below: dict[str | None, list[str]] = {}
        for term in order:
            line = regions.lineage(term)
            self._below.setdefault(line[1] if len(line) > 1 else None, []).append(term)

    def widest(self, parent: str | None = None) -> Iterator[str]:
        """Yield the regions with a point that lie in no other region with a point."""
        for term in self._below.get(parent, ()):
            if self._regions.terms[term].point is not None:
                yield term
            else:
                yield from self.widest(term)

    def most_specific(self, parent: str) -> Iterator[str]:
        """Yield the regions with a point below ``parent`` that hold no other region with a point."""
        for term in self._below.get(parent, ()):
            inner = list(self.most_specific(term))
            if not inner and self._regions.terms[term].point is not None:
                inner = [term]
            yield from inner


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The maps of an edition; ``most`` is the largest number of projects of a region."""

    view_context: ViewContext
    edition: Edition
    most: int

    def arrangement(self, group: _Group, scale: Scale) -> Arrangement:
        """Return the circles of ``group`` at ``scale``."""
        points = self._points(group.terms)
        return arrange(self._places(group), self._projection(group), points, scale)

    def are_apart(self, terms: Sequence[str]) -> bool:
        """Tell whether a closer map shows these regions at more than one point."""
        return len(set(self._points(terms))) > 1

    def count(self, group: _Group) -> int:
        """Return how many projects are in the regions of ``group``."""
        places = self._places(group)
        return places.count(tuple(range(len(places.terms))))

    def map(
        self,
        name: str,
        group: _Group,
        budget: int,
        arrangements: Sequence[Arrangement],
        closer: Sequence[tuple[frozenset[str], str]],
    ) -> MapView:
        """Return the map of ``group``, whose outlines have at most ``budget`` characters."""
        projection = self._projection(group)
        outlines = paths(projection, budget)
        places = self._places(group)
        title = None
        if group.whole is not None:
            title = term_link(self.view_context, self.edition, REGION, group.whole)
        elif name != _name(1):
            title = Link(text=places.label(tuple(range(len(places.terms)))), url=None)
        return MapView(
            id=name,
            title=title,
            width=projection.width,
            height=projection.height,
            land=outlines.land,
            borders=outlines.borders,
            regions=areas(projection, self._rings(group.terms), REGIONS_BUDGET),
            layouts=tuple(
                layout(arrangement, f"{name}-{'ab'[number]}", closer) for number, arrangement in enumerate(arrangements)
            ),
        )

    def _projection(self, group: _Group) -> Projection:
        """Return the map with all points of ``group``, and with its outlines, unless they reach around the world."""
        corners = [corner for ring in self._rings(group.terms) for corner in (min(ring), max(ring), *_sides(ring))]
        is_near = corners and max(x for _, x in corners) - min(x for _, x in corners) <= _HALF_ROUND
        return fit([*self._points(group.terms), *(corners if is_near else ())])

    def _rings(self, terms: Iterable[str]) -> list[Ring]:
        known = self.view_context.site.vocabulary(REGION).terms
        return [ring for term in terms for ring in known[term].outline]

    def _points(self, terms: Iterable[str]) -> list[Point]:
        known = self.view_context.site.vocabulary(REGION).terms
        return [point for term in terms if (point := known[term].point) is not None]

    def _places(self, group: _Group) -> Places:
        return Places(view_context=self.view_context, edition=self.edition, terms=tuple(group.terms), most=self.most)
