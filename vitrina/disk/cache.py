"""Where the engine keeps what may be lost at any time: outside of the content, and of the published site."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

import platformdirs

from vitrina.disk.whole_files import read_whole
from vitrina.disk.writing import write_file

FOLDER_VARIABLE = "VITRINA_CACHE_DIR"
"""The environment variable that names another folder than the user's cache folder."""

_SIZE_OF_KEY = 32
_ENDINGS = ("", "-wal", "-shm", "-journal")

MOST_FILES = 50
"""Files of a kind that are kept; of more, those that were used longest ago go."""


def user_cache_folder() -> Path | None:
    """Return the folder, which need not be there yet; ``None`` where the user has no home."""
    named = os.environ.get(FOLDER_VARIABLE, "")
    folder = Path(named) if named else platformdirs.user_cache_path("vitrina", appauthor=False)
    return folder if folder.is_absolute() else None


def user_key(source: Path) -> bytes | None:
    """Return a secret of the user, which is made the first time; ``None`` where none can be kept outside ``source``."""
    folder = platformdirs.user_state_path("vitrina", appauthor=False)
    if not folder.is_absolute() or is_inside(folder, source) or not make_cache_folder(folder):
        return None
    file = str(folder / "key")
    with suppress(OSError):  # most often it is there
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(os.urandom(_SIZE_OF_KEY))
    key = read_whole(file)
    return key if key is not None and len(key) == _SIZE_OF_KEY else None


def notes_file(source: Path, kind: str) -> Path | None:
    """Return the file of the notes of a ``kind`` about the site in ``source``; ``None`` where none are kept.

    In a cache folder inside the ``source``, they could be those of a contributor.
    """
    folder = user_cache_folder()
    if folder is None or is_inside(folder, source):
        return None
    key = os.path.realpath(source).encode("utf-8", "surrogateescape")
    return folder / f"{kind}-{hashlib.sha256(key).hexdigest()[:24]}.json"


def keep_notes(source: Path, kind: str, content: bytes) -> None:
    """Keep notes of a ``kind`` about the site in ``source``; where that cannot be done, there are none."""
    file = notes_file(source, kind)
    if file is not None and make_cache_folder(file.parent):
        with suppress(OSError):
            write_file(file.parent, file.name, content)
        remove_oldest(file.parent, f"{kind}-*.json")


def kept_notes(source: Path, kind: str) -> bytes | None:
    """Return what ``keep_notes`` kept; ``None`` where there is no plain file that can be read."""
    file = notes_file(source, kind)
    return None if file is None else read_whole(str(file))


def is_inside(folder: Path, source: Path) -> bool:
    """Tell whether ``folder`` or any link on the way to it lies in ``source``, whose authors then decide about it."""
    root = os.path.realpath(source)
    return any(Path(os.path.realpath(place)).is_relative_to(root) for place in (folder, *folder.parents))


def is_led_away(file: Path, source: Path) -> bool:
    """Tell whether a link that lies in ``source`` is on the way to ``file``, or is what stands there."""
    root = os.path.realpath(source)
    ways = (place for place in (file, *file.parents) if os.path.islink(place))  # noqa: PTH114
    return any(Path(os.path.realpath(place.parent)).is_relative_to(root) for place in ways)


def make_cache_folder(folder: Path) -> bool:
    """Make the ``folder`` and those above it, for their owner only; tell whether it is there."""
    try:
        for place in reversed((folder, *folder.parents)):
            if not place.is_dir():
                place.mkdir(exist_ok=True, mode=0o700)
    except OSError:
        return False
    return True


def is_plain_database(file: Path) -> bool:
    """Tell whether an SQLite ``file`` and what SQLite keeps beside it are plain files, where they are there at all.

    SQLite follows links, and a table of another program would be emptied.
    """
    places = [file.with_name(file.name + ending) for ending in _ENDINGS]
    return all(os.path.isfile(place) and not os.path.islink(place) for place in places if os.path.lexists(place))  # noqa: PTH113, PTH114


def remove_database(file: Path) -> bool:
    """Remove an SQLite ``file`` with what SQLite keeps beside it; tell whether it is gone."""
    try:
        for ending in _ENDINGS:
            file.with_name(file.name + ending).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def remove_oldest(folder: Path, pattern: str) -> None:
    """Keep the ``MOST_FILES`` of the files of ``pattern`` in ``folder`` that were used last."""
    with suppress(OSError):
        files = sorted(folder.glob(pattern), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in files[MOST_FILES:]:
            remove_database(file)


def keep_small(folder: Path, most: int) -> None:
    """Remove the files of ``folder`` that were written longest ago, as long as all have more than ``most`` bytes."""
    with suppress(OSError):
        found = sorted((file.stat().st_mtime_ns, file.stat().st_size, file) for file in folder.iterdir())
        surplus = sum(size for _, size, _ in found) - most
        for _, size, file in found:
            if surplus <= 0:
                return
            file.unlink()
            surplus -= size
