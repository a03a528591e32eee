"""The times in moving pictures (AVIF): when each was made is nobody's business, and makes no two builds the same."""

from __future__ import annotations

from collections.abc import Iterator

_CONTAINERS = frozenset((b"moov", b"trak", b"mdia"))
_WITH_TIMES = frozenset((b"mvhd", b"tkhd", b"mdhd"))
"""The boxes (ISO base media file format) with others in them, and those that begin with two times."""

_HEAD, _VERSION_AND_FLAGS = 8, 4


def without_times(data: bytes) -> bytes:
    """Return ``data``, a file in boxes, with zeros in the place of the times at which it and its tracks were made."""
    emptied = bytearray(data)
    for begin, length in _times(data, 0, len(data)):
        emptied[begin : begin + length] = bytes(length)
    return bytes(emptied)


def _times(data: bytes, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where times are between ``begin`` and ``end``, and how many bytes the two of a box have."""
    while begin + _HEAD <= end:
        size, kind = int.from_bytes(data[begin : begin + 4], "big"), data[begin + 4 : begin + _HEAD]
        if size < _HEAD:  # the last one, which has the pictures, or one of more than 4 GB
            return
        inside = begin + _HEAD
        if kind in _CONTAINERS:
            yield from _times(data, inside, begin + size)
        elif kind in _WITH_TIMES:
            yield inside + _VERSION_AND_FLAGS, 16 if data[inside] == 1 else 8
        begin += size
