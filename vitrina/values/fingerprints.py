"""Digests of values: equal values have equal digests, in any process and on any machine."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass
from operator import attrgetter

Reducer = Callable[[object], tuple[type, tuple[object, ...]]]


class Fingerprints:
    """Computes digests of values made of dataclasses, strings, numbers, tuples, lists and dictionaries.

    The input is a pickle without memo references, so that object identity has no effect on the digest. A value of one
    of the classes ``shared``, which occur in many other values, is replaced by its digest, computed once.
    """

    def __init__(self, shared: Collection[type] = ()) -> None:
        self._reducers = _Reducers(self.of, frozenset(shared))

    def of(self, value: object) -> str:
        """Return the digest of ``value``."""
        buffer = io.BytesIO()
        pickler = pickle.Pickler(buffer, 5)
        pickler.fast = True
        pickler.dispatch_table = self._reducers
        pickler.dump(value)
        return hashlib.blake2b(buffer.getbuffer(), digest_size=20).hexdigest()


def fingerprint(value: object) -> str:
    """Return the digest of one value."""
    return Fingerprints().of(value)


def digest_of(data: bytes) -> str:
    """Return the digest by which the engine knows what it read."""
    return hashlib.blake2b(data, digest_size=20).hexdigest()


class _Reducers(dict[type, Reducer]):
    """Reduces a dataclass to its class and its fields, in declaration order (see ``copyreg``)."""

    def __init__(self, digest: Callable[[object], str], shared: frozenset[type]) -> None:
        super().__init__()
        self._known: dict[int, tuple[object, str]] = {}
        self._digest = digest
        self._shared = shared

    def __missing__(self, owner: type) -> Reducer:
        if not is_dataclass(owner):
            raise KeyError(owner)
        names = [field.name for field in fields(owner)]
        get: Callable[[object], tuple[object, ...]]
        get = attrgetter(*names) if len(names) > 1 else lambda value: tuple(getattr(value, name) for name in names)

        def reduce(value: object) -> tuple[type, tuple[object, ...]]:
            return owner, get(value)

        def reduce_shared(value: object) -> tuple[type, tuple[object, ...]]:
            known = self._known.get(id(value))
            if known is None:  # the reference keeps the value alive, so that its id is not used again
                known = self._known[id(value)] = value, self._digest(get(value))
            return owner, (known[1],)

        self[owner] = reduce_shared if owner in self._shared else reduce
        return self[owner]
