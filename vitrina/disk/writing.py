"""The one way to write a file: below a folder that is named, through no link, whole or not at all.

A path has two parts. The ``root`` is a folder that the user named, and links on the way to it are the user's own. What
lies below it may come from another person (a pull request, a folder of the network), so no link is followed there, and
nothing but plain files and folders is touched: each folder is opened from the one above it (``openat`` with
``O_NOFOLLOW``), so that no link can be put there in between. Where a system has no such calls (Windows), each step
is looked at before it is taken; there, making a link takes a right that few programs have.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from vitrina.problems import Message, say

HAS_DIRECTORY_DESCRIPTORS = {os.open, os.mkdir, os.rename, os.unlink, os.rmdir, os.stat} <= os.supports_dir_fd
"""Whether this system opens, makes and renames relative to an open folder."""

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _NO_LINK | getattr(os, "O_CLOEXEC", 0)
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | getattr(os, "O_BINARY", 0)
"""The flags of a file that is made: an error where anything is there already."""

_MORE = os.O_WRONLY | os.O_APPEND | _NO_LINK | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_UNFINISHED = ".unfinished"


class InTheWayError(OSError):
    """A link, or something that is no plain file or folder, stands where something is to be written."""


def reason_of(error: OSError) -> Message:
    """Return why something could not be written."""
    if isinstance(error, InTheWayError) and error.errno == errno.ELOOP:
        return say(
            "“{place}” is a link to another place, and nothing is written through links. Remove it.",
            place=error.filename,
        )
    return say("This cannot be written ({reason}).", reason=error.strerror or type(error).__name__)


def write_file(root: Path, path: str, content: bytes) -> None:
    """Put ``content`` at ``path`` below ``root``, whole or not at all; missing folders below ``root`` are made.

    A file that is there is replaced and its permissions stay. An ``OSError`` tells that this could not be done; then
    what was there is as it was. Its ``filename`` is the place; it is an ``InTheWayError`` for a link and the like.
    """
    with opened_parent(root, path, make=True) as (folder, name):
        mode = _mode_of(folder, name, root / path)
        unfinished = f".{name[:80]}.{os.urandom(8).hex()}{_UNFINISHED}"
        try:
            _fill(folder.open(unfinished, NEW_FILE), content, mode)
            folder.replace(unfinished, name)
        except OSError:
            with suppress(OSError):
                folder.unlink(unfinished)
            raise


def create_file(root: Path, path: str, content: bytes) -> None:
    """Write a new file at ``path`` below ``root``; an ``OSError`` tells that this could not be done, or one is there.

    What was begun is removed again.
    """
    with opened_parent(root, path, make=True) as (folder, name):
        if _mode_of(folder, name, root / path) is not None:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(root / path))
        descriptor = folder.open(name, NEW_FILE)
        try:
            _fill(descriptor, content, None)
        except OSError:
            folder.unlink(name)
            raise


def append_to_file(root: Path, path: str, content: bytes) -> None:
    """Append ``content`` to the file at ``path`` below ``root``; an ``OSError`` tells that this could not be done.

    It is made where there is none.
    """
    with opened_parent(root, path, make=False) as (folder, name):
        is_there = _mode_of(folder, name, root / path) is not None
        _fill(folder.open(name, _MORE if is_there else NEW_FILE), content, None)


def linked_place(root: Path, path: str) -> Path | None:
    """Return the first link on the way from ``root`` to ``path``, which need not be there; ``None`` for none."""
    place = root
    for part in path.split("/"):
        place = place / part
        if os.path.islink(place):  # noqa: PTH114 - Path.is_symlink raises where a folder may not be opened
            return place
    return None


def is_linked(root: Path, path: str) -> bool:
    """Tell whether a link lies on the way from ``root`` to ``path``."""
    return linked_place(root, path) is not None


class Folder:
    """An open folder, and what is done in it by name, which is that of a file or folder directly inside.

    ``descriptor`` is ``None`` where the system has none of folders; then ``place`` is used.
    """

    __slots__ = ("descriptor", "place")

    def __init__(self, place: str, descriptor: int | None) -> None:
        self.place = place
        self.descriptor = descriptor

    def open(self, name: str, flags: int) -> int:
        """Open a file and return its descriptor."""
        return os.open(self._way(name), flags, 0o666, dir_fd=self.descriptor)

    def status(self, name: str) -> os.stat_result | None:
        """Return the status of what is called ``name``, links not followed; ``None`` where nothing is."""
        try:
            return os.stat(self._way(name), dir_fd=self.descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def mkdir(self, name: str, mode: int = 0o777) -> None:
        """Make a folder."""
        os.mkdir(self._way(name), mode, dir_fd=self.descriptor)

    def unlink(self, name: str) -> None:
        """Remove a file, or the link that stands there."""
        os.unlink(self._way(name), dir_fd=self.descriptor)

    def rmdir(self, name: str) -> None:
        """Remove an empty folder."""
        os.rmdir(self._way(name), dir_fd=self.descriptor)

    def replace(self, name: str, other: str) -> None:
        """Let the file ``name`` take the place of ``other``."""
        here = self.descriptor
        os.replace(self._way(name), self._way(other), src_dir_fd=here, dst_dir_fd=here)

    def take(self, file: str, name: str) -> None:
        """Let the ``file`` or folder of that path become ``name`` in here."""
        os.replace(file, self._way(name), dst_dir_fd=self.descriptor)

    def below(self, name: str, *, make: bool) -> Folder:
        """Open the folder ``name`` in this one; make it first, where it is missing and that is wanted."""
        place = f"{self.place}/{name}"
        if make:
            with suppress(FileExistsError):
                self.mkdir(name)
        if HAS_DIRECTORY_DESCRIPTORS:
            try:
                return Folder(place, self.open(name, _FOLDER))
            except OSError:
                self._refuse_other_than_folder(name, place)
                raise
        self._refuse_other_than_folder(name, place)
        return Folder(place, None)

    def close(self) -> None:
        """Let the folder go."""
        if self.descriptor is not None:
            os.close(self.descriptor)

    def _refuse_other_than_folder(self, name: str, place: str) -> None:
        found = self.status(name)
        if found is not None and not stat.S_ISDIR(found.st_mode):
            kind = errno.ELOOP if stat.S_ISLNK(found.st_mode) else errno.ENOTDIR
            raise InTheWayError(kind, os.strerror(kind), place)

    def _way(self, name: str) -> str:
        return name if self.descriptor is not None else f"{self.place}/{name}"


class OpenFolders:
    """Folders below ``root``, opened one from the other; those on the way to the last one stay open for the next."""

    def __init__(self, root: Path) -> None:
        descriptor = os.open(root, _FOLDER & ~_NO_LINK) if HAS_DIRECTORY_DESCRIPTORS else None
        self._names: list[str] = []
        self._open = [Folder(str(root), descriptor)]

    def folder(self, path: str, *, make: bool = False) -> Folder:
        """Return the folder at ``path``, made where it is missing and that is wanted; it is open until the next."""
        wanted = path.split("/") if path else []
        common = 0
        while common < min(len(wanted), len(self._names)) and wanted[common] == self._names[common]:
            common += 1
        self._close(common)
        for name in wanted[common:]:
            self._open.append(self._open[-1].below(name, make=make))
            self._names.append(name)
        return self._open[-1]

    def close(self) -> None:
        """Let all of them go."""
        self._close(-1)

    def _close(self, kept: int) -> None:
        while len(self._open) > kept + 1:
            self._open.pop().close()
        del self._names[max(kept, 0) :]


@contextmanager
def opened_parent(root: Path, path: str, *, make: bool) -> Iterator[tuple[Folder, str]]:
    """Open the folder of ``path`` below ``root``; the value is that folder and the name of ``path`` in it.

    Folders that are missing are made where that is wanted. The ``OSError`` of whatever is done inside names the place.
    """
    parent, _, name = path.rpartition("/")
    try:
        if make:
            root.mkdir(parents=True, exist_ok=True)
        with closing(OpenFolders(root)) as folders:
            yield folders.folder(parent, make=make), name
    except InTheWayError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(root / path)) from error


def _mode_of(folder: Folder, name: str, place: Path) -> int | None:
    """Return the permissions of the plain file ``name``, ``None`` where there is none; anything else is an error."""
    found = folder.status(name)
    if found is None:
        return None
    if stat.S_ISLNK(found.st_mode):
        raise InTheWayError(errno.ELOOP, os.strerror(errno.ELOOP), str(place))
    if stat.S_ISDIR(found.st_mode):
        raise InTheWayError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
    if not stat.S_ISREG(found.st_mode):  # opening a pipe may wait forever
        raise InTheWayError(errno.EINVAL, "not a file", str(place))
    return stat.S_IMODE(found.st_mode)


def _fill(descriptor: int, content: bytes, mode: int | None) -> None:
    try:
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)
        write_all(descriptor, content)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, content: bytes) -> None:
    """Write all of ``content``, however many calls the system needs for it."""
    written = os.write(descriptor, content)
    while written < len(content):
        written += os.write(descriptor, content[written:])
