"""One build at a time for an output folder: the second waits a little, and then says who is in its way.

The lock is the operating system's, so it ends with the process that holds it, however that ends. Its file says which
process that is.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from vitrina.disk.output import Output, drop_lock, fill_lock, open_lock
from vitrina.problems import Location, Problems, say

PATIENCE = 10.0
"""Seconds that a build waits for another one."""

NAME = "lock"
_PAUSE = 0.05
_BEHIND = 4096
"""Where Windows locks a byte: what stands before it can still be read."""


@contextmanager
def held(output: Output, problems: Problems, patience: float = PATIENCE) -> Iterator[bool]:
    """Hold the lock of ``output``; where another build keeps it, that is a problem, and the value is false.

    Where no lock can be made at all, nothing can be written either, and the build will say so itself.
    """
    made = [folder for folder in (output.own, *output.own.parents) if not folder.exists()]
    try:
        descriptor = _wait(output, patience)
    except OSError:
        yield True
        return
    if descriptor is None:
        _report(output, problems)
        yield False
        return
    try:
        fill_lock(descriptor, json.dumps({"process": os.getpid()}).encode())
        yield True
    finally:
        _end(output, descriptor, made)


def _wait(output: Output, patience: float) -> int | None:
    """Return the descriptor of the lock, or ``None`` where somebody else still has it after ``patience`` seconds."""
    file = output.own / NAME
    until = time.monotonic() + patience
    while True:
        descriptor = open_lock(file)
        if _try(descriptor) and _is_still_there(file, descriptor):
            return descriptor
        is_over = time.monotonic() >= until
        os.close(descriptor)
        if is_over:
            return None
        time.sleep(_PAUSE)


def _is_still_there(file: Path, descriptor: int) -> bool:
    """Tell whether the locked file is the one that others would lock: the one before us may have removed it."""
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> bool:
        os.lseek(descriptor, _BEHIND, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _end(output: Output, descriptor: int, made: Iterable[Path]) -> None:
    """Give the lock back; its file goes while it is still locked, so that nobody's new one is removed."""
    try:
        drop_lock(output.own / NAME, made)
    except OSError:
        pass  # another build opened it meanwhile and will remove it (Windows removes no open file)
    finally:
        os.close(descriptor)


def _report(output: Output, problems: Problems) -> None:
    file = output.own / NAME
    process, since = "?", "?"
    try:
        process = str(json.loads(file.read_bytes())["process"])
        since = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass  # it has just been given back, or the system lets nobody read what is locked
    message = say("Another build is writing here (process {process}, since {since}).", process=process, since=since)
    hint = say("Wait until it is done, or stop it; then build again.")
    problems.error(Location(output.shown), "output-busy", message, hint)
