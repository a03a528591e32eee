"""Code of templates and compiled catalogues: made once for all sites of a user, and kept in one file beside the states.

Every value follows from its key, which has a digest of the text that it was compiled from, or a checksum that the
library checks; so whatever is found fits, or is compiled anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, MutableMapping
from pathlib import Path

from vitrina.state.database import Database, find_cache

NAME = "compiled.sqlite"

_MOST_REFERENCES = 2_000


class KeptBytes(MutableMapping[str, bytes]):
    """Values of a ``kind`` in a database, read when they are asked for; those that are set are ``fresh`` until kept."""

    def __init__(self, database: Database, kind: str) -> None:
        self._database, self._kind = database, kind
        self._read: dict[str, bytes | None] = {}
        self.fresh: dict[str, bytes] = {}

    def __getitem__(self, key: str) -> bytes:
        """Return the value of ``key``; raise ``KeyError`` where there is none."""
        if key in self.fresh:
            return self.fresh[key]
        if key not in self._read:
            self._read[key] = self._database.blob(self._kind, key)
        value = self._read[key]
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key: str, value: bytes) -> None:
        """Set the value of ``key``."""
        self.fresh[key] = value

    def __delitem__(self, key: str) -> None:
        """Forget the value of ``key``, where it is not kept yet."""
        del self.fresh[key]

    def __iter__(self) -> Iterator[str]:
        """Yield all keys."""
        return iter(self._database.keys(self._kind) | self.fresh.keys())

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._database.keys(self._kind) | self.fresh.keys())


class Compiled:
    """What was compiled of ``templates`` and ``catalogues``; ``references`` are the templates that a text names.

    The latter are by the digest of the text.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.templates = KeptBytes(database, "template")
        self.catalogues = KeptBytes(database, "catalogue")
        kept = database.blob("references", "")
        names: dict[str, list[str]] = {} if kept is None else json.loads(kept)
        self.references = {digest: frozenset(of_text) for digest, of_text in names.items()}
        self._kept_references = len(self.references)

    def save(self) -> None:
        """Keep what is fresh."""
        has_new_references = len(self.references) != self._kept_references
        if not (has_new_references or self.templates.fresh or self.catalogues.fresh):
            return
        self._database.put("template", self.templates.fresh)
        self._database.put("catalogue", self.catalogues.fresh)
        if has_new_references:
            newest = list(self.references.items())[-_MOST_REFERENCES:]
            names = {digest: sorted(of_text) for digest, of_text in newest}
            self._database.put("references", {"": json.dumps(names).encode()})
        self._database.commit()

    def close(self) -> None:
        """Let the file go."""
        self._database.close()


def open_compiled(source: Path, engine: str, *, is_kept: bool = True) -> Compiled:
    """Return what this ``engine`` has compiled for any site of the user; nothing where nothing can be kept."""
    cache = find_cache(source) if is_kept else None
    return Compiled(Database(None, engine) if cache is None else Database(cache.folder / NAME, engine, cache.key))
