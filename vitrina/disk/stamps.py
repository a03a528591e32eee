"""File stamps: what the file system says of a file, by which its bytes are known without reading them again.

The truth is the digest of the bytes. But a change, a replacement or a move of a file changes its inode, its size or the
time of its last change of status (POSIX ``st_ctime``), which no program can set. Where all of them are as they were
when the bytes were last read, the bytes are, too; Git's index and Bazel rely on the same. The time of the last
modification alone would prove nothing (``cp -p``, ``touch -d``).

A file that changed a moment ago may change again within the same tick of the file system's clock, and then looks the
same, so the stamp of a file is kept only when the file has been at rest for a while. For a stamp that only has to tell
of changes during one build, it is enough that the tick was over before the file was read. Where a system has no such
time (Windows), no stamp is kept, and every file is read.
"""

from __future__ import annotations

import os
import stat
import struct
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from vitrina.disk.whole_files import read_with_status

Stamp = bytes
"""Device, inode, size in bytes, and the times of the last modification and change of status in nanoseconds, packed."""

UNKNOWN: Stamp = b""
"""The stamp of a file that has to be read again: it has none, or was not at rest."""

UNSETTLED: Stamp = b"\0"
"""Stands for the stamp of a file that kept changing while it was read: no file ever has this one."""

Digests = tuple[str, ...]
"""What is known of the bytes of a file; nothing (``()``) where there is no plain file that can be read."""

Known = tuple[Stamp, str, *tuple[str, ...]]
"""A stamp, and the digests of the bytes of the file that had it."""

_pack = struct.Struct("<QQqqq").pack
_MASK = (1 << 64) - 1

_REST = 100_000_000
_LONG_REST = 3_000_000_000
"""Nanoseconds that a file has to be at rest; the longer ones where times are in whole seconds (FAT: in two)."""

_TICK = 12_000_000
"""Nanoseconds after which the clock of a file system has gone on: the slowest kernels count 100 ticks a second."""

_READINGS = 3
"""How often a file is read that is changing at this moment."""

_HAS_STATUS_TIME = os.name == "posix"


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of the file with this status."""
    return _pack(status.st_dev & _MASK, status.st_ino & _MASK, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def has_stamp(file: str, stamp: Stamp) -> bool:
    """Tell whether ``file`` is as it was when it had this ``stamp``; a link is not."""
    try:
        return bool(stamp) and stamp_of(os.lstat(file)) == stamp
    except OSError:
        return False


@dataclass(slots=True)
class StampedReader:
    """Takes digests of files, and reads only those whose stamp is not the ``known`` one.

    ``known`` has, by path, tuples of a stamp and the digests of the bytes that the file had then.

    ``stamps`` has the stamps that can be kept now, ``fresh`` those of files that were not at rest when they were read;
    ``misses`` counts the files whose stamp was not known. With ``waits``, a file is read when the tick of its last
    change is over, so that every later change shows in its stamp, ``fresh`` or not. ``read`` returns the bytes of a
    file and its status.
    """

    known: Mapping[str, Known]
    waits: bool = False
    stamps: dict[str, Stamp] = field(default_factory=dict)
    fresh: dict[str, Stamp] = field(default_factory=dict)
    misses: int = 0
    read: Callable[[str], tuple[bytes, os.stat_result | None]] = field(default_factory=lambda: read_with_status)

    def digests(self, path: str, file: str, take: Callable[[str, bytes], Digests]) -> Digests:
        """Return what ``take`` makes of ``path`` and the bytes of ``file``, or what is known of the file already."""
        try:
            status = os.lstat(file)
        except OSError:
            self.misses += 1
            return ()
        known = self.known.get(path)
        if known is not None and known[0] and stamp_of(status) == known[0]:
            self.stamps[path] = known[0]
            return known[1:]
        self.misses += 1
        if not stat.S_ISREG(status.st_mode):
            return ()
        data, read = self._settled(file, status)
        if read is None:
            return ()
        if is_at_rest(read):
            self.stamps[path] = stamp_of(read)
        elif _HAS_STATUS_TIME:
            self.fresh[path] = stamp_of(read) if not self.waits or is_settled(read) else UNSETTLED
        return take(path, data)

    def _settled(self, file: str, status: os.stat_result) -> tuple[bytes, os.stat_result | None]:
        """Read a ``file`` with this ``status``, again where it changes at this very moment."""
        for _ in range(_READINGS if self.waits and _HAS_STATUS_TIME else 0):
            wait_for_tick(status)
            data, read = self.read(file)
            if read is None or is_settled(read) or _tick(read) > _TICK:
                return data, read
            status = read
        return self.read(file)


def is_settled(status: os.stat_result) -> bool:
    """Tell whether the tick of the last change is over: whatever changes now changes the stamp, too."""
    return _HAS_STATUS_TIME and status.st_ctime_ns + _tick(status) < time.time_ns()


def wait_for_tick(status: os.stat_result) -> None:
    """Wait until the tick of the last change is over, unless the file system has ticks of seconds."""
    left = status.st_ctime_ns + _tick(status) - time.time_ns()
    if 0 <= left <= 2 * _TICK:
        time.sleep((left + 1) / 1_000_000_000)


def folder_stamp(folder: str) -> Stamp:
    """Return the stamp of a folder, which tells of every name that comes or goes in it, when the tick is over."""
    for _ in range(_READINGS):
        try:
            status = os.stat(folder)  # noqa: PTH116 (for thousands of folders)
        except OSError:
            return UNKNOWN
        if not _HAS_STATUS_TIME:
            return UNKNOWN
        if is_settled(status):
            return stamp_of(status)
        wait_for_tick(status)
    return UNSETTLED


def _tick(status: os.stat_result) -> int:
    return _TICK if status.st_ctime_ns % 1_000_000_000 else _LONG_REST


def is_at_rest(status: os.stat_result) -> bool:
    """Tell whether the file with this status has not changed for so long that its next change will show."""
    rest = _REST if status.st_ctime_ns % 1_000_000_000 else _LONG_REST
    return _HAS_STATUS_TIME and max(status.st_ctime_ns, status.st_mtime_ns) + rest < time.time_ns()
