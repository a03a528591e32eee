"""A plan as a build remembers it: rows of plain values, of which a file is made when it is asked for.

After an edit, a handful of ten thousand files are needed; to make values of all of them would take longer than to make
those.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import overload

from vitrina.render.plan import Planned
from vitrina.views.targets import PageKind, Target

_FILE = attrgetter("path", "origin", "file", "export", "language", "id", "number")
_TARGET = attrgetter("kind.value", "language", "id", "vocabulary", "number")

Row = tuple[tuple[object, ...], tuple[object, ...] | None]


@dataclass(frozen=True, slots=True)
class KeptPlan(Sequence[Planned]):
    """A plan of the site in ``source``, which may have moved since."""

    rows: tuple[Row, ...]
    source: Path

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
            return KeptPlan(self.rows[number], self.source)
        file, target = self.rows[number]
        return _planned(file, target).below(self.source)

    def numbers_of(self, paths: Collection[str]) -> list[int]:
        """Return the numbers of the files at ``paths``."""
        return [number for number, (file, _) in enumerate(self.rows) if file[0] in paths]


def kept(plan: Iterable[Planned], source: Path) -> KeptPlan:
    """Return ``plan`` as it is remembered."""
    return KeptPlan(tuple((_FILE(one), _TARGET(one.target) if one.target else None) for one in plan), source)


def _planned(file: Sequence[object], target: Sequence[object] | None) -> Planned:
    path, origin, copied, export, language, identifier, number = file
    return Planned(
        path=str(path),
        origin=str(origin),
        target=None if target is None else _target(*target),
        file=copied if isinstance(copied, Path) else None,
        export=None if export is None else str(export),
        language=str(language),
        id=str(identifier),
        number=int(str(number)),
    )


def _target(kind: object, language: object, identifier: object, vocabulary: object, number: object) -> Target:
    return Target(
        kind=PageKind(str(kind)),
        language=str(language),
        id=str(identifier),
        vocabulary=str(vocabulary),
        number=int(str(number)),
    )
