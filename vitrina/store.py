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
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vitrina.files import OWN_FOLDER, drop_kept, read_with_status, write_kept
from vitrina.pickles import dumps
from vitrina.proxies import Proxy, proxy_of
from vitrina.source_files import own_folder

FOLDER = "store"
"""The folder in the engine's own that the store has to itself."""

LARGEST = 256_000_000
"""Bytes that a store may have; when it would grow further, all but the newest build is forgotten."""

_SIZE_OF_KEY = 32
_SIZE_OF_SIGNATURE = 32


Memory = dict[str, tuple[bytes, Proxy, object]]
"""Values that a process that builds again and again has at hand: by name, with the key and the proxy of their file."""


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
            self.memory[name] = self.key, proxy_of(status), value
        return value

    def keep(self, name: str, value: object) -> None:
        """Keep ``value`` as ``name``; where the disk does not let it, there is nothing to be said."""
        if self.key is None:
            return
        content = dumps(value)
        if not self.folder.exists():
            own_folder(self.folder.parent.parent, FOLDER)
        try:
            write_kept(self.folder / name, _signature(self.key, name, memoryview(content)) + content)
            if self.memory is not None:
                self.memory[name] = self.key, proxy_of((self.folder / name).stat()), value
        except OSError:
            return

    def names(self, beginning: str = "") -> list[str]:
        """Return the names of everything that begins so, in alphabetical order."""
        try:
            return sorted(name for name in os.listdir(self.folder) if name.startswith(beginning))  # noqa: PTH208
        except OSError:
            return []

    def newest_first(self, ending: str) -> list[str]:
        """Return the names of everything that ends so, what was kept last first."""
        return sorted((name for name in self.names() if name.endswith(ending)), key=self._age)

    def _age(self, name: str) -> tuple[int, str]:
        try:
            return -(self.folder / name).stat().st_mtime_ns, name
        except OSError:
            return 0, name

    def drop(self, names: Iterable[str]) -> None:
        """Forget what is kept as ``names``."""
        for name in names:
            if self.memory is not None:
                self.memory.pop(name, None)
            try:
                drop_kept(self.folder / name)
            except OSError:
                continue

    def _remembered(self, name: str) -> object:
        key, proxy, value = (self.memory or {}).get(name, (b"", None, None))
        if proxy is None or key != self.key:
            return None
        try:
            return value if proxy_of((self.folder / name).stat()) == proxy else None
        except OSError:
            return None

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
