"""The circles of a map and their names, laid out for maps of different widths."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vitrina.contract.facts import REGION
from vitrina.figures import lettering
from vitrina.figures.placement import Group, Placed, Size, place
from vitrina.figures.projection import Projection
from vitrina.views.editions import Edition
from vitrina.views.fact_values import term_link
from vitrina.views.figure_values import MapCrowd, MapLayout, MapPlace, NameLine
from vitrina.views.values import Link, Text
from vitrina.views.view_context import ViewContext

MOST_OF_A_CROWD: Final = 8
"""The places of one circle that a list below the map names."""

_ANCHORS: Final = {"left": "start", "middle": "middle", "right": "end"}
_OTHER_WAY: Final = {"start": "end", "middle": "middle", "end": "start"}
_BASELINE: Final = 0.95  # from the top of a line, in units of the size of the letters
_MANY: Final = 12  # projects: circles are small where even the largest one has fewer
_MARGIN: Final = 3.0  # around the number in a circle


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A width that maps are laid out for, in units: the size of letters, of circles, and of the longest line."""

    width: int
    letters: int
    smallest: float
    largest: float
    line: float


NARROW: Final = Scale(width=320, letters=13, smallest=14.0, largest=21.0, line=100.0)
WIDE: Final = Scale(width=640, letters=14, smallest=15.5, largest=28.0, line=160.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The regions of a map, those with most projects first.

    ``most`` is the largest number of projects of a circle on any map of the page.
    """

    view_context: ViewContext
    edition: Edition
    terms: tuple[str, ...]
    most: int

    def link(self, number: int) -> Link:
        """Return the link to the page of a place."""
        return term_link(self.view_context, self.edition, REGION, self.terms[number])

    def count(self, members: Group) -> int:
        """Return how many projects are in any of some places."""
        projects = self.edition.projects_by_term(REGION)
        return len({project for number in members for project in projects[self.terms[number]]})

    def number(self, count: int) -> Text:
        """Return a count as visitors read it."""
        return self.view_context.localisers[self.edition.language.code].number(count)

    def suffix(self, members: Group) -> str:
        """Return what stands after the name of the first of several places."""
        return f" +{self.number(len(members) - 1)}" if len(members) > 1 else ""

    def label(self, members: Group) -> Text:
        """Return the name of one place, or of several that share a circle."""
        name = self.link(members[0]).text
        return Text(f"{name}{self.suffix(members)}", name.language, name.direction) if len(members) > 1 else name

    def lines(self, members: Group, scale: Scale) -> tuple[str, ...]:
        """Return the name in lines that are short enough."""
        suffix, most = self.suffix(members), scale.line / scale.letters
        *above, last = lettering.lines(str(self.link(members[0]).text), most)
        return (*above, lettering.shortened(last, most - lettering.width(suffix)) + suffix)

    def size(self, members: Group, scale: Scale) -> Size:
        """Return how large the circle and the name are."""
        count, lines = self.count(members), self.lines(members, scale)
        share = math.sqrt(count / max(self.most, _MANY))
        radius = scale.smallest + (scale.largest - scale.smallest) * min(share, 1.0)
        figures = lettering.width(str(self.number(count))) * scale.letters / 2 + _MARGIN
        return Size(
            max(radius, figures),
            max(map(lettering.width, lines)) * scale.letters,
            len(lines) * lettering.LINE * scale.letters,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """The circles of a map at one scale."""

    places: Places
    scale: Scale
    height: int
    circles: tuple[Placed, ...]

    @property
    def crowds(self) -> tuple[tuple[str, ...], ...]:
        """The regions that share a circle, circle by circle."""
        return tuple(
            tuple(self.places.terms[number] for number in placed.members)
            for placed in self.circles
            if len(placed.members) > 1
        )


def arrange(places: Places, projection: Projection, points: Sequence[tuple[float, float]], scale: Scale) -> Arrangement:
    """Return ``places``, which are at ``points``, on a map at ``scale``."""
    unit = scale.width / projection.width
    height = round(projection.height * unit)
    drawn = [(round(x * unit, 1), round(y * unit, 1)) for x, y in map(projection.place, points)]
    circles = place(drawn, lambda members: places.size(members, scale), scale.width, height)
    return Arrangement(places=places, scale=scale, height=height, circles=circles)


def layout(arrangement: Arrangement, name: str, closer: Sequence[tuple[frozenset[str], str]]) -> MapLayout:
    """Return the layout called ``name`` of a map; ``closer`` are the regions of each closer map, and its id."""
    places: list[MapPlace] = []
    crowds: list[MapCrowd] = []
    shown, scale = arrangement.places, arrangement.scale
    for placed in arrangement.circles:
        url = shown.link(placed.members[0]).url
        if len(placed.members) > 1:
            terms = {shown.terms[number] for number in placed.members}
            target = next((identifier for inside, identifier in closer if terms <= inside), None)
            if target is None:
                target = f"{name}-{len(crowds) + 1}"
                crowds.append(_crowd(shown, placed.members, target))
            url = f"#{target}"
        places.append(_place(shown, placed, scale, url))
    return MapLayout(
        is_wide=scale is WIDE,
        width=scale.width,
        height=arrangement.height,
        letters=scale.letters,
        places=tuple(places),
        crowds=tuple(crowds),
    )


def _crowd(shown: Places, members: Group, identifier: str) -> MapCrowd:
    listed = members[:MOST_OF_A_CROWD]
    return MapCrowd(
        id=identifier,
        label=shown.label(members),
        count=shown.count(members),
        places=tuple(map(shown.link, listed)),
        more=len(members) - len(listed),
    )


def _place(shown: Places, placed: Placed, scale: Scale, url: str | None) -> MapPlace:
    circle, name, label = placed.circle, placed.name, shown.label(placed.members)
    x = {"left": name.left, "middle": (name.left + name.right) / 2, "right": name.right}[placed.edge]
    anchor = _ANCHORS[placed.edge]
    count = shown.count(placed.members)
    return MapPlace(
        label=label,
        url=url,
        count=count,
        number=shown.number(count),
        x=_units(circle.x),
        y=_units(circle.y),
        radius=_units(circle.radius),
        name_x=_units(x),
        anchor=anchor if label.direction == "ltr" else _OTHER_WAY[anchor],
        lines=tuple(
            NameLine(text=line, y=_units(name.top + (at * lettering.LINE + _BASELINE) * scale.letters))
            for at, line in enumerate(shown.lines(placed.members, scale))
        ),
        lang=label.language if label.language not in ("", shown.edition.language.code) else None,
        home_x=_units(placed.home[0]) if placed.home else None,
        home_y=_units(placed.home[1]) if placed.home else None,
        is_crowd=len(placed.members) > 1,
    )


def _units(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
