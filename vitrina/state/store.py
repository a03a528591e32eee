"""The store: values that were expensive to make, kept beside the content in ``.vitrina/store/`` for the next build.

It can be deleted at any time, and it can hurt nobody: a file that is missing, damaged, from another version of the
engine or from somebody else is as good as none. The last is why each file is signed with a key that lies in the user's
own cache folder, outside any site. A value is unpickled, and unpickling can run code: without the key, a repository
that brings its own ``.vitrina/`` would run it on the machine of whoever builds that site. No key, no store.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from vitrina.disk.output import OWN_FOLDER, drop_kept, read_with_status, write_kept
from vitrina.disk.source import own_folder
from vitrina.disk.stamps import Stamp, stamp_of
from vitrina.values.pickling import dumps

FOLDER = "store"
"""The folder in the engine's own that the store has to itself."""

LARGEST = 256_000_000
"""Bytes that a store may have; when it would grow further, all but the newest build is forgotten."""

_SIZE_OF_KEY = 32
_SIZE_OF_SIGNATURE = 32


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A value that is not on the disk yet; ``there`` is the proxy of what lay in its place when it was kept."""

    store: Store
    value: object
    there: Stamp | None


@dataclass(slots=True)
class Memory:
    """What a process that builds a site again and again has at hand.

    ``values`` are by name, with the key and the proxy of their file. Nobody has to wait until what is kept is written:
    it is ``waiting`` until ``write`` is called. A process that was forked from this one writes at once.
    """

    values: dict[str, tuple[bytes, Stamp, object]] = field(default_factory=dict)
    waiting: dict[str, _Waiting] = field(default_factory=dict)
    process: int = field(default_factory=os.getpid)

    def write(self, is_urgent: Callable[[], bool] = lambda: False) -> None:
        """Write what is waiting, as long as nothing else is urgent; what another process has kept since stays."""
        while self.waiting and not is_urgent():
            name, waiting = next(iter(self.waiting.items()))
            if waiting.store.stamp(name) == waiting.there:
                waiting.store.write(name, waiting.value)
            self.waiting.pop(name, None)


@dataclass(frozen=True, slots=True)
class Store:
    """The folder, and the key; without a key nothing is kept and nothing found. ``memory`` saves reading values again.

    A value that was loaded or kept is nobody's to change.
    """

    folder: Path
    key: bytes | None
    memory: Memory | None = None

    def load(self, name: str) -> object:
        """Return the value kept as ``name``; ``None`` where there is none that this engine and user kept."""
        if self.key is None:
            return None
        known = self._remembered(name)
        if known is not None:
            return known
        data, status = read_with_status(str(self.folder / name))
        if status is None:
            return None
        signature, content = data[:_SIZE_OF_SIGNATURE], memoryview(data)[_SIZE_OF_SIGNATURE:]
        if not hmac.compare_digest(signature, _signature(self.key, name, content)):
            return None
        value: object = pickle.loads(content)
        if self.memory is not None:
            self.memory.values[name] = self.key, stamp_of(status), value
        return value

    def keep(self, name: str, value: object) -> None:
        """Keep ``value`` as ``name``; where the disk does not let it, there is nothing to be said."""
        if self.key is not None and self.memory is not None and self.memory.process == os.getpid():
            self.memory.waiting.pop(name, None)  # what was kept last is written last
            self.memory.waiting[name] = _Waiting(self, value, self.stamp(name))
        else:
            self.write(name, value)

    def write(self, name: str, value: object) -> None:
        """Keep ``value`` as ``name`` on the disk, at once."""
        if self.key is None:
            return
        content = dumps(value)
        if not self.folder.exists():
            own_folder(self.folder.parent.parent, FOLDER)
        try:
            write_kept(self.folder / name, _signature(self.key, name, memoryview(content)) + content)
        except OSError:
            return
        now = self.stamp(name)
        if self.memory is not None and now is not None:
            self.memory.values[name] = self.key, now, value

    def stamp(self, name: str) -> Stamp | None:
        """Return the proxy of the file with the value kept as ``name``; ``None`` where there is none."""
        try:
            return stamp_of((self.folder / name).stat())
        except OSError:
            return None

    def names(self, beginning: str = "") -> list[str]:
        """Return the names of everything that begins so, in alphabetical order."""
        waiting = self.memory.waiting if self.memory is not None else {}
        try:
            names = {*waiting, *os.listdir(self.folder)}  # noqa: PTH208
        except OSError:
            names = {*waiting}
        return sorted(name for name in names if name.startswith(beginning))

    def newest_first(self, ending: str) -> list[str]:
        """Return the names of everything that ends so, what was kept last first."""
        return sorted((name for name in self.names() if name.endswith(ending)), key=self._age)

    def _age(self, name: str) -> tuple[int, str]:
        if self.memory is not None and name in self.memory.waiting:
            return -sys.maxsize, name
        try:
            return -(self.folder / name).stat().st_mtime_ns, name
        except OSError:
            return 0, name

    def drop(self, names: Iterable[str]) -> None:
        """Forget what is kept as ``names``."""
        for name in names:
            if self.memory is not None:
                self.memory.values.pop(name, None)
                self.memory.waiting.pop(name, None)
            try:
                drop_kept(self.folder / name)
            except OSError:
                continue

    def _remembered(self, name: str) -> object:
        if self.memory is None:
            return None
        there = self.stamp(name)
        waiting = self.memory.waiting.get(name)
        if waiting is not None:
            if (waiting.store.key, waiting.there) == (self.key, there):
                return waiting.value
            del self.memory.waiting[name]  # another process has kept something since
        key, stamp, value = self.memory.values.get(name, (b"", None, None))
        return value if stamp is not None and (key, stamp) == (self.key, there) else None

    def size(self) -> int:
        """Return how many bytes the store has."""
        return sum(_size(self.folder / name) for name in self.names())


def open_store(source: Path, engine: str, memory: Memory | None = None) -> Store:
    """Return the store of the site in ``source`` for the engine with this digest; one behind a link is not used."""
    folder = source / OWN_FOLDER / FOLDER
    secret = None if folder.parent.is_symlink() or folder.is_symlink() else _secret()
    key = None if secret is None else hashlib.blake2b(engine.encode(), key=secret, digest_size=_SIZE_OF_KEY).digest()
    return Store(folder, key, memory)


def _signature(key: bytes, name: str, content: memoryview) -> bytes:
    signed = hashlib.blake2b(name.encode() + b"\0", key=key, digest_size=_SIZE_OF_SIGNATURE)
    signed.update(content)
    return signed.digest()


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _secret() -> bytes | None:
    """Return the user's key, which is made the first time."""
    folder = _folder_of_user()
    if folder is None:
        return None
    file = folder / "vitrina" / "key"
    try:
        if not file.exists():
            write_kept(file, os.urandom(_SIZE_OF_KEY), is_secret=True)
    except OSError:
        pass  # another process may have made it in the meantime
    try:
        key = file.read_bytes()
    except OSError:
        return None
    return key if len(key) == _SIZE_OF_KEY else None


def _folder_of_user() -> Path | None:
    """Return the folder where programs keep what can be made again (XDG Base Directory; its like elsewhere)."""
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    named = os.environ.get(variable, "")
    if named and Path(named).is_absolute():
        return Path(named)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
