"""Which files are opened: those of the source by their names in an open folder, so that no path is passed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_open = os.open
_REAL_PATHS = Path("/proc/self/fd")


@contextmanager
def files_opened() -> Iterator[list[str]]:
    """Collect the real path of everything that is opened by its name in a folder (on Linux)."""
    opened: list[str] = []

    def open_and_note(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        descriptor = _open(path, flags, mode, dir_fd=dir_fd)
        if dir_fd is not None and _REAL_PATHS.is_dir():
            opened.append(str((_REAL_PATHS / str(descriptor)).readlink()))
        return descriptor

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", open_and_note)
        yield opened
