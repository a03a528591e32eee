"""Mappings that compute or unpickle a value on first access: an incremental build needs few of them."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Generic, TypeVar, cast

from vitrina.values.pickling import dumps

Value = TypeVar("Value")


class LazyMapping(Mapping[str, Value], Generic[Value]):
    """A mapping of ``keys``, in their order, to ``make(key)``, computed once on first access."""

    __slots__ = ("_keys", "_made", "_make")

    def __init__(self, keys: Collection[str], make: Callable[[str], Value]) -> None:
        self._keys, self._make = keys, make
        self._made: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        """Return the value of ``key``; raise ``KeyError`` where there is none."""
        try:
            return self._made[key]
        except KeyError:
            if key not in self._keys:
                raise
        value = self._made[key] = self._make(key)
        return value

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a value of ``key``."""
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in their order."""
        return iter(self._keys)

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self._keys)


class PickledMapping(LazyMapping[Value]):
    """A mapping that is pickled value by value, and unpickles a value on first access.

    An edit needs a handful of a thousand projects; unpickling all of them takes longer than rendering the page.
    """

    __slots__ = ("_pickles",)

    def __init__(self, values: Mapping[str, Value], pickles: Mapping[str, bytes] | None = None) -> None:
        self._pickles = pickles
        super().__init__(values if pickles is None else pickles, self._load)
        self._made.update(values)

    def _load(self, key: str) -> Value:
        return cast(Value, pickle.loads((self._pickles or {})[key]))

    def __reduce__(self) -> tuple[object, ...]:
        """Return what ``pickle`` needs to restore the mapping: one pickle for each value."""
        pickles = self._pickles if self._pickles is not None else {key: dumps(value) for key, value in self.items()}
        return PickledMapping, ({}, pickles)
