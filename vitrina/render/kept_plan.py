"""A plan as a build remembers it: rows of plain values, of which a file is made when it is asked for.

After an edit, a handful of ten thousand files are needed; to make values of all of them would take longer than to make
those.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from vitrina.outputs.kinds import Planned
from vitrina.views.targets import Target

Row = tuple[str, str, bool, str, str, str, str, int]


@dataclass(frozen=True, slots=True)
class KeptPlan(Sequence[Planned]):
    """A plan of a site."""

    rows: tuple[Row, ...]

    def __len__(self) -> int:
        """Return how many files the site has."""
        return len(self.rows)

    @overload
    def __getitem__(self, number: int) -> Planned: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Planned]: ...

    def __getitem__(self, number: int | slice) -> Planned | Sequence[Planned]:
        """Return the file with this number."""
        if isinstance(number, slice):
            return KeptPlan(self.rows[number])
        path, origin, is_page, kind, language, identifier, vocabulary, page = self.rows[number]
        target = Target(kind=kind, language=language, id=identifier, vocabulary=vocabulary, number=page)
        return Planned(path=path, origin=origin, target=target, is_page=is_page)

    def numbers_of(self, paths: Collection[str]) -> list[int]:
        """Return the numbers of the files at ``paths``."""
        return [number for number, row in enumerate(self.rows) if row[0] in paths]


def kept(plan: Iterable[Planned]) -> KeptPlan:
    """Return ``plan`` as it is remembered."""
    return KeptPlan(tuple(map(_row, plan)))


def _row(planned: Planned) -> Row:
    target = planned.target
    return (
        planned.path,
        planned.origin,
        planned.is_page,
        target.kind,
        target.language,
        target.id,
        target.vocabulary,
        target.number,
    )
