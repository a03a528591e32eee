"""Reading files whole, with few system calls each: those of the output, and what can be made again."""

from __future__ import annotations

import os
import stat

_AT_ONCE = 1 << 20


def read_whole(path: str) -> bytes | None:
    """Return the bytes of a file, or ``None`` where it cannot be read, or is a pipe or a device."""
    data, status = read_with_status(path)
    return None if status is None else data


def read_with_status(path: str) -> tuple[bytes, os.stat_result | None]:
    """Return the bytes of a file and the status that it had before; no status where ``read_whole`` returns none.

    It is for thousands of files at a time: making a ``Path`` or a file object for each takes longer than reading it.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return b"", None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return b"", None
        parts = []
        while part := os.read(descriptor, _AT_ONCE):
            parts.append(part)
        return b"".join(parts), status
    except OSError:
        return b"", None
    finally:
        os.close(descriptor)
