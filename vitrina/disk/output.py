"""The module that writes the site: whole files or nothing, inside the output folder or nowhere.

What is written beside the content, because a person asked for it by name, is in ``vitrina.disk.source``; what can be
made again, in ``vitrina.disk.cache``. No other module writes to disk.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from vitrina.disk.whole_files import read_whole
from vitrina.disk.writing import (
    NEW_FILE,
    Folder,
    InTheWayError,
    OpenFolders,
    append_to_file,
    create_file,
    is_linked,
    opened_parent,
    write_all,
    write_file,
)

OWN_FOLDER = ".vitrina"
"""The folder inside the output where the engine keeps its notes and its unfinished files."""

UNFINISHED = "unfinished"
"""The folder in there where files wait until the whole site is known to be right."""


@dataclass(frozen=True, slots=True)
class Output:
    """An output folder and how messages call it.

    ``staging`` is the name of a folder for unfinished files that no other process has: the workers of a build that was
    killed may still be writing theirs.
    """

    folder: Path
    shown: str
    staging: str = field(default_factory=lambda: os.urandom(8).hex(), compare=False)

    @property
    def own(self) -> Path:
        """The engine's own folder in it."""
        return self.folder / OWN_FOLDER

    @property
    def manifests(self) -> tuple[tuple[Path, str], tuple[Path, str]]:
        """The places of the manifest: beside the output, so that it is not published, or else in the own folder.

        Each is a folder, and a path below it on which no link is followed.
        """
        real = Path(os.path.realpath(self.folder))
        return (real.parent, f"{OWN_FOLDER}/{real.name}.manifest"), (self.folder, f"{OWN_FOLDER}/manifest")

    @property
    def unfinished(self) -> Path:
        """The folder of the files that wait, each at the path that it will have in the site."""
        return self.own / UNFINISHED / self.staging

    def file(self, path: str) -> Path:
        """Return the file for the output ``path`` (relative, forward slashes)."""
        return self.folder.joinpath(*path.split("/"))


def begin(output: Output) -> None:
    """Make the place where unfinished files wait, and empty it of what a build that was killed may have left.

    It is new, and no other process writes there, so files are staged in it without a look at each folder on the way.
    """
    with opened_parent(output.folder, f"{OWN_FOLDER}/{UNFINISHED}", make=True) as (folder, name):
        _remove_folder(folder, name)
        found = folder.status(name)
        if found is not None and not stat.S_ISDIR(found.st_mode):
            raise InTheWayError(errno.EEXIST, os.strerror(errno.EEXIST), str(output.own / UNFINISHED))
    with opened_parent(output.folder, f"{OWN_FOLDER}/{UNFINISHED}/{output.staging}", make=True) as (folder, name):
        folder.mkdir(name, 0o700)


def stage(output: Output, path: str, content: bytes) -> None:
    """Write an unfinished file, which ``put_in_place`` will move to ``path``; it is not visible before."""
    file = f"{output.unfinished}/{path}"
    _make_folder(os.path.dirname(file))  # noqa: PTH120 (thousands of them)
    try:
        descriptor = os.open(file, NEW_FILE, 0o666)
    except FileExistsError:  # staged already by a process that was then lost
        os.unlink(file)  # noqa: PTH108
        descriptor = os.open(file, NEW_FILE, 0o666)
    try:
        write_all(descriptor, content)
    finally:
        os.close(descriptor)


def abandon(output: Output) -> None:
    """Remove the unfinished files and the folders that they leave empty; what lies behind a link is none of ours."""
    with suppress(OSError):
        with opened_parent(output.folder, f"{OWN_FOLDER}/{UNFINISHED}", make=False) as (folder, name):
            _remove_folder(folder, name)
        output.own.rmdir()  # unless the manifest of an earlier build is in there
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
    with closing(OpenFolders(output.folder)) as site:
        for path in paths:
            for place in (*_folders_of(path), path):
                if place in moved:
                    break
                if place in known:
                    continue
                above, _, name = place.rpartition("/")
                folder = site.folder(above)
                if place == path or folder.status(name) is None:
                    folder.take(f"{output.unfinished}/{place}", name)
                    moved.add(place)
                    break
                known.add(place)


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
    for root, path in output.manifests:
        if not is_linked(root, path) and (data := read_whole(str(root / path))) is not None:
            return data
    return None


def write_manifest(output: Output, content: bytes) -> None:
    """Write the manifest of ``output``, whole or not at all; inside it only where nothing can be written beside it."""
    beside, inside = output.manifests
    try:
        leave_out_of_git(beside[0])
        write_file(*beside, content)
    except OSError:
        write_file(*inside, content)


def append_to_manifest(output: Output, content: bytes) -> None:
    """Append to the manifest of ``output``, which is there."""
    root, path = next(
        place
        for place in output.manifests
        if not is_linked(*place) and os.path.isfile(place[0] / place[1])  # noqa: PTH113
    )
    append_to_file(root, path, content)


def leave_out_of_git(folder: Path) -> None:
    """Make the engine's own folder in ``folder``; its ``.gitignore``, whatever that is, stays as it is."""
    with opened_parent(folder, f"{OWN_FOLDER}/.gitignore", make=True) as (own, name):
        is_there = own.status(name) is not None
    if not is_there:
        create_file(folder, f"{OWN_FOLDER}/.gitignore", b"*\n")


def fill_lock(descriptor: int, content: bytes) -> None:
    """Write who holds the lock into its file."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, content)


def remove(output: Output, path: str) -> bool:
    """Remove a file of the output and the folders that it leaves empty; tell whether it was there.

    Of a file that is gone already, a build that was killed may have left the folders.
    """
    if is_behind_a_link(output, path):
        return False
    was_there = output.file(path).is_file()
    if was_there:
        with opened_parent(output.folder, path, make=False) as (folder, name):
            folder.unlink(name)
    for parent in reversed(_folders_of(path)):
        if output.file(parent).is_dir():
            with opened_parent(output.folder, parent, make=False) as (folder, name):
                if any(output.file(parent).iterdir()):
                    break
                folder.rmdir(name)
    return was_there


def is_behind_a_link(output: Output, path: str) -> bool:
    """Tell whether the file or one of its folders is a link, which may lead out of the output."""
    return is_linked(output.folder, path)


def _remove_folder(folder: Folder, name: str) -> None:
    """Remove the folder ``name`` with everything in it; a link, a pipe or the like stays, and none is followed."""
    found = folder.status(name)
    if found is not None and stat.S_ISDIR(found.st_mode):
        is_open = folder.descriptor is not None
        shutil.rmtree(name if is_open else f"{folder.place}/{name}", ignore_errors=True, dir_fd=folder.descriptor)


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
