"""One conversion: what the processors of a converter work with, and what they find."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from vitrina.prose.marks import Places, offset_in
from vitrina.prose.values import Flaw, Labels, LinkResolver, Player, Position, ShownPicture, WrittenLink


def as_written(link: str, _: bool) -> str:
    """Resolve ``link`` to itself."""
    return link


NO_LABELS = Labels(back="{number}", table="")


@dataclass(frozen=True, slots=True)
class Defined:
    """The address or the abbreviation that a line defines: its label, the line in the body, and the text of it."""

    label: str
    line: int
    text: str
    is_abbreviation: bool = False


class Conversion:
    """What the processors of one converter share: begun anew for each body, and filled while that is converted.

    ``text`` is what the offsets of its marks count, where the conversion is one with marks.
    """

    body: str
    text: str
    resolve: LinkResolver
    labels: Labels
    words_of_dates: re.Pattern[str] | None
    flaws: list[Flaw]
    links: list[WrittenLink]
    headings: list[Position]
    lines_of_notes: dict[str, int]
    definitions: list[Defined]
    used: set[str]
    pictures: list[tuple[Element, ShownPicture]]
    players: list[tuple[Element, Player]]
    _places: Places | None

    def __init__(self) -> None:
        self.begin("", as_written, NO_LABELS)

    def begin(self, body: str, resolve: LinkResolver, labels: Labels) -> None:
        """Begin with another body."""
        self.body, self.text, self._places = body, "", None
        self.resolve, self.labels = resolve, labels
        self.words_of_dates = re.compile(labels.dates) if labels.dates else None
        self.flaws, self.links, self.headings, self.lines_of_notes = [], [], [], {}
        self.pictures, self.players = [], []
        self.definitions, self.used = [], set()

    def position(self, marked: str, *, shift: int = 0) -> Position:
        """Return the position that the first mark in ``marked`` tells, moved by ``shift``; the body's without one."""
        offset = offset_in(marked)
        return Position() if offset is None else self._place(offset + shift)

    def position_in_list(self, mark: str, attributes: Sequence[str]) -> Position:
        """Return the position of the first of ``attributes`` in the list of attributes with this ``mark``."""
        begins = offset_in(mark)
        if begins is None:
            return Position()
        spelled = re.compile(rf"(?<![^\s{{:])(?:{'|'.join(map(re.escape, attributes))})(?=[\s=}}])")
        found = spelled.search(self.text, begins, f"{self.text}\n".find("\n", begins))
        return self._place(found.start() if found else begins)

    def _place(self, offset: int) -> Position:
        if self._places is None:
            self._places = Places(self.text, self.body)
        return self._places.position(offset)
