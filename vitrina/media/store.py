"""Renditions that were made before, in the user's cache folder: files named by everything that they are made from.

They outlive the state of a site: a build that failed for another reason, another version of the engine that makes
pictures in the same way, and a preview find them again. What is not as it was written counts as missing.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vitrina.disk.cache import is_inside, keep_small, make_cache_folder, user_cache_folder
from vitrina.disk.whole_files import read_whole
from vitrina.disk.writing import write_file

_FOLDER = "pictures"
_SIZE_OF_DIGEST = 20
_MOST_BYTES = 2_000_000_000
"""The size of the folder: some ten thousand photographs. Of more, those that were made longest ago go."""


@dataclass(frozen=True, slots=True)
class PictureStore:
    """Bytes of renditions by their keys in a ``folder``; nothing is kept where that is ``None``."""

    folder: Path | None = None

    def load(self, key: str) -> bytes | None:
        """Return what was kept as ``key``."""
        found = None if self.folder is None else read_whole(f"{self.folder}/{key}")
        if found is None or found[:_SIZE_OF_DIGEST] != _digest(found[_SIZE_OF_DIGEST:]):
            return None
        return found[_SIZE_OF_DIGEST:]

    def keep(self, key: str, content: bytes) -> None:
        """Keep ``content``; where that cannot be done, it is made again."""
        if self.folder is not None and make_cache_folder(self.folder):
            with suppress(OSError):
                write_file(self.folder, key, _digest(content) + content)

    def shrink(self) -> None:
        """Remove the oldest files of a folder that has become too large."""
        if self.folder is not None:
            keep_small(self.folder, _MOST_BYTES)


NO_STORE = PictureStore()


def find_store(source: Path) -> PictureStore:
    """Return the store for the site in ``source``; inside it, the files could be those of a contributor."""
    folder = user_cache_folder()
    return NO_STORE if folder is None or is_inside(folder, source) else PictureStore(folder / _FOLDER)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SIZE_OF_DIGEST).digest()
