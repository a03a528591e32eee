"""The digest of a value: equal values have equal digests, in any process and on any machine."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter


class _Reducers(dict[type, Callable[[object], tuple[type, tuple[object, ...]]]]):
    """How a value of our own is taken apart: its class and its fields, in their order."""

    def __missing__(self, owner: type) -> Callable[[object], tuple[type, tuple[object, ...]]]:
        if not is_dataclass(owner):
            raise KeyError(owner)
        names = [field.name for field in fields(owner)]
        get: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

        def reduce(value: object) -> tuple[type, tuple[object, ...]]:
            found = get(value)
            return owner, found if len(names) > 1 and isinstance(found, tuple) else (found,)

        self[owner] = reduce
        return reduce


_REDUCERS = _Reducers()


def fingerprint(value: object) -> str:
    """Return the digest of ``value``, made of dataclasses, texts, numbers, tuples, lists and dictionaries.

    It is taken of a pickle that never refers back, so that it does not matter which equal parts are the same object.
    """
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, 5)
    pickler.fast = True
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return hashlib.blake2b(buffer.getbuffer(), digest_size=20).hexdigest()
