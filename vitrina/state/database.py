"""One SQLite file a site, in the user's cache folder: what the last build read and made, and values worth keeping.

It can be deleted at any time, and does no harm: a file that is missing, damaged, locked by another program, made
by another version of the engine or not writable counts as empty, and nothing is said. Values are pickles, and a pickle
can run code when it is read; so no site can bring a state along.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from vitrina.disk.cache import (
    is_inside,
    is_led_away,
    is_plain_database,
    make_cache_folder,
    remove_database,
    user_cache_folder,
    user_key,
)

STATE_FILES = "site-*.sqlite"
"""The pattern of the names of state files."""

_SCHEMA = 1
"""Raised with every change of the tables below."""

_SIZE_OF_CHECKSUM = 16

_PATIENCE = 0.5
"""Seconds to wait for another program that has the file open to write."""
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value);
CREATE TABLE inputs (path TEXT PRIMARY KEY, stamp BLOB, metadata TEXT, body TEXT);
CREATE TABLE pages (number INTEGER PRIMARY KEY, path TEXT UNIQUE, stamp BLOB, content TEXT, context TEXT, template TEXT,
    language TEXT, origin TEXT, bodies TEXT, problems BLOB, planned BLOB);
CREATE TABLE blobs (kind TEXT, key TEXT, value BLOB, checksum BLOB, PRIMARY KEY (kind, key));
"""


@dataclass(frozen=True, slots=True)
class Cache:
    """The folder of the state files, and the key that what is kept there is signed with."""

    folder: Path
    key: bytes = b""


def find_cache(source: Path) -> Cache | None:
    """Return where states of the site in ``source`` are kept; ``None`` where there is no such place.

    Inside the ``source``, a contributor to the site could put a state that the next build would load. There, everything
    is signed with a key of the user that lies elsewhere; without one, nothing is kept.
    """
    folder = user_cache_folder()
    if folder is None:
        return None
    if not is_inside(folder, source):
        return Cache(folder)
    if is_led_away(folder, source):
        return None
    key = user_key(source)
    return None if key is None else Cache(folder, key)


def state_file(folder: Path, kind: Iterable[str]) -> Path:
    """Return the state file in ``folder`` of what ``kind`` says: the source, the output, the address."""
    key = "\0".join(kind).encode("utf-8", "surrogateescape")
    return folder / f"site-{hashlib.sha256(key).hexdigest()[:24]}.sqlite"


class Database:
    """The tables of a state, read by any process and written by one, in one transaction.

    ``engine`` is the digest of the engine; a file of another one is empty. ``file`` is ``None`` where nothing is kept.
    Checksums are signatures where there is a ``key``.
    """

    def __init__(self, file: Path | None, engine: str, key: bytes = b"") -> None:
        self._file = file
        self._engine = engine
        self._key = key
        self._process = os.getpid()
        self._connection: sqlite3.Connection | None = None
        self._is_writing = False
        self.is_of_another_engine = False
        if file is not None:
            self._open(file)

    @property
    def is_kept(self) -> bool:
        """Whether anything can be kept."""
        return self._file is not None

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows of a ``SELECT``; none where they cannot be read."""
        connection = self._reader()
        if connection is None:
            return []
        try:
            return connection.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeEncodeError):
            self._give_up()
            return []

    def blob(self, kind: str, key: str) -> bytes | None:
        """Return the value kept as ``key`` among those of a ``kind``; ``None`` for none, or a damaged one."""
        rows = self.rows("SELECT value, checksum FROM blobs WHERE kind = ? AND key = ?", kind, key)
        value, checksum = rows[0] if rows else (None, None)
        return value if isinstance(value, bytes) and checksum == self.checksum(kind, key, value) else None

    def keys(self, kind: str) -> set[str]:
        """Return the keys of all values of a ``kind``."""
        return {str(key) for (key,) in self.rows("SELECT key FROM blobs WHERE kind = ?", kind)}

    def write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run a writing statement with each of ``rows``; the first one begins the transaction."""
        with self._writing() as connection:
            if connection is not None:
                connection.executemany(statement, rows)

    def put(self, kind: str, values: Mapping[str, bytes]) -> None:
        """Keep ``values`` by key among those of a ``kind``."""
        if values:
            rows = ((kind, key, value, self.checksum(kind, key, value)) for key, value in values.items())
            self.write("INSERT OR REPLACE INTO blobs VALUES (?, ?, ?, ?)", rows)

    def checksum(self, *parts: str | bytes) -> bytes:
        """Return the checksum of these ``parts``."""
        texts = "\0".join([part for part in parts if isinstance(part, str)]).encode("utf-8", "surrogatepass")
        known = hashlib.blake2b(texts, digest_size=_SIZE_OF_CHECKSUM, key=self._key)
        for part in parts:
            if isinstance(part, bytes):
                known.update(part)
        return known.digest()

    def drop(self, kind: str, keys: Iterable[str]) -> None:
        """Forget the values of a ``kind`` with these ``keys``."""
        self.write("DELETE FROM blobs WHERE kind = ? AND key = ?", ((kind, key) for key in keys))

    def commit(self) -> None:
        """End the transaction: all that was written since it began is kept, or nothing of it is."""
        with self._writing() as connection:
            if connection is not None:
                connection.execute("COMMIT")
                self._is_writing = False

    def close(self) -> None:
        """Let the file go; what was not committed is not kept."""
        if self._connection is not None and self._process == os.getpid():
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def _open(self, file: Path) -> None:
        if not make_cache_folder(file.parent) or not is_plain_database(file):
            self._give_up()
            return
        for is_second in (False, True):
            try:
                self._connection = _connect(file)
                self._prepare(self._connection)
            except sqlite3.OperationalError:  # locked by another program, or not writable
                self._give_up()
                return
            except sqlite3.DatabaseError:  # no database, or a damaged one
                self._give_up()
                if is_second or not remove_database(file):
                    return
                self._file = file
            else:
                return

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA synchronous = OFF")  # what a power cut damages is found out, and nothing is lost
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        kept = ""
        if version == _SCHEMA:
            rows = connection.execute("SELECT value FROM meta WHERE key = 'engine'").fetchall()
            kept = str(rows[0][0]) if rows else ""
        if kept == self._engine:
            return
        self.is_of_another_engine = bool(version)
        connection.execute("BEGIN IMMEDIATE")
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            connection.execute(f'DROP TABLE "{table}"')
        for statement in _TABLES.split(";\n"):
            connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES ('engine', ?)", (self._engine,))
        connection.execute(f"PRAGMA user_version = {_SCHEMA}")
        connection.execute("COMMIT")

    def _reader(self) -> sqlite3.Connection | None:
        """Return a connection of this process: one that was forked must not use its parent's."""
        if self._file is not None and self._process != os.getpid():
            self._process = os.getpid()
            self._is_writing = False
            try:
                self._connection = _connect(self._file)
            except sqlite3.Error:
                self._give_up()
        return self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection | None]:
        connection = self._reader()
        try:
            if connection is not None and not self._is_writing:
                connection.execute("BEGIN IMMEDIATE")
                self._is_writing = True
            yield connection
        except (sqlite3.Error, UnicodeEncodeError):  # the latter of a file name that is not UTF-8
            self._give_up()

    def _give_up(self) -> None:
        """Keep and find nothing any more in this build."""
        self.close()
        self._file = None


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")  # other processes read while this one writes
    except sqlite3.Error:
        connection.close()
        raise
    return connection
