"""Reading files that other people wrote: plain files only, and none that a symbolic link leads to.

A stranger's folder can hold links to private files of the person who builds it (CWE-59). So each folder on the way is
opened by its name in the folder above, without following links, and a file is looked at only after it was opened: what
is read is what was looked at, even if a link is put in its place meanwhile (CWE-367). The folder where the way
begins was named by the user, and may be reached through links.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NOT_A_FILE = "not a file"
"""The reason given for a pipe or a device, for which the system reports no error."""

NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FILE = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)  # a pipe would be waited for otherwise
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_CAN_DESCEND = os.open in os.supports_dir_fd

_AT_ONCE = 1 << 20
_JUNCTION = 0xA0000003
"""The tag of a folder on Windows that stands for another (``IO_REPARSE_TAG_MOUNT_POINT``)."""


class LinkError(OSError):
    """There is a symbolic link at ``path``, relative to the folder where the way began."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.ELOOP, "a symbolic link", path)
        self.path = path


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file at ``path`` below the folder ``root``, to be read when its bytes are needed."""

    root: Path
    path: str

    def read(self) -> bytes:
        """Return the bytes; raise ``OSError`` as ``read_input`` does."""
        return read_input(self.root, self.path)[0]

    def start(self, most: int) -> bytes:
        """Return the first bytes, at most this many; raise ``OSError`` as ``read_input`` does."""
        with _opened(self.root, self.path) as file:
            return b"".join(file.read(most))

    def size(self) -> int:
        """Return the size in bytes; raise ``OSError`` as ``read_input`` does."""
        with _opened(self.root, self.path) as file:
            return file.status.st_size


def read_input(root: Path | str, path: str, largest: int | None = None) -> tuple[bytes, os.stat_result]:
    """Return the bytes of the file at ``path`` below ``root``, and its status; no bytes where it is the ``largest``.

    Raise ``LinkError`` where ``path`` is or leads through a link, another ``OSError`` where there is no plain file that
    can be read.
    """
    with _opened(root, path) as file:
        if largest is not None and file.status.st_size > largest:
            return b"", file.status
        return b"".join(file.read(largest)), file.status


def read_input_or_nothing(root: Path | str, path: str) -> tuple[bytes, os.stat_result | None]:
    """Return what ``read_input`` does; no status where there is no plain file that can be read."""
    try:
        return read_input(root, path)
    except (OSError, ValueError):  # ValueError: no file can have this name
        return b"", None


def is_link(status: os.stat_result) -> bool:
    """Tell whether this is the status (``lstat``) of something that stands for another place."""
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION


@dataclass(slots=True)
class _Opened:
    """A plain file that is open."""

    descriptor: int
    status: os.stat_result

    def __enter__(self) -> _Opened:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.descriptor)

    def read(self, most: int | None) -> Iterator[bytes]:
        left = self.status.st_size if most is None else most
        while part := os.read(self.descriptor, min(left, _AT_ONCE) if most is not None else _AT_ONCE):
            yield part
            left -= len(part)


def _opened(root: Path | str, path: str) -> _Opened:
    names = path.split("/")
    if {"", ".", ".."} & {*names}:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
    descriptor = _descend(os.fspath(root), names) if _CAN_DESCEND else _open_checked(os.fspath(root), names)
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode):
        return _Opened(descriptor, status)
    os.close(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    raise OSError(0, NOT_A_FILE, path)


def _descend(root: str, names: list[str]) -> int:
    """Open what is called so below ``root``, one name after the other."""
    descriptor = os.open(root, _FOLDER)
    for number, name in enumerate(names):
        kind = _FILE if number == len(names) - 1 else _FOLDER
        try:
            inner = os.open(name, kind | NO_LINK, dir_fd=descriptor)
        except OSError as error:
            raise _why(error, os.lstat(name, dir_fd=descriptor), "/".join(names[: number + 1])) from error
        finally:
            os.close(descriptor)
        descriptor = inner
    return descriptor


def _why(error: OSError, status: os.stat_result, path: str) -> OSError:
    """Return what to say where something did not open: systems call a link by different errors, a socket by one."""
    if is_link(status):
        return LinkError(path)
    is_plain = stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)
    return error if is_plain else OSError(0, NOT_A_FILE, path)


def _open_checked(root: str, names: list[str]) -> int:
    """Open a file where the system cannot open it from its folder (Windows): it has to be the one that was checked."""
    place, status = root, os.stat(root)  # noqa: PTH116
    for number, name in enumerate(names):
        place = os.path.join(place, name)  # noqa: PTH118 - as everywhere here, for thousands of files
        status = os.lstat(place)
        if is_link(status):
            raise LinkError("/".join(names[: number + 1]))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, NOT_A_FILE, place)
    descriptor = os.open(place, _FILE)
    if os.path.samestat(os.fstat(descriptor), status):
        return descriptor
    os.close(descriptor)
    raise LinkError("/".join(names))
