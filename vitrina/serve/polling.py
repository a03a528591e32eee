"""Asking files for changes where the system tells nothing: network shares, mounted folders, drives of Windows in WSL.

The polling of ``watchfiles`` compares dates in whole seconds and takes only later ones for a change. Of two saves
within a second it misses one, and also an older file that takes another's place.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from pathlib import Path

from vitrina.serve.batches import LONGEST, QUIET

Signature = tuple[int, int, int]
"""The time of the last change, the size and the number of a file; only zeros for a folder."""

Snapshot = Mapping[str, Signature]
"""What is in the folders, by path."""


async def polled(take: Callable[[], Snapshot], before: Snapshot, seconds: float) -> AsyncIterator[set[str]]:
    """Yield the paths of what changed since the snapshot ``before``; another one is taken every so many ``seconds``.

    A batch of changes is over when nothing more comes for a while.
    """
    while True:
        await asyncio.sleep(seconds)
        changed: set[str] = set()
        end = time.monotonic() + LONGEST / 1000
        while True:
            after = await asyncio.to_thread(take)
            more = _difference(before, after)
            before = after
            changed |= more
            if not more or time.monotonic() > end:
                break
            await asyncio.sleep(QUIET / 1000)
        if changed:
            yield changed


def snapshot(folders: Iterable[Path], is_wanted: Callable[[str], bool]) -> Snapshot:
    """Return what is in ``folders`` now; they may come and go."""
    found: dict[str, Signature] = {}
    waiting = [str(folder) for folder in folders if folder.is_dir()]
    while waiting:
        folder = waiting.pop()
        found[folder] = (0, 0, 0)
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not is_wanted(entry.path):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        status = entry.stat(follow_symlinks=False)
                        found[entry.path] = (status.st_mtime_ns, status.st_size, entry.inode())
        except OSError:
            continue
    return found


def _difference(before: Snapshot, after: Snapshot) -> set[str]:
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}
