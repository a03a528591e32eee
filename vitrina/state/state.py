"""The state of a site between builds: the record of the last one, and what was expensive to make."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import cast

from vitrina.disk.cache import remove_oldest
from vitrina.disk.stamps import Stamp
from vitrina.state.build_record import BuildRecord, InputRecord, PageRecord
from vitrina.state.database import STATE_FILES, Database, find_cache, state_file
from vitrina.values.pickling import dumps

PROSE, WORDS, CODES, PICTURES, LINKS, SITE = "prose", "words", "codes", "pictures", "links", "site"
"""Kinds of values: converted bodies, words of bodies for the search, QR codes, what is known of pictures by the digests
of their files, the files to which bodies link, and the site as it was loaded."""

RECORD, PAGES = "record", "pages"
"""The keys, beside the site, of the rest of the record, and of the checksum of the table of pages."""

WORTH_KEEPING = 100
"""Files whose stamp was not known. Reading fewer than these takes less time than keeping their stamps."""

_INPUT = "INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?)"
_PAGE = "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class State:
    """What is remembered of a site. ``last`` is the record of the last build, where this ``engine`` made one."""

    def __init__(self, database: Database, engine: str) -> None:
        self._database = database
        self.engine = engine
        self.last = _record(database)

    @property
    def is_of_another_engine(self) -> bool:
        """Whether another version of the engine made the last build; then nothing is known of it."""
        return self._database.is_of_another_engine

    def load(self, kind: str, key: str) -> object:
        """Return the value kept as ``key`` among those of a ``kind``; ``None`` where there is none."""
        value = self._database.blob(kind, key)
        return None if value is None else pickle.loads(value)

    def keys(self, kind: str) -> set[str]:
        """Return the keys of the values of a ``kind``."""
        return self._database.keys(kind)

    def keep(self, kind: str, values: Mapping[str, bytes]) -> None:
        """Keep pickled ``values`` by key among those of a ``kind``; they last from the next ``commit`` on."""
        self._database.put(kind, values)

    def drop(self, kind: str, keys: Iterable[str]) -> None:
        """Forget the values of a ``kind`` with these ``keys``."""
        self._database.drop(kind, keys)

    def record_all(self, record: BuildRecord, site: object) -> None:
        """Keep the ``record`` of a build that has loaded the ``site`` anew, instead of all that was kept of another."""
        database = self._database
        database.write("DELETE FROM inputs", [()])
        database.write("DELETE FROM pages", [()])
        database.write("DELETE FROM blobs WHERE kind = ?", [(SITE,)])
        database.write(_INPUT, ((path, *file) for path, file in record.inputs.items()))
        database.write(_PAGE, ((number, *page) for number, page in enumerate(record.pages.values())))
        rest = (record.build, dict(record.languages), {name: dict(known) for name, known in record.templates.items()})
        database.put(SITE, {RECORD: dumps((*rest, record.problems, record.days)), record.build: dumps(site)})
        database.put(SITE, {PAGES: _checksum(database, record.pages.values())})

    def record_some(
        self, inputs: Mapping[str, InputRecord], pages: Mapping[str, PageRecord], changed: Iterable[str]
    ) -> None:
        """Keep what an edit of bodies has changed: these ``inputs``, and of all ``pages`` the ``changed``."""
        database = self._database
        database.write(_INPUT, ((path, *file) for path, file in inputs.items()))
        columns = ", ".join(f"{name} = ?" for name in PageRecord._fields)
        database.write(f"UPDATE pages SET {columns} WHERE path = ?", ((*pages[path], path) for path in changed))
        database.put(SITE, {PAGES: _checksum(database, pages.values())})

    def record_stamps(self, inputs: Mapping[str, InputRecord], pages: Mapping[str, Stamp]) -> None:
        """Keep the stamps of files that are as the last record has them."""
        self._database.write(_INPUT, ((path, *file) for path, file in inputs.items()))
        self._database.write(
            "UPDATE pages SET stamp = ? WHERE path = ?", ((stamp, path) for path, stamp in pages.items())
        )

    def commit(self) -> None:
        """Keep all that was said since the last ``commit``, in one transaction."""
        self._database.commit()

    def close(self) -> None:
        """Let the file go."""
        self._database.close()


def open_state(source: Path, kind: Iterable[str], engine: str, *, is_kept: bool = True) -> State:
    """Return the state of the site in ``source`` for builds of a ``kind``; an empty one where none can be used.

    ``kind`` tells builds of one source apart: by output and base address. ``engine`` is the digest of the engine.
    """
    cache = find_cache(source) if is_kept else None
    if cache is None:
        return State(Database(None, engine), engine)
    file = state_file(cache.folder, kind)
    is_new = not file.exists()
    state = State(Database(file, engine, cache.key), engine)
    if is_new:
        remove_oldest(cache.folder, STATE_FILES)
    return state


def _record(database: Database) -> BuildRecord | None:
    """Return the record of the last build; ``None`` where there is none, or where a part of it is damaged.

    A damaged record of an input needs no checksum: the input counts as changed.
    """
    rest = database.blob(SITE, RECORD)
    if rest is None:
        return None
    build, languages, templates, problems, days = pickle.loads(rest)
    make_input = cast(Callable[..., InputRecord], InputRecord)
    make_page = cast(Callable[..., PageRecord], PageRecord)
    inputs = database.rows("SELECT path, stamp, metadata, body FROM inputs")
    rows = database.rows(f"SELECT {', '.join(PageRecord._fields)} FROM pages ORDER BY number")
    pages = {str(row[0]): make_page(*row) for row in rows}
    if not database.is_kept or _checksum(database, pages.values()) != database.blob(SITE, PAGES):
        return None
    return BuildRecord(
        build=build,
        inputs={str(row[0]): make_input(*row[1:]) for row in inputs},
        pages=pages,
        languages=languages,
        templates=templates,
        problems=problems,
        days=days,
    )


def _checksum(database: Database, pages: Iterable[PageRecord]) -> bytes:
    """Return the checksum of all records but for the stamps; one by one would take five times as long."""
    return database.checksum(marshal.dumps([page[:1] + page[2:] for page in pages], 2))
