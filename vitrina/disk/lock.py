"""One build at a time for an output folder: the second waits a little, and then says what is in its way.

The lock is the operating system's, so it ends with the process that holds it, however that ends. Its file names that
process. The file stays: what is left in it by a build that is over, or was killed, locks nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from vitrina.disk.cache import make_cache_folder, user_cache_folder
from vitrina.disk.output import Output, fill_lock
from vitrina.problems import Location, Problems, say

_BEHIND = 1
"""Windows lets no other process read the first byte, which is the one that is locked."""


def lock_file(output: Output) -> Path | None:
    """Return the file of the lock of ``output``, in the user's cache folder, or ``None`` where there is no such folder.

    It lies outside the output, so nothing of it is ever published.
    """
    folder = user_cache_folder()
    name = hashlib.sha256(os.fsencode(os.path.realpath(output.folder))).hexdigest()[:32]
    return folder / "locks" / f"{name}.lock" if folder is not None else None


@contextmanager
def held(file: Path, output: Output, problems: Problems, patience: float) -> Iterator[bool]:
    """Hold the lock ``file`` for ``output``; where another build has it, that is a problem, and the value is false.

    Where the folder of the lock cannot be written to, there is no lock, and the build goes on: that is no fault of the
    content, and no reason to have no site.
    """
    lock = FileLock(file, preserve_lock_file=True, on_acquired=_sign)
    try:
        make_cache_folder(file.parent)
        lock.acquire(timeout=patience)
    except Timeout:
        _report_holder(file, output, problems)
        yield False
        return
    except OSError:
        is_in_the_way = os.path.lexists(file) and (os.path.islink(file) or not os.path.isfile(file))  # noqa: PTH113, PTH114
        if is_in_the_way:
            _report_no_file(file, problems)
        yield not is_in_the_way
        return
    try:
        yield True
    finally:
        lock.release()


def _sign(descriptor: int) -> None:
    """Write which process holds the lock into its file, which gives the file the time of now."""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise OSError("the lock is no plain file")
    fill_lock(descriptor, b" " * _BEHIND + json.dumps({"process": os.getpid()}).encode())


def _report_holder(file: Path, output: Output, problems: Problems) -> None:
    process, since = "?", "?"
    try:
        with file.open("rb", buffering=0) as opened:
            opened.seek(_BEHIND)
            process = str(json.loads(opened.read())["process"])
        since = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass  # the other build is over, or is about to write this
    message = say("Another build is writing here (process {process}, since {since}).", process=process, since=since)
    hint = say("Wait until it is done, or stop it; then build again.")
    problems.error(Location(output.shown), "output-busy", message, hint)


def _report_no_file(file: Path, problems: Problems) -> None:
    message = say("The lock that keeps two builds apart has to be a plain file, and this is something else.")
    problems.error(Location(str(file)), "lock-not-a-file", message, say("Remove it, then build again."))
