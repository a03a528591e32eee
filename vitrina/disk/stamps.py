"""Proxies: what the file system says of a file, by which its bytes are known without reading them again.

The truth is the digest of the bytes. But whoever changes, replaces or moves a file changes its inode, its size or the
time of its last change of status (POSIX ``st_ctime``), which no program can set. So where all of them are as they were
when the bytes were last read, the bytes are, too; Git's index and Bazel rely on the same. The time of the last
modification alone would prove nothing (``cp -p``, ``touch -d``).

A file that changed a moment ago may change again within the same tick of the file system's clock, and then looks the
same; so nothing is noted of a file that has not been at rest for a while. Where a system has no such time (Windows),
nothing is noted at all, and every file is read.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from vitrina.disk.output import read_with_status

Stamp = tuple[int, int, int, int, int]
"""Device, inode, size in bytes, and the times of the last modification and change of status in nanoseconds."""

Noted = tuple[Stamp, tuple[str, ...]]
"""A file's proxy and the digests of its bytes."""

_REST = 100_000_000
_LONG_REST = 3_000_000_000
"""Nanoseconds that a file has to be at rest; the longer ones where times are in whole seconds (FAT: in two)."""

_HAS_STATUS_TIME = os.name == "posix"


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the proxy of the file with this status."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def is_as_noted(file: str, known: Noted | None) -> bool:
    """Tell whether ``file`` is as it was when it became ``known``; a link is not."""
    try:
        return known is not None and stamp_of(os.lstat(file)) == known[0]
    except OSError:
        return False


@dataclass(slots=True)
class Reader:
    """Takes digests of files and reads only those that are not as they were when they were ``noted``, by path.

    ``seen`` is what can be noted now, ``misses`` how many files were not as noted.
    """

    noted: Mapping[str, Noted]
    seen: dict[str, Noted] = field(default_factory=dict)
    misses: int = 0

    def digests(self, path: str, file: str, take: Callable[[bytes], tuple[str, ...]]) -> tuple[str, ...]:
        """Return what ``take`` makes of the bytes of ``file``, noted as ``path``.

        Nothing where there is no plain file that can be read; a link is none.
        """
        try:
            now = os.lstat(file)
        except OSError:
            now = None
        known = self.noted.get(path)
        if known is not None and now is not None and stamp_of(now) == known[0]:
            self.seen[path] = known
            return known[1]
        self.misses += 1
        if now is None or not stat.S_ISREG(now.st_mode):
            return ()
        data, status = read_with_status(file)
        if status is None:
            return ()
        found = take(data)
        if _is_at_rest(status):
            self.seen[path] = stamp_of(status), found
        return found


def _is_at_rest(status: os.stat_result) -> bool:
    rest = _REST if status.st_ctime_ns % 1_000_000_000 else _LONG_REST
    return _HAS_STATUS_TIME and max(status.st_ctime_ns, status.st_mtime_ns) + rest < time.time_ns()
