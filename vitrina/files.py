"""The only module that writes to disk: whole files or nothing, inside the output folder or nowhere.

The one exception is ``replace_source``, with which the command ``vitrina translated`` changes a document that its
writer asked it to change. No build calls it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from vitrina.problems import Message, Place, Problems, say

OWN_FOLDER = ".vitrina"
"""The folder inside the output where the engine keeps its notes and its unfinished files."""

_A_LINK = say("A link stands in the way of this file of the site.")


@dataclass(frozen=True, slots=True)
class Output:
    """An output folder and how messages call it."""

    folder: Path
    shown: str

    def file(self, path: str) -> Path:
        """Return the file for the output ``path`` (relative, forward slashes)."""
        return self.folder.joinpath(*PurePosixPath(path).parts)


def check_output(
    output: Output, contents: Mapping[str, bytes | Path], owned: Iterable[str], problems: Problems
) -> None:
    """Note whatever stands in the way of writing ``contents``; nothing is written.

    ``owned`` are the paths that an earlier build wrote. A file that somebody else put there is never overwritten,
    unless it already has the right bytes, and no link leads the writing out of the folder.
    """
    written_before = frozenset(owned)
    if output.folder.exists() and not output.folder.is_dir():
        _report(
            problems, output.shown, "output-not-a-folder", say("The output has to be a folder, and this is a file.")
        )
        return
    for place in (output.folder / OWN_FOLDER, *(output.folder / OWN_FOLDER).glob("*")):
        if place.is_symlink():
            _report(problems, f"{output.shown}/{place.relative_to(output.folder).as_posix()}", "output-link", _A_LINK)
    linked: dict[PurePosixPath, bool] = {}
    for path, content in contents.items():
        parents = [parent for parent in PurePosixPath(path).parents if parent.name]
        for parent in parents:
            if parent not in linked:
                linked[parent] = output.file(str(parent)).is_symlink()
        file = output.file(path)
        if file.is_symlink() or any(linked[parent] for parent in parents):
            _report(problems, f"{output.shown}/{path}", "output-link", _A_LINK)
        elif path not in written_before and _is_foreign(file, parents, output, written_before, content):
            message = say("Something that Vitrina did not write stands where a file of the site belongs.")
            _report(problems, f"{output.shown}/{path}", "foreign-file", message)


def write_contents(output: Output, contents: Mapping[str, bytes | Path], obsolete: Iterable[str]) -> tuple[int, int]:
    """Write ``contents`` in their order and return how many files were written and how many already had their bytes.

    Each file is finished elsewhere and then put into its place, so that it appears whole. Obsolete files that stand
    where a folder is needed now (or the other way round) are removed on the way.
    """
    unfinished = output.folder / OWN_FOLDER / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for path in in_the_way(contents, obsolete):
        remove(output, path)
    written = 0
    for path, content in contents.items():
        file = output.file(path)
        if _has_bytes(file, content):
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        _put(file, content, unfinished / "file")
        written += 1
    shutil.rmtree(unfinished)
    return written, len(contents) - written


def in_the_way(contents: Iterable[str], others: Iterable[str]) -> set[str]:
    """Return those of ``others`` that stand where ``contents`` need a folder, or in a folder where they need a file."""
    wanted = frozenset(contents)
    folders = {str(parent) for path in wanted for parent in PurePosixPath(path).parents}
    return {
        path
        for path in others
        if path in folders or any(str(parent) in wanted for parent in PurePosixPath(path).parents)
    }


def write_note(output: Output, name: str, content: bytes) -> None:
    """Write a note of the engine's own, whole or not at all."""
    folder = output.folder / OWN_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    _put(folder / name, content, folder / f"{name}.unfinished")


def read_note(output: Output, name: str) -> bytes | None:
    """Return a note of the engine's own, or ``None`` where there is none."""
    try:
        return (output.folder / OWN_FOLDER / name).read_bytes()
    except OSError:
        return None


def leave_out_of_git(source: Path, name: str) -> Path:
    """Return the engine's own folder ``name`` in ``source``, with a word for git to leave it alone.

    Where that cannot be written, nothing else can: whoever writes there says so.
    """
    own = source / OWN_FOLDER
    try:
        own.mkdir(exist_ok=True)
        word = own / ".gitignore"
        if not word.exists():
            word.write_text("*\n", encoding="utf-8")
    except OSError:
        pass
    return own / name


def append_text(file: Path, text: str) -> None:
    """Append ``text`` to a file outside the output that somebody named for it; it is made where there is none."""
    with file.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as opened:
        opened.write(text)


def remove(output: Output, path: str) -> bool:
    """Remove a file of the output and the folders that it leaves empty; tell whether it was there.

    Of a file that is gone already, a build that was killed may have left the folders.
    """
    file = output.file(path)
    if _is_behind_a_link(output, path):
        return False
    was_there = file.is_file()
    if was_there:
        file.unlink()
    for parent in [output.file(str(parent)) for parent in PurePosixPath(path).parents if parent.name]:
        if parent.is_dir():
            if any(parent.iterdir()):
                break
            parent.rmdir()
    return was_there


def read_output(output: Output, path: str) -> bytes | None:
    """Return the bytes of a file of the output, or ``None`` where there is no plain file."""
    file = output.file(path)
    return file.read_bytes() if file.is_file() and not _is_behind_a_link(output, path) else None


def replace_source(file: Path, content: bytes) -> None:
    """Put ``content`` in the place of a document that people wrote, whole or not at all, with the rights that it had.

    An ``OSError`` tells that this could not be done; then the document is as it was.
    """
    unfinished = file.with_name(f".{file.name}.unfinished")  # a name that no build reads
    try:
        unfinished.write_bytes(content)
        shutil.copymode(file, unfinished)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def content_bytes(content: bytes | Path) -> bytes:
    """Return content that is either at hand or in a file."""
    return content if isinstance(content, bytes) else content.read_bytes()


def _put(file: Path, content: bytes | Path, unfinished: Path) -> None:
    if isinstance(content, bytes):
        unfinished.write_bytes(content)
    else:
        shutil.copyfile(content, unfinished)
    unfinished.replace(file)


def _has_bytes(file: Path, content: bytes | Path) -> bool:
    if not file.is_file():
        return False
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    return file.stat().st_size == size and file.read_bytes() == content_bytes(content)


def _is_foreign(
    file: Path, parents: Iterable[PurePosixPath], output: Output, owned: frozenset[str], content: bytes | Path
) -> bool:
    for parent in parents:
        if output.file(str(parent)).is_file() and str(parent) not in owned:
            return True
    if file.is_dir():
        return any(_is_somebody_elses(child, output, owned) for child in (file, *file.rglob("*")))
    return file.exists() and not _has_bytes(file, content)


def _is_somebody_elses(child: Path, output: Output, owned: frozenset[str]) -> bool:
    """Tell whether ``child`` will still be there when everything that the engine wrote is gone."""
    path = child.relative_to(output.folder).as_posix()
    if child.is_symlink() or not child.is_dir():
        return child.is_symlink() or path not in owned
    return not any(child.iterdir()) and not any(own.startswith(f"{path}/") for own in owned)


def _is_behind_a_link(output: Output, path: str) -> bool:
    place = PurePosixPath(path)
    return any(output.file(str(part)).is_symlink() for part in (place, *place.parents) if part.name)


def _report(problems: Problems, path: str, code: str, message: Message) -> None:
    hint = say("Move it away, or choose another folder with --output.")
    problems.error(Place(path), code, message, hint)
