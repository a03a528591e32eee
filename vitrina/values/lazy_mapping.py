"""Mappings whose values are made when they are asked for: after an edit, most never are."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Generic, TypeVar, cast

from vitrina.values.pickling import dumps

Value = TypeVar("Value")


class LazyMapping(Mapping[str, Value], Generic[Value]):
    """A mapping of ``keys``, in their order, to what ``make`` makes of each: once, when it is first asked for."""

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
        """Return how many values there are."""
        return len(self._keys)


class Sealed(LazyMapping[Value]):
    """Does what the mapping ``values`` does, and is pickled value by value: each is opened when it is asked for.

    Of a thousand projects that a build remembers, an edit needs a handful; to make values of all of them would take
    longer than to make the page.
    """

    __slots__ = ("_sealed",)

    def __init__(self, values: Mapping[str, Value], sealed: Mapping[str, bytes] | None = None) -> None:
        self._sealed = sealed
        super().__init__(values if sealed is None else sealed, self._open)
        self._made.update(values)

    def _open(self, key: str) -> Value:
        return cast(Value, pickle.loads((self._sealed or {})[key]))

    def __reduce__(self) -> tuple[object, ...]:
        """Take the mapping apart for a pickle: every value is a pickle of its own."""
        sealed = self._sealed if self._sealed is not None else {key: dumps(value) for key, value in self.items()}
        return Sealed, ({}, sealed)
