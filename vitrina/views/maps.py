"""Maps of regions: a wide one, and closer ones of the regions whose parts lie too near each other on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from vitrina.contract.facts import REGION
from vitrina.figures.outlines import paths
from vitrina.figures.projection import fit, radius
from vitrina.figures.scales import percent, share
from vitrina.model import Vocabulary
from vitrina.views.editions import Edition
from vitrina.views.fact_values import term_link
from vitrina.views.figure_values import MapPlace, MapView
from vitrina.views.values import Text
from vitrina.views.view_context import ViewContext

MOST_CLOSER_MAPS = 4

WIDE_BUDGET, CLOSER_BUDGET = 7_000, 1_900
"""Characters of outlines on a map, so that all maps of a page have less than 15 kB of them."""

LARGEST_CIRCLE = 20.0
"""CSS pixels: the radius of the circle of the region with most projects."""

_ROOM_FOR_A_KEY = 10.0  # CSS pixels: in circles of a smaller radius, the number would hide the circle
_BASELINE = "0.35em"  # from the middle of figures to their baseline


def region_maps(
    view_context: ViewContext, edition: Edition, order: Sequence[str]
) -> tuple[tuple[MapView, ...], dict[str, Text]]:
    """Return the maps of the regions in ``order`` that have a point, and the number of each region on them.

    The wide map has the widest regions. A region of which at least two parts have points gets a closer map of its most
    specific parts. Where the wide map would have that one region only, it is left out.
    """
    regions = view_context.site.vocabulary(REGION)
    tree = _Tree(regions, order)
    wide = list(tree.widest())
    closer = [(region, parts) for region in wide if len(parts := list(tree.most_specific(region))) > 1]
    counts = {term: len(edition.projects_by_term(REGION)[term]) for term in order}
    closer = sorted(closer, key=lambda pair: -counts[pair[0]])[:MOST_CLOSER_MAPS]
    groups: list[tuple[str | None, list[str]]] = [(None, wide)] if wide else []
    if len(wide) == 1 and closer:
        groups = []
    groups += closer
    drawn = {term for _, places in groups for term in places}
    localiser = view_context.localisers[edition.language.code]
    keys = {term: localiser.number(number) for number, term in enumerate((t for t in order if t in drawn), start=1)}
    largest = max((counts[term] for term in drawn), default=0)
    return tuple(_map(view_context, edition, title, places, keys, largest) for title, places in groups), keys


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


def _map(
    view_context: ViewContext,
    edition: Edition,
    title: str | None,
    places: Sequence[str],
    keys: Mapping[str, Text],
    largest: int,
) -> MapView:
    terms = view_context.site.vocabulary(REGION).terms
    points = {term: point for term in places if (point := terms[term].point) is not None}
    projection = fit(list(points.values()))
    outlines = paths(projection, WIDE_BUDGET if title is None else CLOSER_BUDGET)
    counts = {term: len(edition.projects_by_term(REGION)[term]) for term in points}
    drawn = []
    for term in sorted(points, key=lambda term: -counts[term]):  # small circles lie on large ones
        x, y = projection.xy(*points[term])
        size = radius(counts[term], largest, LARGEST_CIRCLE)
        drawn.append(
            MapPlace(
                label=view_context.localisers[edition.language.code].term(terms[term]),
                url=term_link(view_context, edition, REGION, term).url,
                count=counts[term],
                key=keys[term],
                x=percent(share(round(x), projection.width)),
                y=percent(share(round(y), projection.height)),
                radius=f"{size:.1f}",
                key_shift=_BASELINE if size >= _ROOM_FOR_A_KEY else f"-{size + 4:.1f}",
                is_key_inside=size >= _ROOM_FOR_A_KEY,
            )
        )
    return MapView(
        title=None if title is None else term_link(view_context, edition, REGION, title),
        width=projection.width,
        height=projection.height,
        land=outlines.land,
        borders=outlines.borders,
        places=tuple(drawn),
    )
