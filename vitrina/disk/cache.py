"""Where the engine keeps what may be lost at any time: outside of the content, and of the published site."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import platformdirs

FOLDER_VARIABLE = "VITRINA_CACHE_DIR"
"""The environment variable that names another folder than the user's cache folder."""

MOST_DATABASES = 50
"""Databases that are kept; of more, those that were used longest ago go."""


def user_cache_folder() -> Path | None:
    """Return the folder, which need not be there yet; ``None`` where the user has no home."""
    named = os.environ.get(FOLDER_VARIABLE, "")
    folder = Path(named) if named else platformdirs.user_cache_path("vitrina", appauthor=False)
    return folder if folder.is_absolute() else None


def make_cache_folder(folder: Path) -> bool:
    """Make the ``folder`` and those above it, for their owner only; tell whether it is there."""
    try:
        for place in reversed((folder, *folder.parents)):
            if not place.is_dir():
                place.mkdir(exist_ok=True, mode=0o700)
    except OSError:
        return False
    return True


def remove_database(file: Path) -> bool:
    """Remove an SQLite ``file`` with what SQLite keeps beside it; tell whether it is gone."""
    try:
        for ending in ("", "-wal", "-shm", "-journal"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def remove_oldest(folder: Path, pattern: str) -> None:
    """Keep the ``MOST_DATABASES`` of the files of ``pattern`` in ``folder`` that were used last."""
    with suppress(OSError):
        files = sorted(folder.glob(pattern), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in files[MOST_DATABASES:]:
            remove_database(file)
