"""Writing outside the output: what a person asked for by name, and notes of the engine beside the content.

Whole files or nothing. No build calls any of this, except to keep a note.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from vitrina.disk.output import OWN_FOLDER


def write_sources(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files that people go on writing in, by their paths below ``folder``: all of them, or none.

    A file that is there is replaced as a whole; whoever calls this has made sure that it may be. An ``OSError`` tells
    that it could not be done; new files and folders are gone again then.
    """
    made: list[Path] = []
    try:
        for path, text in texts.items():
            file = folder / path
            missing = [parent for parent in (file.parent, *file.parent.parents) if not parent.exists()]
            for parent in reversed(missing):
                parent.mkdir()
                made.append(parent)
            if file.exists():
                replace_source(file, text.encode())
            else:
                made.append(file)
                file.write_text(text, encoding="utf-8", newline="\n")
    except OSError:
        for place in reversed(made):
            place.rmdir() if place.is_dir() else place.unlink(missing_ok=True)
        raise


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


def write_alone(file: Path, content: bytes) -> None:
    """Write a file outside the output that somebody named for it, whole or not at all.

    An ``OSError`` tells that this could not be done; then what was there is as it was.
    """
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        _put(file, content, unfinished)
    finally:
        unfinished.unlink(missing_ok=True)


def append_text(file: Path, text: str) -> None:
    """Append ``text`` to a file outside the output that somebody named for it; it is made where there is none."""
    with file.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as opened:
        opened.write(text)


def keep_in_source(source: Path, name: str, content: bytes) -> bool:
    """Keep a note of the engine's own beside the content, whole or not at all; tell whether that could be done.

    The folder keeps itself out of git. A link in its place, which would lead the writing elsewhere, is left alone.
    """
    folder = source / OWN_FOLDER
    if folder.is_symlink() or any((folder / file).is_symlink() for file in (".gitignore", name, f"{name}.unfinished")):
        return False
    try:
        _leave_out_of_git(folder)
        _put(folder / name, content, folder / f"{name}.unfinished")
    except OSError:
        return False
    return True


def kept_in_source(source: Path, name: str) -> bytes | None:
    """Return what ``keep_in_source`` kept, or ``None`` where there is nothing that can be read."""
    try:
        return (source / OWN_FOLDER / name).read_bytes()
    except OSError:
        return None


def own_folder(source: Path, name: str) -> Path:
    """Return the engine's own folder ``name`` in ``source``, with a word for git to leave it alone.

    Where that cannot be written, nothing else can: whoever writes there says so.
    """
    with contextlib.suppress(OSError):
        _leave_out_of_git(source / OWN_FOLDER)
    return source / OWN_FOLDER / name


def _leave_out_of_git(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    if not (folder / ".gitignore").exists():
        (folder / ".gitignore").write_bytes(b"*\n")


def _put(file: Path, content: bytes, unfinished: Path) -> None:
    unfinished.write_bytes(content)
    unfinished.replace(file)
