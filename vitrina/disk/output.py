"""The module that writes the site: whole files or nothing, inside the output folder or nowhere.

What is written beside the content, because a person asked for it by name, is in ``vitrina.disk.source``; what can be
made again, in ``vitrina.disk.cache``. No other module writes to disk.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

OWN_FOLDER = ".vitrina"
"""The folder inside the output where the engine keeps its notes and its unfinished files."""

UNFINISHED = "unfinished"
"""The folder in there where files wait until the whole site is known to be right."""

_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Output:
    """An output folder and how messages call it."""

    folder: Path
    shown: str

    @property
    def own(self) -> Path:
        """The engine's own folder in it."""
        return self.folder / OWN_FOLDER

    @property
    def manifests(self) -> tuple[Path, Path]:
        """The places of the manifest: beside the output, so that it is not published, or else in the own folder."""
        real = Path(os.path.realpath(self.folder))
        return real.parent / OWN_FOLDER / f"{real.name}.manifest", self.own / "manifest"

    @property
    def unfinished(self) -> Path:
        """The folder of the files that wait, each at the path that it will have in the site."""
        return self.own / UNFINISHED

    def file(self, path: str) -> Path:
        """Return the file for the output ``path`` (relative, forward slashes)."""
        return self.folder.joinpath(*path.split("/"))


def begin(output: Output) -> None:
    """Make the place where unfinished files wait, and empty it of what a build that was killed may have left."""
    shutil.rmtree(output.unfinished, ignore_errors=True)
    output.unfinished.mkdir(parents=True)


def stage(output: Output, path: str, content: bytes) -> None:
    """Write an unfinished file, which ``put_in_place`` will move to ``path``; nobody sees it before."""
    file = f"{output.unfinished}/{path}"
    _make_folder(os.path.dirname(file))  # noqa: PTH120 (thousands of them)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        written = os.write(descriptor, content)
        while written < len(content):
            written += os.write(descriptor, content[written:])
    finally:
        os.close(descriptor)


def abandon(output: Output) -> None:
    """Remove the unfinished files and the folders that they leave empty; what lies behind a link is none of ours."""
    if not output.own.is_symlink():
        shutil.rmtree(output.unfinished, ignore_errors=True)  # which takes no link itself
        with suppress(OSError):  # the manifest of an earlier build is still in there
            output.own.rmdir()
            output.folder.rmdir()


def put_in_place(output: Output, paths: Sequence[str], obsolete: Iterable[str]) -> None:
    """Move the unfinished files at ``paths`` into the site, in this order; each appears there whole.

    Where a folder of theirs is not there yet, it moves as it is, with everything in it. Obsolete files that stand where
    a folder is needed now (or the other way round) are removed on the way.
    """
    for path in in_the_way(paths, obsolete):
        remove(output, path)
    moved: set[str] = set()
    known: set[str] = set()
    for path in paths:
        for folder in _folders_of(path):
            if folder in moved:
                break
            if folder not in known and not output.file(folder).exists():
                output.unfinished.joinpath(*folder.split("/")).replace(output.file(folder))
                moved.add(folder)
                break
            known.add(folder)
        else:
            output.unfinished.joinpath(*path.split("/")).replace(output.file(path))


def in_the_way(contents: Iterable[str], others: Iterable[str]) -> set[str]:
    """Return those of ``others`` that stand where ``contents`` need a folder, or in a folder where they need a file."""
    rivals = set(others)
    if not rivals:
        return rivals
    wanted = frozenset(contents)
    folders = {folder for path in wanted for folder in _folders_of(path)}
    return {path for path in rivals if path in folders or any(parent in wanted for parent in _folders_of(path))}


def read_manifest(output: Output) -> bytes | None:
    """Return the bytes of the manifest of ``output``, or ``None`` where there is none that can be read."""
    for file in output.manifests:
        data = read_whole(str(file))
        if data is not None and not file.is_symlink():
            return data
    return None


def write_manifest(output: Output, content: bytes) -> None:
    """Write the manifest of ``output``, whole or not at all; inside it only where nothing can be written beside it."""
    beside, inside = output.manifests
    try:
        _hide_from_git(beside.parent)
        _put(beside, content)
    except OSError:
        inside.parent.mkdir(parents=True, exist_ok=True)
        _put(inside, content)


def append_to_manifest(output: Output, content: bytes) -> None:
    """Append to the manifest of ``output``, which is there."""
    file = next(file for file in output.manifests if file.is_file() and not file.is_symlink())
    with file.open("ab") as opened:
        opened.write(content)


def fill_lock(descriptor: int, content: bytes) -> None:
    """Write who holds the lock into its file."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, content)


def read_whole(path: str) -> bytes | None:
    """Return the bytes of a file, or ``None`` where it cannot be read, or is a pipe or a device."""
    data, status = read_with_status(path)
    return None if status is None else data


def read_with_status(path: str) -> tuple[bytes, os.stat_result | None]:
    """Return the bytes of a file and the status that it had before; no status where ``read_whole`` returns none.

    It is for thousands of files at a time: making a ``Path`` or a file object for each takes longer than reading it.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return b"", None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return b"", None
        parts = []
        while part := os.read(descriptor, _AT_ONCE):
            parts.append(part)
        return b"".join(parts), status
    except OSError:
        return b"", None
    finally:
        os.close(descriptor)


def remove(output: Output, path: str) -> bool:
    """Remove a file of the output and the folders that it leaves empty; tell whether it was there.

    Of a file that is gone already, a build that was killed may have left the folders.
    """
    file = output.file(path)
    if is_behind_a_link(output, path):
        return False
    was_there = file.is_file()
    if was_there:
        file.unlink()
    for parent in reversed([output.file(folder) for folder in _folders_of(path)]):
        if parent.is_dir():
            if any(parent.iterdir()):
                break
            parent.rmdir()
    return was_there


def is_behind_a_link(output: Output, path: str) -> bool:
    """Tell whether the file or one of its folders is a link, which may lead out of the output."""
    place = PurePosixPath(path)
    return any(output.file(str(part)).is_symlink() for part in (place, *place.parents) if part.name)


def _put(file: Path, content: bytes, name: str = "") -> None:
    unfinished = file.with_name(f"{name or file.name}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _hide_from_git(folder: Path) -> None:
    """Make the engine's own ``folder``, with a word for git to leave it alone."""
    if folder.is_symlink():
        raise NotADirectoryError(folder)
    folder.mkdir(exist_ok=True)
    if not (folder / ".gitignore").exists():
        (folder / ".gitignore").write_bytes(b"*\n")


def _make_folder(folder: str) -> None:
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def _folders_of(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]
