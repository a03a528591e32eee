"""Sealed values: a mapping that is pickled value by value, so that whoever loads it pays for what is asked for only."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar, cast

from vitrina.pickles import dumps

Value = TypeVar("Value")


class Sealed(Mapping[str, Value], Generic[Value]):
    """Does what the mapping ``values`` does; its pickle has them one by one, each opened when it is asked for.

    After an edit, a handful of a thousand projects are needed; to make values of all of them would take longer than to
    make the page.
    """

    __slots__ = ("_opened", "_sealed")

    def __init__(self, values: Mapping[str, Value], sealed: Mapping[str, bytes] | None = None) -> None:
        self._opened = dict(values)
        self._sealed: Mapping[str, bytes] = sealed if sealed is not None else {}

    def __getitem__(self, key: str) -> Value:
        """Return the value of ``key``; raise ``KeyError`` where there is none."""
        try:
            return self._opened[key]
        except KeyError:
            value = self._opened[key] = cast(Value, pickle.loads(self._sealed[key]))
            return value

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a value of ``key``."""
        return key in self._sealed or key in self._opened

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in their order."""
        return iter(self._sealed or self._opened)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._sealed or self._opened)

    def __reduce__(self) -> tuple[object, ...]:
        """Take the mapping apart for a pickle: every value is a pickle of its own."""
        return type(self), ({}, self._sealed or {key: dumps(value) for key, value in self._opened.items()})
