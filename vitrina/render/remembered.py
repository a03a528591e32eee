"""The plan of a site as the state remembers it: opened only as far as it is needed."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Mapping, Sequence
from typing import overload

from vitrina.outputs.kinds import Planned


class RememberedPlan(Sequence[Planned]):
    """The plan of a site: pickled planned ``files`` by path, each opened when it is asked for."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._paths = tuple(files)
        self._pickles = tuple(files.values())

    def __len__(self) -> int:
        """Return how many files the site has."""
        return len(self._paths)

    @overload
    def __getitem__(self, number: int) -> Planned: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Planned]: ...

    def __getitem__(self, number: int | slice) -> Planned | Sequence[Planned]:
        """Return the file with this number."""
        if isinstance(number, slice):
            return [_open(value) for value in self._pickles[number]]
        return _open(self._pickles[number])

    def numbers_of(self, paths: Collection[str]) -> list[int]:
        """Return the numbers of the files at ``paths``."""
        return [number for number, path in enumerate(self._paths) if path in paths]


def _open(value: bytes) -> Planned:
    planned = pickle.loads(value)
    assert isinstance(planned, Planned)
    return planned
